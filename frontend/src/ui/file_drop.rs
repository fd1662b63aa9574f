//! Takes one file, dropped or chosen.

use web_sys::{DragEvent, File, HtmlInputElement};
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct FileDropProps {
    /// Id and name of the control.
    pub name: AttrValue,
    pub label: AttrValue,
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// As the `accept` attribute: `.xlsx,.xls,.csv`.
    pub accept: AttrValue,
    #[prop_or_default]
    pub disabled: bool,
    pub on_file: Callback<File>,
}

#[component]
pub fn FileDrop(props: &FileDropProps) -> Html {
    let over = use_state(|| false);
    let ondragover = {
        let over = over.clone();
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            over.set(true);
        })
    };
    let ondragleave = {
        let over = over.clone();
        Callback::from(move |_: DragEvent| over.set(false))
    };
    let ondrop = {
        let (over, on_file, disabled) = (over.clone(), props.on_file.clone(), props.disabled);
        Callback::from(move |event: DragEvent| {
            // Without this the browser leaves the page and shows the file.
            event.prevent_default();
            over.set(false);
            let file = event.data_transfer().and_then(|data| data.files()).and_then(|files| files.get(0));
            if let Some(file) = file.filter(|_| !disabled) {
                on_file.emit(file);
            }
        })
    };
    let onchange = {
        let on_file = props.on_file.clone();
        Callback::from(move |event: Event| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                let file = input.files().and_then(|files| files.get(0));
                // Choosing the same file again must be a change again.
                input.set_value("");
                if let Some(file) = file {
                    on_file.emit(file);
                }
            }
        })
    };
    html! {
        <label class={classes!("drop", over.then_some("drop-over"))} {ondragover} {ondragleave} {ondrop}>
            <strong>{ &props.label }</strong>
            if let Some(hint) = &props.hint {
                <span class="muted small">{ hint }</span>
            }
            <input
                type="file"
                id={props.name.clone()}
                name={props.name.clone()}
                accept={props.accept.clone()}
                disabled={props.disabled}
                {onchange}
            />
        </label>
    }
}
