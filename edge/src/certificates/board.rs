//! Cases as staff see them in lists.

use serde::Deserialize;
use shared::certificates::api::CaseRow;
use shared::certificates::case::Outcome as CaseOutcome;
use shared::certificates::exams::ExamResult;
use shared::certificates::waiting::since;
use shared::courses::CourseKind;
use shared::date::Date;
use shared::id::{EnrolmentId, TraineeId};
use shared::lang::LocalText;

use super::cases::RESULTS;
use super::rules::Rules;
use super::waits::Waits;
use crate::institution::context::Context;
use crate::institution::failure::{Failure, Outcome};
use crate::institution::sql::Value;
use crate::lessons::hours::LESSON_SECONDS;

/// A row of a list; what is derived from rules and waits is added by [`rows`].
#[derive(Deserialize)]
struct Row {
    id: EnrolmentId,
    trainee_id: TraineeId,
    trainee: String,
    document_masked: String,
    course: String,
    kind: CourseKind,
    class_code: String,
    rule_set: i64,
    stage: i64,
    outcome: Option<CaseOutcome>,
    clock_on: Date,
    authority: i64,
    shelf: String,
    hours_done: i64,
    lessons_seconds: i64,
    results: Vec<ExamResult>,
    version: i64,
}

/// Cases picked by `pick` (`select id from …`, at most a page), in `order` of `e`.
pub fn rows(context: &Context, pick: &str, order: &str, values: &[Value]) -> Outcome<Vec<CaseRow>> {
    let sql = format!(
        "with p(id) as ({pick})
         select json_object('id', e.id, 'trainee_id', e.trainee_id, 'trainee', t.name,
           'document_masked', t.document_masked, 'course', c.name, 'kind', c.kind, 'class_code', k.code,
           'rule_set', e.rule_set_id, 'stage', e.stage, 'outcome', e.outcome, 'clock_on', e.clock_on,
           'authority', e.authority_id, 'shelf', e.shelf, 'hours_done', e.hours_done + {LESSON_SECONDS},
           'lessons_seconds', {LESSON_SECONDS}, 'results', {RESULTS}, 'version', e.version)
         from p cross join enrolments e on e.id = p.id join trainees t on t.id = e.trainee_id
         join classes k on k.id = e.class_id join courses c on c.id = k.course_id order by {order}"
    );
    let rows: Vec<Row> = context.sql.rows(&sql, values)?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let (rules, waits, calendar, today) =
        (context.rules()?, Waits::load(context)?, context.calendar()?, context.now.day());
    rows.into_iter()
        .map(|row| {
            let set = rules.of(row.rule_set)?;
            let expected = waits.expected(set, row.stage, row.authority);
            let stuck = row.outcome.is_none() && expected.is_stuck(expected.waited(&calendar, row.clock_on, today).0);
            complete(&rules, row, stuck, today)
        })
        .collect()
}

fn complete(rules: &Rules, row: Row, stuck: bool, today: Date) -> Outcome<CaseRow> {
    let set = rules.of(row.rule_set)?;
    let stage = set.standing_at(row.stage).ok_or_else(|| Failure::broken(format!("{} has no stages", set.code)))?;
    Ok(CaseRow {
        id: row.id,
        trainee_id: row.trainee_id,
        trainee: row.trainee,
        document_masked: row.document_masked,
        course: row.course,
        kind: row.kind,
        class_code: row.class_code,
        rule_set: row.rule_set,
        stage: stage.key,
        stage_name: LocalText::clone(&stage.stage.name),
        outcome: row.outcome,
        since: since(row.clock_on, today),
        stuck,
        shelf: row.shelf,
        hours_done: row.hours_done,
        lessons_seconds: row.lessons_seconds,
        results: row.results,
        version: row.version,
    })
}
