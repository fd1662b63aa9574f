//! Rows of stored files: where the bytes lie, and when they go.

use shared::id::{FileId, TraineeId};
use shared::items::ItemKind;
use shared::items::document::ContentType;
use shared::time::Timestamp;

use crate::institution::context::Context;
use crate::institution::crypto::to_hex;
use crate::institution::failure::Outcome;
use crate::params;

/// What a file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// The item itself: photo, diploma, drawn signature.
    Item,
    /// The reduced picture that a photo was cut from.
    Original,
}

impl Purpose {
    const fn code(self, kind: ItemKind) -> &'static str {
        match (self, kind) {
            (Self::Item, kind) => kind.code(),
            // Only a photo is cut from another picture.
            (Self::Original, _) => "photo_original",
        }
    }
}

/// A file as the shell has it before it is stored.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct NewFile {
    pub purpose: Purpose,
    pub content_type: ContentType,
    pub bytes: u32,
    pub sha256: String,
}

/// Where the shell puts it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Place {
    pub id: FileId,
    pub name: String,
}

/// What is not finished by then never will be.
const UPLOAD_SECONDS: i64 = 3600;

/// A row for bytes that are about to be stored: without it a crash would leave bytes that nobody knows of.
pub fn announce(context: &Context, trainee: TraineeId, kind: ItemKind, file: &NewFile) -> Outcome<Place> {
    let name = format!("items/{}", to_hex(&context.secret::<16>()));
    let id = context.sql.insert(
        "insert into files (trainee_id, purpose, name, content_type, bytes, sha256, created_at, delete_after)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) returning id",
        params![
            trainee,
            file.purpose.code(kind),
            &name,
            file.content_type.as_str(),
            i64::from(file.bytes),
            &file.sha256,
            context.now,
            context.now.plus_seconds(UPLOAD_SECONDS)
        ],
    )?;
    Ok(Place { id: FileId(id), name })
}

/// Takes an announced file of this trainee into use. False: it is not there, or its time was over.
pub fn keep(context: &Context, id: FileId, trainee: TraineeId, until: Timestamp) -> Outcome<bool> {
    let kept = context.sql.changed(
        "update files set state = 'stored', delete_after = ?4
         where id = ?1 and trainee_id = ?2 and state = 'uploading' and delete_after > ?3 returning 1",
        params![id, trainee, context.now, until],
    )?;
    Ok(kept == 1)
}

/// Nobody needs it any more: its bytes go with the next alarm.
pub fn drop_now(context: &Context, id: FileId) -> Outcome<()> {
    drop_at(context, id, context.now)
}

/// What is under way for an item of this kind is not kept when it arrives.
pub fn drop_uploads(context: &Context, trainee: TraineeId, kind: ItemKind) -> Outcome<()> {
    let purposes = serde_json::to_string(&[Purpose::Item, Purpose::Original].map(|purpose| purpose.code(kind)))?;
    context.sql.run(
        "update files set delete_after = min(delete_after, ?3)
         where trainee_id = ?1 and purpose in (select value from json_each(?2)) and state = 'uploading'",
        params![trainee, purposes, context.now],
    )?;
    Ok(())
}

/// How long the picture that a photo was cut from stays once the photo is accepted: what holds while it is sent.
pub fn set_accepted_days(context: &Context, id: FileId, days: i64) -> Outcome<()> {
    context.sql.run("update files set accepted_days = ?2 where id = ?1", params![id, days])?;
    Ok(())
}

/// The photo is accepted: the picture that it was cut from goes in its time. `usual`: for one that was sent before its days
/// were kept with it.
pub fn drop_accepted(context: &Context, id: FileId, usual: i64) -> Outcome<()> {
    let told: Option<Option<i64>> =
        context.sql.row("select json_quote(accepted_days) from files where id = ?1", params![id])?;
    drop_at(context, id, context.now.plus_days(told.flatten().unwrap_or(usual)))
}

/// Lets a file go earlier than it would have, never later.
fn drop_at(context: &Context, id: FileId, at: Timestamp) -> Outcome<()> {
    context.sql.run("update files set delete_after = min(delete_after, ?2) where id = ?1", params![id, at])?;
    Ok(())
}
