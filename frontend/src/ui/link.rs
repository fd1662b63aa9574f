//! Links. Plain `<a href>` in the HTML; once the app runs, a click inside the app is handed to its navigator.

use yew::prelude::*;

/// Given as a context by the running app: where a click on an inner link goes instead of loading a page.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkNavigator {
    pub go: Callback<AttrValue>,
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct AnchorProps {
    pub href: AttrValue,
    #[prop_or_default]
    pub class: Classes,
    /// Marks the link to the page that is shown.
    #[prop_or_default]
    pub current: bool,
    /// Leads out of the app although the address is on this site (`/enter`, `/staff`): the browser loads it.
    #[prop_or_default]
    pub full_load: bool,
    pub children: Html,
}

/// A link. Addresses that start with one `/` are the app's own; everything else is left to the browser.
#[component]
pub fn Anchor(props: &AnchorProps) -> Html {
    let navigator = use_context::<LinkNavigator>();
    let href = props.href.clone();
    let onclick = navigator.filter(|_| is_inner(&href) && !props.full_load).map(|navigator| {
        let href = href.clone();
        Callback::from(move |event: MouseEvent| {
            // A new tab, a download, a second button: the browser knows better.
            let plain =
                event.button() == 0 && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key());
            if plain && !event.default_prevented() {
                event.prevent_default();
                navigator.go.emit(href.clone());
            }
        })
    });
    html! {
        <a {href} class={props.class.clone()} aria-current={props.current.then_some("page")} {onclick}>
            { props.children.clone() }
        </a>
    }
}

fn is_inner(href: &str) -> bool {
    href.starts_with('/') && !href.starts_with("//")
}
