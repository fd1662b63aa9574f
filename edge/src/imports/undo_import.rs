//! `imports.undo_import`: everything that an import did is taken back, unless later work rests on it.

use serde::Deserialize;
use shared::error::{ErrorCode, Problem};
use shared::id::ImportId;
use shared::imports::ImportState;
use shared::imports::api::{ImportRequest, ImportSummary};

use super::head::Head;
use super::summary::summary_of;
use crate::institution::audit;
use crate::institution::callers::Registrar;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

/// Asked again while it is going on, it says how far the work has got. The staged rows are not needed for it.
pub fn undo_import(context: &Context, caller: Registrar, request: ImportRequest) -> Outcome<ImportSummary> {
    let head = Head::of(context, request.id)?;
    if head.state == ImportState::Undoing {
        return summary_of(context, request.id);
    }
    if !head.state.may_undo(head.failures > 0, head.is_in()) {
        return Err(ErrorCode::ImportNotReady.into());
    }
    let blockers = blockers(context, request.id)?;
    if !blockers.is_empty() {
        return Err(Problem { blockers, ..Problem::new(ErrorCode::UndoBlocked) }.into());
    }
    // Effects are taken back from the last to the first.
    let newest: i64 = context
        .sql
        .one("select json(coalesce(max(id), 0)) from import_effects where import_id = ?1", params![request.id])?;
    head.enter(context, ImportState::Undoing, newest + 1)?;
    let summary = summary_of(context, request.id)?;
    let subject = Some(("import", request.id.0));
    audit::record(context, &caller.0.actor(), "imports.undo_import", subject, &summary.counts)?;
    Ok(summary)
}

/// Whose enrolment or record was changed, paid for, bound or asked for items after the import, who has watched lessons or asked: at most 20, by name and row. Courses, classes and
/// employers never stand in the way: those in use are kept.
fn blockers(context: &Context, import: ImportId) -> Outcome<Vec<String>> {
    #[derive(Deserialize)]
    struct Row {
        name: String,
        class_code: Option<String>,
        number: i64,
    }
    let rows: Vec<Row> = context.sql.rows(
        "select json_object('name', name, 'class_code', class_code, 'number', row_no) from (
           select t.name, k.code as class_code, x.row_no
           from import_effects x join enrolments e on e.id = x.subject_id
             join trainees t on t.id = e.trainee_id join classes k on k.id = e.class_id
           where x.import_id = ?1 and x.kind = 'enrolment'
             and not exists (select 1 from import_effects y
               where y.kind = x.kind and y.subject_id = x.subject_id and y.import_id = x.import_id and y.id > x.id)
             and (e.version <> x.version_after
               or exists (select 1 from certificates c where c.enrolment_id = e.id and c.import_id = ?1 and c.replaced_by is not null)
               or (x.before is null and (exists (select 1 from case_items i where i.enrolment_id = e.id)
                 or exists (select 1 from lesson_progress l where l.enrolment_id = e.id)
                 or exists (select 1 from questions q where q.enrolment_id = e.id)))
               or exists (select 1 from payments p
               where p.enrolment_id = e.id and p.import_id is not ?1 and (x.before is null or p.id >
                 (select min(q.id) from payments q where q.enrolment_id = e.id and q.import_id = ?1))))
           union all
           select t.name, null, x.row_no
           from import_effects x join trainees t on t.id = x.subject_id
           where x.import_id = ?1 and x.kind = 'trainee'
             and not exists (select 1 from import_effects y
               where y.kind = x.kind and y.subject_id = x.subject_id and y.import_id = x.import_id and y.id > x.id)
             and (t.version <> x.version_after or (exists (select 1 from bindings b where b.trainee_id = t.id)
               and exists (select 1 from import_effects y
                 where y.kind = x.kind and y.subject_id = x.subject_id and y.import_id = x.import_id and y.before is null)))
           limit 20)",
        params![import],
    )?;
    let described = rows.into_iter().map(|row| {
        let class_code = row.class_code.map(|code| format!(" · {code}")).unwrap_or_default();
        format!("{}{class_code} (#{})", row.name, row.number)
    });
    Ok(described.collect())
}
