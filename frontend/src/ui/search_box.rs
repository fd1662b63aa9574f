//! A search field with its button: searches when sent, so that a slow line is not asked at every key.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::button::Button;

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct SearchBoxProps {
    /// What can be typed; the control's label.
    pub label: AttrValue,
    /// Text of the button.
    pub button: AttrValue,
    pub value: AttrValue,
    pub oninput: Callback<String>,
    pub onsearch: Callback<()>,
    #[prop_or_default]
    pub pending: bool,
}

#[component]
pub fn SearchBox(props: &SearchBoxProps) -> Html {
    let onsubmit = {
        let onsearch = props.onsearch.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            onsearch.emit(());
        })
    };
    let oninput = {
        let oninput = props.oninput.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                oninput.emit(input.value());
            }
        })
    };
    html! {
        <form class="search" role="search" {onsubmit}>
            <label class="search-label">
                <span class="small muted">{ &props.label }</span>
                // The terms are personal: the browser must not keep them.
                <input class="input" type="search" autocomplete="off" value={props.value.clone()} {oninput} />
            </label>
            <Button submit=true pending={props.pending}>{ &props.button }</Button>
        </form>
    }
}
