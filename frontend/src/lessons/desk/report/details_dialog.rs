//! The lessons of one trainee: counted, needed, and why something did not count.

use shared::lang::Lang;
use shared::lessons::api::{ReportLesson, ReportRow};
use yew::prelude::*;

use super::super::evidence_card::state_tag;
use super::super::plays_table::uncounted_lines;
use crate::i18n::common::CommonText;
use crate::i18n::lesson_desk::{self, DeskText};
use crate::i18n::lesson_report;
use crate::ui::{Button, ButtonRow, Column, Dialog, Row, Table, short_lines, unbroken};

#[derive(Clone, PartialEq, Properties)]
pub struct DetailsDialogProps {
    pub lang: Lang,
    pub lessons: Vec<ReportLesson>,
    pub row: ReportRow,
    pub on_close: Callback<()>,
}

#[component]
pub fn DetailsDialog(props: &DetailsDialogProps) -> Html {
    let DetailsDialogProps { lang, lessons, row, on_close } = props;
    let lang = *lang;
    let columns = vec![
        Column::text(DeskText::Lesson.text(lang)),
        Column::number(DeskText::CountedOf.text(lang)),
        Column::text(DeskText::State.text(lang)),
        Column::text(DeskText::Uncounted.text(lang)),
    ];
    let rows = lessons.iter().zip(1..).map(|(lesson, number)| {
        let credit = row.credit_of(lesson);
        let counted = credit.map_or(0, |credit| credit.credit.counted_ms);
        let cells = vec![
            html! { format!("{number}. {}", lesson.title) },
            counted_lines(lang, counted, lesson.required_ms, credit.map_or(0, |credit| credit.granted_ms)),
            state_tag(lang, credit.map(|credit| credit.finished)),
            credit.map(|credit| uncounted_lines(lang, &credit.credit.uncounted)).unwrap_or_default(),
        ];
        Row::new(lesson.id, cells)
    });
    let title = lesson_report::details_of(lang, &row.name);
    html! {
        <Dialog title={title.clone()} open=true on_close={on_close.clone()}>
            <Table caption={title} {columns} rows={rows.collect::<Vec<_>>()} />
            <ButtonRow>
                <Button onclick={on_close.reform(|_: MouseEvent| ())}>{ CommonText::Close.text(lang) }</Button>
            </ButtonRow>
        </Dialog>
    }
}

/// What is counted of what is needed, and what of it was granted.
fn counted_lines(lang: Lang, counted_ms: i64, required_ms: i64, granted_ms: i64) -> Html {
    let counted = lesson_desk::of(counted_ms, required_ms);
    match lesson_desk::granted(lang, granted_ms) {
        Some(granted) => short_lines(vec![counted, granted]),
        None => unbroken(&counted),
    }
}
