//! Compares rows of a list with what the portal knows and with each other: the preview. Writes nothing but the preview.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use shared::date::Date;
use shared::id::{ImportId, TraineeId};
use shared::imports::RowFate;
use shared::lists::check::{CheckedList, ListRow, check};
use shared::lists::decide::{Above, Decision, Who, decide, nobody};
use shared::roster::check::ProblemCode;
use shared::roster::columns::Column;
use shared::roster::plan::Fate;
use shared::roster::row::RawRow;
use shared::text::PersonName;

use super::entering::foresee;
use super::known::{People, Person};
use crate::certificates::rules::Rules;
use crate::identity::document_index;
use crate::imports::head::Head;
use crate::imports::staged::{Notes, StagedRow, Verdict, Verdicts, rows_numbered};
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

/// Rows of one person above a row that are looked at: a list names somebody once or twice.
const MOST_ABOVE: i64 = 12;

/// A row of the list as far as it can be read by itself.
#[derive(Debug)]
pub struct Read {
    pub raw: RawRow,
    pub checked: CheckedList,
    /// Of a row that is good by itself.
    pub document: Option<String>,
}

impl Read {
    pub fn new(context: &Context, head: &Head, row: &StagedRow) -> Outcome<Self> {
        let raw = row.raw(context)?;
        let checked = check(head.kind, &raw);
        let document = checked.row.as_ref().map(|row| document_index(context, &row.document));
        Ok(Self { raw, checked, document })
    }
}

/// Gives verdicts to some rows of a list. Rows above them must have been planned before or be among them.
pub fn plan_rows(context: &Context, head: &Head, rows: &[StagedRow]) -> Outcome<()> {
    let mut reads = BTreeMap::new();
    for row in rows {
        reads.insert(row.row_no, Read::new(context, head, row)?);
    }
    write_documents(context, head.id, &reads)?;
    read_above(context, head, &mut reads)?;
    let people = people_of(context, reads.values())?;
    let decisions = decisions(&people, &reads, &*context.rules()?, context.now.day())?;
    let mut verdicts = Verdicts::default();
    for row in rows {
        let Some(read) = reads.get(&row.row_no) else { continue };
        let decided = decisions.get(&row.row_no).map(|decision| decision.fate.clone());
        verdicts.push(context, head.id, row, &verdict(&people, read, decided))?;
    }
    verdicts.write(context, head.id)
}

/// What is known of the people of some rows, and whom a mistyped number may mean.
pub fn people_of<'a>(context: &Context, reads: impl Iterator<Item = &'a Read> + Clone) -> Outcome<People> {
    let documents: BTreeSet<String> = reads.clone().filter_map(|read| read.document.clone()).collect();
    let mut people = People::load(context, &documents)?;
    let unknown: BTreeSet<(PersonName, String)> = reads
        .filter(|read| match &read.document {
            Some(document) => people.with_document(document).is_none(),
            None => is_mistyped(&read.checked),
        })
        .filter_map(|read| Some((read.checked.name.clone()?, read.raw.text(Column::DocumentNumber).to_owned())))
        .collect();
    people.look_for_similar(context, &unknown)?;
    Ok(people)
}

/// A number that is none, but may have been meant to be one.
fn is_mistyped(checked: &CheckedList) -> bool {
    checked.problems.iter().any(|problem| {
        matches!(
            problem.code,
            ProblemCode::DocumentCheckDigit
                | ProblemCode::DocumentLength
                | ProblemCode::DocumentDate
                | ProblemCode::DocumentRegion
        )
    })
}

/// Decides all rows that are good by themselves, each person's in the order of the file: what a row above changes is known to
/// the next one.
fn decisions(
    people: &People,
    reads: &BTreeMap<u32, Read>,
    rules: &Rules,
    today: Date,
) -> Outcome<BTreeMap<u32, Decision>> {
    let mut by_person: BTreeMap<Either<'_>, Vec<(u32, &ListRow)>> = BTreeMap::new();
    for (row_no, read) in reads {
        if let (Some(document), Some(row)) = (&read.document, &read.checked.row) {
            let person = people.with_document(document);
            let who = person.map_or(Either::Unknown(document), |person| Either::Known(person.id));
            by_person.entry(who).or_default().push((*row_no, row));
        }
    }
    let mut decisions = BTreeMap::new();
    for (who, rows) in by_person {
        let mut person = match who {
            Either::Known(id) => people.with_id(id).cloned(),
            Either::Unknown(_) => None,
        };
        let mut above: Vec<Above<'_>> = Vec::new();
        for (row_no, row) in rows {
            let decision = decided(people, person.as_mut(), reads.get(&row_no), row, &above, rules, today)?;
            above.push(Above { row_no, row });
            decisions.insert(row_no, decision);
        }
    }
    Ok(decisions)
}

