//! The frame of the staff console: whose it is, where else to go, who is signed in.

use shared::lang::Lang;
use yew::prelude::*;

use super::button::{Button, ButtonKind};
use super::form::{FormMessage, MessageKind};
use super::link::Anchor;
use super::page::NavLink;
use crate::i18n::common::{self, CommonText};
use crate::i18n::staff::StaffText;

#[derive(Clone, PartialEq, Properties)]
pub struct ConsoleFrameProps {
    pub lang: Lang,
    /// Name of the institution.
    pub name: AttrValue,
    /// Who is signed in.
    pub user: AttrValue,
    #[prop_or_default]
    pub demo: bool,
    pub nav: Vec<NavLink>,
    #[prop_or_default]
    pub signing_out: bool,
    pub on_sign_out: Callback<()>,
    /// The page stays as it is, with other words.
    pub on_language: Callback<Lang>,
    /// See [`super::on_link_click`].
    pub onclick: Callback<MouseEvent>,
    pub children: Html,
}

#[component]
pub fn ConsoleFrame(props: &ConsoleFrameProps) -> Html {
    let lang = props.lang;
    html! {
        <div class="console" onclick={props.onclick.clone()}>
            <a class="skip" href="#main">{ CommonText::SkipToMain.text(lang) }</a>
            <header class="console-head">
                <p class="console-name">
                    <Anchor href="/staff">{ &props.name }</Anchor>
                    <span class="muted small">{ StaffText::Console.text(lang) }</span>
                </p>
                <div class="console-user">
                    <span class="small">{ &props.user }</span>
                    { for Lang::ALL.into_iter().filter(|other| *other != lang).map(|other| html! {
                        <Button
                            kind={ButtonKind::Quiet} lang={other.tag()}
                            onclick={props.on_language.reform(move |_: MouseEvent| other)}
                        >
                            { common::language_name(other) }
                        </Button>
                    }) }
                    <Button
                        kind={ButtonKind::Quiet}
                        pending={props.signing_out}
                        onclick={props.on_sign_out.reform(|_: MouseEvent| ())}
                    >
                        { StaffText::SignOut.text(lang) }
                    </Button>
                </div>
                <nav class="nav" aria-label={CommonText::Navigation.text(lang)}>
                    { for props.nav.iter().map(|link| html! {
                        <Anchor href={link.href.clone()} current={link.current}>{ &link.text }</Anchor>
                    }) }
                </nav>
            </header>
            <main id="main" class="console-main stack" tabindex="-1">
                if props.demo {
                    <FormMessage kind={MessageKind::Info}>{ CommonText::Demo.text(lang) }</FormMessage>
                }
                { props.children.clone() }
            </main>
        </div>
    }
}

#[derive(Clone, PartialEq, Properties)]
pub struct NarrowPageProps {
    pub children: Html,
}

/// A page of the console before somebody is signed in.
#[component]
pub fn NarrowPage(props: &NarrowPageProps) -> Html {
    html! {
        <div class="console">
            <main id="main" class="console-main console-narrow stack" tabindex="-1">{ props.children.clone() }</main>
        </div>
    }
}

/// Cards side by side where there is room.
#[component]
pub fn Columns(props: &NarrowPageProps) -> Html {
    html! { <div class="columns">{ props.children.clone() }</div> }
}
