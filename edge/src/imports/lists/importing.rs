//! Puts the good rows of a list in. Each row is compared once more, with the portal as it is now: what does not fit any more
//! becomes a problem and holds up nothing.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::{Value as Json, json};
use shared::certificates::exams::{ExamDate, ExamResult};
use shared::id::{EnrolmentId, ImportId, TraineeId};
use shared::identity::document::masked_text;
use shared::imports::RowFate;
use shared::lists::check::{ListRow, ListedCertificate, ResultWord, Says};
use shared::lists::decide::decide;
use shared::roster::plan::{Change, Fate};

use super::entering::foresee;
use super::known::{CaseFacts, Person};
use super::planning::{Read, people_of, settle};
use crate::certificates::facts::{self, NewCertificate};
use crate::certificates::{CaseLedger, Origin, Written};
use crate::imports::head::Head;
use crate::imports::staged::{Notes, StagedRow, Verdict, Verdicts};
use crate::institution::context::Context;
use crate::institution::failure::{Failure, Outcome};
use crate::params;

/// Messages of a list wait so long, as those of a move at the board: an import that is taken back at once has told nobody.
const TELL_AFTER_SECONDS: i64 = 600;

/// One piece, inside the caller's transaction.
pub fn import_rows(context: &Context, head: &Head, rows: &[StagedRow]) -> Outcome<()> {
    let mut reads: Vec<(&StagedRow, Read)> = Vec::new();
    for row in rows.iter().filter(|row| row.fate == RowFate::Change) {
        reads.push((row, Read::new(context, head, row)?));
    }
    let people = people_of(context, reads.iter().map(|(_, read)| read))?;
    let found = |read: &Read| people.with_document(read.document.as_deref()?);
    let mut persons: BTreeMap<TraineeId, Person> = BTreeMap::new();
    for person in reads.iter().filter_map(|(_, read)| found(read)) {
        persons.entry(person.id).or_insert_with(|| person.clone());
    }
    let cases: BTreeSet<EnrolmentId> =
        persons.values().flat_map(|person| person.facts.iter().map(|facts| facts.id)).collect();
    let mut work = Work::new(context, head, &cases)?;
    let (rules, today) = (context.rules()?, context.now.day());
    let mut verdicts = Verdicts::default();
    for (row, read) in &reads {
        let mut verdict = Verdict {
            fate: RowFate::Problem,
            repeats_row: None,
            notes: Notes {
                changes: Vec::new(),
                normalised: read.checked.notes.clone(),
                problems: read.checked.problems.clone(),
            },
            proposal: None,
        };
        let person = found(read).and_then(|person| persons.get_mut(&person.id));
        if let (Some(person), Some(values)) = (person, &read.checked.row) {
            let mut decision = decide(values, &person.who(), &[], today);
            let mut foreseen = person.clone();
            if let (Fate::Change(changes), Some(place)) = (&mut decision.fate, decision.case) {
                foresee(&mut foreseen, place, values, changes, &rules, today)?;
            }
            settle(&read.raw, decision.fate.clone(), &mut verdict);
            // What has become something else in the meantime goes back to the preview.
            let announced = row.notes(context)?.changes;
            if let (Fate::Change(changes), Some(place)) = (&decision.fate, decision.case)
                && changes.iter().all(|change| announced.contains(change))
            {
                let facts = person.facts.get(place).ok_or_else(|| Failure::broken("a case without its facts"))?;
                work.enter(row.row_no, person, facts, values, changes)?;
                *person = foreseen;
                verdict.fate = RowFate::Changed;
            }
        }
        verdicts.push(context, head.id, row, &verdict)?;
    }
    work.write()?;
    verdicts.write(context, head.id)
}

