//! `certificates.save_rule_set`: an administrator confirms the numbers of a rule set, or enters those that follow it. Numbers
//! of the past stay: cases rest on them.

use std::collections::BTreeMap;

use serde_json::json;
use shared::certificates::api::{RuleSetForm, StageLimitForm};
use shared::certificates::regime::{Limit, LimitUnit, RuleSet, StageKey};
use shared::date::Date;
use shared::endpoint::Nothing;
use shared::error::{ErrorCode, FieldCode, FieldErrors};
use shared::text;

use super::list_rule_sets::list_rule_sets;
use crate::institution::audit;
use crate::institution::callers::{Administrator, AnyStaff};
use crate::institution::context::Context;
use crate::institution::failure::{Failure, Outcome};
use crate::institution::prose;
use crate::institution::sql::SqlError;
use crate::params;

const SOURCE_MAX: usize = 100;

/// The numbers of a form, in the order of the columns.
struct Numbers {
    source: String,
    effective_from: Date,
    pass_mark: i64,
    make_ups: i64,
    part_valid_months: i64,
    hours_due: i64,
    class_minutes: i64,
    valid_years: i64,
    review_years: i64,
    window_days: i64,
    limits: BTreeMap<StageKey, Option<Limit>>,
}

impl Numbers {
    fn of(rules: &RuleSet) -> [i64; 8] {
        [
            rules.pass_mark,
            rules.make_ups,
            i64::from(rules.part_valid_months),
            rules.hours_due,
            rules.class_minutes,
            i64::from(rules.valid_years),
            i64::from(rules.review_years),
            rules.window_days,
        ]
    }

    const fn as_array(&self) -> [i64; 8] {
        [
            self.pass_mark,
            self.make_ups,
            self.part_valid_months,
            self.hours_due,
            self.class_minutes,
            self.valid_years,
            self.review_years,
            self.window_days,
        ]
    }
}

pub fn save_rule_set(
    context: &Context,
    Administrator(member): Administrator,
    form: RuleSetForm,
) -> Outcome<Vec<RuleSet>> {
    let rules = context.rules()?;
    let known = rules.all().into_iter().find(|set| set.id == form.id).ok_or(ErrorCode::NotFound)?;
    let numbers = check(&form, known)?;
    let same_day = numbers.effective_from == known.effective_from;
    let same = same_day
        && numbers.as_array() == Numbers::of(known)
        && numbers.source == known.source.zh
        && numbers.limits == limits_of(known);
    let id = if same {
        known.id
    } else if numbers.effective_from > known.effective_from {
        follow(context, known, &numbers)?
    } else {
        // Cases have begun under these numbers: others need a day of their own.
        return Err(refused("effective_from", FieldCode::OutOfRange));
    };
    context.sql.run(
        "update rule_sets set confirmed_at = ?2, confirmed_by = ?3 where id = ?1",
        params![id, context.now, member.id],
    )?;
    context.cache.forget();
    let detail = serde_json::json!({ "rule_set": id, "follows": (id != known.id).then_some(known.id), "numbers": numbers.as_array() });
    audit::record(context, &member.actor(), "certificates.save_rule_set", Some(("rule_set", id)), &detail)?;
    list_rule_sets(context, AnyStaff(member), Nothing {})
}

fn refused(field: &str, code: FieldCode) -> Failure {
    let mut errors = FieldErrors::default();
    errors.push(field, code);
    errors.into()
}

