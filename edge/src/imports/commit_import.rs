//! `imports.commit_import`: the good rows go in. The alarm does the work.

use shared::error::ErrorCode;
use shared::imports::ImportState;
use shared::imports::api::{CommitImportRequest, ImportSummary};

use super::head::Head;
use super::summary::summary_of;
use crate::institution::audit;
use crate::institution::callers::Registrar;
use crate::institution::context::Context;
use crate::institution::failure::{Failure, Outcome};

/// Only what was seen goes in: when the preview no longer holds, it is made anew instead. Asked again while it is going on,
/// it says how far the work has got.
pub fn commit_import(context: &Context, caller: Registrar, request: CommitImportRequest) -> Outcome<ImportSummary> {
    if Head::of(context, request.id)?.state == ImportState::Importing {
        return summary_of(context, request.id);
    }
    let head = Head::with_rows(context, request.id, ImportState::may_import)?;
    if head.is_outdated(context)? {
        head.plan_again(context)?;
        return Err(Failure::kept(ErrorCode::PreviewOutdated));
    }
    if request.preview.is_some_and(|seen| seen != head.preview) {
        return Err(ErrorCode::PreviewOutdated.into());
    }
    head.enter(context, ImportState::Importing, 0)?;
    let summary = summary_of(context, request.id)?;
    let subject = Some(("import", request.id.0));
    audit::record(context, &caller.0.actor(), "imports.commit_import", subject, &summary.counts)?;
    Ok(summary)
}
