//! Forms that a browser can send by itself, and what went wrong with them.

use yew::prelude::*;
use yew::props;

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct PlainFormProps {
    /// Where the browser posts it when no script runs.
    pub action: AttrValue,
    /// Repeating the form with the same key repeats the answer, not the effect. Comes with the page's data, so that
    /// server and browser render the same.
    #[prop_or_default]
    pub idempotency_key: Option<AttrValue>,
    #[prop_or_default]
    pub onsubmit: Option<Callback<SubmitEvent>>,
    pub children: Html,
}

pub fn plain_form(props: &PlainFormProps) -> Html {
    html! {
        <form class="form" method="post" action={props.action.clone()} onsubmit={props.onsubmit.clone()}>
            if let Some(key) = &props.idempotency_key {
                { hidden_input(&props!(HiddenInputProps { name: "idempotency_key", value: key.clone() })) }
            }
            { props.children.clone() }
        </form>
    }
}

/// [`plain_form`] as a component.
#[component]
pub fn PlainForm(props: &PlainFormProps) -> Html {
    plain_form(props)
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct HiddenInputProps {
    pub name: AttrValue,
    pub value: AttrValue,
}

pub fn hidden_input(props: &HiddenInputProps) -> Html {
    html! { <input type="hidden" name={props.name.clone()} value={props.value.clone()} /> }
}

/// [`hidden_input`] as a component.
#[component]
pub fn HiddenInput(props: &HiddenInputProps) -> Html {
    hidden_input(props)
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MessageKind {
    #[default]
    Info,
    Good,
    /// The reader must do something.
    Act,
    Warn,
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct FormMessageProps {
    #[prop_or_default]
    pub kind: MessageKind,
    /// One of many on the page: not read out.
    #[prop_or_default]
    pub quiet: bool,
    pub children: Html,
}

/// A message inside the page. Warnings are read out when they appear.
pub fn form_message(props: &FormMessageProps) -> Html {
    let class = match props.kind {
        MessageKind::Info => "msg",
        MessageKind::Good => "msg msg-good",
        MessageKind::Act => "msg msg-act",
        MessageKind::Warn => "msg msg-warn",
    };
    let role = if props.kind == MessageKind::Warn { "alert" } else { "status" };
    html! { <div {class} role={(!props.quiet).then_some(role)}>{ props.children.clone() }</div> }
}

/// [`form_message`] as a component.
#[component]
pub fn FormMessage(props: &FormMessageProps) -> Html {
    form_message(props)
}

/// One thing to mend, and the id of the control where it is mended.
#[derive(Clone, Debug, PartialEq)]
pub struct SummaryLine {
    pub control: AttrValue,
    pub text: AttrValue,
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ErrorSummaryProps {
    pub title: AttrValue,
    #[prop_or_default]
    pub lines: Vec<SummaryLine>,
    /// What else to do about it.
    #[prop_or_default]
    pub children: Html,
}

/// Everything that is wrong with a form, at its top, with links to the controls.
pub fn error_summary(props: &ErrorSummaryProps) -> Html {
    html! {
        <div class="msg msg-warn" role="alert">
            <p><strong>{ &props.title }</strong></p>
            if !props.lines.is_empty() {
                <ul>
                    { for props.lines.iter().map(|line| html! {
                        <li><a href={format!("#{}", line.control)}>{ &line.text }</a></li>
                    }) }
                </ul>
            }
            { props.children.clone() }
        </div>
    }
}

/// [`error_summary`] as a component.
#[component]
pub fn ErrorSummary(props: &ErrorSummaryProps) -> Html {
    error_summary(props)
}
