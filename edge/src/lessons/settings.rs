//! `lessons.get_settings`, `lessons.save_settings`: room for films, presence checks and deadlines of all courses. The other
//! numbers of `watch_rules` are what the proof of credited time rests on (ADR 0011): no form changes them.

use shared::endpoint::Nothing;
use shared::error::{ErrorCode, FieldCode, FieldErrors};
use shared::lessons::api::{GIGABYTE, LessonSettings, LessonSettingsForm, Storage};
use shared::text::{squash, whole};

use super::courses::storage;
use super::rules;
use crate::institution::audit;
use crate::institution::callers::Administrator;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

pub fn get_settings(context: &Context, _caller: Administrator, _request: Nothing) -> Outcome<LessonSettings> {
    rules::settings(context, storage(context)?)
}

pub fn save_settings(
    context: &Context,
    Administrator(member): Administrator,
    form: LessonSettingsForm,
) -> Outcome<LessonSettings> {
    let known = rules::settings(context, storage(context)?)?;
    let wanted = read(&form, known)?;
    if !known.same_numbers(&form.seen) {
        return Err(ErrorCode::Changed.into());
    }
    if wanted == known {
        return Ok(known);
    }
    if wanted.storage != known.storage {
        context
            .sql
            .run("update media_storage set limit_bytes = ?1 where id = 1", params![wanted.storage.limit_bytes])?;
    }
    if (LessonSettings { storage: known.storage, ..wanted }) != known {
        context.sql.run(
            "insert into watch_rules (effective_from, beat_seconds, silence_seconds, late_seconds, allowance_ms,
               most_fragments, play_hours, check_from_minutes, check_to_minutes, check_answer_seconds, object_days,
               decide_days, answer_hours)
             select ?1, beat_seconds, silence_seconds, late_seconds, allowance_ms, most_fragments, play_hours,
               ?2, ?3, ?4, ?5, ?6, ?7
             from watch_rules where effective_from <= ?1 order by effective_from desc limit 1
             on conflict (effective_from) do update set check_from_minutes = excluded.check_from_minutes,
               check_to_minutes = excluded.check_to_minutes, check_answer_seconds = excluded.check_answer_seconds,
               object_days = excluded.object_days, decide_days = excluded.decide_days,
               answer_hours = excluded.answer_hours",
            params![
                context.now.day(),
                wanted.check_from_minutes,
                wanted.check_to_minutes,
                wanted.check_answer_seconds,
                wanted.object_days,
                wanted.decide_days,
                wanted.answer_hours
            ],
        )?;
    }
    audit::record(context, &member.actor(), "lessons.save_settings", None, &changes(&known, &wanted)?)?;
    rules::settings(context, storage(context)?)
}

/// The numbers that are other than before.
fn changes(known: &LessonSettings, wanted: &LessonSettings) -> Outcome<serde_json::Value> {
    let (known, mut changed) = (serde_json::to_value(known)?, serde_json::to_value(wanted)?);
    if let Some(numbers) = changed.as_object_mut() {
        numbers.retain(|name, value| known.get(name) != Some(value));
    }
    Ok(changed)
}

fn read(form: &LessonSettingsForm, known: LessonSettings) -> Outcome<LessonSettings> {
    let mut errors = FieldErrors::default();
    let mut number = |field: &str, typed: &str, range| errors.check(field, whole(typed, range)).unwrap_or_default();
    let limit_bytes = if squash(&form.limit_gb) == known.limit_gb() {
        known.storage.limit_bytes
    } else {
        number("limit_gb", &form.limit_gb, 1..=100_000) * GIGABYTE
    };
    let wanted = LessonSettings {
        from: known.from,
        storage: Storage { limit_bytes, ..known.storage },
        check_from_minutes: number("check_from_minutes", &form.check_from_minutes, 1..=240),
        check_to_minutes: number("check_to_minutes", &form.check_to_minutes, 1..=240),
        check_answer_seconds: number("check_answer_seconds", &form.check_answer_seconds, 20..=600),
        object_days: number("object_days", &form.object_days, 1..=90),
        decide_days: number("decide_days", &form.decide_days, 1..=90),
        answer_hours: number("answer_hours", &form.answer_hours, 1..=200),
    };
    // Zero: it was not read.
    if (1..wanted.check_from_minutes).contains(&wanted.check_to_minutes) {
        errors.push("check_to_minutes", FieldCode::OutOfRange);
    }
    if errors.is_empty() { Ok(wanted) } else { Err(errors.into()) }
}