/// The next rule set of the way, with the stages and limits of the one before.
fn follow(context: &Context, known: &RuleSet, numbers: &Numbers) -> Outcome<i64> {
    let inserted = context.sql.insert(
        "insert into rule_sets (code, pipeline, name_zh, name_en, source_zh, source_en, effective_from, pass_mark, make_ups,
           part_valid_months, practical, hours_due, class_minutes, valid_years, review_years, window_days)
         select pipeline || '.' || ?3, pipeline, name_zh, name_en, ?2, ?2, ?3, ?4, ?5, ?6, practical, ?7, ?8, ?9, ?10, ?11
         from rule_sets where id = ?1 returning id",
        params![
            known.id,
            &numbers.source,
            numbers.effective_from,
            numbers.pass_mark,
            numbers.make_ups,
            numbers.part_valid_months,
            numbers.hours_due,
            numbers.class_minutes,
            numbers.valid_years,
            numbers.review_years,
            numbers.window_days
        ],
    );
    let id = inserted.map_err(day_taken)?;
    context.sql.run(
        "insert into rule_stages (rule_set_id, stage, actor, limit_days, limit_unit, limit_legal, evidence_zh, evidence_en,
           meaning_zh, meaning_en, todo_zh, todo_en)
         select ?2, stage, actor, limit_days, limit_unit, limit_legal, evidence_zh, evidence_en,
           meaning_zh, meaning_en, todo_zh, todo_en
         from rule_stages where rule_set_id = ?1",
        params![known.id, id],
    )?;
    let limits = numbers.limits.iter().filter_map(|(key, limit)| Some((known.stage_of(*key)?.stage.position, limit)));
    let rows: Vec<_> = limits
        .map(|(stage, limit)| match limit {
            None => json!([stage, null, LimitUnit::Working, 0]),
            Some(limit) => json!([stage, limit.days, limit.unit, i64::from(limit.legal)]),
        })
        .collect();
    context.sql.run(
        "update rule_stages set limit_days = w.value ->> 1, limit_unit = w.value ->> 2, limit_legal = w.value ->> 3
         from json_each(?2) w where rule_stages.rule_set_id = ?1 and rule_stages.stage = w.value ->> 0",
        params![id, serde_json::to_string(&rows)?],
    )?;
    Ok(id)
}

fn limits_of(rules: &RuleSet) -> BTreeMap<StageKey, Option<Limit>> {
    rules.stages.iter().map(|stage| (stage.key, stage.limit)).collect()
}

fn day_taken(error: SqlError) -> Failure {
    let taken = error.is_unique_violation("rule_sets.pipeline") || error.is_unique_violation("rule_sets.code");
    if taken { refused("effective_from", FieldCode::Taken) } else { error.into() }
}

fn check(form: &RuleSetForm, known: &RuleSet) -> Outcome<Numbers> {
    let mut errors = FieldErrors::default();
    let source = errors.check("source", prose::sentence(&form.source, SOURCE_MAX));
    let effective_from = errors.check("effective_from", Date::parse(&form.effective_from));
    let mut number =
        |field: &str, typed: &str, most: i64| errors.check(field, text::whole(typed, 0..=most)).unwrap_or_default();
    let (pass_mark, make_ups) = (number("pass_mark", &form.pass_mark, 100), number("make_ups", &form.make_ups, 9));
    let part_valid_months = number("part_valid_months", &form.part_valid_months, 120);
    let hours_due = number("hours_due", &form.hours_due, 1_000);
    let class_minutes = number("class_minutes", &form.class_minutes, 120);
    let (valid_years, review_years) =
        (number("valid_years", &form.valid_years, 50), number("review_years", &form.review_years, 50));
    let window_days = number("window_days", &form.window_days, 365);
    if class_minutes == 0 && errors.is_empty() {
        errors.push("class_minutes", FieldCode::OutOfRange);
    }
    if pass_mark == 0 && errors.is_empty() {
        errors.push("pass_mark", FieldCode::OutOfRange);
    }
    if review_years > valid_years && valid_years > 0 {
        errors.push("review_years", FieldCode::Inconsistent);
    }
    let mut limits = limits_of(known);
    for typed in &form.limits {
        let limit = errors.check(typed.stage.code(), limit(typed));
        if let (Some(place), Some(limit)) = (limits.get_mut(&typed.stage), limit) {
            *place = limit;
        }
    }
    match source.zip(effective_from) {
        Some((source, effective_from)) if errors.is_empty() => Ok(Numbers {
            source,
            effective_from,
            pass_mark,
            make_ups,
            part_valid_months,
            hours_due,
            class_minutes,
            valid_years,
            review_years,
            window_days,
            limits,
        }),
        _ => Err(errors.into()),
    }
}

/// Empty days: none.
fn limit(typed: &StageLimitForm) -> Result<Option<Limit>, FieldCode> {
    let days = text::whole_if_any(&typed.days, 1..=365)?;
    Ok(days.map(|days| Limit { days, unit: typed.unit, legal: typed.legal }))
}
