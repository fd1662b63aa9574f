//! Queueing and delivery of notices.

use serde::{Deserialize, Serialize};
use shared::id::{EnrolmentId, ImportId, MoveId, TraineeId};
use shared::messages::MessageContent;
use shared::time::Timestamp;

use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::institution::outbox::{self, Message};
use crate::params;

/// Something to tell a trainee.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    pub trainee: TraineeId,
    pub enrolment: Option<EnrolmentId>,
    pub content: MessageContent,
}

/// What a notice belongs to: while it waits it is taken back with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sender {
    pub move_id: Option<MoveId>,
    pub import_id: Option<ImportId>,
}

/// Queues one notice. Call it inside the transaction of what it tells of.
pub fn tell(context: &Context, notice: Notice, due_at: Timestamp, sender: Sender) -> Outcome<()> {
    tell_all(context, &[notice], due_at, sender)
}

/// Queues notices, in one statement.
pub fn tell_all(context: &Context, notices: &[Notice], due_at: Timestamp, sender: Sender) -> Outcome<()> {
    if notices.is_empty() {
        return Ok(());
    }
    let rows = notices
        .iter()
        .map(|notice| {
            let message = Message::NoticeV1(notice.clone());
            Ok((outbox::seal(context, &message)?, notice.enrolment))
        })
        .collect::<Outcome<Vec<_>>>()?;
    context.sql.run(
        "insert into outbox (kind, payload, due_at, created_at, move_id, import_id, enrolment_id)
         select 'notice_v1', value ->> 0, ?2, ?3, ?4, ?5, value ->> 1 from json_each(?1)",
        params![serde_json::to_string(&rows)?, due_at, context.now, sender.move_id, sender.import_id],
    )?;
    Ok(())
}

/// Puts a notice into its trainee's list. Whoever was merged in the meantime is found where the person is now; one who is
/// gone is told nothing.
pub fn deliver(context: &Context, notice: &Notice) -> Outcome<()> {
    context.sql.run(
        "insert into messages (trainee_id, enrolment_id, content, at)
         select coalesce(t.merged_into, t.id), (select e.id from enrolments e where e.id = ?2), ?3, ?4
         from trainees t where t.id = ?1",
        params![
            notice.trainee,
            notice.enrolment,
            context.seal("messages.content", &serde_json::to_string(&notice.content)?)?,
            context.now
        ],
    )?;
    Ok(())
}
