//! Parts of pages that no app takes over: what they show comes complete from the edge, or is filled in by a small script of
//! their own.

use yew::prelude::*;

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
