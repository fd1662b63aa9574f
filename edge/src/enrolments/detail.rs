//! One enrolment in full, for its trainee and for staff.

use serde::Deserialize;
use shared::certificates::api::CaseDetail;
use shared::certificates::exams::{ExamResult, standing};
use shared::certificates::regime::{RuleSet, StageActor, StageKey};
use shared::certificates::waiting::Whereabouts;
use shared::certificates::waiting::still_set;
use shared::date::Date;
use shared::enrolments::api::{EnrolmentDetail, HistoryEntry, HistoryEvent, Payment, StageStep, TraineeName};
use shared::error::ErrorCode;
use shared::id::{EnrolmentId, ProofId};
use shared::money::Money;
use shared::payments::{PaymentMethod, PaymentSource};
use shared::time::Timestamp;

use super::rows::{CardRow, card, row_of};
use crate::certificates::cases::EARLIER;
use crate::certificates::waits::{expected, whereabouts};
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::lessons::hours::LESSON_SECONDS;
use crate::params;

/// Whose enrolment it is.
pub fn owner_of(context: &Context, enrolment: EnrolmentId) -> Outcome<Option<TraineeName>> {
    Ok(context.sql.row(
        "select json_object('id', t.id, 'name', t.name) from enrolments e join trainees t on t.id = e.trainee_id
         where e.id = ?1",
        params![enrolment],
    )?)
}

/// Everything about an enrolment. `for_staff`: with who did what.
pub fn detail_of(
    context: &Context,
    id: EnrolmentId,
    trainee: TraineeName,
    for_staff: bool,
) -> Outcome<EnrolmentDetail> {
    #[derive(Deserialize)]
    struct Reached {
        stage: i64,
        at: Timestamp,
    }
    let row = row_of(context, id)?.ok_or(ErrorCode::NotFound)?;
    let card = card(context, &row)?;
    let reached: Vec<Reached> = context.sql.rows(
        "select json_object('stage', stage, 'at', max(at)) from enrolment_events
         where enrolment_id = ?1 and stage is not null group by stage",
        params![id],
    )?;
    let rules = context.rules()?;
    let set = rules.of(row.rule_set_id)?;
    let stages = set.stages.iter().map(|rule| StageStep {
        stage: rule.stage.clone(),
        // The trainee sits the exam, whose day somebody else sets.
        actor: if rule.key == StageKey::Scheduled { StageActor::ExaminingBody } else { rule.actor },
        reached_at: reached
            .iter()
            .find(|reached| reached.stage == rule.stage.position && rule.stage.position <= row.stage)
            .map(|reached| reached.at),
    });
    let more = More::of(context, id)?;
    Ok(EnrolmentDetail {
        stages: stages.collect(),
        case: case_of(context, set, &row, card.progress.actor, &more)?,
        proof: more.proof,
        has_lessons: more.has_lessons,
        employer: more.employer,
        payments: payments_of(context, id)?,
        history: history_of(context, id, for_staff)?,
        card,
        trainee,
    })
}

/// What the page shows besides the card.
#[derive(Deserialize)]
struct More {
    employer: String,
    hours_done: i64,
    lessons_seconds: i64,
    /// Of the course, where it asks for other hours than the rules.
    hours_due: Option<i64>,
    proof: Option<ProofId>,
    has_lessons: bool,
    /// Results of the round before.
    earlier: Vec<ExamResult>,
}

impl More {
    fn of(context: &Context, id: EnrolmentId) -> Outcome<Self> {
        Ok(context.sql.one(
            &format!(
                "select json_object('employer', coalesce(m.name, ''), 'hours_done', e.hours_done + {LESSON_SECONDS},
                   'lessons_seconds', {LESSON_SECONDS},
                   'hours_due', (select c.hours_due from classes k join courses c on c.id = k.course_id where k.id = e.class_id),
                   'has_lessons', json(iif(exists (select 1 from classes k join lessons l on l.course_id = k.course_id
                     where k.id = e.class_id and l.state = 'published'), 'true', 'false')),
                   'proof', (select max(p.id) from proofs p where p.enrolment_id = e.id), 'earlier', {EARLIER})
                 from enrolments e left join employers m on m.id = e.employer_id where e.id = ?1"
            ),
            params![id],
        )?)
    }
}

fn case_of(context: &Context, set: &RuleSet, row: &CardRow, actor: StageActor, more: &More) -> Outcome<CaseDetail> {
    let (today, calendar) = (context.now.day(), context.calendar()?);
    let expected = expected(set, row.stage, row.history);
    let whereabouts = whereabouts(set, row.stage, row.clock_on, expected, &calendar, today);
    Ok(CaseDetail {
        outcome: row.outcome,
        whereabouts: whereabouts.filter(|_| row.outcome.is_none()).map(|known| Whereabouts { actor, ..known }),
        rule: set.source.clone(),
        pass_mark: set.pass_mark,
        part_valid_months: i64::from(set.part_valid_months),
        standing: (!row.results.is_empty()).then(|| standing(set, &row.results, today)),
        results: row.results.clone(),
        earlier: more.earlier.clone(),
        exams: still_set(&row.told),
        hours_done: more.hours_done,
        lessons_seconds: more.lessons_seconds,
        hours_due: more.hours_due.unwrap_or(set.hours_due),
        class_minutes: set.class_minutes,
        shelf: row.shelf.clone(),
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

fn history_of(context: &Context, id: EnrolmentId, for_staff: bool) -> Outcome<Vec<HistoryEntry>> {
    #[derive(Deserialize)]
    struct Row {
        at: Timestamp,
        event: HistoryEvent,
        by: Option<String>,
        note: String,
    }
    let rows: Vec<Row> = context.sql.rows(
        "select json_object('at', v.at, 'event', json(v.event), 'by', p.name, 'note', v.note) from enrolment_events v
         left join staff p on p.id = v.staff_id where v.enrolment_id = ?1 order by v.id desc limit 100",
        params![id],
    )?;
    let entry = |row: Row| HistoryEntry {
        at: row.at,
        event: row.event,
        by: row.by.filter(|_| for_staff),
        note: if for_staff { row.note } else { String::new() },
    };
    Ok(rows.into_iter().map(entry).collect())
}
