//! `certificates.save_shelf`: where certificates lie that are ready, for one case or many. Whoever collects is told by the
//! move to *ready*; a correction only changes what the page shows.

use shared::certificates::api::{Saved, ShelfForm};
use shared::certificates::regime::StageKey;
use shared::error::{ErrorCode, FieldCode, FieldErrors};
use shared::id::EnrolmentId;
use shared::text;

use super::ledger::{CaseLedger, Origin};
use super::preview_move::check_count;
use crate::institution::audit;
use crate::institution::callers::Registrar;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;

const SHELF_MAX: usize = 60;

pub fn save_shelf(context: &Context, Registrar(member): Registrar, form: ShelfForm) -> Outcome<Saved> {
    check_count(form.cases.len())?;
    let mut errors = FieldErrors::default();
    let Some(shelf) = errors.check("shelf", text::line(&form.shelf, SHELF_MAX)) else {
        return Err(errors.into());
    };
    let ids: Vec<EnrolmentId> = form.cases.iter().map(|(id, _)| *id).collect();
    let origin = Origin { staff: Some(member.id), ..Origin::default() };
    let mut ledger = CaseLedger::open(context, origin, &ids)?;
    for (id, version) in &form.cases {
        let state = ledger.case(*id).ok_or(ErrorCode::NotFound)?;
        if state.version != *version {
            return Err(ErrorCode::Changed.into());
        }
        let ready = ledger.rules_of(*id)?.stage_of(StageKey::Ready).map(|ready| ready.stage.position);
        if state.moving.outcome.is_some() || Some(state.moving.stage) != ready {
            errors.push("shelf", FieldCode::Inconsistent);
            return Err(errors.into());
        }
        ledger.shelf(*id, &shelf)?;
    }
    let written = ledger.write()?;
    audit::record(context, &member.actor(), "certificates.save_shelf", None, &serde_json::json!({ "cases": ids }))?;
    Ok(Saved { cases: i64::try_from(written.len()).unwrap_or(i64::MAX) })
}
