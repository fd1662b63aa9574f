//! Links. Plain `<a href>` in the HTML; once an app runs, its outermost element hands clicks on inner links to the app.

use web_sys::{Element, EventTarget};
use yew::prelude::*;

/// On a link inside the site that the browser must load as a page.
const FULL_LOAD: &str = "data-load";

/// How a link stands to the page that is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Current {
    #[default]
    Elsewhere,
    /// It is this page.
    Page,
    /// This page belongs to it.
    Section,
}

impl Current {
    const fn token(self) -> Option<&'static str> {
        match self {
            Self::Elsewhere => None,
            Self::Page => Some("page"),
            Self::Section => Some("true"),
        }
    }
}

impl From<bool> for Current {
    fn from(is_page: bool) -> Self {
        if is_page { Self::Page } else { Self::Elsewhere }
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct AnchorProps {
    pub href: AttrValue,
    #[prop_or_default]
    pub class: Classes,
    /// Marks the link to the page that is shown, or to the section that it belongs to.
    #[prop_or_default]
    pub current: Current,
    /// Leads out of the app although the address is on this site (`/enter`, `/staff`): the browser loads it.
    #[prop_or_default]
    pub full_load: bool,
    pub children: Html,
}

/// A link.
pub fn anchor(props: &AnchorProps) -> Html {
    html! {
        <a
            href={props.href.clone()}
            class={props.class.clone()}
            aria-current={props.current.token()}
            data-load={props.full_load.then_some("")}
        >
            { props.children.clone() }
        </a>
    }
}

/// [`anchor`] as a component.
#[component]
pub fn Anchor(props: &AnchorProps) -> Html {
    anchor(props)
}

/// What the outermost element of an app does with clicks: those on inner links go to `go`, which says whether it knows
/// the address. Everything else is left to the browser.
pub fn on_link_click(go: impl Fn(&str) -> bool + 'static) -> Callback<MouseEvent> {
    Callback::from(move |event: MouseEvent| {
        // A new tab, a download, a second button: the browser knows better.
        let plain =
            event.button() == 0 && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key());
        if !plain || event.default_prevented() {
            return;
        }
        let address = event.target().and_then(|target| inner_address(&target));
        if address.is_some_and(|address| go(&address)) {
            event.prevent_default();
        }
    })
}

/// The address of the link that was hit. Addresses that start with one `/` are on this site.
fn inner_address(target: &EventTarget) -> Option<String> {
    use wasm_bindgen::JsCast as _;
    let link = target.dyn_ref::<Element>()?.closest("a[href]").ok()??;
    let address = link.get_attribute("href")?;
    let inner = address.starts_with('/') && !address.starts_with("//") && !link.has_attribute(FULL_LOAD);
    inner.then_some(address)
}
