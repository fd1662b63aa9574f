//! The language switch: a plain form, so that it works without scripts. The choice is kept in a cookie.

use shared::lang::Lang;
use yew::prelude::*;
use yew::props;

use super::button::{ButtonKind, ButtonProps, button};
use super::form::{HiddenInputProps, PlainFormProps, hidden_input, plain_form};
use crate::i18n::common;

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct LanguageFormProps {
    pub lang: Lang,
    /// Address to come back to.
    pub back: AttrValue,
    #[prop_or(ButtonKind::Default)]
    pub kind: ButtonKind,
}

/// Offers the languages that are not shown now, each in its own words.
pub fn language_form(props: &LanguageFormProps) -> Html {
    let others = Lang::ALL.into_iter().filter(|other| *other != props.lang).map(|other| {
        button(&props!(ButtonProps {
            kind: props.kind,
            submit: true,
            name: "lang",
            value: other.code(),
            lang: other.tag(),
            children: common::language_name(other)
        }))
    });
    plain_form(&props!(PlainFormProps {
        action: "/language",
        children: html! {
            <>
                { hidden_input(&props!(HiddenInputProps { name: "back", value: props.back.clone() })) }
                { for others }
            </>
        }
    }))
}
