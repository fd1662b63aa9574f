//! An import as staff see it: state, progress, counts, what it would create.

use shared::error::ErrorCode;
use shared::id::ImportId;
use shared::imports::api::ImportSummary;

use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::institution::sql::Value;
use crate::params;

/// One import, which must exist.
pub fn summary_of(context: &Context, id: ImportId) -> Outcome<ImportSummary> {
    Ok(context.sql.row(&summaries("i.id = ?1"), params![id])?.ok_or(ErrorCode::NotFound)?)
}

/// Imports that fit a condition, newest first.
pub fn summaries_where(context: &Context, condition: &str, params: &[Value]) -> Outcome<Vec<ImportSummary>> {
    Ok(context.sql.rows(&summaries(condition), params)?)
}

/// At most 100 courses and 100 classes of each are named: more means that the wrong column was chosen.
fn summaries(condition: &str) -> String {
    format!(
        "select json_object('id', i.id, 'kind', i.kind, 'file_name', i.file_name, 'file_hash', i.file_hash, 'state', i.state,
           'started_by', s.name, 'created_at', i.created_at, 'finished_at', i.finished_at, 'expires_at', i.expires_at,
           'total_rows', i.total_rows, 'worked_rows', i.worked_rows, 'skipped', json(i.skipped), 'preview', i.preview,
           'is_in', json(iif(i.after_planning = 'done', 'true', 'false')),
           'trouble', json(iif(i.failures > 0, json_object('failures', i.failures, 'next_try_at', i.work_at), null)),
           'uploaded_rows', (select coalesce(sum(c.rows), 0) from import_counts c where c.import_id = i.id),
           'counts', json((select json_group_array(json_object('fate', c.fate, 'rows', c.rows))
             from import_counts c where c.import_id = i.id and c.rows > 0)),
           'proposals', json((select json_group_array(json(proposal)) from (
             select json_object('name', p.course_name, 'kind', p.kind, 'rows', sum(p.rows),
               'is_new_course', json(iif(max(p.course_id) is null, 'true', 'false')),
               'fee', (select f.fee from import_proposals f
                 where f.import_id = i.id and f.course_name = p.course_name and f.kind = p.kind
                 group by f.fee order by sum(f.rows) desc, f.fee desc limit 1),
               'class_codes', json((select json_group_array(class_code) from (select distinct d.class_code from import_proposals d
                 where d.import_id = i.id and d.course_name = p.course_name and d.kind = p.kind
                 order by d.class_code limit 100)))) as proposal
             from import_proposals p where p.import_id = i.id group by p.course_name, p.kind
             order by p.course_name, p.kind limit 100))))
         from imports i join staff s on s.id = i.staff_id where {condition}"
    )
}
