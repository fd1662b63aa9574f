//! What goes outside: written in the transaction that decided it, sent after the commit by the alarm, with back-off and
//! a dead-letter list. Kinds are versioned; old ones stay readable.

use serde::{Deserialize, Serialize};
use shared::time::Timestamp;

use super::back_off;
use super::context::Context;
use super::failure::{Failure, Outcome};
use crate::messages::{self, Notice};
use crate::params;

/// A message for the outside. New kinds are added, old ones never change their meaning.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Message {
    /// Tell an openid that its trainee was bound to another account. Channel: the portal itself, on its next visit.
    BindingMovedV1 { openid: String },
    /// Tell a trainee something. Channel: the portal itself, its list of messages.
    NoticeV1(Notice),
}

impl Message {
    const fn kind(&self) -> &'static str {
        match self {
            Self::BindingMovedV1 { .. } => "binding_moved_v1",
            Self::NoticeV1(_) => "notice_v1",
        }
    }
}

/// Queues a message. Call it inside the transaction of the change that it tells of.
pub fn push(context: &Context, message: &Message) -> Outcome<()> {
    context.sql.run(
        "insert into outbox (kind, payload, due_at, created_at) values (?1, ?2, ?3, ?3)",
        params![message.kind(), seal(context, message)?, context.now],
    )?;
    Ok(())
}

/// A message as its row holds it.
pub fn seal(context: &Context, message: &Message) -> Outcome<String> {
    context.seal("outbox.payload", &serde_json::to_string(message)?)
}

/// Gives up after this many attempts: about five hours with [`back_off`].
const MOST_ATTEMPTS: i64 = 12;

/// What an import wanted to tell waits while that import is being taken back: what is left of it goes out afterwards.
const NOT_BEING_UNDONE: &str =
    "not exists (select 1 from imports i where i.id = outbox.import_id and i.state = 'undoing')";

/// Sends what is due, at most 50 at a time; one bad message never blocks the others. Returns when it is due again.
pub fn deliver(context: &Context) -> Outcome<Option<Timestamp>> {
    #[derive(Deserialize)]
    struct Row {
        id: i64,
        payload: String,
        attempts: i64,
    }
    let due: Vec<Row> = context.sql.rows(
        &format!(
            "select json_object('id', id, 'payload', payload, 'attempts', attempts) from outbox
             where state = 'waiting' and due_at <= ?1 and {NOT_BEING_UNDONE} order by due_at limit 50"
        ),
        params![context.now],
    )?;
    for row in due {
        let result = super::dispatch::transaction(context, || {
            let message: Message = serde_json::from_str(&context.open("outbox.payload", &row.payload)?)?;
            send(context, &message)?;
            context.sql.run("delete from outbox where id = ?1", params![row.id])?;
            Ok(())
        });
        if let Err(failure) = result {
            let attempts = row.attempts + 1;
            let state = if attempts >= MOST_ATTEMPTS { "dead" } else { "waiting" };
            context.sql.run(
                "update outbox set attempts = ?2, state = ?3, due_at = ?4, last_error = ?5 where id = ?1",
                params![row.id, attempts, state, back_off::next_try(context.now, attempts), describe(&failure)],
            )?;
        }
    }
    next_due(context)
}

/// When the next message is due.
pub fn next_due(context: &Context) -> Outcome<Option<Timestamp>> {
    Ok(context.sql.row(
        &format!(
            "select json(due_at) from outbox where state = 'waiting' and {NOT_BEING_UNDONE} order by due_at limit 1"
        ),
        &[],
    )?)
}

fn describe(failure: &Failure) -> String {
    match failure {
        Failure::Broken(text) => text.clone(),
        Failure::Refused(problem) | Failure::RefusedAndKept(problem) => format!("{:?}", problem.code),
    }
}

fn send(context: &Context, message: &Message) -> Outcome<()> {
    match message {
        Message::BindingMovedV1 { openid } => {
            context.sql.run(
                "insert into openid_messages (openid, kind, at) values (?1, 'binding_moved', ?2)",
                params![openid, context.now],
            )?;
            Ok(())
        }
        Message::NoticeV1(notice) => messages::deliver(context, notice),
    }
}
