//! `imports.begin_import`: begins an import, or finds the unfinished one of the same file.

use serde::Deserialize;
use shared::error::{FieldCode, FieldErrors};
use shared::id::{ImportId, StaffId};
use shared::imports::api::{BeginImportRequest, ImportSummary, KEEP_STAGED_DAYS, MAX_ROWS};
use shared::imports::{ImportKind, ImportState};
use shared::roster::row::MAX_CELL_CHARS;
use shared::text;

use super::discard_import;
use super::head::Head;
use super::summary::summary_of;
use crate::institution::audit;
use crate::institution::callers::Registrar;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

const MAX_FILE_NAME: usize = 255;

pub fn begin_import(context: &Context, caller: Registrar, request: BeginImportRequest) -> Outcome<ImportSummary> {
    let file_name = check(&request)?;
    let mapping = serde_json::to_string(&request.mapping)?;
    let reading = serde_json::to_string(&(request.sheet, request.header_row, &request.constants))?;
    remember(context, &request, &mapping)?;
    for unfinished in unfinished(context, &request.file_hash)? {
        let same_reading = unfinished.kind == request.kind
            && unfinished.mapping == mapping
            && unfinished.reading == reading
            && unfinished.total_rows == request.total_rows;
        if same_reading {
            let head = Head::of(context, unfinished.id)?;
            // Sent again after a course was given a short name, or what a row lacked has come: it counts now.
            if head.state == ImportState::Ready && (head.is_outdated(context)? || head.has_problems(context)?) {
                head.plan_again(context)?;
            }
            return summary_of(context, unfinished.id);
        }
        // The same file read in another way, by the same person: the rows that were staged do not fit any more. What a
        // colleague has staged, and perhaps corrected by hand, stays beside it.
        let head = Head::of(context, unfinished.id)?;
        if head.state.may_discard(head.is_in()) && unfinished.staff_id == caller.0.id {
            discard_import::discard(context, &caller.0, &head)?;
        }
    }
    let id = context.sql.insert(
        "insert into imports (file_name, file_hash, state, staff_id, header_fingerprint, mapping, reading, total_rows, created_at,
           expires_at, kind)
         values (?1, ?2, 'uploading', ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) returning id",
        params![
            file_name,
            &request.file_hash,
            caller.0.id,
            &request.header_fingerprint,
            mapping,
            reading,
            request.total_rows,
            context.now,
            context.now.plus_days(KEEP_STAGED_DAYS),
            request.kind.code()
        ],
    )?;
    let detail = serde_json::json!({ "kind": request.kind, "rows": request.total_rows });
    audit::record(context, &caller.0.actor(), "imports.begin_import", Some(("import", id)), &detail)?;
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
    if request.constants.0.iter().any(|(_, text)| text.chars().count() > MAX_CELL_CHARS) {
        errors.push("constants", FieldCode::TooLong);
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
    staff_id: StaffId,
    kind: ImportKind,
    total_rows: i64,
    mapping: String,
    reading: String,
}

/// Those of the same file, newest first.
fn unfinished(context: &Context, file_hash: &str) -> Outcome<Vec<Unfinished>> {
    Ok(context.sql.rows(
        "select json_object('id', id, 'staff_id', staff_id, 'kind', kind, 'total_rows', total_rows, 'mapping', mapping,
           'reading', reading)
         from imports
         where file_hash = ?1 and state in ('uploading', 'planning', 'ready', 'importing') and expires_at > ?2
         order by id desc limit 20",
        params![file_hash, context.now],
    )?)
}

fn remember(context: &Context, request: &BeginImportRequest, mapping: &str) -> Outcome<()> {
    context.sql.run(
        "insert into import_mappings (header_fingerprint, kind, mapping, used_at) values (?1, ?2, ?3, ?4)
         on conflict (header_fingerprint, kind) do update set mapping = ?3, used_at = ?4",
        params![&request.header_fingerprint, request.kind.code(), mapping, context.now],
    )?;
    Ok(())
}
