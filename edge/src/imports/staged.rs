//! Staged rows: sealed as they arrived, with what was found out about them.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use shared::id::ImportId;
use shared::imports::api::ImportRow;
use shared::imports::{ImportKind, RowFate};
use shared::roster::check::{Normalisation, RowProblem};
use shared::roster::plan::Change;
use shared::roster::row::RawRow;

use super::counts::CountChanges;
use super::proposals::{Proposal, ProposalChanges};
use super::reading::{named_course, roster_stages};
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::institution::sql::Value;
use crate::params;

/// What the raw cells are sealed for.
const RAW: &str = "import_rows.raw";
/// What the notes are sealed for.
const NOTES: &str = "import_rows.notes";

/// What was found out about a row.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Notes {
    pub changes: Vec<Change>,
    pub normalised: Vec<Normalisation>,
    pub problems: Vec<RowProblem>,
}

/// A row as the database has it.
#[derive(Clone, Debug, Deserialize)]
pub struct StagedRow {
    pub row_no: u32,
    raw: String,
    pub fate: RowFate,
    pub document_index: Option<String>,
    pub repeats_row: Option<u32>,
    notes: Option<String>,
    pub proposal: Option<Proposal>,
}

/// The columns of [`StagedRow`].
const COLUMNS: &str = "json_object('row_no', row_no, 'raw', raw, 'fate', fate,
   'document_index', document_index, 'repeats_row', repeats_row, 'notes', notes, 'proposal', json(proposal))";

impl StagedRow {
    pub fn raw(&self, context: &Context) -> Outcome<RawRow> {
        Ok(serde_json::from_str(&context.open(RAW, &self.raw)?)?)
    }

    pub fn notes(&self, context: &Context) -> Outcome<Notes> {
        match &self.notes {
            Some(sealed) => Ok(serde_json::from_str(&context.open(NOTES, sealed)?)?),
            None => Ok(Notes::default()),
        }
    }

    /// The row in the preview.
    pub fn shown(&self, context: &Context) -> Outcome<ImportRow> {
        let notes = self.notes(context)?;
        Ok(ImportRow {
            raw: self.raw(context)?,
            fate: self.fate,
            changes: notes.changes,
            repeats_row: self.repeats_row,
            normalised: notes.normalised,
            problems: notes.problems,
        })
    }
}

/// One row of an import.
pub fn row_of(context: &Context, import: ImportId, row_no: u32) -> Outcome<Option<StagedRow>> {
    Ok(context.sql.row(
        &format!("select {COLUMNS} from import_rows where import_id = ?1 and row_no = ?2"),
        params![import, i64::from(row_no)],
    )?)
}

/// Bytes of cells and notes in one piece: `SQLite` joins a piece into one text, which has a limit, and a turn of the
/// object should be short. Usual rows take 600 bytes each.
const MOST_BYTES: i64 = 400_000;

/// The first rows that fit a condition, until there are enough of them or they are heavy enough; one at least.
fn piece(context: &Context, columns: &str, condition: &str, params: &[Value]) -> Outcome<Vec<StagedRow>> {
    // ?3: most rows.
    Ok(context.sql.rows(
        &format!(
            "select {columns} from (
               select *, sum(length(raw) + coalesce(length(notes), 0)) over (order by row_no) as bytes,
                 row_number() over (order by row_no) as place
               from (select * from import_rows {condition} order by row_no limit ?3))
             where bytes <= {MOST_BYTES} or place = 1 order by row_no"
        ),
        params,
    )?)
}

/// The rows after a row, in the order of the file: a piece of them.
pub fn rows_after(context: &Context, import: ImportId, after: i64, most: i64) -> Outcome<Vec<StagedRow>> {
    piece(context, COLUMNS, "where import_id = ?1 and row_no > ?2", params![import, after, most])
}

/// The same for the import: cells and notes only of rows that go in.
pub fn rows_to_import_after(context: &Context, import: ImportId, after: i64, most: i64) -> Outcome<Vec<StagedRow>> {
    let columns = "json_object('row_no', row_no, 'raw', iif(fate in ('add', 'change'), raw, ''), 'fate', fate,
           'notes', iif(fate in ('add', 'change'), notes, null), 'proposal', json(proposal))";
    piece(context, columns, "where import_id = ?1 and row_no > ?2", params![import, after, most])
}

/// The rows with one fate after a row, in the order of the file: a piece of them.
pub fn rows_with_fate_after(
    context: &Context,
    import: ImportId,
    fate: RowFate,
    after: i64,
    most: i64,
) -> Outcome<Vec<StagedRow>> {
    let condition = "indexed by import_rows_by_fate where import_id = ?1 and fate = ?4 and row_no > ?2";
    piece(context, COLUMNS, condition, params![import, after, most, fate.code()])
}

