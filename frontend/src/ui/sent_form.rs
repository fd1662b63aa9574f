//! A form that the running app sends: Enter works in every field, and the browser never leaves the page.

use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub struct SentFormProps {
    pub onsubmit: Callback<()>,
    pub children: Html,
}

#[component]
pub fn SentForm(props: &SentFormProps) -> Html {
    let onsubmit = {
        let onsubmit = props.onsubmit.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            onsubmit.emit(());
        })
    };
    // The portal checks and names every error at once; the browser's own bubbles would show one at a time.
    html! { <form class="form" method="post" novalidate=true {onsubmit}>{ props.children.clone() }</form> }
}
