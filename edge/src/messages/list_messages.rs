//! `messages.list_messages`: what the caller was told, newest first.
//!
//! Showing a message marks it as read: the page works without scripts, and a second question would tell no more. Repeating
//! the request changes nothing further.

use serde::Deserialize;
use shared::error::ErrorCode;
use shared::id::EnrolmentId;
use shared::messages::MessageContent;
use shared::messages::api::{ListMessagesRequest, Message};
use shared::page::Page;
use shared::time::Timestamp;

use crate::institution::callers::Trainee;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::institution::sql::LAST_ID;
use crate::params;

const PAGE: usize = 30;

#[derive(Deserialize)]
struct Row {
    id: i64,
    at: Timestamp,
    new: bool,
    enrolment: Option<EnrolmentId>,
    content: String,
}

pub fn list_messages(context: &Context, caller: Trainee, request: ListMessagesRequest) -> Outcome<Page<Message>> {
    let after: i64 = match &request.after {
        None => LAST_ID,
        Some(after) => after.parse().or(Err(ErrorCode::Malformed))?,
    };
    let mut rows: Vec<Row> = context.sql.rows(
        "select json_object('id', m.id, 'at', m.at, 'new', json(iif(m.read_at is null, 'true', 'false')),
           'enrolment', e.id, 'content', m.content)
         from messages m left join enrolments e on e.id = m.enrolment_id and e.trainee_id = m.trainee_id
         where m.trainee_id = ?1 and m.id < ?2 order by m.id desc limit ?3",
        params![caller.trainee.id, after, i64::try_from(PAGE + 1).unwrap_or(i64::MAX)],
    )?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = rows.last().filter(|_| more).map(|last| last.id.to_string());
    let shown: Vec<i64> = rows.iter().filter(|row| row.new).map(|row| row.id).collect();
    if !shown.is_empty() {
        context.sql.run(
            "update messages set read_at = ?2 where id in (select value from json_each(?1)) and read_at is null",
            params![serde_json::to_string(&shown)?, context.now],
        )?;
    }
    let items = rows.into_iter().map(|row| {
        let content = serde_json::from_str(&context.open("messages.content", &row.content)?)?;
        Ok(Message { at: row.at, new: row.new, enrolment: row.enrolment, content })
    });
    let items = items.collect::<Outcome<Vec<_>>>()?;
    let moved =
        if request.after.is_none() { moved_away(context, caller.session.openid.as_deref())? } else { Vec::new() };
    Ok(Page { items: moved.into_iter().chain(items).collect(), next })
}

/// What the account itself was told: somebody else who was bound to it has another one now. It stands on top, because it
/// may be somebody's trick. Whoever has nobody left is told on the bind page.
fn moved_away(context: &Context, openid: Option<&str>) -> Outcome<Vec<Message>> {
    let Some(openid) = openid else { return Ok(Vec::new()) };
    let told: Vec<Timestamp> = context.sql.rows(
        "select at from openid_messages indexed by openid_messages_by_openid
         where openid = ?1 and kind = 'binding_moved' and read_at is null order by id desc limit 10",
        params![openid],
    )?;
    if !told.is_empty() {
        context.sql.run(
            "update openid_messages set read_at = ?2 where openid = ?1 and read_at is null",
            params![openid, context.now],
        )?;
    }
    let message = |at| Message { at, new: true, enrolment: None, content: MessageContent::BindingMoved };
    Ok(told.into_iter().map(message).collect())
}
