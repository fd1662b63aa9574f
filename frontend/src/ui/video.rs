//! A film with the browser's own controls, as wide as there is room and never higher than the window.

use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub struct VideoProps {
    pub src: AttrValue,
    #[prop_or_default]
    pub poster: Option<AttrValue>,
    /// What it shows.
    pub label: AttrValue,
    /// For who takes pictures from it.
    pub node: NodeRef,
    /// It cannot be played here.
    pub on_error: Callback<()>,
}

#[component]
pub fn Video(props: &VideoProps) -> Html {
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
        ></video>
    }
}
