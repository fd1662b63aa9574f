//! Compares staged rows with what the portal knows and with each other: the preview. Writes nothing but the preview.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use shared::id::ImportId;
use shared::imports::RowFate;
use shared::roster::check::{ProblemCode, RosterRow, RowProblem};
use shared::roster::columns::Column;
use shared::roster::plan::{Change, Earlier, Fate, decide};
use shared::roster::row::RawRow;

use super::head::Head;
use super::known::{ClassKey, KnownState};
use super::lists;
use super::proposals::Proposal;
use super::reading::{CourseRef, Reader, Reading, Readings};
use super::staged::{Notes, StagedRow, Verdict, Verdicts, rows_after, rows_numbered};
use crate::identity::document_index;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

/// Rows in one piece.
const ROWS: i64 = 200;

/// One piece, inside the caller's transaction.
pub fn step(context: &Context, head: &Head) -> Outcome<()> {
    let rows = rows_after(context, head.id, head.cursor, ROWS)?;
    let Some(last) = rows.last() else {
        return head.leave(context, head.after_planning);
    };
    let (last, worked) = (i64::from(last.row_no), i64::try_from(rows.len()).unwrap_or(ROWS));
    // What is in stays as it is, when rows are compared again after the import.
    let is_open = |row: &StagedRow| !matches!(row.fate, RowFate::Added | RowFate::Changed | RowFate::Undone);
    let open: Vec<StagedRow> = rows.into_iter().filter(is_open).collect();
    plan_rows_of(context, head, &open)?;
    head.advance(context, last, worked)
}

/// Gives verdicts to some rows of an import, by the rules of its kind.
pub fn plan_rows_of(context: &Context, head: &Head, rows: &[StagedRow]) -> Outcome<()> {
    if head.kind.is_list() { lists::plan_rows(context, head, rows) } else { plan_rows(context, head.id, rows) }
}

/// Gives verdicts to some rows of a roster. Rows above them must have been planned before or be among them.
fn plan_rows(context: &Context, import: ImportId, rows: &[StagedRow]) -> Outcome<()> {
    let reader = Reader::new(context, import)?;
    let mut cells = BTreeMap::new();
    let mut readings = Readings::new();
    for row in rows {
        let raw = row.raw(context)?;
        readings.insert(row.row_no, reader.read(&raw)?);
        cells.insert(row.row_no, raw);
    }
    let indexes = write_indexes(context, import, &readings)?;
    let firsts = Firsts::load(context, import, &indexes, &reader, &mut readings)?;
    let known = KnownState::load(context, readings.values().filter_map(|reading| reading.row.as_ref()))?;
    let mut verdicts = Verdicts::default();
    for row in rows {
        let (Some(reading), Some(raw)) = (readings.get(&row.row_no), cells.get(&row.row_no)) else { continue };
        let mut verdict = Verdict {
            fate: RowFate::Problem,
            repeats_row: None,
            notes: Notes {
                changes: Vec::new(),
                normalised: reading.normalised.clone(),
                problems: reading.problems.clone(),
            },
            proposal: None,
        };
        if let (Some((values, course)), Some(indexes)) = (&reading.row, indexes.get(&row.row_no)) {
            let class: ClassKey = (course.clone(), values.class.clone());
            let person = known.person(&indexes.document);
            let fate = decide(
                values,
                known.for_row(&person, &class).as_ref(),
                reader.usual_fee(course),
                firsts.above(row.row_no, indexes, &readings),
            );
            settle(&reader, raw, fate, &mut verdict, |fee| {
                (!known.classes.contains_key(&class)).then(|| {
                    let course_id = if let CourseRef::Known(id) = course { Some(*id) } else { None };
                    Proposal(values.course.clone(), values.kind, values.class.clone(), fee, course_id)
                })
            });
        }
        verdicts.push(context, import, row, &verdict)?;
    }
    verdicts.write(context, import)
}

/// Brings what the rules say into the form of the preview.
pub fn settle(
    reader: &Reader,
    raw: &RawRow,
    fate: Fate,
    verdict: &mut Verdict,
    proposal: impl FnOnce(shared::money::Money) -> Option<Proposal>,
) {
    match fate {
        Fate::Add { fee, changes } => {
            verdict.fate = RowFate::Add;
            verdict.notes.changes = changes;
            verdict.proposal = proposal(fee);
        }
        Fate::Change(changes) => {
            verdict.fate = RowFate::Change;
            verdict.notes.changes = changes.into_iter().map(|change| with_labels(reader, change)).collect();
        }
        Fate::Same => verdict.fate = RowFate::Same,
        Fate::Repeat { of_row } => {
            verdict.fate = RowFate::Repeat;
            verdict.repeats_row = Some(of_row);
        }
        Fate::Problem(problems) => {
            verdict.fate = RowFate::Problem;
            verdict.notes.problems.extend(problems.into_iter().map(|problem| in_words(reader, raw, problem)));
            verdict.notes.problems.sort_by_key(|problem| problem.column);
        }
    }
}

