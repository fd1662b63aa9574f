//! A text to take along: shown whole, with a button that copies it.

use yew::prelude::*;

use super::button::Button;

#[derive(Clone, PartialEq, Properties)]
pub struct CopyLineProps {
    pub text: AttrValue,
    /// Text of the button.
    pub button: AttrValue,
    pub on_copy: Callback<()>,
}

#[component]
pub fn CopyLine(props: &CopyLineProps) -> Html {
    html! {
        <div class="copy">
            <code class="copy-text" tabindex="0">{ &props.text }</code>
            <Button onclick={props.on_copy.reform(|_: MouseEvent| ())}>{ &props.button }</Button>
        </div>
    }
}
