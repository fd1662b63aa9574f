//! Every time something was watched: the evidence behind a number.

use std::collections::BTreeMap;

use shared::id::LessonId;
use shared::lang::Lang;
use shared::lessons::api::{PlayRow, has_rounds};
use shared::lessons::chapters::clock;
use shared::lessons::watching::Uncounted;
use shared::time::Timestamp;
use yew::prelude::*;

use crate::i18n::devices;
use crate::i18n::lesson_desk::{self, DeskText};
use crate::ui::{Column, Row, Table, moment, short_lines, unbroken};

#[derive(Clone, PartialEq, Properties)]
pub struct PlaysTableProps {
    pub lang: Lang,
    pub plays: Vec<PlayRow>,
    /// When they are looked at: a play that was not heard of for long does not go on.
    pub now: Timestamp,
    /// Titles of the lessons; absent where all plays are of one lesson.
    #[prop_or_default]
    pub lessons: Option<BTreeMap<LessonId, AttrValue>>,
}

#[component]
pub fn PlaysTable(props: &PlaysTableProps) -> Html {
    let PlaysTableProps { lang, plays, now, lessons } = props;
    let lang = *lang;
    let lesson = lessons.is_some().then(|| Column::text(DeskText::Lesson.text(lang)));
    let columns = [Column::text(DeskText::Started.text(lang)), Column::text(DeskText::Until.text(lang))];
    let with_rounds = has_rounds(plays);
    let round = with_rounds.then(|| Column::text(DeskText::Round.text(lang)));
    let columns = columns.into_iter().chain(round).chain(lesson).chain([
        Column::text(DeskText::Device.text(lang)),
        Column::number(DeskText::Counted.text(lang)),
        Column::text(DeskText::Uncounted.text(lang)),
        Column::text(DeskText::HowEnded.text(lang)),
    ]);
    let rows = plays.iter().map(|play| {
        let title = lessons.as_ref().map(|titles| {
            let known = titles.get(&play.lesson_id).cloned();
            known.unwrap_or_else(|| lesson_desk::lesson_gone(lang, play.lesson_id).into())
        });
        let cells = [moment(play.started_at), moment(play.last_at)];
        let round = with_rounds.then(|| unbroken(&lesson_desk::round(lang, play.round)));
        let cells = cells.into_iter().chain(round).chain(title.map(|title| html! { title })).chain([
            html! { devices::device(lang, &play.device) },
            html! { clock(play.counted_ms) },
            uncounted_lines(lang, &play.uncounted),
            html! { lesson_desk::ended(lang, play, *now) },
        ]);
        Row::new(play.id, cells.collect())
    });
    html! {
        <Table
            caption={DeskText::Plays.text(lang)} columns={columns.collect::<Vec<_>>()} rows={rows.collect::<Vec<_>>()}
        />
    }
}

/// Each reason in a line of its own; nothing where everything counted.
pub fn uncounted_lines(lang: Lang, uncounted: &Uncounted) -> Html {
    let lines = lesson_desk::uncounted(lang, uncounted);
    if lines.is_empty() {
        return Html::default();
    }
    short_lines(lines)
}
