//! `imports.begin_import`: begins an import, or finds the unfinished one of the same file.

use serde::Deserialize;
use shared::error::{FieldCode, FieldErrors};
use shared::id::ImportId;
use shared::imports::ImportState;
use shared::imports::api::{BeginImportRequest, ImportSummary, KEEP_STAGED_DAYS, MAX_ROWS};
use shared::text;

use super::head::Head;
use super::summary::summary_of;
use super::work;
use crate::institution::callers::Registrar;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

const MAX_FILE_NAME: usize = 255;

pub fn begin_import(context: &Context, caller: Registrar, request: BeginImportRequest) -> Outcome<ImportSummary> {
    let file_name = check(&request)?;
    let mapping = serde_json::to_string(&request.mapping)?;
    remember(context, &request.header_fingerprint, &mapping)?;
    if let Some(unfinished) = unfinished(context, &request.file_hash)? {
        let same_reading = unfinished.mapping == mapping && unfinished.total_rows == request.total_rows;
        if same_reading || !unfinished.state.may_discard() {
            return summary_of(context, unfinished.id);
        }
        // The same file read in another way: the rows that were staged do not fit any more.
        Head::of(context, unfinished.id)?.leave(context, ImportState::Discarded)?;
        work::expire_now(context, unfinished.id)?;
    }
    let id = context.sql.insert(
        "insert into imports (file_name, file_hash, state, staff_id, header_fingerprint, mapping, total_rows, created_at, expires_at)
         values (?1, ?2, 'uploading', ?3, ?4, ?5, ?6, ?7, ?8) returning id",
        params![
            file_name,
            &request.file_hash,
            caller.0.id,
            &request.header_fingerprint,
            mapping,
            request.total_rows,
            context.now,
            context.now.plus_days(KEEP_STAGED_DAYS)
        ],
    )?;
    summary_of(context, ImportId(id))
}

/// Returns the file's name as it may be shown.
fn check(request: &BeginImportRequest) -> Outcome<String> {
    let mut errors = FieldErrors::default();
    let file_name = errors.check("file_name", text::line(&request.file_name, MAX_FILE_NAME));
    let is_hex = |text: &str| text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    if request.file_hash.len() != 64 || !is_hex(&request.file_hash) {
        errors.push("file_hash", FieldCode::Format);
    }
    if request.header_fingerprint.is_empty() || request.header_fingerprint.len() > 128 {
        errors.push("header_fingerprint", FieldCode::Format);
    }
    if !(1..=MAX_ROWS).contains(&request.total_rows) {
        errors.push("total_rows", FieldCode::OutOfRange);
    }
    match file_name {
        Some(file_name) if errors.is_empty() => Ok(file_name),
        _ => Err(errors.into()),
    }
}

#[derive(Deserialize)]
struct Unfinished {
    id: ImportId,
    state: ImportState,
    total_rows: i64,
    mapping: String,
}

fn unfinished(context: &Context, file_hash: &str) -> Outcome<Option<Unfinished>> {
    Ok(context.sql.row(
        "select json_object('id', id, 'state', state, 'total_rows', total_rows, 'mapping', mapping) from imports
         where file_hash = ?1 and state in ('uploading', 'planning', 'ready', 'importing') and expires_at > ?2
         order by id desc limit 1",
        params![file_hash, context.now],
    )?)
}

fn remember(context: &Context, header_fingerprint: &str, mapping: &str) -> Outcome<()> {
    context.sql.run(
        "insert into import_mappings (header_fingerprint, mapping, used_at) values (?1, ?2, ?3)
         on conflict (header_fingerprint) do update set mapping = ?2, used_at = ?3",
        params![header_fingerprint, mapping, context.now],
    )?;
    Ok(())
}
