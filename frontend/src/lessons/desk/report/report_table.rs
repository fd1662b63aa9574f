//! The trainees of a class with their hours.

use std::rc::Rc;

use shared::id::EnrolmentId;
use shared::lang::Lang;
use shared::lessons::api::{ClassReport, ReportRow};
use yew::prelude::*;
use yew_router::Routable as _;

use crate::i18n::lesson_desk::{self, DeskText};
use crate::i18n::lesson_report::{self, ReportText};
use crate::staff::StaffRoute;
use crate::ui::{Button, ButtonKind, Column, Row, Table, TagKind, tag, tags, unbroken};

#[derive(Clone, PartialEq, Properties)]
pub struct ReportTableProps {
    pub lang: Lang,
    pub report: Rc<ClassReport>,
    /// Only those whose hours are not complete.
    #[prop_or_default]
    pub missing_only: bool,
    pub on_details: Callback<EnrolmentId>,
}

#[component]
pub fn ReportTable(props: &ReportTableProps) -> Html {
    let ReportTableProps { lang, report, missing_only, .. } = props;
    let lang = *lang;
    let columns = vec![
        Column::text(ReportText::Name.text(lang)),
        Column::text(ReportText::Document.text(lang)),
        Column::text(ReportText::Employer.text(lang)),
        Column::number(DeskText::HoursDue.text(lang)),
        Column::number(DeskText::HoursDone.text(lang)),
        Column::number(DeskText::ByLessons.text(lang)),
        Column::text(ReportText::Standing.text(lang)),
        Column::text(ReportText::Lessons.text(lang)),
    ];
    let shown = report.rows.iter().filter(|row| !missing_only || !report.is_met(row));
    let rows: Vec<Row> = shown.map(|row| trainee(props, row)).collect();
    html! { <Table caption={ReportText::Title.text(lang)} {columns} {rows} /> }
}

fn trainee(props: &ReportTableProps, row: &ReportRow) -> Row {
    let ReportTableProps { lang, report, on_details, .. } = props;
    let (lang, id) = (*lang, row.enrolment_id);
    let hours = |seconds: i64| unbroken(&lesson_desk::class_hours(seconds, report.minutes_of(row)).to_string());
    let due = report.due_of(row);
    let standing = if due == 0 {
        Html::default()
    } else if report.is_met(row) {
        tag(TagKind::Good, ReportText::Met.text(lang))
    } else {
        let missing = due.saturating_sub(row.done_seconds);
        tag(TagKind::Act, lesson_report::missing(lang, missing, report.minutes_of(row)))
    };
    let lessons = if report.lessons.is_empty() {
        Html::default()
    } else {
        let finished = lesson_report::finished(lang, row.finished(), report.lessons.len());
        let button = html! {
            <Button kind={ButtonKind::Quiet} onclick={on_details.reform(move |_: MouseEvent| id)}>
                { ReportText::Details.text(lang) }
            </Button>
        };
        tags(vec![unbroken(&finished), button])
    };
    let cells = vec![
        html! { &row.name },
        unbroken(&row.document_masked),
        html! { &row.employer },
        if due == 0 {
            html! { ReportText::NoneDue.text(lang) }
        } else {
            hours(due)
        },
        hours(row.done_seconds),
        hours(row.lessons_seconds),
        standing,
        lessons,
    ];
    Row::new(id, cells).linked(StaffRoute::Enrolment { id }.to_path())
}
