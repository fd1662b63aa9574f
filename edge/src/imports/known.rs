//! What the portal knows of the people and classes that some rows name: loaded in few statements for many rows.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use shared::certificates::case::Outcome as CaseOutcome;
use shared::credit_code::CreditCode;
use shared::id::{ClassId, CourseId, EnrolmentId, TraineeId};
use shared::money::Money;
use shared::phone::Phone;
use shared::roster::check::{Employer, RosterRow};
use shared::roster::plan::{Known, KnownEnrolment};
use shared::text::PersonName;

use super::reading::CourseRef;
use crate::identity::document_index;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

/// A person: a trainee, or somebody who will be one, by the blind index of the document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Person {
    Trainee(TraineeId),
    New(String),
}

/// A class by its course and code: it may not exist yet.
pub type ClassKey = (CourseRef, String);

/// A trainee as known, or as a row will make one.
#[derive(Clone, Debug, Deserialize)]
pub struct Trainee {
    pub document_index: String,
    pub id: Option<TraineeId>,
    pub name: PersonName,
    pub phone: Option<Phone>,
    pub version: i64,
    pub employer_name: Option<String>,
    pub employer_code: Option<CreditCode>,
}

/// An enrolment as known, or as a row will make one.
#[derive(Clone, Debug, Deserialize)]
pub struct Enrolment {
    pub id: Option<EnrolmentId>,
    trainee_id: Option<TraineeId>,
    course_id: Option<CourseId>,
    class_code: String,
    pub class_id: Option<ClassId>,
    pub version: i64,
    pub fee: Money,
    pub paid: Money,
    pub stage: i64,
    pub outcome: Option<CaseOutcome>,
    /// Times of the case, for who takes a change back; null for a new one.
    pub since_at: Option<i64>,
    pub clock_on: Option<String>,
    pub ended_at: Option<i64>,
    pub remark: String,
    pub employer_id: Option<i64>,
    employer_name: Option<String>,
    employer_code: Option<CreditCode>,
}

impl Enrolment {
    /// A new one in a class.
    pub fn new(
        class: &ClassKey,
        class_id: Option<ClassId>,
        fee: Money,
        paid: Money,
        stage: i64,
        remark: String,
    ) -> Self {
        Self {
            id: None,
            trainee_id: None,
            course_id: None,
            class_code: class.1.clone(),
            class_id,
            version: 0,
            fee,
            paid,
            stage,
            outcome: None,
            since_at: None,
            clock_on: None,
            ended_at: None,
            remark,
            employer_id: None,
            employer_name: None,
            employer_code: None,
        }
    }

    pub fn employer(&self) -> Option<Employer> {
        employer(self.employer_name.as_ref(), self.employer_code.as_ref())
    }

    pub fn set_employer(&mut self, employer: Option<&Employer>) {
        self.employer_name = employer.map(|employer| employer.name.clone());
        self.employer_code = employer.and_then(|employer| employer.credit_code.clone());
    }

    pub fn owes(&self) -> bool {
        self.paid < self.fee
    }
}

fn employer(name: Option<&String>, credit_code: Option<&CreditCode>) -> Option<Employer> {
    name.map(|name| Employer { name: name.clone(), credit_code: credit_code.cloned() })
}

/// What is known for some rows.
#[derive(Debug, Default)]
pub struct KnownState {
    persons: BTreeMap<String, TraineeId>,
    pub trainees: BTreeMap<Person, Trainee>,
    pub enrolments: BTreeMap<(Person, ClassKey), Enrolment>,
    pub classes: BTreeMap<ClassKey, ClassId>,
}

/// One row's look-up.
#[derive(Serialize)]
struct Wanted<'a>(&'a str, CourseId, &'a str);

