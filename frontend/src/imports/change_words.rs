//! What a row changes, in words.

use shared::imports::api::ImportRow;
use shared::lang::Lang;
use shared::roster::columns::Column;
use shared::roster::plan::Change;

use crate::i18n::import;

/// One line for each change of a row.
pub fn change_lines(lang: Lang, row: &ImportRow) -> Vec<String> {
    row.changes.iter().map(|change| change_line(lang, change, row.raw.text(Column::Stage))).collect()
}

/// One change. `stage` is the label in the file: the plan itself only knows positions.
pub fn change_line(lang: Lang, change: &Change, stage: &str) -> String {
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
        Change::Stage { from, to } => import::stage_change(lang, *from, *to, stage),
        Change::Remark { from, to } => from_to(Column::Remark, from.clone(), to.clone()),
    }
}
