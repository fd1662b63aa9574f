//! `items.open_file`: whether the caller may have a file, and where it lies. Its trainee may; staff may whose work needs it,
//! and each of their looks is recorded.

use serde::{Deserialize, Serialize};
use shared::error::ErrorCode;
use shared::id::{FileId, TraineeId};
use shared::items::document::ContentType;

use crate::institution::audit;
use crate::institution::callers::{Anyone, Authenticate as _, Reviewer, Trainee};
use crate::institution::context::Context;
use crate::institution::dispatch::transaction;
use crate::institution::failure::Outcome;
use crate::institution::internal::internal;
use crate::params;

/// Who asks: the two sessions of one browser are never mixed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reader {
    Trainee,
    Staff,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenFileRequest {
    pub id: FileId,
    pub reader: Reader,
}

/// Where a file lies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenedFile {
    pub name: String,
    pub content_type: ContentType,
}

internal!(
    /// Opens a stored file for its owner or for staff.
    OpenFile = "items.open_file", OpenFileRequest => OpenedFile
);

pub fn open_file(context: &Context, _caller: Anyone, request: OpenFileRequest) -> Outcome<OpenedFile> {
    #[derive(Deserialize)]
    struct Row {
        trainee_id: TraineeId,
        name: String,
        content_type: ContentType,
    }
    // Who has no business here learns nothing, not even that there is no such file.
    let owner = match request.reader {
        Reader::Trainee => Some(Trainee::authenticate(context)?.trainee.id),
        Reader::Staff => None,
    };
    let staff = if owner.is_none() { Some(Reviewer::authenticate(context)?) } else { None };
    let row: Option<Row> = context.sql.row(
        "select json_object('trainee_id', trainee_id, 'name', name, 'content_type', content_type) from files
         where id = ?1 and state = 'stored' and delete_after > ?2",
        params![request.id, context.now],
    )?;
    let row = row.filter(|row| owner.is_none_or(|owner| row.trainee_id == owner)).ok_or(ErrorCode::NotFound)?;
    if let Some(Reviewer(member)) = staff {
        transaction(context, || {
            let subject = Some(("file", request.id.0));
            let detail = serde_json::json!({ "trainee": row.trainee_id });
            audit::record(context, &member.actor(), "items.open_file", subject, &detail)
        })?;
    }
    Ok(OpenedFile { name: row.name, content_type: row.content_type })
}
