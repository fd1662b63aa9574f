//! Rows of enrolments as the database has them, and how they become cards.

use serde::Deserialize;
use shared::certificates::case::Outcome as CaseOutcome;
use shared::certificates::estimate::{Estimate, Expected};
use shared::certificates::exams::{ExamResult, standing};
use shared::certificates::regime::{RuleSet, RuleStage, StageKey};
use shared::certificates::waiting::{Announced, since};
use shared::courses::CourseKind;
use shared::date::Date;
use shared::enrolments::api::{EnrolmentCard, HistoryEvent};
use shared::enrolments::{Exam, Facts, Progress, next_steps};
use shared::id::{EnrolmentId, TraineeId};
use shared::items::ItemKind;
use shared::money::Money;
use shared::payments::{Dues, Standing};

use crate::certificates::cases::{RESULTS, TOLD};
use crate::certificates::waits::expected;
use crate::institution::context::Context;
use crate::institution::failure::{Failure, Outcome};
use crate::lessons::first::{FIRST_LESSONS, FirstLesson, first_open};
use crate::params;

/// One enrolment with its class and course.
#[derive(Debug, Deserialize)]
pub struct CardRow {
    id: EnrolmentId,
    course: String,
    kind: CourseKind,
    class_code: String,
    starts_on: Option<Date>,
    ends_on: Option<Date>,
    place: String,
    fee: Money,
    paid: Money,
    pub stage: i64,
    pub rule_set_id: i64,
    pub outcome: Option<CaseOutcome>,
    pub clock_on: Date,
    /// The institution's own time for the stage, if it has one.
    pub history: Option<Estimate>,
    pub results: Vec<ExamResult>,
    pub told: Vec<Announced>,
    pub shelf: String,
    /// The last event that moved the case.
    moved: Option<HistoryEvent>,
    /// What the trainee was asked for, and whether it was returned. Empty once the case has ended.
    items: Vec<(ItemKind, bool)>,
    /// The first lessons that are not finished.
    lessons: Vec<FirstLesson>,
}

/// The columns of [`CardRow`] of an enrolment `e`, its class `k` and course `c`.
fn columns() -> String {
    format!(
        "json_object('id', e.id, 'course', c.name, 'kind', c.kind, 'class_code', k.code, 'starts_on', k.starts_on,
           'ends_on', k.ends_on, 'place', k.place, 'fee', e.fee, 'paid', e.paid, 'stage', e.stage,
           'rule_set_id', e.rule_set_id, 'outcome', e.outcome, 'clock_on', e.clock_on,
           'history', json((select json_object('cases', h.cases, 'median_days', h.median_days,
             'slowest_tenth_days', h.slowest_tenth_days) from rule_sets r join stage_estimates h on h.pipeline = r.pipeline
             and h.stage = e.stage and h.authority_id = e.authority_id where r.id = e.rule_set_id and h.cases > 0)),
           'results', {RESULTS}, 'told', {TOLD}, 'shelf', e.shelf,
           'moved', json((select v.event from enrolment_events v where v.enrolment_id = e.id and v.stage is not null
             order by v.id desc limit 1)),
           'items', json(coalesce((select json_group_array(json_array(i.item, json(iif(i.state = 'returned', 'true', 'false'))))
             from case_items i where i.enrolment_id = e.id and i.state in ('asked', 'returned') and e.outcome is null), '[]')), 'lessons', {FIRST_LESSONS})"
    )
}

/// The newest enrolments of a trainee, at most 50: nobody has more in a lifetime of three-year reviews. What is finished
/// comes last.
pub fn cards_of(context: &Context, trainee: TraineeId) -> Outcome<Vec<EnrolmentCard>> {
    let rows: Vec<CardRow> = context.sql.rows(
        &format!(
            "select {} from enrolments e join classes k on k.id = e.class_id join courses c on c.id = k.course_id
             where e.trainee_id = ?1 order by e.id desc limit 50",
            columns()
        ),
        params![trainee],
    )?;
    let mut cards: Vec<EnrolmentCard> = rows.iter().map(|row| card(context, row)).collect::<Outcome<_>>()?;
    cards.sort_by_key(|card| card.progress.outcome.is_some() && card.dues.remaining() == Money::ZERO);
    Ok(cards)
}

/// One enrolment of any trainee.
pub fn row_of(context: &Context, enrolment: EnrolmentId) -> Outcome<Option<CardRow>> {
    Ok(context.sql.row(
        &format!(
            "select {} from enrolments e join classes k on k.id = e.class_id join courses c on c.id = k.course_id
             where e.id = ?1",
            columns()
        ),
        params![enrolment],
    )?)
}

pub fn card(context: &Context, row: &CardRow) -> Outcome<EnrolmentCard> {
    let rules = context.rules()?;
    let set = rules.of(row.rule_set_id)?;
    let stage = set.standing_at(row.stage).ok_or_else(|| Failure::broken(format!("{} has no stages", set.code)))?;
    let today = context.now.day();
    let expected = expected(set, row.stage, row.history);
    let waited = expected.waited(&*context.calendar()?, row.clock_on, today).0;
    let dues = Dues { due: row.fee, paid: row.paid };
    let progress = Progress {
        stage: stage.stage.clone(),
        number: set.number(stage.stage.position),
        total: set.total(),
        actor: stage.actor_when(is_settled(row)),
        outcome: row.outcome,
        since: since(row.clock_on, today),
        stuck: row.outcome.is_none() && expected.is_stuck(waited),
        overdue: row.outcome.is_none() && matches!(expected, Expected::Legal { .. }) && expected.is_stuck(waited),
    };
    Ok(EnrolmentCard {
        id: row.id,
        course: row.course.clone(),
        kind: row.kind,
        class_code: row.class_code.clone(),
        starts_on: row.starts_on,
        ends_on: row.ends_on,
        place: row.place.clone(),
        dues,
        next_steps: next_steps(dues, &progress, facts(row, set, stage, today)),
        progress,
    })
}

fn is_settled(row: &CardRow) -> bool {
    matches!(Dues { due: row.fee, paid: row.paid }.standing(), Standing::Free | Standing::Paid)
}

fn facts(row: &CardRow, set: &RuleSet, stage: &RuleStage, today: Date) -> Facts {
    let items = |returned: bool| {
        let mut kinds: Vec<ItemKind> =
            row.items.iter().filter(|(_, is_returned)| *is_returned == returned).map(|(kind, _)| *kind).collect();
        kinds.sort();
        kinds
    };
    Facts {
        lesson: (stage.key <= StageKey::Training)
            .then(|| first_open(&row.lessons, is_settled(row), row.outcome.is_none(), today))
            .flatten(),
        moved: row.moved.clone(),
        asked: items(false),
        returned: items(true),
        standing: (!row.results.is_empty()).then(|| standing(set, &row.results, today)),
        exam: Exam::of(set, row.stage, &row.results, &row.told, today),
        shelf: (stage.key == StageKey::Ready).then(|| row.shelf.clone()),
    }
}
