//! `imports.commit_import`: the good rows go in. The alarm does the work.

use shared::imports::ImportState;
use shared::imports::api::{ImportRequest, ImportSummary};

use super::head::Head;
use super::summary::summary_of;
use crate::institution::audit;
use crate::institution::callers::Registrar;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;

/// Asked again while it is going on, it says how far the work has got.
pub fn commit_import(context: &Context, caller: Registrar, request: ImportRequest) -> Outcome<ImportSummary> {
    if Head::of(context, request.id)?.state == ImportState::Importing {
        return summary_of(context, request.id);
    }
    Head::with_rows(context, request.id, ImportState::may_import)?.enter(context, ImportState::Importing, 0)?;
    let summary = summary_of(context, request.id)?;
    let subject = Some(("import", request.id.0));
    audit::record(context, &caller.0.actor(), "imports.commit_import", subject, &summary.counts)?;
    Ok(summary)
}
