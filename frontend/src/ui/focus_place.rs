//! A place that the keyboard is led to when what it was on has gone: after a dialog that emptied its list.

use gloo::timers::callback::Timeout;
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub struct FocusPlaceProps {
    /// Said by screen readers on arrival.
    pub label: AttrValue,
    /// Each higher number leads here once; 0 does not.
    pub turn: u32,
    pub children: Html,
}

#[component]
pub fn FocusPlace(props: &FocusPlaceProps) -> Html {
    let node = use_node_ref();
    use_effect_with((node.clone(), props.turn), |(node, turn)| {
        let node = node.clone();
        // A dialog that closes in the same turn gives the focus back to where it was: this comes after it.
        let later = (*turn > 0).then(|| {
            Timeout::new(0, move || {
                if let Some(place) = node.cast::<web_sys::HtmlElement>() {
                    // Fails only when the place has left the page.
                    let _ = place.focus();
                }
            })
        });
        move || drop(later)
    });
    html! { <div ref={node} tabindex="-1" role="group" aria-label={props.label.clone()}>{ props.children.clone() }</div> }
}
