//! Buttons and links that look like buttons.

use shared::lang::Lang;
use yew::prelude::*;
use yew::props;

use super::link::{AnchorProps, anchor};
use super::page::tel;
use crate::i18n::common;

/// How much a button asks to be pressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// The one thing to do on this page.
    Primary,
    #[default]
    Default,
    /// Takes something away.
    Warn,
    /// Beside the point: looks like a link.
    Quiet,
}

impl ButtonKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Primary => "btn btn-primary",
            Self::Default => "btn",
            Self::Warn => "btn btn-warn",
            Self::Quiet => "btn btn-quiet",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
#[expect(clippy::struct_excessive_bools, reason = "each is an attribute that markup switches on by itself")]
pub struct ButtonProps {
    #[prop_or_default]
    pub kind: ButtonKind,
    /// As wide as its container.
    #[prop_or_default]
    pub wide: bool,
    /// Submits the form it stands in; otherwise it only calls `onclick`.
    #[prop_or_default]
    pub submit: bool,
    /// The answer is awaited: further presses do nothing, the focus stays.
    #[prop_or_default]
    pub pending: bool,
    #[prop_or_default]
    pub disabled: bool,
    /// Marks the choice that holds now, in a row of choices.
    #[prop_or_default]
    pub current: bool,
    /// Sent with the form when this button was the one pressed.
    #[prop_or_default]
    pub name: Option<AttrValue>,
    #[prop_or_default]
    pub value: Option<AttrValue>,
    /// Language of the label where it differs from the page's.
    #[prop_or_default]
    pub lang: Option<AttrValue>,
    #[prop_or_default]
    pub onclick: Callback<MouseEvent>,
    pub children: Html,
}

pub fn button(props: &ButtonProps) -> Html {
    let onclick = {
        let (pending, onclick) = (props.pending, props.onclick.clone());
        Callback::from(move |event: MouseEvent| if pending { event.prevent_default() } else { onclick.emit(event) })
    };
    html! {
        <button
            type={if props.submit { "submit" } else { "button" }}
            class={classes!(props.kind.class(), props.wide.then_some("btn-wide"))}
            disabled={props.disabled}
            aria-disabled={props.pending.then_some("true")}
            aria-busy={props.pending.then_some("true")}
            aria-current={props.current.then_some("true")}
            name={props.name.clone()}
            value={props.value.clone()}
            lang={props.lang.clone()}
            {onclick}
        >
            if props.pending {
                <span class="spin" aria-hidden="true"></span>
            }
            { props.children.clone() }
        </button>
    }
}

/// [`button`] as a component.
#[component]
pub fn Button(props: &ButtonProps) -> Html {
    button(props)
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct LinkButtonProps {
    pub href: AttrValue,
    #[prop_or_default]
    pub kind: ButtonKind,
    #[prop_or_default]
    pub wide: bool,
    /// See [`AnchorProps`].
    #[prop_or_default]
    pub full_load: bool,
    pub children: Html,
}

/// A link in the shape of a button.
pub fn link_button(props: &LinkButtonProps) -> Html {
    anchor(&props!(AnchorProps {
        href: props.href.clone(),
        class: classes!(props.kind.class(), props.wide.then_some("btn-wide")),
        full_load: props.full_load,
        children: props.children.clone()
    }))
}

/// [`link_button`] as a component.
#[component]
pub fn LinkButton(props: &LinkButtonProps) -> Html {
    link_button(props)
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct CallButtonProps {
    pub lang: Lang,
    /// As typed by staff; empty: nothing is shown.
    pub phone: AttrValue,
}

/// *Call us*, where a reader may be stuck.
pub fn call_button(props: &CallButtonProps) -> Html {
    if props.phone.is_empty() {
        return Html::default();
    }
    link_button(&props!(LinkButtonProps {
        wide: true,
        href: tel(&props.phone),
        children: common::call(props.lang, &props.phone)
    }))
}

/// [`call_button`] as a component.
#[component]
pub fn CallButton(props: &CallButtonProps) -> Html {
    call_button(props)
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ButtonRowProps {
    pub children: Html,
}

/// Buttons side by side that wrap when the text is large.
pub fn button_row(props: &ButtonRowProps) -> Html {
    html! { <div class="btn-row">{ props.children.clone() }</div> }
}

/// [`button_row`] as a component.
#[component]
pub fn ButtonRow(props: &ButtonRowProps) -> Html {
    button_row(props)
}
