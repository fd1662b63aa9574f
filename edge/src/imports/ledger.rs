//! What the rows of one piece of an import do, kept in memory while they are looked at one after the other. `writing`
//! then writes all of it.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Value as Json, json};
use shared::date::Date;
use shared::enrolments::Stage;
use shared::enrolments::api::HistoryEvent;
use shared::id::ImportId;
use shared::identity::document::DocumentNumber;
use shared::money::Money;
use shared::payments::PaymentMethod;
use shared::roster::check::RosterRow;
use shared::roster::plan::{Change, Fate};

use super::known::{ClassKey, Enrolment, KnownState, Person, Trainee};
use crate::institution::context::Context;
use crate::institution::failure::{Failure, Outcome};

mod writing;

type EnrolmentKey = (Person, ClassKey);

/// A subject that a row made or changed.
#[derive(Debug)]
struct Touched {
    row_no: u32,
    /// Columns and version before; `None` for something made.
    before: Option<Json>,
}

struct Payment {
    of: EnrolmentKey,
    amount: Money,
    method: Option<PaymentMethod>,
    paid_on: Option<Date>,
}

struct Event {
    of: EnrolmentKey,
    happened: HistoryEvent,
    stage: Option<i64>,
    /// Where a new enrolment stands from the beginning.
    began: Option<i64>,
}

