//! `certificates.record_result`: a result typed by hand. What contradicts a recorded one, or cannot have been sat yet, is
//! refused.

use shared::certificates::api::{ResultForm, Saved};
use shared::certificates::exams::{ExamResult, parts};
use shared::certificates::regime::RuleSet;
use shared::date::Date;
use shared::error::{ErrorCode, FieldCode, FieldErrors};
use shared::text;

use super::cases::CaseState;
use super::ledger::{CaseLedger, Origin};
use crate::institution::audit;
use crate::institution::callers::Registrar;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;

pub fn record_result(context: &Context, Registrar(member): Registrar, form: ResultForm) -> Outcome<Saved> {
    let origin = Origin { staff: Some(member.id), ..Origin::default() };
    let mut ledger = CaseLedger::open(context, origin, &[form.id])?;
    let state = ledger.case(form.id).ok_or(ErrorCode::NotFound)?;
    if state.version != form.version {
        return Err(ErrorCode::Changed.into());
    }
    let result = check(&form, state, ledger.rules_of(form.id)?, context.now.day())?;
    ledger.result(form.id, result)?;
    let written = ledger.write()?;
    // What was scored is in the history, not here.
    let detail = serde_json::json!({ "part": form.part });
    audit::record(context, &member.actor(), "certificates.record_result", Some(("enrolment", form.id.0)), &detail)?;
    Ok(Saved { cases: i64::try_from(written.len()).unwrap_or(i64::MAX) })
}

fn check(form: &ResultForm, state: &CaseState, rules: &RuleSet, today: Date) -> Outcome<ExamResult> {
    let mut errors = FieldErrors::default();
    let score = errors.check("score", score(&form.score));
    let on = errors.check("on", Date::parse(&form.on));
    if !parts(rules).contains(&form.part) {
        errors.push("part", FieldCode::Inconsistent);
    }
    if state.moving.outcome.is_some() {
        errors.push("part", FieldCode::Inconsistent);
    }
    if on.is_some_and(|on| on > today) {
        errors.push("on", FieldCode::OutOfRange);
    }
    if on.is_some_and(|on| state.results.iter().any(|known| known.part == form.part && known.on == on)) {
        errors.push("on", FieldCode::Taken);
    }
    match score.zip(on) {
        Some((score, on)) if errors.is_empty() => {
            Ok(ExamResult { part: form.part, score: Some(score), passed: score >= rules.pass_mark, on })
        }
        _ => Err(errors.into()),
    }
}

/// A whole number of points.
fn score(typed: &str) -> Result<i64, FieldCode> {
    let typed = text::squash(typed);
    if typed.is_empty() {
        return Err(FieldCode::Required);
    }
    let score: i64 = typed.parse().or(Err(FieldCode::Format))?;
    if (0..=100).contains(&score) { Ok(score) } else { Err(FieldCode::OutOfRange) }
}
