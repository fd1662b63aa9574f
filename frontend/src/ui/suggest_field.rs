//! A field that offers known words while something else may be typed.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::field::{Ids, framed};

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct SuggestFieldProps {
    pub name: AttrValue,
    pub label: AttrValue,
    pub value: AttrValue,
    pub oninput: Callback<String>,
    pub suggestions: Vec<AttrValue>,
    #[prop_or_default]
    pub error: Option<AttrValue>,
    #[prop_or_default]
    pub required: bool,
    #[prop_or_default]
    pub max_length: Option<u16>,
}

#[component]
pub fn SuggestField(props: &SuggestFieldProps) -> Html {
    let ids = Ids::of(&props.name);
    let list = format!("{}-known", props.name);
    let oninput = props.oninput.clone();
    let oninput = Callback::from(move |event: InputEvent| {
        if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
            oninput.emit(input.value());
        }
    });
    let control = html! {
        <>
            <input
                class="input"
                id={ids.control.clone()}
                name={props.name.clone()}
                type="text"
                autocomplete="off"
                list={list.clone()}
                value={props.value.clone()}
                required={props.required}
                maxlength={props.max_length.map(|length| length.to_string())}
                aria-invalid={props.error.is_some().then_some("true")}
                aria-describedby={ids.described_by(false, props.error.is_some())}
                {oninput}
            />
            <datalist id={list}>
                { for props.suggestions.iter().map(|word| html! { <option value={word.clone()}></option> }) }
            </datalist>
        </>
    };
    framed(&ids, &props.label, None, props.error.as_ref(), control)
}
