//! One enrolment in full, for its trainee and for staff.

use serde::Deserialize;
use shared::date::Date;
use shared::enrolments::api::{EnrolmentDetail, HistoryEntry, HistoryEvent, Payment, StageStep, TraineeName};
use shared::error::ErrorCode;
use shared::id::EnrolmentId;
use shared::money::Money;
use shared::payments::{PaymentMethod, PaymentSource};
use shared::time::Timestamp;

use super::rows::card_of;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

/// Whose enrolment it is.
pub fn owner_of(context: &Context, enrolment: EnrolmentId) -> Outcome<Option<TraineeName>> {
    Ok(context.sql.row(
        "select json_object('id', t.id, 'name', t.name) from enrolments e join trainees t on t.id = e.trainee_id
         where e.id = ?1",
        params![enrolment],
    )?)
}

/// Everything about an enrolment.
pub fn detail_of(context: &Context, id: EnrolmentId, trainee: TraineeName) -> Outcome<EnrolmentDetail> {
    #[derive(Deserialize)]
    struct Reached {
        stage: i64,
        at: Timestamp,
    }
    let card = card_of(context, id)?.ok_or(ErrorCode::NotFound)?;
    let employer: String = context.sql.one(
        "select json_quote(coalesce((select m.name from enrolments e join employers m on m.id = e.employer_id where e.id = ?1), ''))",
        params![id],
    )?;
    let reached: Vec<Reached> = context.sql.rows(
        "select json_object('stage', stage, 'at', max(at)) from enrolment_events
         where enrolment_id = ?1 and stage is not null group by stage",
        params![id],
    )?;
    let pipeline = context.stages()?;
    let stages = pipeline.iter().map(|stage| StageStep {
        stage: stage.clone(),
        reached_at: reached
            .iter()
            .find(|reached| reached.stage == stage.position && stage.position <= card.progress.stage.position)
            .map(|reached| reached.at),
    });
    Ok(EnrolmentDetail {
        stages: stages.collect(),
        employer,
        payments: payments_of(context, id)?,
        history: history_of(context, id)?,
        card,
        trainee,
    })
}

fn payments_of(context: &Context, id: EnrolmentId) -> Outcome<Vec<Payment>> {
    #[derive(Deserialize)]
    struct Row {
        amount: Money,
        method: Option<PaymentMethod>,
        paid_on: Option<Date>,
        source: PaymentSource,
        recorded_at: Timestamp,
    }
    let rows: Vec<Row> = context.sql.rows(
        "select json_object('amount', amount, 'method', method, 'paid_on', paid_on, 'source', source, 'recorded_at', recorded_at)
         from payments where enrolment_id = ?1 order by id limit 100",
        params![id],
    )?;
    Ok(rows
        .into_iter()
        .map(|row| Payment {
            amount: row.amount,
            method: row.method,
            paid_on: row.paid_on,
            source: row.source,
            recorded_at: row.recorded_at,
        })
        .collect())
}

fn history_of(context: &Context, id: EnrolmentId) -> Outcome<Vec<HistoryEntry>> {
    #[derive(Deserialize)]
    struct Row {
        at: Timestamp,
        event: HistoryEvent,
    }
    let rows: Vec<Row> = context.sql.rows(
        "select json_object('at', at, 'event', json(event)) from enrolment_events
         where enrolment_id = ?1 order by id desc limit 100",
        params![id],
    )?;
    Ok(rows.into_iter().map(|row| HistoryEntry { at: row.at, event: row.event }).collect())
}