/// Whether there is a row after a row, of any fate or of one.
pub fn is_more(context: &Context, import: ImportId, fate: Option<RowFate>, after: u32) -> Outcome<bool> {
    let after = i64::from(after);
    let more: i64 = match fate {
        None => context.sql.one(
            "select exists (select 1 from import_rows where import_id = ?1 and row_no > ?2)",
            params![import, after],
        )?,
        Some(fate) => context.sql.one(
            "select exists (select 1 from import_rows indexed by import_rows_by_fate
               where import_id = ?1 and fate = ?3 and row_no > ?2)",
            params![import, after, fate.code()],
        )?,
    };
    Ok(more == 1)
}

/// The rows with these numbers, in the order of the file.
pub fn rows_numbered(context: &Context, import: ImportId, numbers: &BTreeSet<u32>) -> Outcome<Vec<StagedRow>> {
    let mut rows: Vec<StagedRow> = Vec::with_capacity(numbers.len());
    let mut wanted: Vec<u32> = numbers.iter().copied().collect();
    while !wanted.is_empty() {
        let found = piece(
            context,
            COLUMNS,
            "where import_id = ?1 and row_no in (select value from json_each(?2))",
            params![import, serde_json::to_string(&wanted)?, i64::try_from(wanted.len()).unwrap_or(i64::MAX)],
        )?;
        let Some(last) = found.last().map(|row| row.row_no) else { break };
        wanted.retain(|number| *number > last);
        rows.extend(found);
    }
    Ok(rows)
}

/// What becomes of a row.
#[derive(Clone, Debug)]
pub struct Verdict {
    pub fate: RowFate,
    pub repeats_row: Option<u32>,
    pub notes: Notes,
    pub proposal: Option<Proposal>,
}

/// Verdicts of some rows, collected and written with their counts in a few statements.
#[derive(Debug, Default)]
pub struct Verdicts {
    rows: Vec<SealedVerdict>,
    counts: CountChanges,
    proposals: ProposalChanges,
}

#[derive(Debug, Serialize)]
struct SealedVerdict {
    /// In each element, so that SQLite goes through the elements and seeks the rows, not the other way round.
    import_id: ImportId,
    row_no: u32,
    fate: RowFate,
    repeats_row: Option<u32>,
    notes: Option<String>,
    proposal: Option<String>,
}

impl Verdicts {
    /// A row gets another verdict.
    pub fn push(&mut self, context: &Context, import: ImportId, row: &StagedRow, verdict: &Verdict) -> Outcome<()> {
        self.counts.moved(row.fate, verdict.fate);
        self.proposals.moved(row.proposal.as_ref(), verdict.proposal.as_ref());
        let notes = (verdict.notes != Notes::default())
            .then(|| context.seal(NOTES, &serde_json::to_string(&verdict.notes)?))
            .transpose()?;
        self.rows.push(SealedVerdict {
            import_id: import,
            row_no: row.row_no,
            fate: verdict.fate,
            repeats_row: verdict.repeats_row,
            notes,
            proposal: verdict.proposal.as_ref().map(serde_json::to_string).transpose()?,
        });
        Ok(())
    }

    pub fn write(self, context: &Context, import: ImportId) -> Outcome<()> {
        if self.rows.is_empty() {
            return Ok(());
        }
        context.sql.run(
            "update import_rows set fate = v.fate, repeats_row = v.repeats_row, notes = v.notes, proposal = v.proposal
             from (select value ->> 'import_id' as import_id, value ->> 'row_no' as row_no, value ->> 'fate' as fate,
               value ->> 'repeats_row' as repeats_row, value ->> 'notes' as notes, value ->> 'proposal' as proposal
               from json_each(?1)) v
             where import_rows.import_id = v.import_id and import_rows.row_no = v.row_no",
            params![serde_json::to_string(&self.rows)?],
        )?;
        self.counts.write(context, import)?;
        self.proposals.write(context, import)
    }
}

/// Seals rows as they arrive or are corrected: JSON of `[row_no, raw, course_name, kind]` for each.
pub fn sealed(context: &Context, kind: ImportKind, rows: &[RawRow]) -> Outcome<String> {
    // Lists propose no courses.
    let stages = if kind.is_list() { Vec::new() } else { roster_stages(context)? };
    let mut sealed = Vec::with_capacity(rows.len());
    for row in rows {
        let (course, of) = if kind.is_list() { (None, None) } else { named_course(row, &stages) };
        sealed.push((row.row_no(), context.seal(RAW, &serde_json::to_string(row)?)?, course, of));
    }
    Ok(serde_json::to_string(&sealed)?)
}
