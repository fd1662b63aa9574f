//! Parts of pages that no app takes over: what they show comes complete from the edge, or is filled in by a small script of
//! their own.

use yew::prelude::*;
use yew::props;

use super::button::{ButtonProps, button};
use super::field::{Ids, framed};

/// Where a script writes a value.
pub fn slot(name: &'static str) -> Html {
    html! { <span data-slot={name}></span> }
}

/// Shown when a script says so.
pub fn later(id: &'static str, content: Html) -> Html {
    html! { <div {id} class="stack" hidden=true>{ content }</div> }
}

/// Shown until a script says otherwise.
pub fn at_first(id: &'static str, content: Html) -> Html {
    html! { <div {id} class="stack">{ content }</div> }
}

/// Says a result when it comes, for screen readers too.
pub fn later_line(id: &'static str, text: &'static str) -> Html {
    html! { <strong {id} hidden=true>{ text }</strong> }
}

/// A word of which a script shows one of several.
pub fn later_word(id: &'static str, text: &'static str) -> Html {
    html! { <span {id} hidden=true>{ text }</span> }
}

/// Lines of which a script shows one.
pub fn announced(lines: Html) -> Html {
    html! { <div aria-live="polite">{ lines }</div> }
}

/// A file that stays on the reader's device.
pub fn local_file_field(id: &'static str, label: &'static str, hint: &'static str, accept: &'static str) -> Html {
    let hint_id = format!("{id}-hint");
    html! {
        <p class="field">
            <label class="field-label" for={id}>{ label }</label>
            <input class="input" {id} type="file" {accept} aria-describedby={hint_id.clone()} />
            <span class="field-hint" id={hint_id}>{ hint }</span>
        </p>
    }
}

/// Data that a script of the page starts from.
pub fn script_data(id: &'static str, data: String, content: Html) -> Html {
    html! { <div {id} class="stack" data-key={data}>{ content }</div> }
}

/// A link to be copied by hand: there may be no script.
pub fn link_to_copy(address: &str) -> Html {
    html! { <p><code class="link-to-copy">{ address.to_owned() }</code></p> }
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct PlainTextareaProps {
    /// Name in the form, and the id of the control.
    pub name: AttrValue,
    pub id: AttrValue,
    pub label: AttrValue,
    pub hint: AttrValue,
    pub value: AttrValue,
    #[prop_or_default]
    pub error: Option<AttrValue>,
    pub max_length: u16,
}

/// Lines to be typed, in a form that a browser sends by itself.
pub fn plain_textarea(props: &PlainTextareaProps) -> Html {
    let ids = Ids::of(&props.id);
    let area = html! {
        <textarea
            class="input"
            id={ids.control.clone()}
            name={props.name.clone()}
            rows="4"
            maxlength={props.max_length.to_string()}
            value={props.value.clone()}
            required=true
            aria-invalid={props.error.is_some().then_some("true")}
            aria-describedby={ids.described_by(true, props.error.is_some())}
        />
    };
    framed(&ids, &props.label, Some(&props.hint), props.error.as_ref(), area)
}

/// A search that a browser sends by itself. What is found stands in the address, so it is nothing personal.
pub fn plain_search(action: String, label: &'static str, go: &'static str, value: &str) -> Html {
    let ids = Ids::of(&AttrValue::Static("search"));
    let value = Some(value.to_owned()).filter(|value| !value.is_empty());
    let input = html! {
        <input class="input" type="search" id="search" name="search" maxlength="50" autocomplete="off" {value} />
    };
    html! {
        <form class="form" role="search" method="get" {action}>
            { framed(&ids, &AttrValue::Static(label), None, None, input) }
            { button(&props!(ButtonProps { submit: true, children: go })) }
        </form>
    }
}

/// A part of the page that addresses can name.
pub fn named_part(id: &'static str, content: Html) -> Html {
    html! { <div {id} class="stack">{ content }</div> }
}
