//! Certificates as facts: recorded, replaced, read.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::json;
use shared::certificates::api::{Certificate, NextDue, UNDO_SECONDS};
use shared::certificates::clocks::{Target, Validity, window_opens};
use shared::certificates::operation_key;
use shared::courses::Regime;
use shared::date::Date;
use shared::id::{CertificateId, EnrolmentId, ImportId, MoveId, TraineeId};

use super::{authorities, reminders};
use crate::institution::context::Context;
use crate::institution::failure::{Failure, Outcome};
use crate::params;

/// A certificate to be recorded, with days that fit each other.
#[derive(Clone, Debug)]
pub struct NewCertificate {
    pub trainee: TraineeId,
    pub enrolment: Option<EnrolmentId>,
    pub regime: Regime,
    /// As printed.
    pub number: String,
    /// As the paper says it, for an operation that no catalogue knows; may be empty.
    pub category: String,
    pub operation: String,
    pub first_issued_on: Option<Date>,
    pub valid_from: Date,
    pub valid_until: Option<Date>,
    pub review_due_on: Option<Date>,
    pub authority: String,
    pub import: Option<ImportId>,
    /// The move that it can be taken back with; nobody is reminded before that is over.
    pub made: Option<MoveId>,
}

/// The number as everybody sees it: the first three and the last four.
pub fn masked(number: &str) -> String {
    let count = number.chars().count();
    number.chars().enumerate().map(|(place, c)| if place < 3 || place + 4 >= count { c } else { '*' }).collect()
}

/// Records a certificate. The one that it replaces is reminded of no more.
pub fn record(context: &Context, new: &NewCertificate) -> Outcome<CertificateId> {
    let recorded = record_all(context, std::slice::from_ref(new))?;
    recorded.first().copied().ok_or_else(|| Failure::broken("a certificate was not recorded"))
}

/// Records certificates of different people or operations: a fixed number of statements, however many.
pub fn record_all(context: &Context, new: &[NewCertificate]) -> Outcome<Vec<CertificateId>> {
    if new.is_empty() {
        return Ok(Vec::new());
    }
    let authorities = authorities::all_named(context, new.iter().map(|new| new.authority.as_str()).collect())?;
    let mut rows = Vec::with_capacity(new.len());
    let mut days = BTreeMap::new();
    for new in new {
        let index = context.keys.blind_index("certificate", &new.number);
        rows.push(json!([
            new.trainee,
            new.enrolment,
            new.regime.code(),
            context.seal("certificates.number", &new.number)?,
            masked(&new.number),
            index,
            new.category,
            new.operation,
            new.first_issued_on,
            new.valid_from,
            new.valid_until,
            new.review_due_on,
            authorities.get(&new.authority).copied().unwrap_or(authorities::UNKNOWN),
            new.import,
            new.made
        ]));
        let of = (new.trainee, index, new.operation.clone());
        days.insert(of, due_days(new.valid_from, new.valid_until, new.review_due_on));
    }
    // The category is that of the newest catalogue that knows the operation; else what the paper says.
    let made: Vec<(CertificateId, TraineeId, String, String)> = context.sql.returning(
        "insert into certificates (trainee_id, enrolment_id, regime, number, number_masked, number_index, category, operation,
           first_issued_on, valid_from, valid_until, review_due_on, authority_id, import_id, move_id, recorded_at)
         select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5,
           coalesce((select o.category from operations o join catalogues c on c.id = o.catalogue_id
             where o.name = value ->> 7 order by c.effective_from desc limit 1), value ->> 6),
           value ->> 7, value ->> 8, value ->> 9, value ->> 10, value ->> 11, value ->> 12, value ->> 13, value ->> 14, ?2
         from json_each(?1) returning json_array(id, trainee_id, number_index, operation)",
        params![serde_json::to_string(&rows)?, context.now],
    )?;
    let replaced = replaced(context, &made.iter().map(|(id, ..)| *id).collect::<Vec<_>>())?;
    context.sql.run(
        "update certificates set replaced_by = w.value ->> 1, version = certificates.version + 1 from json_each(?1) w
         where certificates.id = w.value ->> 0",
        params![serde_json::to_string(&replaced)?],
    )?;
    reminders::stop(context, &replaced.iter().map(|(old, _)| *old).collect::<Vec<_>>())?;
    let ids = made.iter().map(|(id, ..)| *id).collect();
    let due: Vec<(CertificateId, Vec<(Target, Date)>)> = made
        .into_iter()
        .map(|(id, trainee, index, operation)| {
            (id, days.get(&(trainee, index, operation)).cloned().unwrap_or_default())
        })
        .collect();
    let not_before = new.iter().any(|new| new.made.is_some()).then(|| context.now.plus_seconds(UNDO_SECONDS));
    reminders::set(context, &due, not_before)?;
    reminders::carry_over(context, &replaced)?;
    Ok(ids)
}