fn with_labels(reader: &Reader, change: Change) -> Change {
    match change {
        Change::Stage { from, to, .. } => {
            let labels = [from, to].map(|position| reader.stage(position).to_owned());
            Change::Stage { from, to, labels: Some(labels) }
        }
        other => other,
    }
}

/// The rules know stages by their positions, people by their labels; and a cell is shown as it stands in the file.
fn in_words(reader: &Reader, raw: &RawRow, problem: RowProblem) -> RowProblem {
    let label =
        |position: &String| position.parse().map_or_else(|_| position.clone(), |at| reader.stage(at).to_owned());
    let written = raw.text(problem.column);
    let value = if written.is_empty() { problem.value } else { written.to_owned() };
    let by_position = problem.column == Column::Stage
        && matches!(problem.code, ProblemCode::StageEarlier | ProblemCode::CaseEnded | ProblemCode::RepeatDiffers);
    let known = if by_position { problem.known.as_ref().map(label) } else { problem.known };
    RowProblem { value, known, ..problem }
}

/// By what rows of one file meet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Indexes {
    row_no: u32,
    pub key: String,
    pub document: String,
}

/// The indexes of a row that is good by itself.
fn indexes_of(context: &Context, row_no: u32, row: &RosterRow) -> Indexes {
    let key = format!("{}\n{}\n{}\n{}", row.document.index_text(), row.course, row.kind.code(), row.class);
    Indexes {
        row_no,
        key: context.keys.blind_index("import_key", &key),
        document: document_index(context, &row.document),
    }
}

fn write_indexes(context: &Context, import: ImportId, readings: &Readings) -> Outcome<BTreeMap<u32, Indexes>> {
    let indexes: BTreeMap<u32, Option<Indexes>> = readings
        .iter()
        .map(|(row_no, reading)| (*row_no, reading.row.as_ref().map(|(row, _)| indexes_of(context, *row_no, row))))
        .collect();
    // The import stands in each element, so that SQLite goes through the elements and seeks the rows.
    let written: Vec<_> = indexes.iter().map(|(row_no, indexes)| (import, row_no, indexes)).collect();
    context.sql.run(
        "update import_rows set key_index = w.value ->> '$[2].key', document_index = w.value ->> '$[2].document'
         from json_each(?1) w where import_rows.import_id = w.value ->> 0 and import_rows.row_no = w.value ->> 1",
        params![serde_json::to_string(&written)?],
    )?;
    Ok(indexes.into_iter().filter_map(|(row_no, indexes)| Some((row_no, indexes?))).collect())
}

/// The first rows of the file with certain keys and documents.
struct Firsts {
    by_key: BTreeMap<String, u32>,
    by_document: BTreeMap<String, u32>,
}

impl Firsts {
    /// Also reads those of them that are not read yet.
    fn load(
        context: &Context,
        import: ImportId,
        indexes: &BTreeMap<u32, Indexes>,
        reader: &Reader,
        readings: &mut Readings,
    ) -> Outcome<Self> {
        let firsts = |sql: &str, wanted: BTreeSet<&str>| -> Outcome<BTreeMap<String, u32>> {
            let firsts: Vec<(String, Option<u32>)> =
                context.sql.rows(sql, params![import, serde_json::to_string(&wanted)?])?;
            Ok(firsts.into_iter().filter_map(|(index, row_no)| Some((index, row_no?))).collect())
        };
        let by_key = firsts(
            "select json_array(w.value, (select min(r.row_no) from import_rows r indexed by import_rows_by_key
               where r.import_id = ?1 and r.key_index = w.value)) from json_each(?2) w",
            indexes.values().map(|indexes| indexes.key.as_str()).collect(),
        )?;
        let by_document = firsts(
            "select json_array(w.value, (select min(r.row_no) from import_rows r indexed by import_rows_by_document
               where r.import_id = ?1 and r.document_index = w.value)) from json_each(?2) w",
            indexes.values().map(|indexes| indexes.document.as_str()).collect(),
        )?;
        let unread: BTreeSet<u32> = by_key
            .values()
            .chain(by_document.values())
            .copied()
            .filter(|row_no| !readings.contains_key(row_no))
            .collect();
        for row in rows_numbered(context, import, &unread)? {
            readings.insert(row.row_no, reader.read(&row.raw(context)?)?);
        }
        Ok(Self { by_key, by_document })
    }

    /// What stands above a row.
    fn above<'a>(&self, row_no: u32, indexes: &Indexes, readings: &'a Readings) -> Earlier<'a> {
        let first = |first: Option<&u32>| -> Option<(u32, &'a RosterRow)> {
            let first = first.copied().filter(|first| *first < row_no)?;
            let Some(Reading { row: Some((row, _)), .. }) = readings.get(&first) else { return None };
            Some((first, row))
        };
        Earlier {
            same_key: first(self.by_key.get(&indexes.key)),
            same_document: first(self.by_document.get(&indexes.document)),
        }
    }
}
