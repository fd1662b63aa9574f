//! Labelled controls with hint and error tied to them.
//!
//! A control with `oninput` is controlled by its owner. Without it the control belongs to the browser: `value` is then
//! only the initial attribute, and hydration does not overwrite what was typed while the app was on its way.

use std::rc::Rc;

use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

/// What is typed: chooses the keyboard on a phone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InputKind {
    #[default]
    Text,
    /// Digits only, but not a number to count with (codes).
    Digits,
    /// A document number: digits and a letter, never corrected by the keyboard.
    Code,
    Phone,
    Password,
    Date,
    Money,
}

impl InputKind {
    const fn attributes(self) -> (&'static str, Option<&'static str>) {
        match self {
            Self::Text | Self::Code => ("text", None),
            Self::Digits => ("text", Some("numeric")),
            Self::Phone => ("tel", None),
            Self::Password => ("password", None),
            Self::Date => ("date", None),
            Self::Money => ("text", Some("decimal")),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct FieldProps {
    /// Name in the form, and the id of the control (an error summary links to it).
    pub name: AttrValue,
    pub label: AttrValue,
    #[prop_or_default]
    pub kind: InputKind,
    #[prop_or_default]
    pub value: Option<AttrValue>,
    #[prop_or_default]
    pub oninput: Option<Callback<String>>,
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    #[prop_or_default]
    pub error: Option<AttrValue>,
    #[prop_or_default]
    pub required: bool,
    #[prop_or_default]
    pub disabled: bool,
    #[prop_or_default]
    pub autocomplete: Option<AttrValue>,
    #[prop_or_default]
    pub max_length: Option<u16>,
    /// Set where several forms on one page have fields of the same name.
    #[prop_or_default]
    pub id: Option<AttrValue>,
}

pub fn field(props: &FieldProps) -> Html {
    let ids = Ids::of(props.id.as_ref().unwrap_or(&props.name));
    let (input_type, input_mode) = props.kind.attributes();
    let plain = matches!(props.kind, InputKind::Code | InputKind::Digits | InputKind::Password);
    let oninput = props.oninput.clone().map(|oninput| {
        Callback::from(move |event: InputEvent| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                oninput.emit(input.value());
            }
        })
    });
    let controlled = props.oninput.is_some().then(|| props.value.clone().unwrap_or_default());
    let input = html! {
        <input
            class="input"
            id={ids.control.clone()}
            name={props.name.clone()}
            type={input_type}
            inputmode={input_mode}
            value={controlled}
            required={props.required}
            disabled={props.disabled}
            autocomplete={props.autocomplete.clone()}
            autocapitalize={plain.then_some("off")}
            spellcheck={plain.then_some("false")}
            maxlength={props.max_length.map(|length| length.to_string())}
            aria-invalid={props.error.is_some().then_some("true")}
            aria-describedby={ids.described_by(props.hint.is_some(), props.error.is_some())}
            {oninput}
        />
    };
    let initial = props.value.clone().filter(|_| props.oninput.is_none());
    framed(&ids, &props.label, props.hint.as_ref(), props.error.as_ref(), with_initial_value(input, initial))
}

/// [`field`] as a component.
#[component]
pub fn Field(props: &FieldProps) -> Html {
    field(props)
}

/// Yew sets the `value` property, also while hydrating; the attribute leaves typed text alone.
fn with_initial_value(input: Html, initial: Option<AttrValue>) -> Html {
    match (input, initial) {
        (Html::VTag(mut tag), Some(value)) => {
            Rc::make_mut(&mut tag).add_attribute("value", value);
            Html::VTag(tag)
        }
        (input, _) => input,
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct TextareaFieldProps {
    pub name: AttrValue,
    pub label: AttrValue,
    #[prop_or_default]
    pub value: Option<AttrValue>,
    #[prop_or_default]
    pub oninput: Option<Callback<String>>,
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    #[prop_or_default]
    pub error: Option<AttrValue>,
    #[prop_or_default]
    pub required: bool,
    #[prop_or(4)]
    pub rows: u8,
}

#[component]
pub fn TextareaField(props: &TextareaFieldProps) -> Html {
    let ids = Ids::of(&props.name);
    let oninput = props.oninput.clone().map(|oninput| {
        Callback::from(move |event: InputEvent| {
            if let Some(area) = event.target_dyn_into::<HtmlTextAreaElement>() {
                oninput.emit(area.value());
            }
        })
    });
    let controlled = props.oninput.is_some();
    let value = props.value.clone().unwrap_or_default();
    let area = html! {
        <textarea
            class="input"
            id={ids.control.clone()}
            name={props.name.clone()}
            rows={props.rows.to_string()}
            value={controlled.then(|| value.clone())}
            defaultvalue={(!controlled).then_some(value)}
            required={props.required}
            aria-invalid={props.error.is_some().then_some("true")}
            aria-describedby={ids.described_by(props.hint.is_some(), props.error.is_some())}
            {oninput}
        />
    };
    framed(&ids, &props.label, props.hint.as_ref(), props.error.as_ref(), area)
}

#[derive(Clone, Debug, PartialEq)]
pub struct SelectOption {
    pub value: AttrValue,
    pub text: AttrValue,
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct SelectFieldProps {
    pub name: AttrValue,
    pub label: AttrValue,
    pub options: Vec<SelectOption>,
    /// More of them, under a heading of their own.
    #[prop_or_default]
    pub more: Option<(AttrValue, Vec<SelectOption>)>,
    #[prop_or_default]
    pub value: AttrValue,
    #[prop_or_default]
    pub onchange: Callback<String>,
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    #[prop_or_default]
    pub error: Option<AttrValue>,
    #[prop_or_default]
    pub disabled: bool,
}

#[component]
pub fn SelectField(props: &SelectFieldProps) -> Html {
    let ids = Ids::of(&props.name);
    let onchange = {
        let onchange = props.onchange.clone();
        Callback::from(move |event: Event| {
            if let Some(select) = event.target_dyn_into::<HtmlSelectElement>() {
                onchange.emit(select.value());
            }
        })
    };
    let choice = |option: &SelectOption| {
        html! { <option value={option.value.clone()} selected={option.value == props.value}>{ &option.text }</option> }
    };
    let select = html! {
        <select
            class="input"
            id={ids.control.clone()}
            name={props.name.clone()}
            disabled={props.disabled}
            aria-invalid={props.error.is_some().then_some("true")}
            aria-describedby={ids.described_by(props.hint.is_some(), props.error.is_some())}
            {onchange}
        >
            { for props.options.iter().map(choice) }
            if let Some((label, more)) = props.more.as_ref().filter(|(_, more)| !more.is_empty()) {
                <optgroup label={label.clone()}>{ for more.iter().map(choice) }</optgroup>
            }
        </select>
    };
    framed(&ids, &props.label, props.hint.as_ref(), props.error.as_ref(), select)
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct CheckboxFieldProps {
    pub name: AttrValue,
    /// Sent when ticked.
    #[prop_or(AttrValue::Static("yes"))]
    pub value: AttrValue,
    /// Absent: the box belongs to the browser.
    #[prop_or_default]
    pub checked: Option<bool>,
    /// How a box that belongs to the browser starts.
    #[prop_or_default]
    pub initially: bool,
    #[prop_or_default]
    pub onchange: Callback<bool>,
    #[prop_or_default]
    pub error: Option<AttrValue>,
    #[prop_or_default]
    pub required: bool,
    #[prop_or_default]
    pub disabled: bool,
    #[prop_or_default]
    pub id: Option<AttrValue>,
    /// The label; may hold links.
    pub children: Html,
}

pub fn checkbox_field(props: &CheckboxFieldProps) -> Html {
    let ids = Ids::of(props.id.as_ref().unwrap_or(&props.name));
    let onchange = {
        let onchange = props.onchange.clone();
        Callback::from(move |event: Event| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                onchange.emit(input.checked());
            }
        })
    };
    let mut input = html! {
        <input
            type="checkbox"
            id={ids.control.clone()}
            name={props.name.clone()}
            value={props.value.clone()}
            required={props.required}
            disabled={props.disabled}
            aria-invalid={props.error.is_some().then_some("true")}
            aria-describedby={ids.described_by(false, props.error.is_some())}
            {onchange}
        />
    };
    if let Html::VTag(tag) = &mut input {
        let tag = Rc::make_mut(tag);
        match props.checked {
            Some(checked) => tag.set_checked(checked),
            None if props.initially => tag.add_attribute("checked", "checked"),
            None => {}
        }
    }
    html! {
        <div>
            <label class="check">
                { input }
                <span class="check-text">{ props.children.clone() }</span>
            </label>
            { error_line(&ids, props.error.as_ref()) }
        </div>
    }
}

/// [`checkbox_field`] as a component.
#[component]
pub fn CheckboxField(props: &CheckboxFieldProps) -> Html {
    checkbox_field(props)
}

/// The ids that tie a control to its hint and error.
pub(super) struct Ids {
    pub(super) control: AttrValue,
    hint: String,
    error: String,
}

impl Ids {
    pub(super) fn of(control: &AttrValue) -> Self {
        Self { control: control.clone(), hint: format!("{control}-hint"), error: format!("{control}-error") }
    }

    pub(super) fn described_by(&self, hint: bool, error: bool) -> Option<String> {
        match (hint, error) {
            (false, false) => None,
            (true, false) => Some(self.hint.clone()),
            (false, true) => Some(self.error.clone()),
            (true, true) => Some(format!("{} {}", self.error, self.hint)),
        }
    }
}

pub(super) fn framed(
    ids: &Ids,
    label: &AttrValue,
    hint: Option<&AttrValue>,
    error: Option<&AttrValue>,
    control: Html,
) -> Html {
    html! {
        <div>
            <label class="field-label" for={ids.control.clone()}>{ label }</label>
            { control }
            { error_line(ids, error) }
            if let Some(hint) = hint {
                <span class="field-hint" id={ids.hint.clone()}>{ hint }</span>
            }
        </div>
    }
}

fn error_line(ids: &Ids, error: Option<&AttrValue>) -> Html {
    html! {
        if let Some(error) = error {
            <span class="field-error" id={ids.error.clone()}>{ error }</span>
        }
    }
}
