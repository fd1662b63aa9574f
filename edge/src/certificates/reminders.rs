//! Reminders before a review or the end of a certificate, each once; of several that have come due only the most urgent is
//! sent (shared/src/certificates/clocks.rs).

use serde::Deserialize;
use shared::certificates::clocks::{Step, Target, pick};
use shared::date::Date;
use shared::id::{CertificateId, TraineeId};
use shared::messages::MessageContent;
use shared::time::Timestamp;

use crate::institution::context::Context;
use crate::institution::dispatch::transaction;
use crate::institution::failure::Outcome;
use crate::messages::{Notice, Sender, tell_all};
use crate::params;

/// Certificates in one turn.
const PER_TURN: i64 = 50;
/// Nobody is reminded at midnight: nine in the morning in China.
const MORNING_SECONDS: i64 = 9 * 3600;
/// China is so far ahead of UTC.
const ZONE_SECONDS: i64 = 8 * 3600;

/// Sets the clocks of certificates. Those that have passed already are settled by the next turn, but `not_before`.
pub fn set(
    context: &Context,
    due: &[(CertificateId, Vec<(Target, Date)>)],
    not_before: Option<Timestamp>,
) -> Outcome<()> {
    let days = due.iter().flat_map(|(id, days)| days.iter().map(move |(target, on)| (*id, *target, *on)));
    let rows: Vec<_> = days
        .flat_map(|(id, target, on)| {
            // One second apart, so that they stay in their order.
            let at = move |step: Step, second: i64| {
                let morning = morning(step.day(on));
                not_before.map_or(morning, |not_before| morning.max(not_before.plus_seconds(second)))
            };
            Step::ALL
                .into_iter()
                .zip(0..)
                .map(move |(step, second)| (id, target.code(), step.code(), on, at(step, second)))
        })
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    context.sql.run(
        "insert into reminders (certificate_id, target, step, due_on, due_at)
         select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 from json_each(?1) where true
         on conflict (certificate_id, target, step) do nothing",
        params![serde_json::to_string(&rows)?],
    )?;
    Ok(())
}

/// Certificates were replaced, or their review is done: nothing more of these is sent.
pub fn stop(context: &Context, certificates: &[CertificateId]) -> Outcome<()> {
    if certificates.is_empty() {
        return Ok(());
    }
    context.sql.run(
        "update reminders set state = 'void', at = ?2 where certificate_id in (select value from json_each(?1))
           and state = 'waiting'",
        params![serde_json::to_string(certificates)?, context.now],
    )?;
    Ok(())
}

/// What was sent or overtaken for the same day under a certificate that is replaced is not sent again: pairs of old and new.
pub fn carry_over(context: &Context, replaced: &[(CertificateId, CertificateId)]) -> Outcome<()> {
    if replaced.is_empty() {
        return Ok(());
    }
    context.sql.run(
        "update reminders set state = f.state, at = f.at
         from json_each(?1) w join reminders f on f.certificate_id = w.value ->> 0 and f.state in ('sent', 'overtaken')
         where reminders.certificate_id = w.value ->> 1 and reminders.target = f.target and reminders.step = f.step
           and reminders.due_on = f.due_on and reminders.state = 'waiting'",
        params![serde_json::to_string(replaced)?],
    )?;
    Ok(())
}

fn morning(day: Date) -> Timestamp {
    Timestamp((day.days_since_epoch() * 86_400 + MORNING_SECONDS - ZONE_SECONDS) * 1000)
}

/// When the next one is due.
pub fn next_due(context: &Context) -> Outcome<Option<Timestamp>> {
    Ok(context.sql.one("select json(coalesce(min(due_at), 'null')) from reminders where state = 'waiting'", &[])?)
}

/// One bounded piece of work.
pub fn step(context: &Context) -> Outcome<()> {
    #[derive(Deserialize)]
    struct Due {
        certificate_id: CertificateId,
        target: Target,
        on: Date,
        trainee_id: TraineeId,
        operation: String,
        /// All that still wait, also those to come.
        waiting: Vec<Step>,
    }
    transaction(context, || {
        let due: Vec<Due> = context.sql.rows(
            "select json_object('certificate_id', c.id, 'target', d.target, 'on', d.due_on, 'trainee_id', c.trainee_id,
               'operation', c.operation, 'waiting', json((select json_group_array(w.step) from reminders w
                 where w.certificate_id = c.id and w.target = d.target and w.state = 'waiting')))
             from (select distinct certificate_id, target, due_on from (select certificate_id, target, due_on from reminders
               where state = 'waiting' and due_at <= ?1 order by due_at limit ?2)) d
             join certificates c on c.id = d.certificate_id",
            params![context.now, PER_TURN],
        )?;
        if due.is_empty() {
            return Ok(());
        }
        let today = context.now.day();
        let (mut settled, mut notices) = (Vec::new(), Vec::new());
        for due in due {
            let picked = pick(&due.waiting, due.on, today);
            for step in picked.overtaken {
                settled.push((due.certificate_id, due.target.code(), step.code(), "overtaken"));
            }
            if let Some(step) = picked.send {
                settled.push((due.certificate_id, due.target.code(), step.code(), "sent"));
                let content = MessageContent::Due { operation: due.operation.clone(), target: due.target, on: due.on };
                notices.push(Notice { trainee: due.trainee_id, enrolment: None, content });
            }
        }
        context.sql.run(
            "update reminders set state = w.value ->> 3, at = ?2 from json_each(?1) w
             where reminders.certificate_id = w.value ->> 0 and reminders.target = w.value ->> 1
               and reminders.step = w.value ->> 2 and reminders.state = 'waiting'",
            params![serde_json::to_string(&settled)?, context.now],
        )?;
        tell_all(context, &notices, context.now, Sender::default())
    })
}
