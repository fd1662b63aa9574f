//! The report on paper.

use shared::lang::Lang;
use shared::lessons::api::{ClassReport, ReportRow};
use yew::prelude::*;

use super::making::Made;
use crate::i18n::common::course_kind;
use crate::i18n::lesson_desk::{self, DeskText};
use crate::i18n::lesson_report::{self, ReportText};
use crate::ui::{PrintColumn, PrintColumnKind, PrintReport, PrintTable};

#[derive(Clone, PartialEq, Properties)]
pub struct ReportSheetProps {
    pub lang: Lang,
    pub made: Made,
}

#[component]
pub fn ReportSheet(props: &ReportSheetProps) -> Html {
    let ReportSheetProps { lang, made } = props;
    let lang = *lang;
    let report = &*made.report;
    let mut tables = vec![trainees(lang, report)];
    if !report.lessons.is_empty() {
        tables.insert(0, lessons(lang, report));
    }
    let text = |text: ReportText| AttrValue::Static(text.text(lang));
    html! {
        <PrintReport
            title={text(ReportText::Title)} owner={report.institution.clone()} facts={facts(lang, made)} {tables}
            notes={vec![text(ReportText::HowCounted), text(ReportText::HowVerified)]}
            signatures={[ReportText::MadeBy, ReportText::CheckedBy, ReportText::Seal, ReportText::Date].map(text).to_vec()}
        />
    }
}

/// The hash comes last: it has a line of its own.
fn facts(lang: Lang, made: &Made) -> Vec<(AttrValue, Html)> {
    let report = &*made.report;
    let facts = [
        (ReportText::Class, report.class_code.clone()),
        (ReportText::Dates, lesson_report::dates(lang, report.starts_on, report.ends_on)),
        (ReportText::Course, format!("{} · {}", report.course, course_kind(lang, report.course_kind))),
        (ReportText::ClassHour, lesson_report::class_hour(lang, report)),
        (ReportText::Due, lesson_report::due(lang, report)),
        (ReportText::People, lesson_report::people(lang, report)),
        (ReportText::MadeAt, made.at.to_minute_text()),
        (ReportText::Hash, made.sha256.clone()),
    ];
    facts.map(|(label, value)| (AttrValue::Static(label.text(lang)), html! { value })).to_vec()
}

fn columns<const N: usize>(columns: [(&'static str, PrintColumnKind); N]) -> Vec<PrintColumn> {
    columns.map(|(title, kind)| PrintColumn { title: AttrValue::Static(title), kind }).to_vec()
}

fn lessons(lang: Lang, report: &ClassReport) -> PrintTable {
    let rows = report.lessons.iter().zip(1..).map(|(lesson, number)| {
        vec![
            html! { number },
            html! { &lesson.title },
            html! { &lesson.teacher },
            html! { lesson_report::lesson_facts(lang, lesson) },
        ]
    });
    PrintTable {
        title: Some(ReportText::SheetLessons.text(lang).into()),
        columns: columns([
            (ReportText::Number.text(lang), PrintColumnKind::Whole),
            (DeskText::Lesson.text(lang), PrintColumnKind::Text),
            (ReportText::Teacher.text(lang), PrintColumnKind::Whole),
            (ReportText::Length.text(lang), PrintColumnKind::Text),
        ]),
        rows: rows.collect(),
    }
}

fn trainees(lang: Lang, report: &ClassReport) -> PrintTable {
    PrintTable {
        title: Some(ReportText::SheetTrainees.text(lang).into()),
        columns: columns([
            (ReportText::Number.text(lang), PrintColumnKind::Whole),
            (ReportText::Name.text(lang), PrintColumnKind::Whole),
            (ReportText::Document.text(lang), PrintColumnKind::Whole),
            (ReportText::Employer.text(lang), PrintColumnKind::Word),
            (DeskText::HoursDue.text(lang), PrintColumnKind::Whole),
            (DeskText::HoursDone.text(lang), PrintColumnKind::Whole),
            (DeskText::ByLessons.text(lang), PrintColumnKind::Text),
            (ReportText::EachLesson.text(lang), PrintColumnKind::Text),
        ]),
        rows: report.rows.iter().zip(1..).map(|(row, number)| trainee(lang, report, row, number)).collect(),
    }
}

fn trainee(lang: Lang, report: &ClassReport, row: &ReportRow, number: usize) -> Vec<Html> {
    let hours = |seconds: i64| html! { lesson_desk::class_hours(seconds, report.minutes_of(row)).to_string() };
    let each = report.lessons.iter().zip(1..);
    let each = each.map(|(lesson, number)| lesson_report::lesson_on_paper(lang, number, row.credit_of(lesson)));
    vec![
        html! { number },
        html! { &row.name },
        html! { &row.document_masked },
        html! { &row.employer },
        hours(report.due_of(row)),
        hours(row.done_seconds),
        hours(row.lessons_seconds),
        html! { each.collect::<Vec<_>>().join(lesson_report::separator(lang)) },
    ]
}
