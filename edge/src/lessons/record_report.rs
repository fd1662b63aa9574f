//! `lessons.record_report`: a report was handed out. Its hash stands on the paper, and is recorded only if it is that of the
//! report as the portal would make it now: whoever changes a paper finds no record of it.

use sha2::{Digest as _, Sha256};
use shared::courses::api::ClassRequest;
use shared::error::{ErrorCode, FieldCode, FieldErrors};
use shared::id::ClassId;
use shared::lessons::api::{RecordReportRequest, RecordedReport};
use shared::lessons::report;

use super::get_class_report::page_of;
use crate::institution::audit;
use crate::institution::callers::Registrar;
use crate::institution::context::Context;
use crate::institution::crypto::to_hex;
use crate::institution::failure::{Failure, Outcome};

/// More pages than any class has.
const MOST_PAGES: usize = 500;

pub fn record_report(
    context: &Context,
    Registrar(member): Registrar,
    request: RecordReportRequest,
) -> Outcome<RecordedReport> {
    let is_hash = request.sha256.len() == 64 && request.sha256.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !is_hash {
        let mut errors = FieldErrors::default();
        errors.push("sha256", FieldCode::Format);
        return Err(errors.into());
    }
    if hash_now(context, request.class_id)? != request.sha256.to_ascii_lowercase() {
        return Err(ErrorCode::Changed.into());
    }
    let detail = serde_json::json!({ "sha256": request.sha256 });
    let subject = Some(("class", request.class_id.0));
    audit::record(context, &member.actor(), "lessons.record_report", subject, &detail)?;
    Ok(RecordedReport { at: context.now })
}

/// The hash of the report's lines as they are now.
pub fn hash_now(context: &Context, id: ClassId) -> Outcome<String> {
    let mut pages = vec![page_of(context, ClassRequest { id, after: None })?];
    while let Some(after) = pages.last().and_then(|page| page.next.clone()).filter(|_| pages.len() < MOST_PAGES) {
        pages.push(page_of(context, ClassRequest { id, after: Some(after) })?);
    }
    let whole = report::join(pages).ok().ok_or_else(|| Failure::broken("a report changed inside a transaction"))?;
    Ok(to_hex(&Sha256::digest(report::to_text(&whole).as_bytes())))
}