/// See `import_effects`.
#[derive(Serialize)]
struct Effect(u32, &'static str, EnrolmentId, Json, i64);

/// What the rows of one piece do.
struct Work<'a, 'c> {
    context: &'a Context<'c>,
    import: ImportId,
    ledger: CaseLedger<'a, 'c>,
    certificates: Vec<NewCertificate>,
    /// The rows of each case.
    rows: BTreeMap<EnrolmentId, Vec<u32>>,
}

impl<'a, 'c> Work<'a, 'c> {
    fn new(context: &'a Context<'c>, head: &Head, cases: &BTreeSet<EnrolmentId>) -> Outcome<Self> {
        let tell_at = Some(context.now.plus_seconds(TELL_AFTER_SECONDS));
        let origin = Origin { import_id: Some(head.id), tell_at, ..Origin::default() };
        let cases: Vec<EnrolmentId> = cases.iter().copied().collect();
        Ok(Self {
            context,
            import: head.id,
            ledger: CaseLedger::open(context, origin, &cases)?,
            certificates: Vec::new(),
            rows: BTreeMap::new(),
        })
    }

    fn enter(
        &mut self,
        row_no: u32,
        person: &Person,
        facts: &CaseFacts,
        row: &ListRow,
        changes: &[Change],
    ) -> Outcome<()> {
        self.rows.entry(facts.id).or_default().push(row_no);
        for change in changes {
            match (change, &row.says) {
                (Change::Exam { part, on, place, .. }, _) => {
                    let place = place.clone().unwrap_or_default();
                    self.ledger.schedule(facts.id, ExamDate { part: *part, on: *on, place })?;
                }
                (Change::ExamResult { part, on, outcome: ResultWord::Absent, .. }, _) => {
                    self.ledger.missed(facts.id, *part, *on)?;
                }
                (Change::ExamResult { part, on, score, outcome, .. }, _) => {
                    let passed = *outcome == ResultWord::Passed;
                    self.ledger.result(facts.id, ExamResult { part: *part, score: *score, passed, on: *on })?;
                }
                (Change::Certificate { .. }, Says::Certificate(listed)) => {
                    let new = certificate(self.import, person, facts, row, listed);
                    self.ledger.issued(facts.id, &masked_text(&new.number), &new.operation, new.valid_until)?;
                    self.certificates.push(new);
                }
                // How the case moves follows from the others.
                _ => {}
            }
        }
        Ok(())
    }

    fn write(self) -> Outcome<()> {
        let written = self.ledger.write()?;
        facts::record_all(self.context, &self.certificates)?;
        write_effects(self.context, self.import, &self.rows, &written)
    }
}

fn certificate(
    import: ImportId,
    person: &Person,
    facts: &CaseFacts,
    row: &ListRow,
    listed: &ListedCertificate,
) -> NewCertificate {
    NewCertificate {
        trainee: person.id,
        enrolment: Some(facts.id),
        regime: facts.regime,
        number: listed.number.clone(),
        category: listed.category.clone().unwrap_or_default(),
        operation: row.operation.clone().unwrap_or_else(|| facts.course.clone()),
        first_issued_on: listed.first_issued_on,
        valid_from: listed.valid_from,
        valid_until: Some(listed.valid_until),
        review_due_on: listed.review_due_on,
        authority: listed.authority.clone().unwrap_or_default(),
        import: Some(import),
        made: None,
    }
}

/// What was there before, so that it can be taken back.
fn write_effects(
    context: &Context,
    import: ImportId,
    rows: &BTreeMap<EnrolmentId, Vec<u32>>,
    written: &[Written],
) -> Outcome<()> {
    let mut effects = Vec::with_capacity(written.len());
    for case in written {
        let Some((row_no, more)) = rows.get(&case.id).and_then(|rows| rows.split_first()) else { continue };
        let mut before = serde_json::to_value(&case.before)?;
        if let Some(columns) = before.as_object_mut() {
            columns.insert("version".to_owned(), json!(case.version_before));
            columns.insert("more_rows".to_owned(), json!(more));
        }
        effects.push(Effect(*row_no, "enrolment", case.id, before, case.version_after));
    }
    if effects.is_empty() {
        return Ok(());
    }
    context.sql.run(
        "insert into import_effects (import_id, row_no, kind, subject_id, before, version_after)
         select ?1, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 from json_each(?2)",
        params![import, serde_json::to_string(&effects)?],
    )?;
    Ok(())
}
