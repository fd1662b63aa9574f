//! A card: one thing the reader came for.

use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct CardProps {
    /// Heading of the card; cards without one carry a [`CardHead`] of their own or need none.
    #[prop_or_default]
    pub title: Option<AttrValue>,
    pub children: Html,
}

pub fn card(props: &CardProps) -> Html {
    html! {
        <section class="card">
            if let Some(title) = &props.title {
                <h2>{ title }</h2>
            }
            { props.children.clone() }
        </section>
    }
}

/// [`card`] as a component.
#[component]
pub fn Card(props: &CardProps) -> Html {
    card(props)
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct CardHeadProps {
    pub title: AttrValue,
    /// The page's own heading rather than a card's.
    #[prop_or_default]
    pub main: bool,
    /// Lines under the heading: tags, dates, codes.
    #[prop_or_default]
    pub children: Html,
}

/// The head of a card that needs more than a title.
pub fn card_head(props: &CardHeadProps) -> Html {
    html! {
        <div class="card-head">
            if props.main {
                <h1>{ &props.title }</h1>
            } else {
                <h2>{ &props.title }</h2>
            }
            { props.children.clone() }
        </div>
    }
}

/// [`card_head`] as a component.
#[component]
pub fn CardHead(props: &CardHeadProps) -> Html {
    card_head(props)
}
