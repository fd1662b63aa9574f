//! What has changed, newest first.

use shared::enrolments::api::HistoryEntry;
use shared::lang::Lang;
use yew::prelude::*;
use yew::props;

use crate::i18n::enrolments::{self, EnrolmentText};
use crate::ui::{self, CardProps, ItemListProps, ItemProps, date};

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct HistoryProps {
    pub lang: Lang,
    pub entries: Vec<HistoryEntry>,
}

/// [`history`] as a component.
#[component]
pub fn History(props: &HistoryProps) -> Html {
    history(props.lang, &props.entries)
}

/// Nothing when nothing is known: an empty heading would only raise questions.
pub fn history(lang: Lang, entries: &[HistoryEntry]) -> Html {
    if entries.is_empty() {
        return Html::default();
    }
    let items = entries.iter().map(|entry| {
        ui::item(&props!(ItemProps { title: enrolments::event(lang, &entry.event), aside: date(lang, entry.at.day()) }))
    });
    ui::card(&props!(CardProps {
        title: EnrolmentText::History.text(lang),
        children: ui::item_list(&props!(ItemListProps { children: items.collect::<Html>() }))
    }))
}
