//! What the portal knows of the people that some rows name: loaded in few statements for many rows.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use shared::certificates::case::Outcome as CaseOutcome;
use shared::certificates::exams::Part;
use shared::certificates::regime::RuleSet;
use shared::courses::Regime;
use shared::date::Date;
use shared::id::{EnrolmentId, TraineeId};
use shared::identity::document::masked_text;
use shared::lists::check::ResultWord;
use shared::lists::decide::{
    CaseRules, KnownCase, KnownCertificate, KnownExam, KnownResult, KnownTrainee, Reached, Who, is_slip,
};
use shared::text::{self, PersonName};

use crate::certificates::rules::Rules;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

/// Cases of one person that are looked at, the newest ones.
const MOST_CASES: i64 = 20;
/// People of one name whose numbers are compared with a mistyped one.
const MOST_NAMESAKES: i64 = 20;
/// In one piece: opening a sealed number costs as much as reading some rows.
const MOST_COMPARED: i64 = 400;

/// What of a case the rules for rows do not see.
#[derive(Clone, Debug)]
pub struct CaseFacts {
    pub id: EnrolmentId,
    pub rule_set_id: i64,
    pub regime: Regime,
    pub course: String,
    /// Position.
    pub stage: i64,
    pub outcome: Option<CaseOutcome>,
}

/// A person with all cases; `facts` stands beside `trainee.cases`.
#[derive(Clone, Debug)]
pub struct Person {
    pub id: TraineeId,
    pub trainee: KnownTrainee,
    pub facts: Vec<CaseFacts>,
}

/// The people of some rows.
#[derive(Debug, Default)]
pub struct People {
    /// Two documents may lead to one person: a record that was merged.
    by_document: BTreeMap<String, TraineeId>,
    persons: BTreeMap<TraineeId, Person>,
    /// For rows whose number nobody has: name and number as written → the masked number that it may have been meant to be.
    similar: BTreeMap<(PersonName, String), String>,
}

#[derive(Deserialize)]
struct TraineeRow {
    document_index: String,
    id: TraineeId,
    name: PersonName,
}

#[derive(Deserialize)]
struct CaseRow {
    id: EnrolmentId,
    trainee_id: TraineeId,
    class: String,
    course: String,
    short_names: Vec<String>,
    regime: Regime,
    starts_on: Option<Date>,
    rule_set_id: i64,
    stage: i64,
    outcome: Option<CaseOutcome>,
    round: i64,
    exams: Vec<ExamRow>,
    results: Vec<ResultRow>,
    certificate: Option<CertificateRow>,
}

#[derive(Deserialize)]
struct ExamRow {
    part: Part,
    on: Date,
    place: String,
    round: i64,
    missed: bool,
}

#[derive(Deserialize)]
struct ResultRow {
    part: Part,
    on: Date,
    score: Option<i64>,
    passed: bool,
    round: i64,
}

#[derive(Deserialize)]
struct CertificateRow {
    number: String,
    first_issued_on: Option<Date>,
    valid_from: Date,
    valid_until: Option<Date>,
    review_due_on: Option<Date>,
}

impl People {
    /// Two statements, however many people.
    pub fn load(context: &Context, documents: &BTreeSet<String>) -> Outcome<Self> {
        // A merged record stands for the one that lives on.
        let trainees: Vec<TraineeRow> = context.sql.rows(
            "select json_object('document_index', o.document_index, 'id', t.id, 'name', t.name)
             from json_each(?1) w join trainees o on o.document_index = w.value
               join trainees t on t.id = coalesce(o.merged_into, o.id)",
            params![serde_json::to_string(documents)?],
        )?;
        let ids: BTreeSet<TraineeId> = trainees.iter().map(|trainee| trainee.id).collect();
        let mut cases: BTreeMap<TraineeId, Vec<CaseRow>> = BTreeMap::new();
        for case in load_cases(context, &ids)? {
            cases.entry(case.trainee_id).or_default().push(case);
        }
        let rules = context.rules()?;
        let mut people = Self::default();
        for row in trainees {
            let rows = cases.get(&row.id).map_or(&[][..], Vec::as_slice);
            let mut person =
                Person { id: row.id, trainee: KnownTrainee { name: row.name, cases: Vec::new() }, facts: Vec::new() };
            for case in rows {
                person.trainee.cases.push(case_of(context, &rules, case)?);
                person.facts.push(facts(case));
            }
            people.by_document.insert(row.document_index, row.id);
            people.persons.insert(row.id, person);
        }
        Ok(people)
    }

