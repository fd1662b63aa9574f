//! The numbers of credited time as they hold today: those of the institution and those of the course.

use serde::Deserialize;
use shared::date::Date;
use shared::id::CourseId;
use shared::lessons::api::{LessonSettings, PlayerRules, Storage};
use shared::lessons::watching::{CheckRules, WatchRules};

use super::courses::watching;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

/// What holds besides the rules of watching.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct TalkRules {
    pub object_days: i64,
    pub decide_days: i64,
    pub answer_hours: i64,
}

#[derive(Deserialize)]
struct Row {
    effective_from: Date,
    beat_seconds: i64,
    silence_seconds: i64,
    late_seconds: i64,
    allowance_ms: i64,
    most_fragments: usize,
    play_hours: i64,
    check_from_minutes: i64,
    check_to_minutes: i64,
    check_answer_seconds: i64,
    #[serde(flatten)]
    talk: TalkRules,
}

fn today(context: &Context) -> Outcome<Row> {
    on(context, context.now.day())
}

/// Those that hold on a day; before the first ones began, those.
fn on(context: &Context, day: Date) -> Outcome<Row> {
    Ok(context.sql.one(
        "select json_object('effective_from', effective_from, 'beat_seconds', beat_seconds,
           'silence_seconds', silence_seconds, 'late_seconds', late_seconds, 'allowance_ms', allowance_ms,
           'most_fragments', most_fragments, 'play_hours', play_hours,
           'check_from_minutes', check_from_minutes, 'check_to_minutes', check_to_minutes,
           'check_answer_seconds', check_answer_seconds, 'object_days', object_days, 'decide_days', decide_days,
           'answer_hours', answer_hours)
         from watch_rules where effective_from <= max(?1, (select min(effective_from) from watch_rules))
         order by effective_from desc limit 1",
        params![day],
    )?)
}

/// The rules that a play of this course begins under.
pub fn of_course(context: &Context, course: CourseId) -> Outcome<WatchRules> {
    let (row, set) = (today(context)?, watching(context, course)?);
    let checks = CheckRules {
        from_minutes: row.check_from_minutes,
        to_minutes: row.check_to_minutes,
        answer_seconds: row.check_answer_seconds,
    };
    Ok(WatchRules {
        beat_seconds: row.beat_seconds,
        silence_seconds: row.silence_seconds,
        late_seconds: row.late_seconds,
        allowance_ms: row.allowance_ms,
        daily_cap_seconds: set.daily_cap_minutes * 60,
        speed_percent: set.speed_percent,
        hidden_counts: set.hidden_counts,
        checks: set.checks.then_some(checks),
        most_fragments: row.most_fragments,
        play_hours: row.play_hours,
    })
}

/// Deadlines of objections and questions that begin on a day.
pub fn talk(context: &Context, day: Date) -> Outcome<TalkRules> {
    Ok(on(context, day)?.talk)
}

/// What staff may set for all courses.
pub fn settings(context: &Context, storage: Storage) -> Outcome<LessonSettings> {
    let row = today(context)?;
    Ok(LessonSettings {
        from: row.effective_from,
        storage,
        check_from_minutes: row.check_from_minutes,
        check_to_minutes: row.check_to_minutes,
        check_answer_seconds: row.check_answer_seconds,
        object_days: row.talk.object_days,
        decide_days: row.talk.decide_days,
        answer_hours: row.talk.answer_hours,
    })
}

/// What the page has to know of them.
pub const fn for_player(rules: &WatchRules) -> PlayerRules {
    PlayerRules {
        beat_seconds: rules.beat_seconds,
        speed_percent: rules.speed_percent,
        hidden_counts: rules.hidden_counts,
        checks: rules.checks.is_some(),
    }
}
