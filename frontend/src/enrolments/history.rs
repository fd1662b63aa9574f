//! What has changed, newest first.

use shared::enrolments::api::HistoryEntry;
use shared::lang::Lang;
use yew::prelude::*;

use crate::i18n::enrolments::{self, EnrolmentText};
use crate::ui::{Card, Item, ItemList, date};

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct HistoryProps {
    pub lang: Lang,
    pub entries: Vec<HistoryEntry>,
}

/// Nothing when nothing is known: an empty heading would only raise questions.
#[component]
pub fn History(props: &HistoryProps) -> Html {
    if props.entries.is_empty() {
        return Html::default();
    }
    html! {
        <Card title={EnrolmentText::History.text(props.lang)}>
            <ItemList>
                { for props.entries.iter().map(|entry| html! {
                    <Item
                        title={enrolments::event(props.lang, &entry.event)}
                        aside={date(props.lang, entry.at.day())}
                    />
                }) }
            </ItemList>
        </Card>
    }
}