    /// Looks for people of these names whose numbers differ from what is written by one slip of the pen. One statement.
    pub fn look_for_similar(&mut self, context: &Context, written: &BTreeSet<(PersonName, String)>) -> Outcome<()> {
        let names: BTreeSet<&str> = written.iter().map(|(name, _)| name.as_str()).collect();
        if names.is_empty() {
            return Ok(());
        }
        let namesakes: Vec<(String, String)> = context.sql.rows(
            "select json_array(t.name, t.document) from json_each(?1) w join trainees t on t.id in (
               select n.id from trainees n where n.name = w.value and n.merged_into is null order by n.id limit ?2) limit ?3",
            params![serde_json::to_string(&names)?, MOST_NAMESAKES, MOST_COMPARED],
        )?;
        let mut numbers: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (name, sealed) in namesakes {
            numbers.entry(name).or_default().push(context.open("trainees.document", &sealed)?);
        }
        for (name, number) in written {
            let plain = text::squash(number).to_uppercase();
            let of_name = numbers.get(name.as_str()).map_or(&[][..], Vec::as_slice);
            let mut similar = of_name.iter().filter(|known| is_slip(known, &plain));
            // Two would be a guess.
            if let (Some(only), None) = (similar.next(), similar.next()) {
                self.similar.insert((name.clone(), number.clone()), masked_text(only));
            }
        }
        Ok(())
    }

    /// Who has the document with this index.
    pub fn with_document(&self, document_index: &str) -> Option<&Person> {
        self.persons.get(self.by_document.get(document_index)?)
    }

    pub fn with_id(&self, id: TraineeId) -> Option<&Person> {
        self.persons.get(&id)
    }

    /// The masked number that was perhaps meant.
    pub fn similar(&self, name: &PersonName, written: &str) -> Option<&str> {
        self.similar.get(&(name.clone(), written.to_owned())).map(String::as_str)
    }
}

impl Person {
    pub fn who(&self) -> Who {
        Who::Known(self.trainee.clone())
    }

    /// A case has come to another stage.
    pub fn moved(&mut self, place: usize, rules: &RuleSet, position: i64) {
        if let (Some(facts), Some(case)) = (self.facts.get_mut(place), self.trainee.cases.get_mut(place)) {
            facts.stage = position;
            case.reached = Reached::of(rules, position);
            case.stage = label(rules, position);
        }
    }
}

/// One case of a person as the rules for rows see it, for what is typed by hand.
pub fn known_case(context: &Context, trainee: TraineeId, id: EnrolmentId) -> Outcome<Option<(KnownCase, CaseFacts)>> {
    let row = load_cases(context, &BTreeSet::from([trainee]))?.into_iter().find(|case| case.id == id);
    let rules = context.rules()?;
    row.map(|row| Ok((case_of(context, &rules, &row)?, facts(&row)))).transpose()
}

/// The roster's word for a stage.
pub fn label(rules: &RuleSet, position: i64) -> String {
    rules.stage(position).map(|stage| stage.stage.name.zh.clone()).unwrap_or_default()
}

