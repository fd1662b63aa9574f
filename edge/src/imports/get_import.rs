//! `imports.get_import`: where an import stands.

use shared::imports::api::{ImportRequest, ImportSummary};

use super::summary::summary_of;
use crate::institution::callers::Registrar;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;

pub fn get_import(context: &Context, _caller: Registrar, request: ImportRequest) -> Outcome<ImportSummary> {
    summary_of(context, request.id)
}
