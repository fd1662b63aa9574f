//! The frame of every trainee page: whose portal it is, where else to go, how to reach a person.

use shared::institution::Site;
use shared::lang::Lang;
use yew::prelude::*;
use yew::props;

use super::button::ButtonKind;
use super::form::{FormMessageProps, MessageKind, form_message};
use super::language_form::{LanguageFormProps, language_form};
use super::link::{AnchorProps, Current, anchor};
use crate::i18n::common::{self, CommonText};

/// What the frame shows of the institution.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PageOwner {
    pub name: AttrValue,
    /// As typed by staff; empty: no call link.
    pub phone: AttrValue,
    pub address: AttrValue,
    pub icp: AttrValue,
    /// Says that people and figures are made up.
    pub demo: bool,
}

impl From<&Site> for PageOwner {
    fn from(site: &Site) -> Self {
        let text = |text: &str| AttrValue::from(text.to_owned());
        Self {
            name: text(&site.name),
            phone: text(&site.phone),
            address: text(&site.address),
            icp: text(&site.icp),
            demo: site.demo,
        }
    }
}

/// A link of the page's navigation.
#[derive(Clone, Debug, PartialEq)]
pub struct NavLink {
    pub href: AttrValue,
    pub text: AttrValue,
    pub current: Current,
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct PageProps {
    pub lang: Lang,
    pub owner: PageOwner,
    /// Address of this page: where the language switch comes back to.
    pub path: AttrValue,
    /// Empty before sign-in.
    #[prop_or_default]
    pub nav: Vec<NavLink>,
    /// See [`super::on_link_click`].
    #[prop_or_default]
    pub onclick: Callback<MouseEvent>,
    pub children: Html,
}

pub fn page(props: &PageProps) -> Html {
    let PageProps { lang, owner, path, nav, onclick, children } = props;
    html! {
        <div class="page" onclick={onclick.clone()}>
            <a class="skip" href="#main">{ CommonText::SkipToMain.text(*lang) }</a>
            <header class="page-head">
                <div class="page-in">
                    { home_link(owner) }
                    { language_form(&props!(LanguageFormProps {
                        lang: *lang,
                        back: path.clone(),
                        kind: ButtonKind::Quiet
                    })) }
                    if !nav.is_empty() {
                        <nav class="nav" aria-label={CommonText::Navigation.text(*lang)}>
                            { for nav.iter().map(nav_link) }
                        </nav>
                    }
                </div>
            </header>
            <main id="main" class="page-main page-in stack" tabindex="-1">
                if owner.demo {
                    { form_message(&props!(FormMessageProps {
                        kind: MessageKind::Info,
                        children: CommonText::Demo.text(*lang)
                    })) }
                }
                { children.clone() }
            </main>
            { footer(*lang, owner) }
        </div>
    }
}

fn home_link(owner: &PageOwner) -> Html {
    // An empty text has no node in the HTML: taking over would add one.
    let name = if owner.name.is_empty() { Html::default() } else { Html::from(&owner.name) };
    anchor(&props!(AnchorProps { href: "/", class: "page-name", children: name }))
}

fn nav_link(link: &NavLink) -> Html {
    let NavLink { href, text, current } = link.clone();
    anchor(&props!(AnchorProps { href, current, children: text }))
}

/// [`page`] as a component.
#[component]
pub fn Page(props: &PageProps) -> Html {
    page(props)
}

fn footer(lang: Lang, owner: &PageOwner) -> Html {
    html! {
        <footer class="page-foot">
            <div class="page-in">
                if !owner.phone.is_empty() {
                    <p><a href={tel(&owner.phone)}>{ common::call(lang, &owner.phone) }</a></p>
                }
                if !owner.address.is_empty() {
                    <p>{ common::address(lang, &owner.address) }</p>
                }
                <p>{ anchor(&props!(AnchorProps { href: "/privacy", children: CommonText::PrivacyNotice.text(lang) })) }</p>
                if !owner.icp.is_empty() {
                    <p><a href="https://beian.miit.gov.cn/" rel="noreferrer">{ &owner.icp }</a></p>
                }
            </div>
        </footer>
    }
}

/// RFC 3966 wants digits, `+` and hyphens only; staff type spaces and brackets as well. An extension after `转` is
/// left out: dialling it at once would reach nobody.
pub(super) fn tel(phone: &str) -> String {
    // not a text: what staff type between a number and its extension
    let number = phone.split(['转', '#', ',', '/', '、']).next().unwrap_or_default();
    let digits = number.chars().filter(|c| c.is_ascii_digit() || matches!(c, '+' | '-'));
    core::iter::once("tel:".to_owned()).chain(digits.map(String::from)).collect()
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct HeadingProps {
    pub text: AttrValue,
}

/// The heading of a page that starts with several cards.
pub fn heading(props: &HeadingProps) -> Html {
    html! { <h1>{ &props.text }</h1> }
}

/// [`heading`] as a component.
#[component]
pub fn Heading(props: &HeadingProps) -> Html {
    heading(props)
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct StackProps {
    pub children: Html,
}

/// Things one below the other with the usual distance.
pub fn stack(props: &StackProps) -> Html {
    html! { <div class="stack">{ props.children.clone() }</div> }
}

/// [`stack`] as a component.
#[component]
pub fn Stack(props: &StackProps) -> Html {
    stack(props)
}

#[cfg(test)]
mod tests {
    use super::tel;

    #[test]
    fn a_phone_as_typed_becomes_an_address_that_dials() {
        assert_eq!(tel("0755-8888 6666"), "tel:0755-88886666");
        assert_eq!(tel("(0755) 88886666 转 8001"), "tel:075588886666");
        assert_eq!(tel("+86 138 0000 0000"), "tel:+8613800000000");
    }
}
