//! A film with the browser's own controls, as wide as there is room and never higher than the window.

use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub struct VideoProps {
    pub src: AttrValue,
    #[prop_or_default]
    pub poster: Option<AttrValue>,
    /// Address and name of its captions, shown from the beginning.
    #[prop_or_default]
    pub captions: Option<(AttrValue, AttrValue)>,
    /// What it shows.
    pub label: AttrValue,
    /// For who takes pictures from it.
    pub node: NodeRef,
    /// It cannot be played here.
    pub on_error: Callback<()>,
}

#[component]
pub fn Video(props: &VideoProps) -> Html {
    let track = props.captions.as_ref().map(|(address, name)| {
        html! { <track default=true kind="captions" srclang="zh" label={name.clone()} src={address.clone()} /> }
    });
    html! {
        <video
            ref={props.node.clone()}
            class="video"
            src={props.src.clone()}
            poster={props.poster.clone()}
            aria-label={props.label.clone()}
            controls=true
            playsinline=true
            preload="metadata"
            onerror={props.on_error.reform(|_: Event| ())}
        >
            { track }
        </video>
    }
}
