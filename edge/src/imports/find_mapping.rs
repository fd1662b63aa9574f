//! `imports.find_mapping`: how staff read this header the last time.

use shared::imports::api::FindMappingRequest;
use shared::roster::columns::Mapping;

use crate::institution::callers::Registrar;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

pub fn find_mapping(context: &Context, _caller: Registrar, request: FindMappingRequest) -> Outcome<Option<Mapping>> {
    let mapping: Option<serde_json::Value> = context.sql.row(
        "select mapping from import_mappings where header_fingerprint = ?1 and kind = ?2",
        params![request.header_fingerprint, request.kind.code()],
    )?;
    // One from an older release that no longer fits is as good as none.
    Ok(mapping.and_then(|mapping| serde_json::from_value(mapping).ok()))
}