fn load_cases(context: &Context, trainees: &BTreeSet<TraineeId>) -> Outcome<Vec<CaseRow>> {
    Ok(context.sql.rows(
        "select json_object('id', e.id, 'trainee_id', e.trainee_id, 'class', k.code, 'course', c.name, 'regime', c.regime,
           'starts_on', k.starts_on, 'rule_set_id', e.rule_set_id, 'stage', e.stage, 'round', e.round,
           'outcome', e.outcome,
           'short_names', json((select json_group_array(s.name) from course_short_names s where s.course_id = c.id)),
           'exams', json((select json_group_array(json_object('part', d.part, 'on', d.sits_on, 'place', d.place,
             'round', d.round, 'missed', json(iif(d.missed, 'true', 'false'))) order by d.id)
             from exam_dates d where d.enrolment_id = e.id)),
           'results', json((select json_group_array(json_object('part', x.part, 'on', x.sat_on, 'score', x.score,
             'round', x.round, 'passed', json(iif(x.passed = 1, 'true', 'false'))) order by x.sat_on, x.id)
             from exam_results x where x.enrolment_id = e.id)),
           'certificate', json((select json_object('number', f.number, 'first_issued_on', f.first_issued_on,
             'valid_from', f.valid_from, 'valid_until', f.valid_until, 'review_due_on', f.review_due_on)
             from certificates f where f.enrolment_id = e.id and f.replaced_by is null order by f.id desc limit 1)))
         from json_each(?1) w join enrolments e on e.id in (
           select n.id from enrolments n where n.trainee_id = w.value order by n.id desc limit ?2)
         join classes k on k.id = e.class_id join courses c on c.id = k.course_id
         order by e.id",
        params![serde_json::to_string(trainees)?, MOST_CASES],
    )?)
}

fn facts(case: &CaseRow) -> CaseFacts {
    CaseFacts {
        id: case.id,
        rule_set_id: case.rule_set_id,
        regime: case.regime,
        course: case.course.clone(),
        stage: case.stage,
        outcome: case.outcome,
    }
}

fn case_of(context: &Context, rules: &Rules, case: &CaseRow) -> Outcome<KnownCase> {
    let rules = rules.of(case.rule_set_id)?;
    let of_round = |round: i64| round == case.round;
    let mut exams: Vec<KnownExam> = Vec::new();
    let mut results: Vec<KnownResult> = Vec::new();
    for exam in &case.exams {
        if exam.missed {
            results.push(KnownResult {
                part: exam.part,
                on: exam.on,
                score: None,
                outcome: ResultWord::Absent,
                is_of_earlier_round: !of_round(exam.round),
            });
        } else if of_round(exam.round) {
            // Set anew: the last one counts.
            exams.retain(|known| known.part != exam.part);
            let place = Some(exam.place.clone()).filter(|place| !place.is_empty());
            exams.push(KnownExam { part: exam.part, on: exam.on, place });
        }
    }
    results.extend(case.results.iter().map(|result| KnownResult {
        part: result.part,
        on: result.on,
        score: result.score,
        outcome: if result.passed { ResultWord::Passed } else { ResultWord::Failed },
        is_of_earlier_round: !of_round(result.round),
    }));
    Ok(KnownCase {
        class: case.class.clone(),
        names: std::iter::once(&case.course).chain(&case.short_names).cloned().collect(),
        class_begins: case.starts_on,
        is_open: case.outcome.is_none(),
        reached: Reached::of(rules, case.stage),
        stage: label(rules, case.stage),
        rules: CaseRules::of(rules),
        exams,
        results,
        certificate: case.certificate.as_ref().map(|known| certificate(context, known)).transpose()?,
    })
}

fn certificate(context: &Context, known: &CertificateRow) -> Outcome<KnownCertificate> {
    Ok(KnownCertificate {
        number: context.open("certificates.number", &known.number)?,
        first_issued_on: known.first_issued_on,
        valid_from: known.valid_from,
        valid_until: known.valid_until.unwrap_or(Date::LAST),
        review_due_on: known.review_due_on,
    })
}
