//! `certificates.record_result`: a result typed by hand. The rules are those of lists: what no list could bring is refused.
//! It can be undone as a move, and is told only when it cannot be any more.

use shared::certificates::api::{MoveSummary, ResultForm};
use shared::certificates::case::Deed;
use shared::certificates::exams::ExamResult;
use shared::certificates::regime::RuleSet;
use shared::date::Date;
use shared::error::{ErrorCode, FieldErrors};
use shared::lists::decide::KnownCase;
use shared::lists::typed::check_result;
use shared::text;

use super::ledger::CaseLedger;
use super::moves;
use crate::imports::lists::known_case;
use crate::institution::audit;
use crate::institution::callers::Registrar;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;

pub fn record_result(context: &Context, Registrar(member): Registrar, form: ResultForm) -> Outcome<MoveSummary> {
    let (id, origin) = moves::begin(context, member.id, Deed::Scored(form.part))?;
    let mut ledger = CaseLedger::open(context, origin, &[form.id])?;
    let state = ledger.case(form.id).ok_or(ErrorCode::NotFound)?;
    if state.version != form.version {
        return Err(ErrorCode::Changed.into());
    }
    let (known, _facts) = known_case(context, state.trainee_id, form.id)?.ok_or(ErrorCode::NotFound)?;
    let result = check(&form, &known, ledger.rules_of(form.id)?, context.now.day())?;
    ledger.result(form.id, result)?;
    let made = moves::finish(context, id, &ledger.write()?, 0)?;
    // What was scored is in the history, not here.
    let detail = serde_json::json!({ "part": form.part, "move": id });
    audit::record(context, &member.actor(), "certificates.record_result", Some(("enrolment", form.id.0)), &detail)?;
    Ok(made)
}

fn check(form: &ResultForm, known: &KnownCase, rules: &RuleSet, today: Date) -> Outcome<ExamResult> {
    let mut errors = FieldErrors::default();
    let score = errors.check("score", text::whole(&form.score, 0..=100));
    let on = errors.check("on", Date::parse(&form.on));
    let (Some(score), Some(on)) = (score, on) else { return Err(errors.into()) };
    let errors = check_result(form.part, on, score, known, today);
    if errors.is_empty() {
        Ok(ExamResult { part: form.part, score: Some(score), passed: score >= rules.pass_mark, on })
    } else {
        Err(errors.into())
    }
}
