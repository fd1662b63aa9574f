//! What is wrong with a row, each with its cell and how to mend it, and the cells to be mended in place.

use shared::error::Problem;
use shared::imports::api::ImportRow;
use shared::lang::Lang;
use shared::roster::check::{ProblemCode, Severity};
use shared::roster::columns::Column;
use shared::roster::row::RawRow;
use yew::prelude::*;

use crate::i18n::import::{self, ImportText};
use crate::staff::problem_summary;
use crate::ui::{Button, Field, FormMessage, InputKind, MessageKind, SentForm};

#[derive(Clone, PartialEq, Properties)]
pub struct RowCorrectionProps {
    pub lang: Lang,
    pub row: ImportRow,
    pub may_correct: bool,
    #[prop_or_default]
    pub pending: bool,
    #[prop_or_default]
    pub problem: Option<Problem>,
    pub on_correct: Callback<RawRow>,
}

#[component]
pub fn RowCorrection(props: &RowCorrectionProps) -> Html {
    let RowCorrectionProps { lang, row, .. } = props;
    let lang = *lang;
    // Only what was typed; everything else stays as it is in the file.
    let typed = use_state(Vec::<(Column, String)>::new);
    {
        let typed = typed.clone();
        use_effect_with(row.raw.clone(), move |_| typed.set(Vec::new()));
    }
    let onsubmit = {
        let (typed, raw, on_correct) = (typed.clone(), row.raw.clone(), props.on_correct.clone());
        Callback::from(move |()| {
            let corrected = typed.iter().fold(raw.clone(), |raw, (column, text)| raw.corrected(*column, text));
            on_correct.emit(corrected);
        })
    };
    html! {
        <>
            { for row.problems.iter().map(|problem| {
                let blocks = problem.severity() == Severity::Blocks;
                let kind = if blocks { MessageKind::Warn } else { MessageKind::Act };
                let (what, mend) = import::problem(lang, problem.code);
                html! {
                    // No alert: a page of a hundred rows would read all of them out.
                    <FormMessage {kind} quiet=true>
                        <p>
                            <strong>{ import::cell(lang, problem.column, &problem.value) }</strong>
                            { import::says(lang, what) }
                            { import::against(lang, problem).unwrap_or_default() }
                        </p>
                        <p>{ mend }</p>
                        if !blocks {
                            <p>{ ImportText::DoesNotBlock.text(lang) }</p>
                        }
                    </FormMessage>
                }
            }) }
            if props.may_correct {
                <SentForm {onsubmit}>
                    { problem_summary(lang, props.problem.as_ref(), &[]) }
                    { for columns_of(row).into_iter().map(|column| correction_field(lang, row, column, &typed)) }
                    <Button submit=true pending={props.pending} disabled={typed.is_empty()}>
                        { ImportText::CorrectRow.text(lang) }
                    </Button>
                </SentForm>
            }
        </>
    }
}

fn correction_field(
    lang: Lang,
    row: &ImportRow,
    column: Column,
    typed: &UseStateHandle<Vec<(Column, String)>>,
) -> Html {
    let known = typed.iter().find(|(has, _)| *has == column).map(|(_, text)| text.clone());
    let value = known.unwrap_or_else(|| row.raw.text(column).to_owned());
    let oninput = {
        let typed = typed.clone();
        Callback::from(move |text: String| {
            let mut all: Vec<(Column, String)> = typed.iter().filter(|(has, _)| *has != column).cloned().collect();
            all.push((column, text));
            typed.set(all);
        })
    };
    let kind = match column {
        Column::DocumentNumber | Column::CreditCode | Column::CertificateNumber => InputKind::Code,
        Column::Phone => InputKind::Phone,
        Column::Fee | Column::Paid => InputKind::Money,
        _ => InputKind::Text,
    };
    html! {
        <Field
            key={column.index()}
            name={format!("row-{}-{}", row.raw.row_no(), column.index())}
            label={import::column(lang, column)}
            {kind} {value} {oninput} autocomplete="off"
        />
    }
}

/// The cells that problems name, each once, and those that may be what is missing: the type of a number that does not look
/// like an identity number, the operation that tells two cases apart, the result beside a score.
fn columns_of(row: &ImportRow) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for problem in &row.problems {
        let beside = match problem.code {
            ProblemCode::DocumentLength | ProblemCode::DocumentCharacters => Some(Column::DocumentKind),
            ProblemCode::SeveralCases => Some(Column::Operation),
            ProblemCode::ResultContradictsScore | ProblemCode::ScoreMissing => Some(Column::Result),
            _ => None,
        };
        for column in core::iter::once(problem.column).chain(beside) {
            if !columns.contains(&column) {
                columns.push(column);
            }
        }
    }
    columns
}
