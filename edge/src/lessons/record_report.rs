//! `lessons.record_report`: a report was handed out. Its hash stands on the paper: with it somebody can tell later whether the
//! paper says what the portal said.

use shared::error::{ErrorCode, FieldCode, FieldErrors};
use shared::lessons::api::{RecordReportRequest, RecordedReport};

use crate::institution::audit;
use crate::institution::callers::Registrar;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

pub fn record_report(
    context: &Context,
    Registrar(member): Registrar,
    request: RecordReportRequest,
) -> Outcome<RecordedReport> {
    let there: Option<i64> = context.sql.row("select 1 from classes where id = ?1", params![request.class_id])?;
    there.ok_or(ErrorCode::NotFound)?;
    let is_hash = request.sha256.len() == 64 && request.sha256.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !is_hash {
        let mut errors = FieldErrors::default();
        errors.push("sha256", FieldCode::Format);
        return Err(errors.into());
    }
    let detail = serde_json::json!({ "sha256": request.sha256 });
    let subject = Some(("class", request.class_id.0));
    audit::record(context, &member.actor(), "lessons.record_report", subject, &detail)?;
    Ok(RecordedReport { at: context.now })
}
