//! What a page shows when it has no content of its own: loading, nothing there, an error with a way out, a result.

use shared::lang::Lang;
use yew::prelude::*;
use yew::props;

use super::button::{ButtonKind, ButtonProps, CallButtonProps, LinkButtonProps, button, call_button, link_button};
use crate::i18n::common::{self, CommonText};

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct LoadingProps {
    pub lang: Lang,
}

/// The shape of a card, so that little moves when the content comes.
pub fn loading(props: &LoadingProps) -> Html {
    html! {
        <div class="card" role="status">
            <span class="hidden-text">{ CommonText::Loading.text(props.lang) }</span>
            <div class="bone bone-s" aria-hidden="true"></div>
            <div class="bone" aria-hidden="true"></div>
            <div class="bone" aria-hidden="true"></div>
            <div class="bone bone-s" aria-hidden="true"></div>
        </div>
    }
}

/// [`loading`] as a component.
#[component]
pub fn Loading(props: &LoadingProps) -> Html {
    loading(props)
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mood {
    #[default]
    Neutral,
    Good,
    Warn,
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ResultFaceProps {
    #[prop_or_default]
    pub mood: Mood,
    pub title: AttrValue,
    /// What it means and what to do: paragraphs, buttons.
    pub children: Html,
}

/// A whole page that says one thing.
pub fn result_face(props: &ResultFaceProps) -> Html {
    let class = match props.mood {
        Mood::Neutral => "card face",
        Mood::Good => "card face face-good",
        Mood::Warn => "card face face-warn",
    };
    html! {
        <section {class}>
            { mark(props.mood) }
            <h1>{ &props.title }</h1>
            { props.children.clone() }
        </section>
    }
}

/// [`result_face`] as a component.
#[component]
pub fn ResultFace(props: &ResultFaceProps) -> Html {
    result_face(props)
}

fn mark(mood: Mood) -> Html {
    let path = match mood {
        Mood::Good => "M15 25l7 7 12-15",
        Mood::Warn => "M24 13v14M24 33v2",
        Mood::Neutral => "M24 22v13M24 13v2",
    };
    html! {
        // Width and height for the time without the style sheet.
        <svg
            class="face-mark"
            width="64"
            height="64"
            viewBox="0 0 48 48"
            fill="none"
            stroke="currentColor"
            stroke-width="3"
            stroke-linecap="round"
            stroke-linejoin="round"
            aria-hidden="true"
        >
            <circle cx="24" cy="24" r="21"></circle>
            <path d={path}></path>
        </svg>
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct EmptyProps {
    pub title: AttrValue,
    /// What it means and what to do.
    #[prop_or_default]
    pub children: Html,
}

/// A list with nothing in it.
pub fn empty(props: &EmptyProps) -> Html {
    html! {
        <div class="face">
            <p><strong>{ &props.title }</strong></p>
            { props.children.clone() }
        </div>
    }
}

/// [`empty`] as a component.
#[component]
pub fn Empty(props: &EmptyProps) -> Html {
    empty(props)
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ErrorFaceProps {
    pub lang: Lang,
    pub title: AttrValue,
    /// What to do.
    pub advice: AttrValue,
    /// What staff and logs call this request.
    #[prop_or_default]
    pub request_id: AttrValue,
    /// *Call us*; empty before the institution has filled it in.
    #[prop_or_default]
    pub phone: AttrValue,
    /// Try again in place; without it a link to `retry_href`.
    #[prop_or_default]
    pub on_retry: Option<Callback<MouseEvent>>,
    /// Works without scripts.
    #[prop_or_default]
    pub retry_href: Option<AttrValue>,
    #[prop_or_default]
    pub children: Html,
}

/// An error with a way out: try again, or call us.
pub fn error_face(props: &ErrorFaceProps) -> Html {
    let again = CommonText::TryAgain.text(props.lang);
    let kind = ButtonKind::Primary;
    let retry = match (&props.on_retry, &props.retry_href) {
        (Some(onclick), _) => {
            button(&props!(ButtonProps { kind, wide: true, onclick: onclick.clone(), children: again }))
        }
        (None, Some(href)) => {
            link_button(&props!(LinkButtonProps { kind, wide: true, href: href.clone(), children: again }))
        }
        (None, None) => Html::default(),
    };
    result_face(&props!(ResultFaceProps {
        mood: Mood::Warn,
        title: props.title.clone(),
        children: html! {
            <>
                <p>{ &props.advice }</p>
                { props.children.clone() }
                { retry }
                { call_button(&props!(CallButtonProps { lang: props.lang, phone: props.phone.clone() })) }
                if !props.request_id.is_empty() {
                    <p class="muted small">{ common::request_number(props.lang, &props.request_id) }</p>
                }
            </>
        }
    }))
}

/// [`error_face`] as a component.
#[component]
pub fn ErrorFace(props: &ErrorFaceProps) -> Html {
    error_face(props)
}
