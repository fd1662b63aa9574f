//! How the lessons of a course are watched, and how much room all lessons take.

use shared::lang::Lang;
use shared::lessons::api::{CourseWatching, Storage};
use yew::prelude::*;

use crate::i18n::staff_lesson_files;
use crate::i18n::staff_lessons::{self, LessonsText};
use crate::ui::{Button, ButtonRow, Card, Cell, CellList, FormMessage, MessageKind, Stack, amount_bar, muted};

#[derive(Clone, PartialEq, Properties)]
pub struct WatchingCardProps {
    pub lang: Lang,
    pub watching: CourseWatching,
    /// Absent for those who may only look.
    #[prop_or_default]
    pub on_change: Option<Callback<()>>,
}

#[component]
pub fn WatchingCard(props: &WatchingCardProps) -> Html {
    let WatchingCardProps { lang, watching, on_change } = props;
    let lang = *lang;
    html! {
        <Card title={LessonsText::WatchingTitle.text(lang)}>
            <Stack>
                { muted(LessonsText::WatchingAdvice.text(lang).into()) }
                <CellList>
                    <Cell label={LessonsText::Speed.text(lang)}>{ staff_lessons::speed(lang, watching.speed_percent) }</Cell>
                    <Cell label={LessonsText::DailyCap.text(lang)}>{ staff_lessons::daily_cap(lang, *watching) }</Cell>
                    <Cell label={LessonsText::Checks.text(lang)}>{ staff_lessons::yes_no(lang, watching.checks) }</Cell>
                    <Cell label={LessonsText::HiddenCounts.text(lang)}>{ staff_lessons::yes_no(lang, watching.hidden_counts) }</Cell>
                </CellList>
                if let Some(on_change) = on_change {
                    <ButtonRow>
                        <Button onclick={on_change.reform(|_: MouseEvent| ())}>{ LessonsText::ChangeWatching.text(lang) }</Button>
                    </ButtonRow>
                }
            </Stack>
        </Card>
    }
}

/// Used and free, for the whole institution.
pub fn storage_bar(lang: Lang, storage: Storage) -> Html {
    amount_bar(staff_lesson_files::storage(lang, storage), storage.used_bytes, storage.limit_bytes)
}

pub fn storage_card(lang: Lang, storage: Storage) -> Html {
    html! {
        <Card title={LessonsText::StorageTitle.text(lang)}>
            { storage_bar(lang, storage) }
            if storage.free_bytes() == 0 {
                <FormMessage kind={MessageKind::Warn} quiet=true>{ LessonsText::StorageFull.text(lang) }</FormMessage>
            }
        </Card>
    }
}
