//! `certificates.preview_move`: what a move would do. Decided by the same rules, nothing is written.

use std::collections::BTreeMap;

use shared::certificates::api::{CaseRow, MAX_MOVED, MovePreview, MoveRequest, RefusedCase};
use shared::certificates::case::{Outcome as CaseOutcome, Refusal, Target};
use shared::error::{FieldCode, FieldErrors};
use shared::id::EnrolmentId;
use shared::text;

use super::board;
use super::cases::load;
use crate::institution::callers::Registrar;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::institution::prose;
use crate::params;

const REASON_MAX: usize = 200;
const NOTE_MAX: usize = 60;
const MAILING_MIN: usize = 6;
const MAILING_MAX: usize = 30;

/// Reason and note in their stored spelling. The number of what was mailed must be one, because the trainee looks for it; what
/// needs a reason for whomever has one.
pub fn words(target: Target, reason: &str, note: &str) -> Outcome<(String, String)> {
    let mut errors = FieldErrors::default();
    let reason = errors.check("reason", optional(reason, REASON_MAX));
    let mut note = errors.check("note", optional(note, NOTE_MAX));
    if target == Target::End(CaseOutcome::Mailed) {
        note = note.and_then(|note| errors.check("note", mailing_number(&note)));
    }
    let always = matches!(target, Target::Reopen) || matches!(target, Target::End(how) if !how.is_success());
    if always && reason.as_ref().is_some_and(String::is_empty) {
        errors.push("reason", FieldCode::Required);
    }
    match (reason, note) {
        (Some(reason), Some(note)) if errors.is_empty() => Ok((reason, note)),
        _ => Err(errors.into()),
    }
}

fn optional(typed: &str, max: usize) -> Result<String, FieldCode> {
    if text::normalise(typed).is_empty() { Ok(String::new()) } else { prose::sentence(typed, max) }
}

/// Letters, digits and hyphens, as carriers print them.
fn mailing_number(typed: &str) -> Result<String, FieldCode> {
    let number = text::squash(typed);
    match number.chars().count() {
        0 => Err(FieldCode::Required),
        _ if !number.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') => Err(FieldCode::Format),
        count if count < MAILING_MIN => Err(FieldCode::TooShort),
        count if count > MAILING_MAX => Err(FieldCode::TooLong),
        _ => Ok(number),
    }
}

/// Between one and [`MAX_MOVED`], each once.
pub fn check_count(cases: usize) -> Outcome<()> {
    if (1..=MAX_MOVED).contains(&cases) {
        return Ok(());
    }
    let mut errors = FieldErrors::default();
    errors.push("cases", if cases == 0 { FieldCode::Required } else { FieldCode::TooLong });
    Err(errors.into())
}

pub fn preview_move(context: &Context, _caller: Registrar, request: MoveRequest) -> Outcome<MovePreview> {
    check_count(request.cases.len())?;
    let (reason, _note) = words(request.target, &request.reason, &request.note)?;
    let rules = context.rules()?;
    let mut shown: BTreeMap<EnrolmentId, CaseRow> = board::rows(
        context,
        "select distinct value from json_each(?1)",
        "e.id",
        params![serde_json::to_string(&request.cases)?],
    )?
    .into_iter()
    .map(|row| (row.id, row))
    .collect();
    let (mut moving, mut refused) = (Vec::new(), Vec::new());
    for case in load(context, &request.cases)? {
        let Some(row) = shown.remove(&case.id) else { continue };
        match case.moving.case().go(rules.of(case.rule_set_id)?, request.target, !reason.is_empty()) {
            Ok(_) => moving.push(row),
            Err(why) => refused.push(RefusedCase { case: row, why }),
        }
    }
    if moving.is_empty() && refused.iter().any(|refused: &RefusedCase| refused.why == Refusal::ReasonNeeded) {
        let mut errors = FieldErrors::default();
        errors.push("reason", FieldCode::Required);
        return Err(errors.into());
    }
    let messages = i64::try_from(moving.len()).unwrap_or(i64::MAX);
    Ok(MovePreview { moving, refused, messages })
}
