//! What a row changes, in words.

use shared::lang::Lang;
use shared::roster::columns::Column;
use shared::roster::plan::Change;

use crate::i18n::import;

/// One line for each change of a row.
pub fn change_lines(lang: Lang, changes: &[Change]) -> impl Iterator<Item = String> {
    changes.iter().map(move |change| change_line(lang, change))
}

fn change_line(lang: Lang, change: &Change) -> String {
    let from_to =
        |column: Column, from: Option<String>, to: String| import::changes(lang, column, from.as_deref(), &to);
    match change {
        Change::Phone { from, to } => {
            from_to(Column::Phone, from.as_ref().map(|phone| phone.as_str().to_owned()), to.as_str().to_owned())
        }
        Change::Employer { from, to } => from_to(Column::Employer, from.clone(), to.clone()),
        Change::CreditCode { from, to } => {
            from_to(Column::CreditCode, from.as_ref().map(ToString::to_string), to.to_string())
        }
        Change::Fee { from, to } => from_to(Column::Fee, Some(from.to_string()), to.to_string()),
        Change::Payment { paid_before, amount, paid_after, .. } => {
            import::payment(lang, *paid_before, *amount, *paid_after)
        }
        Change::Stage { labels: Some([from, to]), .. } => from_to(Column::Stage, Some(from.clone()), to.clone()),
        Change::Stage { from, to, labels: None } => import::stage_change(lang, *from, *to),
        Change::Remark { from, to } => from_to(Column::Remark, from.clone(), to.clone()),
        Change::Exam { part, from, on, place } => import::exam(lang, *part, *from, *on, place.as_deref()),
        Change::ExamResult { part, on, score, outcome, make_up } => {
            import::exam_result(lang, *part, *on, *score, *outcome, *make_up)
        }
        Change::Certificate { number, valid_from, valid_until, review_due_on } => {
            import::certificate(lang, number, *valid_from, *valid_until, *review_due_on)
        }
    }
}
