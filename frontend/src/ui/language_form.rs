//! The language switch: a plain form, so that it works without scripts. The choice is kept in a cookie.

use shared::lang::Lang;
use yew::prelude::*;

use super::button::{Button, ButtonKind};
use super::form::{HiddenInput, PlainForm};
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
#[component]
pub fn LanguageForm(props: &LanguageFormProps) -> Html {
    html! {
        <PlainForm action="/language">
            <HiddenInput name="back" value={props.back.clone()} />
            { for Lang::ALL.into_iter().filter(|other| *other != props.lang).map(|other| html! {
                <Button kind={props.kind} submit=true name="lang" value={other.code()} lang={other.tag()}>
                    { common::language_name(other) }
                </Button>
            }) }
        </PlainForm>
    }
}
