//! `enrolments.reveal_document`: shows a whole document number. The trainee reads who looked and why.

use shared::enrolments::api::{RevealRequest, RevealedDocument};
use shared::error::{ErrorCode, FieldCode, FieldErrors};

use crate::institution::audit;
use crate::institution::callers::Registrar;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::institution::prose;
use crate::params;

const REASON_MIN: usize = 2;
const REASON_MAX: usize = 100;

pub fn reveal_document(
    context: &Context,
    Registrar(member): Registrar,
    request: RevealRequest,
) -> Outcome<RevealedDocument> {
    let mut errors = FieldErrors::default();
    let reason = errors.check("reason", reason(&request.reason));
    let Some(reason) = reason else { return Err(errors.into()) };
    let sealed: Option<String> = context
        .sql
        .row("select json_quote(document) from trainees where id = ?1 and merged_into is null", params![request.id])?;
    let document_number = context.open("trainees.document", &sealed.ok_or(ErrorCode::NotFound)?)?;
    context.sql.run(
        "insert into document_looks (trainee_id, staff_id, at, reason) values (?1, ?2, ?3, ?4)",
        params![request.id, member.id, context.now, reason],
    )?;
    let subject = Some(("trainee", request.id.0));
    audit::record(context, &member.actor(), "enrolments.reveal_document", subject, &serde_json::json!({}))?;
    Ok(RevealedDocument { document_number })
}

fn reason(typed: &str) -> Result<String, FieldCode> {
    let reason = prose::sentence(typed, REASON_MAX)?;
    if reason.chars().count() < REASON_MIN { Err(FieldCode::TooShort) } else { Ok(reason) }
}
