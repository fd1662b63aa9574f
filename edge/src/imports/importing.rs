//! Puts the good rows in, a piece at a time. Each row is compared once more, with the portal as it is now: what does not
//! fit any more becomes a problem and holds up nothing.

use shared::imports::{ImportState, RowFate};
use shared::roster::plan::{Change, Earlier, decide};

use super::head::Head;
use super::known::KnownState;
use super::ledger::Ledger;
use super::lists;
use super::planning::settle;
use super::reading::{Reader, Reading};
use super::staged::{Notes, StagedRow, Verdict, Verdicts, rows_to_import_after};
use super::summary::summary_of;
use crate::identity::document_index;
use crate::institution::audit::{self, Actor};
use crate::institution::context::Context;
use crate::institution::failure::Outcome;

/// Rows in one piece.
const ROWS: i64 = 200;

/// One piece, inside the caller's transaction.
pub fn step(context: &Context, head: &Head) -> Outcome<()> {
    let rows = rows_to_import_after(context, head.id, head.cursor, ROWS)?;
    let Some(last) = rows.last() else {
        return finish(context, head);
    };
    let current = !head.is_outdated(context)?;
    if head.kind.is_list() {
        lists::import_rows(context, head, &rows)?;
    } else {
        import_rows(context, head, &rows)?;
    }
    if current {
        // Courses that it has made itself are the ones of its preview.
        head.take_stock(context)?;
    }
    head.advance(context, i64::from(last.row_no), i64::try_from(rows.len()).unwrap_or(ROWS))
}

/// Rows of a roster.
fn import_rows(context: &Context, head: &Head, rows: &[StagedRow]) -> Outcome<()> {
    let reader = Reader::new(context, head.id)?;
    let mut read = Vec::new();
    // The others of the piece have their verdict already.
    for row in rows.iter().filter(|row| matches!(row.fate, RowFate::Add | RowFate::Change)) {
        let raw = row.raw(context)?;
        let reading = reader.read(&raw)?;
        read.push((row, raw, reading));
    }
    let known = KnownState::load(context, read.iter().filter_map(|(_, _, reading)| reading.row.as_ref()))?;
    let mut ledger = Ledger::new(context, head.id, known)?;
    let mut verdicts = Verdicts::default();
    for (row, raw, reading) in &read {
        let mut verdict = blank(reading);
        if let Some((values, course)) = &reading.row {
            let person = ledger.known.person(&document_index(context, &values.document));
            let class = (course.clone(), values.class.clone());
            let known = ledger.known.for_row(&person, &class);
            let fate = decide(values, known.as_ref(), reader.usual_fee(course), Earlier::default());
            let decided = fate.clone();
            settle(&reader, raw, fate, &mut verdict, |_fee| None);
            // What has become something else in the meantime goes back to the preview.
            if verdict.fate == row.fate && is_announced(&verdict, &row.notes(context)?.changes) {
                ledger.enter(row.row_no, &person, &class, values, &decided)?;
                verdict.fate = imported(verdict.fate);
            }
        }
        verdicts.push(context, head.id, row, &verdict)?;
    }
    ledger.write()?;
    verdicts.write(context, head.id)
}

fn blank(reading: &Reading) -> Verdict {
    Verdict {
        fate: RowFate::Problem,
        repeats_row: None,
        notes: Notes {
            changes: Vec::new(),
            normalised: reading.normalised.clone(),
            problems: reading.problems.clone(),
        },
        proposal: None,
    }
}

/// Whether a row changes nothing but what the preview said. The employer of a new enrolment is its own: that the trainee's
/// last one was another is only said, and may be the doing of a row above.
fn is_announced(verdict: &Verdict, announced: &[Change]) -> bool {
    let counts = |change: &&Change| {
        verdict.fate != RowFate::Add || !matches!(change, Change::Employer { .. } | Change::CreditCode { .. })
    };
    verdict.notes.changes.iter().filter(counts).all(|change| announced.contains(change))
}

const fn imported(fate: RowFate) -> RowFate {
    match fate {
        RowFate::Add => RowFate::Added,
        RowFate::Change => RowFate::Changed,
        other => other,
    }
}

fn finish(context: &Context, head: &Head) -> Outcome<()> {
    head.leave(context, ImportState::Done)?;
    let counts = summary_of(context, head.id)?.counts;
    audit::record(context, &Actor::System, "imports.imported", Some(("import", head.id.0)), &counts)
}
