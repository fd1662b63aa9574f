//! What has changed, with who did it and at which minute: for staff.

use shared::enrolments::api::HistoryEntry;
use shared::lang::Lang;
use yew::prelude::*;

use crate::i18n::cases::CaseCardText;
use crate::i18n::enrolments::event;
use crate::ui::{Card, Item, ItemList, moment, muted};

#[derive(Clone, PartialEq, Properties)]
pub struct StaffHistoryProps {
    pub lang: Lang,
    /// Newest first.
    pub entries: Vec<HistoryEntry>,
}

#[component]
pub fn StaffHistory(props: &StaffHistoryProps) -> Html {
    let lang = props.lang;
    if props.entries.is_empty() {
        return Html::default();
    }
    html! {
        <Card title={CaseCardText::History.text(lang)}>
            <ItemList>
                { for props.entries.iter().map(|entry| html! {
                    <Item title={event(lang, &entry.event)} aside={moment(entry.at)}>
                        if !entry.note.is_empty() {
                            <p>{ &entry.note }</p>
                        }
                        if let Some(by) = &entry.by {
                            { muted(html! { by }) }
                        }
                    </Item>
                }) }
            </ItemList>
        </Card>
    }
}
