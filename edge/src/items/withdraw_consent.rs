//! `items.withdraw_consent`: the caller takes a consent back. What was sent is deleted, and is missing again.

use serde::Deserialize;
use shared::id::{EnrolmentId, FileId};
use shared::items::ItemState;
use shared::items::api::{WithdrawConsentRequest, Withdrawn};

use super::rows::write;
use super::{consents, files};
use crate::institution::audit;
use crate::institution::callers::Trainee;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

pub fn withdraw_consent(context: &Context, caller: Trainee, request: WithdrawConsentRequest) -> Outcome<Withdrawn> {
    #[derive(Deserialize)]
    struct Row {
        enrolment_id: EnrolmentId,
        file_id: Option<FileId>,
        original_id: Option<FileId>,
        version: i64,
    }
    let (trainee, kind) = (caller.trainee.id, request.kind);
    consents::take_back(context, trainee, kind)?;
    files::drop_uploads(context, trainee, kind)?;
    let rows: Vec<Row> = context.sql.rows(
        "select json_object('enrolment_id', i.enrolment_id, 'file_id', i.file_id, 'original_id', i.original_id, 'version', i.version)
         from enrolments e cross join case_items i on i.enrolment_id = e.id and i.item = ?2
         where e.trainee_id = ?1 and (i.state in ('submitted', 'accepted') or i.file_id is not null or i.original_id is not null)",
        params![trainee, kind.code()],
    )?;
    for row in &rows {
        for file in [row.file_id, row.original_id].into_iter().flatten() {
            files::drop_now(context, file)?;
        }
        write(context, row.enrolment_id, kind, &ItemState::Missing, row.version)?;
        context.sql.run(
            "update case_items set file_id = null, original_id = null, signed_at = null, signed_version = null,
               signed_typed = null where enrolment_id = ?1 and item = ?2",
            params![row.enrolment_id, kind.code()],
        )?;
    }
    let items = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    let detail = serde_json::json!({ "item": kind, "items": items });
    audit::record(context, &caller.actor(), "items.withdraw_consent", Some(("trainee", trainee.0)), &detail)?;
    Ok(Withdrawn { items })
}