impl KnownState {
    /// Three statements, however many rows.
    pub fn load<'a>(
        context: &Context,
        rows: impl Iterator<Item = &'a (RosterRow, CourseRef)> + Clone,
    ) -> Outcome<Self> {
        let rows: Vec<(String, &(RosterRow, CourseRef))> =
            rows.map(|row| (document_index(context, &row.0.document), row)).collect();
        let mut state = Self::default();
        let documents: BTreeSet<&str> = rows.iter().map(|(index, _)| index.as_str()).collect();
        for trainee in load_trainees(context, &documents)? {
            let Some(id) = trainee.id else { continue };
            state.persons.insert(trainee.document_index.clone(), id);
            state.trainees.insert(Person::Trainee(id), trainee);
        }
        let wanted: Vec<Wanted> = rows
            .iter()
            .filter_map(|(index, (row, course))| match course {
                CourseRef::Known(course) => Some(Wanted(index, *course, &row.class)),
                CourseRef::New(..) => None,
            })
            .collect();
        let wanted = serde_json::to_string(&wanted)?;
        let classes: Vec<(ClassId, CourseId, String)> = context.sql.rows(
            "select distinct json_array(k.id, k.course_id, k.code) from json_each(?1) w
             join classes k on k.course_id = w.value ->> 1 and k.code = w.value ->> 2",
            params![&wanted],
        )?;
        for (class, course, code) in classes {
            state.classes.insert((CourseRef::Known(course), code), class);
        }
        for enrolment in load_enrolments(context, &wanted)? {
            let (Some(trainee), Some(course)) = (enrolment.trainee_id, enrolment.course_id) else { continue };
            let class = (CourseRef::Known(course), enrolment.class_code.clone());
            state.enrolments.insert((Person::Trainee(trainee), class), enrolment);
        }
        Ok(state)
    }

    /// Who has the document with this index.
    pub fn person(&self, document_index: &str) -> Person {
        match self.persons.get(document_index) {
            Some(id) => Person::Trainee(*id),
            None => Person::New(document_index.to_owned()),
        }
    }

    /// What the rules need to know for a row.
    pub fn for_row(&self, person: &Person, class: &ClassKey) -> Option<Known> {
        let trainee = self.trainees.get(person)?;
        let enrolment = self.enrolments.get(&(person.clone(), class.clone()));
        Some(Known {
            name: trainee.name.clone(),
            phone: trainee.phone.clone(),
            employer: enrolment.map_or_else(
                || employer(trainee.employer_name.as_ref(), trainee.employer_code.as_ref()),
                Enrolment::employer,
            ),
            enrolment: enrolment.map(|enrolment| KnownEnrolment {
                fee: enrolment.fee,
                paid: enrolment.paid,
                stage: enrolment.stage,
                ended: enrolment.outcome.is_some_and(|outcome| !outcome.is_success()),
                remark: Some(enrolment.remark.clone()).filter(|remark| !remark.is_empty()),
            }),
        })
    }
}

/// A merged record stands for the one that lives on.
fn load_trainees(context: &Context, documents: &BTreeSet<&str>) -> Outcome<Vec<Trainee>> {
    Ok(context.sql.rows(
        "select json_object('document_index', o.document_index, 'id', t.id, 'name', t.name, 'phone', nullif(t.phone, ''),
           'version', t.version, 'employer_name', m.name, 'employer_code', nullif(m.credit_code, ''))
         from json_each(?1) w join trainees o on o.document_index = w.value
           join trainees t on t.id = coalesce(o.merged_into, o.id)
           left join employers m on m.id = (select e.employer_id from enrolments e
             where e.trainee_id = t.id and e.employer_id is not null order by e.id desc limit 1)",
        params![serde_json::to_string(documents)?],
    )?)
}

fn load_enrolments(context: &Context, wanted: &str) -> Outcome<Vec<Enrolment>> {
    Ok(context.sql.rows(
        "select json_object('id', e.id, 'trainee_id', e.trainee_id, 'course_id', k.course_id, 'class_code', k.code,
           'class_id', k.id, 'version', e.version, 'fee', e.fee, 'paid', e.paid, 'stage', e.stage, 'outcome', e.outcome,
           'since_at', e.since_at, 'clock_on', e.clock_on, 'ended_at', e.ended_at, 'remark', e.remark,
           'employer_id', e.employer_id, 'employer_name', m.name, 'employer_code', nullif(m.credit_code, ''))
         from json_each(?1) w join trainees o on o.document_index = w.value ->> 0
           join classes k on k.course_id = w.value ->> 1 and k.code = w.value ->> 2
           join enrolments e on e.trainee_id = coalesce(o.merged_into, o.id) and e.class_id = k.id
           left join employers m on m.id = e.employer_id",
        params![wanted],
    )?)
}
