//! Items as the database has them.

use serde::Deserialize;
use shared::error::ErrorCode;
use shared::id::EnrolmentId;
use shared::items::api::{FileLink, Item, Signed};
use shared::items::{Command, ItemKind, ItemState, Refusal};
use shared::time::Timestamp;

use super::cases::Case;
use crate::institution::context::Context;
use crate::institution::failure::{Failure, Outcome};
use crate::params;

#[derive(Deserialize)]
struct Row {
    item: ItemKind,
    state: ItemState,
    file: Option<FileLink>,
    original: Option<FileLink>,
    signed_at: Option<Timestamp>,
    signed_version: Option<i64>,
    signed_typed: Option<i64>,
    version: i64,
}

/// What a case needs, in order, then what it has besides: a course's list may have become shorter.
pub fn items_of(context: &Context, case: &Case) -> Outcome<Vec<Item>> {
    let rows: Vec<Row> = context.sql.rows(
        "select json_object('item', i.item, 'state', json_object('state', i.state, 'at', i.since_at, 'reason', i.reason),
           'file', json(iif(f.id is null, 'null', json_object('id', f.id, 'content_type', f.content_type, 'bytes', f.bytes))),
           'original', json(iif(o.id is null, 'null', json_object('id', o.id, 'content_type', o.content_type, 'bytes', o.bytes))),
           'signed_at', i.signed_at, 'signed_version', i.signed_version, 'signed_typed', i.signed_typed, 'version', i.version)
         from case_items i left join files f on f.id = i.file_id and f.state = 'stored'
         left join files o on o.id = i.original_id and o.state = 'stored'
         where i.enrolment_id = ?1",
        params![case.enrolment_id],
    )?;
    let mut known: Vec<Item> = rows.into_iter().map(Row::into_item).collect();
    let mut items = Vec::new();
    for kind in case.required(context)? {
        let place = known.iter().position(|item| item.kind == kind);
        items.push(place.map_or_else(|| missing(kind), |place| known.remove(place)));
    }
    items.extend(known.into_iter().filter(|item| item.state != ItemState::Missing));
    Ok(items)
}

/// One item that the case needs or has.
pub fn item_of(context: &Context, case: &Case, kind: ItemKind) -> Outcome<Item> {
    let item = items_of(context, case)?.into_iter().find(|item| item.kind == kind);
    item.ok_or_else(|| ErrorCode::NotFound.into())
}

const fn missing(kind: ItemKind) -> Item {
    Item { kind, state: ItemState::Missing, file: None, original: None, signed: None, version: 0 }
}

impl Row {
    fn into_item(self) -> Item {
        let signed = match (self.signed_at, self.signed_version) {
            (Some(at), Some(version)) => Some(Signed { at, version, typed: self.signed_typed == Some(1) }),
            _ => None,
        };
        let Self { item: kind, state, file, original, version, .. } = self;
        Item { kind, state, file, original, signed, version }
    }
}

/// Carries a command out on one item. `seen`: the version that whoever commands has seen; 0 for an item without a row.
pub fn command(
    context: &Context,
    enrolment: EnrolmentId,
    item: &Item,
    command: Command,
    seen: i64,
) -> Outcome<ItemState> {
    let next = item.state.clone().apply(item.kind, command, context.now).map_err(refused)?;
    write(context, enrolment, item.kind, &next, seen)?;
    Ok(next)
}

/// Somebody was first, or the page is old: look again.
pub fn refused(_refusal: Refusal) -> Failure {
    ErrorCode::Changed.into()
}

/// Writes a state over the version that was seen.
pub fn write(context: &Context, enrolment: EnrolmentId, kind: ItemKind, next: &ItemState, seen: i64) -> Outcome<()> {
    let (state, since, reason) = columns(next);
    let written = context.sql.changed(
        "insert into case_items (enrolment_id, item, state, since_at, reason) values (?1, ?2, ?3, ?4, ?5)
         on conflict (enrolment_id, item) do update set state = excluded.state, since_at = excluded.since_at,
           reason = excluded.reason, version = case_items.version + 1 where case_items.version = ?6
         returning 1",
        params![enrolment, kind.code(), state, since, reason, seen],
    )?;
    if written == 0 { Err(ErrorCode::Changed.into()) } else { Ok(()) }
}

fn columns(state: &ItemState) -> (&'static str, Option<Timestamp>, &str) {
    match state {
        ItemState::Missing => ("missing", None, ""),
        ItemState::Asked { at } => ("asked", Some(*at), ""),
        ItemState::Submitted { at } => ("submitted", Some(*at), ""),
        ItemState::Accepted { at } => ("accepted", Some(*at), ""),
        ItemState::Returned { at, reason } => ("returned", Some(*at), reason),
    }
}
