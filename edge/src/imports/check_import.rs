//! `imports.check_import`: compares the rows that are not in once more. Results may have come before the certificates' list is
//! looked at again, a roster before the schedule of its exam.

use shared::imports::ImportState;
use shared::imports::api::{ImportRequest, ImportSummary};

use super::head::Head;
use super::summary::summary_of;
use crate::institution::callers::Registrar;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;

/// Asked again while it is going on, it says how far the work has got.
pub fn check_import(context: &Context, _caller: Registrar, request: ImportRequest) -> Outcome<ImportSummary> {
    if Head::of(context, request.id)?.state != ImportState::Planning {
        Head::with_rows(context, request.id, ImportState::may_import)?.plan_again(context)?;
    }
    summary_of(context, request.id)
}
