//! `certificates.save_hours`: the registrar enters how many class hours are done, for one case or many.

use shared::certificates::api::{HoursForm, Saved};
use shared::certificates::hours::{ClassHour, ClassHours};
use shared::error::{ErrorCode, FieldErrors};
use shared::id::EnrolmentId;

use super::ledger::{CaseLedger, Origin};
use super::preview_move::check_count;
use crate::institution::audit;
use crate::institution::callers::Registrar;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;

pub fn save_hours(context: &Context, Registrar(member): Registrar, form: HoursForm) -> Outcome<Saved> {
    check_count(form.cases.len())?;
    let ids: Vec<EnrolmentId> = form.cases.iter().map(|(id, _)| *id).collect();
    let origin = Origin { staff: Some(member.id), ..Origin::default() };
    let mut ledger = CaseLedger::open(context, origin, &ids)?;
    let mut errors = FieldErrors::default();
    for (id, version) in &form.cases {
        let state = ledger.case(*id).ok_or(ErrorCode::NotFound)?;
        if state.version != *version {
            return Err(ErrorCode::Changed.into());
        }
        // A class hour is as long as the rules of the case say.
        let minutes = u16::try_from(ledger.rules_of(*id)?.class_minutes).ok().and_then(ClassHour::new);
        let Some(done) = errors.check("hours", ClassHours::parse(&form.hours, minutes.unwrap_or(ClassHour::USUAL)))
        else {
            return Err(errors.into());
        };
        ledger.hours(*id, done.seconds())?;
    }
    let written = ledger.write()?;
    audit::record(context, &member.actor(), "certificates.save_hours", None, &serde_json::json!({ "cases": ids }))?;
    Ok(Saved { cases: i64::try_from(written.len()).unwrap_or(i64::MAX) })
}
