//! Cases in a list.

use shared::certificates::api::CaseRow;
use shared::lang::Lang;
use yew::prelude::*;
use yew_router::Routable as _;

use super::selection::Selection;
use crate::i18n::cases::{self, CaseText};
use crate::i18n::certificates::outcome;
use crate::i18n::staff::{ClassText, TraineeText};
use crate::staff::StaffRoute;
use crate::ui::{Anchor, Column, Lines, Row, RowCheck, Table, TagKind, date, tag, unbroken};

#[derive(Clone, PartialEq, Properties)]
pub struct CaseTableProps {
    pub lang: Lang,
    pub cases: Vec<CaseRow>,
    /// Absent for those who may only look.
    #[prop_or_default]
    pub selection: Option<Selection>,
    #[prop_or_default]
    pub on_select: Callback<(CaseRow, bool)>,
    /// The cases stand at different stages.
    #[prop_or_default]
    pub mixed: bool,
}

#[component]
pub fn CaseTable(props: &CaseTableProps) -> Html {
    let lang = props.lang;
    let shown = Shown {
        results: props.cases.iter().any(|case| !case.results.is_empty()),
        shelf: props.cases.iter().any(|case| !case.shelf.is_empty()),
    };
    let columns = props.selection.is_some().then(|| Column::text(CaseText::Select.text(lang)));
    let columns = columns.into_iter().chain([
        Column::text(TraineeText::Name.text(lang)),
        Column::text(TraineeText::Document.text(lang)),
        Column::text(ClassText::Code.text(lang)),
    ]);
    let columns = columns.chain(props.mixed.then(|| Column::text(CaseText::Stage.text(lang))));
    let columns = columns.chain([Column::text(CaseText::Since.text(lang))]);
    let columns = columns.chain(shown.results.then(|| Column::text(CaseText::Results.text(lang))));
    let columns: Vec<Column> = columns.chain(shown.shelf.then(|| Column::text(CaseText::Shelf.text(lang)))).collect();
    let rows: Vec<Row> = props.cases.iter().map(|case| case_row(props, case, shown)).collect();
    html! { <Table caption={CaseText::Board.text(lang)} {columns} {rows} /> }
}

/// Columns that stand only where something is in them.
#[derive(Clone, Copy)]
struct Shown {
    results: bool,
    shelf: bool,
}

fn case_row(props: &CaseTableProps, case: &CaseRow, shown: Shown) -> Row {
    let lang = props.lang;
    let href = StaffRoute::Enrolment { id: case.id }.to_path();
    let mut cells = Vec::new();
    if let Some(selection) = &props.selection {
        let row = case.clone();
        let onchange = props.on_select.reform(move |selected| (row.clone(), selected));
        let label = cases::select_one(lang, &case.trainee);
        cells.push(html! { <RowCheck {label} checked={selection.has(case.id)} {onchange} /> });
    }
    cells.push(html! { <Anchor {href}>{ &case.trainee }</Anchor> });
    cells.push(unbroken(&case.document_masked));
    cells.push(html! { format!("{} · {}", case.course, case.class_code) });
    if props.mixed {
        cells.push(standing(lang, case));
    }
    cells.push(html! {
        <>
            { case.since.map(|since| date(lang, since)).unwrap_or_default() }
            if case.stuck {
                { " " }
                { tag(TagKind::Warn, CaseText::Stuck.text(lang)) }
            }
        </>
    });
    if shown.results {
        cells.push(results(lang, case));
    }
    if shown.shelf {
        cells.push(unbroken(&case.shelf));
    }
    Row::new(case.id, cells)
}

/// The stage, or how it has ended.
pub fn standing(lang: Lang, case: &CaseRow) -> Html {
    match case.outcome {
        Some(how) => tag(TagKind::Plain, outcome(lang, how)),
        None => html! { case.stage_name.in_lang(lang).to_owned() },
    }
}

fn results(lang: Lang, case: &CaseRow) -> Html {
    if case.results.is_empty() {
        return Html::default();
    }
    let lines = case.results.iter().map(|known| html! { <p>{ cases::result_line(lang, known) }</p> });
    html! { <Lines>{ for lines }</Lines> }
}