/// Whose rows they are.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Either<'a> {
    Known(TraineeId),
    /// By the document's index.
    Unknown(&'a str),
}

fn decided(
    people: &People,
    person: Option<&mut Person>,
    read: Option<&Read>,
    row: &ListRow,
    above: &[Above<'_>],
    rules: &Rules,
    today: Date,
) -> Outcome<Decision> {
    let Some(person) = person else {
        let written = read.map_or("", |read| read.raw.text(Column::DocumentNumber));
        let similar = people.similar(&row.name, written).map(str::to_owned);
        return Ok(decide(row, &Who::Nobody { similar }, above, today));
    };
    let mut decision = decide(row, &person.who(), above, today);
    if let (Fate::Change(changes), Some(place)) = (&mut decision.fate, decision.case) {
        foresee(person, place, row, changes, rules, today)?;
    }
    Ok(decision)
}

/// The verdict on a row of the preview.
fn verdict(people: &People, read: &Read, decided: Option<Fate>) -> Verdict {
    let checked = &read.checked;
    let mut verdict = Verdict {
        fate: RowFate::Problem,
        repeats_row: None,
        notes: Notes { changes: Vec::new(), normalised: checked.notes.clone(), problems: checked.problems.clone() },
        proposal: None,
    };
    match decided {
        None => {
            let written = read.raw.text(Column::DocumentNumber);
            let similar = checked.name.as_ref().and_then(|name| people.similar(name, written));
            if let Some(similar) = similar {
                verdict.notes.problems.push(nobody(written, Some(similar)));
            }
        }
        Some(fate) => settle(&read.raw, fate, &mut verdict),
    }
    verdict
}

/// Brings what the rules say into the form of the preview: a cell is shown as it stands in the file.
pub fn settle(raw: &RawRow, fate: Fate, verdict: &mut Verdict) {
    match fate {
        Fate::Change(changes) => {
            verdict.fate = RowFate::Change;
            verdict.notes.changes = changes;
        }
        Fate::Repeat { of_row } => {
            verdict.fate = RowFate::Repeat;
            verdict.repeats_row = Some(of_row);
        }
        Fate::Problem(problems) => {
            verdict.fate = RowFate::Problem;
            verdict.notes.problems.extend(problems.into_iter().map(|problem| {
                let written = raw.text(problem.column);
                let value = if written.is_empty() { problem.value.clone() } else { written.to_owned() };
                shared::roster::check::RowProblem { value, ..problem }
            }));
            verdict.notes.problems.sort_by_key(|problem| problem.column);
        }
        // Lists make nobody.
        Fate::Same | Fate::Add { .. } => verdict.fate = RowFate::Same,
    }
}

/// By what rows about one person meet.
fn write_documents(context: &Context, import: ImportId, reads: &BTreeMap<u32, Read>) -> Outcome<()> {
    #[derive(Serialize)]
    struct Written<'a>(ImportId, u32, Option<&'a str>);
    // The import stands in each element, so that SQLite goes through the elements and seeks the rows.
    let written: Vec<Written> =
        reads.iter().map(|(row_no, read)| Written(import, *row_no, read.document.as_deref())).collect();
    context.sql.run(
        "update import_rows set document_index = w.value ->> 2
         from json_each(?1) w where import_rows.import_id = w.value ->> 0 and import_rows.row_no = w.value ->> 1",
        params![serde_json::to_string(&written)?],
    )?;
    Ok(())
}

/// Also reads rows above that are about the same people.
fn read_above(context: &Context, head: &Head, reads: &mut BTreeMap<u32, Read>) -> Outcome<()> {
    let documents: BTreeSet<&str> = reads.values().filter_map(|read| read.document.as_deref()).collect();
    let found: Vec<Vec<u32>> = context.sql.rows(
        "select (select json_group_array(row_no) from (
           select r.row_no from import_rows r indexed by import_rows_by_document
           where r.import_id = ?1 and r.document_index = w.value order by r.row_no limit ?3)) from json_each(?2) w",
        params![head.id, serde_json::to_string(&documents)?, MOST_ABOVE],
    )?;
    let last = reads.keys().next_back().copied().unwrap_or_default();
    let unread: BTreeSet<u32> =
        found.into_iter().flatten().filter(|row_no| *row_no < last && !reads.contains_key(row_no)).collect();
    for row in rows_numbered(context, head.id, &unread)? {
        reads.insert(row.row_no, Read::new(context, head, &row)?);
    }
    Ok(())
}
