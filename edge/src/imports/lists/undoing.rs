//! Forgets what a list told of cases that are as they were before it.

use shared::id::ImportId;

use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

/// Results, dates, certificates, times and waiting messages of an import, for these enrolments. What was told already stays
/// told.
pub fn forget(context: &Context, import: ImportId, enrolments: &[i64]) -> Outcome<()> {
    if enrolments.is_empty() {
        return Ok(());
    }
    let cases = serde_json::to_string(enrolments)?;
    // A certificate that was replaced counts again, and is reminded of again from where its clock was stopped.
    for statement in [
        "update reminders set state = 'waiting', at = null
         where state = 'void' and (certificate_id, at) in (select o.id, n.recorded_at from certificates n
           join certificates o on o.replaced_by = n.id
           where n.enrolment_id in (select value from json_each(?2)) and n.import_id = ?1)",
        "update certificates set replaced_by = null, version = version + 1
         where replaced_by in (select n.id from certificates n
           where n.enrolment_id in (select value from json_each(?2)) and n.import_id = ?1)",
        "delete from reminders where certificate_id in (select n.id from certificates n
           where n.enrolment_id in (select value from json_each(?2)) and n.import_id = ?1)",
        "delete from certificates where enrolment_id in (select value from json_each(?2)) and import_id = ?1",
        "delete from exam_results where enrolment_id in (select value from json_each(?2)) and import_id = ?1",
        "delete from exam_dates where enrolment_id in (select value from json_each(?2)) and import_id = ?1",
        "update stage_estimates set stale = 1 where (pipeline, stage, authority_id) in (
           select pipeline, stage, authority_id from stage_spans
           where enrolment_id in (select value from json_each(?2)) and import_id = ?1)",
        "delete from stage_spans where enrolment_id in (select value from json_each(?2)) and import_id = ?1",
        "delete from outbox where import_id = ?1 and enrolment_id in (select value from json_each(?2))",
    ] {
        context.sql.run(statement, params![import, &cases])?;
    }
    Ok(())
}