/// See `import_effects`.
#[derive(Serialize)]
struct Effect(u32, &'static str, i64, Option<Json>, Option<i64>);

/// The work of one piece.
pub struct Ledger<'a, 'c> {
    context: &'a Context<'c>,
    import: ImportId,
    /// Moves with every row that is entered.
    pub known: KnownState,
    stages: std::rc::Rc<Vec<Stage>>,
    documents: BTreeMap<Person, DocumentNumber>,
    trainees: BTreeMap<Person, Touched>,
    enrolments: BTreeMap<EnrolmentKey, Touched>,
    payments: Vec<Payment>,
    events: Vec<Event>,
    effects: Vec<Effect>,
}

impl<'a, 'c> Ledger<'a, 'c> {
    pub fn new(context: &'a Context<'c>, import: ImportId, known: KnownState) -> Outcome<Self> {
        Ok(Self {
            context,
            import,
            known,
            stages: context.stages()?,
            documents: BTreeMap::new(),
            trainees: BTreeMap::new(),
            enrolments: BTreeMap::new(),
            payments: Vec::new(),
            events: Vec::new(),
            effects: Vec::new(),
        })
    }

    /// Takes in what a row does.
    pub fn enter(
        &mut self,
        row_no: u32,
        person: &Person,
        class: &ClassKey,
        row: &RosterRow,
        fate: &Fate,
    ) -> Outcome<()> {
        match fate {
            Fate::Add { fee, changes } => {
                self.meet(row_no, person, row);
                for change in changes {
                    self.change_person(row_no, person, change);
                }
                self.enrol(row_no, (person.clone(), class.clone()), row, *fee);
            }
            Fate::Change(changes) => {
                for change in changes {
                    self.change_person(row_no, person, change);
                    self.change_enrolment(row_no, &(person.clone(), class.clone()), row, change)?;
                }
            }
            Fate::Same | Fate::Repeat { .. } | Fate::Problem(_) => {}
        }
        Ok(())
    }

    /// Somebody new becomes a trainee.
    fn meet(&mut self, row_no: u32, person: &Person, row: &RosterRow) {
        let Person::New(document_index) = person else { return };
        if self.known.trainees.contains_key(person) {
            return;
        }
        let trainee = Trainee {
            document_index: document_index.clone(),
            id: None,
            name: row.name.clone(),
            phone: row.phone.clone(),
            version: 0,
            employer_name: row.employer.as_ref().map(|employer| employer.name.clone()),
            employer_code: row.employer.as_ref().and_then(|employer| employer.credit_code.clone()),
        };
        self.known.trainees.insert(person.clone(), trainee);
        self.documents.insert(person.clone(), row.document.clone());
        self.trainees.insert(person.clone(), Touched { row_no, before: None });
    }

    /// Of all changes only the phone belongs to the person; the employer belongs to each enrolment.
    fn change_person(&mut self, row_no: u32, person: &Person, change: &Change) {
        let (Change::Phone { to, .. }, Some(trainee)) = (change, self.known.trainees.get_mut(person)) else { return };
        self.trainees.entry(person.clone()).or_insert_with(|| {
            let phone = trainee.phone.as_ref().map_or("", |phone| phone.as_str());
            let before = json!({ "version": trainee.version, "name": trainee.name, "phone": phone });
            Touched { row_no, before: Some(before) }
        });
        trainee.phone = Some(to.clone());
    }

    fn enrol(&mut self, row_no: u32, key: EnrolmentKey, row: &RosterRow, fee: Money) {
        let class_id = self.known.classes.get(&key.1).copied();
        let paid = row.paid.unwrap_or(Money::ZERO);
        // A stage that the roster names was reached before the portal knew of it: no event tells when.
        let stage = row.stage.unwrap_or_else(|| self.stages.first().map_or(0, |stage| stage.position));
        let mut enrolment = Enrolment::new(&key.1, class_id, fee, paid, stage, row.remark.clone().unwrap_or_default());
        enrolment.set_employer(row.employer.as_ref());
        self.known.enrolments.insert(key.clone(), enrolment);
        self.events.push(Event { of: key.clone(), happened: HistoryEvent::Enrolled, stage: None, began: Some(stage) });
        if paid > Money::ZERO {
            self.pay(&key, paid, row.method, row.paid_on);
        }
        self.enrolments.insert(key, Touched { row_no, before: None });
    }

    fn pay(&mut self, key: &EnrolmentKey, amount: Money, method: Option<PaymentMethod>, paid_on: Option<Date>) {
        self.payments.push(Payment { of: key.clone(), amount, method, paid_on });
        self.events.push(Event { of: key.clone(), happened: HistoryEvent::Paid { amount }, stage: None, began: None });
    }

    fn change_enrolment(&mut self, row_no: u32, key: &EnrolmentKey, row: &RosterRow, change: &Change) -> Outcome<()> {
        if matches!(change, Change::Phone { .. }) {
            return Ok(());
        }
        let missing = || Failure::broken("a change to an enrolment that is not known");
        let enrolment = self.known.enrolments.get_mut(key).ok_or_else(missing)?;
        self.enrolments.entry(key.clone()).or_insert_with(|| {
            let before = json!({ "version": enrolment.version, "stage": enrolment.stage, "fee": enrolment.fee,
              "paid": enrolment.paid, "employer_id": enrolment.employer_id, "remark": enrolment.remark,
              "outcome": enrolment.outcome, "since_at": enrolment.since_at, "clock_on": enrolment.clock_on,
              "ended_at": enrolment.ended_at });
            Touched { row_no, before: Some(before) }
        });
        let mut event = |happened, stage| self.events.push(Event { of: key.clone(), happened, stage, began: None });
        match change {
            Change::Employer { .. } => {
                enrolment.set_employer(row.employer.as_ref());
                event(HistoryEvent::EmployerChanged, None);
            }
            Change::CreditCode { .. } => enrolment.set_employer(row.employer.as_ref()),
            Change::Fee { from, to } => {
                enrolment.fee = *to;
                event(HistoryEvent::FeeChanged { from: *from, to: *to }, None);
            }
            Change::Payment { amount, paid_after, method, paid_on, .. } => {
                enrolment.paid = *paid_after;
                self.pay(key, *amount, *method, *paid_on);
            }
            Change::Stage { to, .. } => {
                enrolment.stage = *to;
                let stage = self.stages.iter().find(|stage| stage.position == *to).ok_or_else(missing)?;
                event(HistoryEvent::StageReached { stage: stage.name.clone() }, Some(*to));
            }
            Change::Remark { to, .. } => enrolment.remark.clone_from(to),
            // Of lists, which have a ledger of their own.
            // A phone belongs to the person; the others come from lists only.
            Change::Phone { .. } | Change::Exam { .. } | Change::ExamResult { .. } | Change::Certificate { .. } => {}
        }
        Ok(())
    }
}
