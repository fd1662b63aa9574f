//! The box that selects a row of a table. Its label is for screen readers; for the eye the row says who it is.

use web_sys::HtmlInputElement;
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub struct RowCheckProps {
    pub label: AttrValue,
    pub checked: bool,
    pub onchange: Callback<bool>,
}

#[component]
pub fn RowCheck(props: &RowCheckProps) -> Html {
    let onchange = {
        let onchange = props.onchange.clone();
        Callback::from(move |event: Event| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                onchange.emit(input.checked());
            }
        })
    };
    html! {
        <label class="row-check">
            <input type="checkbox" checked={props.checked} {onchange} />
            <span class="hidden-text">{ &props.label }</span>
        </label>
    }
}