/// Which certificates new ones replace, as (old, new): of the same person for the same operation, however it is written. A
/// certificate of special operations keeps its number for life (domain.md D2); the others get a new one each time.
fn replaced(context: &Context, new: &[CertificateId]) -> Outcome<Vec<(CertificateId, CertificateId)>> {
    #[derive(Deserialize)]
    struct Fact {
        id: CertificateId,
        trainee_id: TraineeId,
        regime: Regime,
        number_index: String,
        operation: String,
    }
    let known: Vec<Fact> = context.sql.rows(
        "select json_object('id', c.id, 'trainee_id', c.trainee_id, 'regime', c.regime, 'number_index', c.number_index,
           'operation', c.operation)
         from (select distinct n.trainee_id from json_each(?1) w join certificates n on n.id = w.value) t
         join certificates c on c.trainee_id = t.trainee_id where c.replaced_by is null order by c.id",
        params![serde_json::to_string(new)?],
    )?;
    let follows = |old: &Fact, new: &Fact| {
        (old.id < new.id && old.trainee_id == new.trainee_id && old.regime == new.regime)
            && (new.regime != Regime::SpecialOperations || old.number_index == new.number_index)
            && operation_key(&old.operation) == operation_key(&new.operation)
    };
    // The first that follows: of several in one list each replaces the one before.
    let next = |old: &Fact| known.iter().find(|fact| new.contains(&fact.id) && follows(old, fact)).map(|fact| fact.id);
    Ok(known.iter().filter_map(|old| Some((old.id, next(old)?))).collect())
}

/// The days that are reminded of.
fn due_days(from: Date, until: Option<Date>, review: Option<Date>) -> Vec<(Target, Date)> {
    let Some(validity) = until.and_then(|until| Validity::new(from, until, review).ok()) else { return Vec::new() };
    let mid_term = review.filter(|review| *review < validity.valid_until()).map(|review| (Target::Review, review));
    mid_term.into_iter().chain([(Target::Renewal, validity.valid_until())]).collect()
}

#[derive(Deserialize)]
struct Row {
    id: CertificateId,
    regime: Regime,
    number_masked: String,
    category: String,
    operation: String,
    first_issued_on: Option<Date>,
    valid_from: Date,
    valid_until: Option<Date>,
    review_due_on: Option<Date>,
    authority: String,
    replaced: bool,
    window_days: Option<u16>,
}

const SELECT: &str =
    "select json_object('id', c.id, 'regime', c.regime, 'number_masked', c.number_masked, 'category', c.category,
       'operation', c.operation, 'first_issued_on', c.first_issued_on, 'valid_from', c.valid_from,
       'valid_until', c.valid_until, 'review_due_on', c.review_due_on, 'authority', a.name,
       'replaced', json(iif(c.replaced_by is null, 'false', 'true')), 'window_days', r.window_days)
     from certificates c join authorities a on a.id = c.authority_id
     left join enrolments e on e.id = c.enrolment_id left join rule_sets r on r.id = e.rule_set_id";

/// Certificates of a trainee, those in force first, the most urgent of them on top; at most 50.
pub fn of_trainee(context: &Context, trainee: TraineeId) -> Outcome<Vec<Certificate>> {
    let rows: Vec<Row> = context.sql.rows(
        &format!("{SELECT} where c.trainee_id = ?1 order by c.replaced_by is not null, c.id desc limit 50"),
        params![trainee],
    )?;
    let today = context.now.day();
    let mut certificates: Vec<Certificate> = rows.into_iter().map(|row| certificate(row, today)).collect();
    // What was missed first, then what is due next, then what nothing is due of.
    certificates.sort_by_key(|one| {
        (one.replaced, one.next.is_none(), one.next.is_some_and(|next| !next.missed), one.next.map(|next| next.on))
    });
    Ok(certificates)
}

/// A certificate of anybody.
pub fn by_id(context: &Context, id: CertificateId) -> Outcome<Option<Certificate>> {
    let row: Option<Row> = context.sql.row(&format!("{SELECT} where c.id = ?1"), params![id])?;
    Ok(row.map(|row| certificate(row, context.now.day())))
}

/// One certificate.
pub fn one(context: &Context, trainee: TraineeId, id: CertificateId) -> Outcome<Certificate> {
    let all = of_trainee(context, trainee)?;
    all.into_iter().find(|found| found.id == id).ok_or_else(|| Failure::broken("a recorded certificate is not there"))
}

/// Under Order 30, art. 22; rule sets say it for those who came by a case.
const USUAL_WINDOW_DAYS: u16 = 60;

fn certificate(row: Row, today: Date) -> Certificate {
    let validity = row.valid_until.and_then(|until| Validity::new(row.valid_from, until, row.review_due_on).ok());
    let window = row.window_days.unwrap_or(USUAL_WINDOW_DAYS);
    let next = validity.filter(|_| !row.replaced).and_then(|validity| {
        let missed = validity.missed(today);
        let (kind, on) = missed.or(validity.next_due(today))?;
        Some(NextDue { kind, on, opens_on: window_opens(on, window), missed: missed.is_some() })
    });
    Certificate {
        id: row.id,
        regime: row.regime,
        number_masked: row.number_masked,
        category: row.category,
        operation: row.operation,
        first_issued_on: row.first_issued_on,
        valid_from: row.valid_from,
        valid_until: row.valid_until,
        review_due_on: row.review_due_on,
        authority: row.authority,
        replaced: row.replaced,
        next,
    }
}
