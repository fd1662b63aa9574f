//! A short word about something that has just happened; read out by screen readers.

use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ToastProps {
    /// Absent: nothing to say. The element stays, because screen readers only follow regions that were there before.
    #[prop_or_default]
    pub message: Option<AttrValue>,
}

#[component]
pub fn Toast(props: &ToastProps) -> Html {
    html! {
        <div class="toast" role="status" aria-live="polite">
            if let Some(message) = &props.message {
                { message }
            }
        </div>
    }
}
