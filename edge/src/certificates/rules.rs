//! The rule sets of all ways and the published calendars, as the database has them: read once, kept in memory.

use std::collections::BTreeMap;

use serde::Deserialize;
use shared::certificates::regime::{Limit, LimitUnit, RuleSet, RuleStage, StageActor, StageKey};
use shared::courses::{CourseKind, Regime};
use shared::date::Date;
use shared::enrolments::Stage;
use shared::lang::LocalText;
use shared::time::Timestamp;
use shared::workdays::{Calendar, CalendarDay};

use crate::institution::context::Context;
use crate::institution::failure::{Failure, Outcome};

/// All rules.
#[derive(Debug, Default)]
pub struct Rules {
    /// By id.
    sets: BTreeMap<i64, RuleSet>,
    pipelines: BTreeMap<(Regime, CourseKind), String>,
}

impl Rules {
    /// The rule set of a case.
    ///
    /// # Errors
    /// Broken data: a case without its rules.
    pub fn of(&self, id: i64) -> Outcome<&RuleSet> {
        self.sets.get(&id).ok_or_else(|| Failure::broken(format!("enrolments.rule_set_id: there is no rule set {id}")))
    }

    /// The rules under which a case of this regime and kind begins on a day: the newest that hold then; before the first
    /// ones began, those.
    ///
    /// # Errors
    /// Broken data: a way without rules.
    pub fn beginning(&self, regime: Regime, kind: CourseKind, on: Date) -> Outcome<&RuleSet> {
        let pipeline = self.pipelines.get(&(regime, kind));
        let mut of_way: Vec<&RuleSet> = self.sets.values().filter(|set| Some(&set.pipeline) == pipeline).collect();
        of_way.sort_by_key(|set| set.effective_from);
        let holding = of_way.iter().rev().find(|set| set.effective_from <= on).or(of_way.first());
        holding.copied().ok_or_else(|| Failure::broken(format!("no rules for {} {}", regime.code(), kind.code())))
    }

    /// All rule sets: way by way, newest first.
    pub fn all(&self) -> Vec<&RuleSet> {
        let mut all: Vec<&RuleSet> = self.sets.values().collect();
        all.sort_by(|a, b| a.pipeline.cmp(&b.pipeline).then(b.effective_from.cmp(&a.effective_from)));
        all
    }
}

#[derive(Deserialize)]
struct SetRow {
    id: i64,
    code: String,
    pipeline: String,
    name_zh: String,
    name_en: String,
    source_zh: String,
    source_en: String,
    effective_from: Date,
    confirmed_at: Option<Timestamp>,
    pass_mark: i64,
    make_ups: i64,
    part_valid_months: i32,
    practical: bool,
    hours_due: i64,
    class_minutes: i64,
    valid_years: i32,
    review_years: i32,
    window_days: i64,
}

#[derive(Deserialize)]
struct StageRow {
    rule_set_id: i64,
    position: i64,
    key: StageKey,
    label: String,
    name_en: String,
    meaning_zh: String,
    meaning_en: String,
    todo_zh: String,
    todo_en: String,
    actor: StageActor,
    limit_days: Option<i64>,
    limit_unit: LimitUnit,
    limit_legal: bool,
    evidence_zh: String,
    evidence_en: String,
}

/// Reads all rules.
pub fn load(context: &Context) -> Outcome<Rules> {
    let sets: Vec<SetRow> = context.sql.rows(
        "select json_object('id', id, 'code', code, 'pipeline', pipeline, 'name_zh', name_zh, 'name_en', name_en,
           'source_zh', source_zh, 'source_en', source_en, 'effective_from', effective_from, 'confirmed_at', confirmed_at,
           'pass_mark', pass_mark, 'make_ups', make_ups, 'part_valid_months', part_valid_months,
           'practical', json(iif(practical = 1, 'true', 'false')), 'hours_due', hours_due, 'class_minutes', class_minutes,
           'valid_years', valid_years, 'review_years', review_years, 'window_days', window_days)
         from rule_sets order by id",
        &[],
    )?;
    let stages: Vec<StageRow> = context.sql.rows(
        "select json_object('rule_set_id', r.rule_set_id, 'position', s.position, 'key', s.key, 'label', s.label,
           'name_en', s.name_en, 'meaning_zh', coalesce(r.meaning_zh, s.meaning_zh),
           'meaning_en', coalesce(r.meaning_en, s.meaning_en), 'todo_zh', coalesce(r.todo_zh, s.todo_zh),
           'todo_en', coalesce(r.todo_en, s.todo_en), 'actor', r.actor, 'limit_days', r.limit_days, 'limit_unit', r.limit_unit,
           'limit_legal', json(iif(r.limit_legal = 1, 'true', 'false')), 'evidence_zh', r.evidence_zh,
           'evidence_en', r.evidence_en)
         from rule_stages r join stages s on s.position = r.stage order by r.rule_set_id, r.stage",
        &[],
    )?;
    let pipelines: Vec<(Regime, CourseKind, String)> =
        context.sql.rows("select json_array(regime, kind, pipeline) from pipelines", &[])?;
    let mut rules = Rules {
        sets: sets.into_iter().map(|row| (row.id, rule_set(row))).collect(),
        pipelines: pipelines.into_iter().map(|(regime, kind, pipeline)| ((regime, kind), pipeline)).collect(),
    };
    for row in stages {
        if let Some(set) = rules.sets.get_mut(&row.rule_set_id) {
            set.stages.push(rule_stage(row));
        }
    }
    Ok(rules)
}

fn rule_set(row: SetRow) -> RuleSet {
    RuleSet {
        id: row.id,
        code: row.code,
        pipeline: row.pipeline,
        name: LocalText { zh: row.name_zh, en: row.name_en },
        source: LocalText { zh: row.source_zh, en: row.source_en },
        effective_from: row.effective_from,
        confirmed_at: row.confirmed_at,
        pass_mark: row.pass_mark,
        make_ups: row.make_ups,
        part_valid_months: row.part_valid_months,
        practical: row.practical,
        hours_due: row.hours_due,
        class_minutes: row.class_minutes,
        valid_years: row.valid_years,
        review_years: row.review_years,
        window_days: row.window_days,
        stages: Vec::new(),
    }
}

fn rule_stage(row: StageRow) -> RuleStage {
    RuleStage {
        stage: Stage {
            position: row.position,
            name: LocalText { zh: row.label, en: row.name_en },
            meaning: LocalText { zh: row.meaning_zh, en: row.meaning_en },
            todo: LocalText { zh: row.todo_zh, en: row.todo_en },
        },
        key: row.key,
        actor: row.actor,
        limit: row.limit_days.map(|days| Limit { days, unit: row.limit_unit, legal: row.limit_legal }),
        evidence: LocalText { zh: row.evidence_zh, en: row.evidence_en },
    }
}

/// Reads the calendars that are published.
pub fn load_calendar(context: &Context) -> Outcome<Calendar> {
    let years: Vec<u16> = context.sql.rows("select year from calendar_years order by year", &[])?;
    let days: Vec<CalendarDay> =
        context.sql.rows("select json_object('day', day, 'kind', kind) from calendar_days order by day", &[])?;
    Ok(Calendar::new(years, days))
}
