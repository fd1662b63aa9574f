//! How the lessons of a course are watched.

use shared::lang::Lang;
use shared::lessons::api::CourseWatching;
use yew::prelude::*;

use crate::i18n::staff_lessons::{self, LessonsText};
use crate::ui::{Button, ButtonRow, Card, Cell, CellList, Stack, muted};

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
