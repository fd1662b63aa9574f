//! Controls that answer one question together.

use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub struct FieldGroupProps {
    pub id: AttrValue,
    pub label: AttrValue,
    #[prop_or_default]
    pub error: Option<AttrValue>,
    pub children: Html,
}

#[component]
pub fn FieldGroup(props: &FieldGroupProps) -> Html {
    let error_id = format!("{}-error", props.id);
    html! {
        <fieldset id={props.id.clone()} tabindex="-1" aria-describedby={props.error.is_some().then(|| error_id.clone())}>
            <legend class="field-label">{ &props.label }</legend>
            { props.children.clone() }
            if let Some(error) = &props.error {
                <span class="field-error" id={error_id}>{ error }</span>
            }
        </fieldset>
    }
}
