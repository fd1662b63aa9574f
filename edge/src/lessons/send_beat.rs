//! `lessons.send_beat`: a heartbeat. One short transaction: read where everything stands, let the rule decide
//! (`shared/src/lessons/watching`), write what has changed.

use shared::error::ErrorCode;
use shared::lessons::api::{BeatReply, Credit, SendBeatRequest};
use shared::lessons::watching::{Beaten, PlayEnd, PlayState, Progress, Setting, Uncounted, beat};

use super::hours;
use super::plays::{self, Play, Watcher};
use super::rows::{Enrolled, Lesson};
use crate::institution::callers::Trainee;
use crate::institution::context::Context;
use crate::institution::dispatch::transaction;
use crate::institution::failure::Outcome;
use crate::params;

/// A page sends four in a minute, and a few more when the line is bad. What is refused comes again after the minute; only
/// the single heartbeat of a page that is being left does not, and what it had to tell is lost.
const MOST_IN_A_MINUTE: u32 = 120;

pub fn send_beat(context: &Context, caller: Trainee, request: SendBeatRequest) -> Outcome<BeatReply> {
    context.cache.beats.admit(caller.trainee.id.0, MOST_IN_A_MINUTE, context.now)?;
    transaction(context, || take(context, &caller, &request))
}

fn take(context: &Context, caller: &Trainee, request: &SendBeatRequest) -> Outcome<BeatReply> {
    let play = plays::by_token(context, &request.token, caller.trainee.id)?;
    let enrolled = Enrolled::of(context, play.enrolment_id)?;
    let lesson = enrolled.lesson(context, play.lesson_id)?;
    // Without its row nothing was ever begun; in another round of training this play is over.
    let Some(progress) = lesson.seen.progress.clone().filter(|_| play.round == enrolled.round) else {
        return Ok(stopped(&lesson, request, PlayEnd::Withdrawn));
    };
    if lesson.video_id != Some(play.video_id) {
        // What it says is about another film. How it had ended before stays.
        if play.state.ended.is_none() {
            plays::store(context, play.id, &play.state, &play.state.withdrawn(context.now))?;
        }
        return Ok(stopped(&lesson, request, PlayEnd::Withdrawn));
    }
    // What was played before midnight may come after it.
    let late = context.now.plus_seconds(-play.rules.late_seconds).day();
    let is_open = [context.now.day(), late].into_iter().any(|day| enrolled.gate(&lesson, day).is_open());
    let state = if is_open { play.state.clone() } else { play.state.withdrawn(context.now) };
    let Watcher { pace, .. } = plays::watcher(context, caller.trainee.id)?;
    // The row of the clock is written with every play.
    let pace = pace.ok_or(ErrorCode::NotFound)?;
    let setting = Setting {
        rules: &play.rules,
        length_ms: lesson.length_ms,
        now: context.now,
        random: u32::from_le_bytes(context.secret()),
    };
    let beaten = match beat(&setting, &pace, &progress, &state, &request.beat) {
        Ok(beaten) => beaten,
        Err(_too_many) => return Err(ErrorCode::Malformed.into()),
    };
    if beaten.pace != pace {
        context.sql.run(
            "update watch_pace set pace = ?2 where trainee_id = ?1",
            params![caller.trainee.id, serde_json::to_string(&beaten.pace)?],
        )?;
    }
    plays::store(context, play.id, &play.state, &beaten.play)?;
    let (credit, finished) = note_progress(context, &play, &lesson, &progress, &beaten)?;
    hours::add(context, play.enrolment_id, play.round, beaten.earned_ms)?;
    Ok(BeatReply { ack: beaten.ack_seq, order: beaten.order, credit, finished })
}

fn stopped(lesson: &Lesson, request: &SendBeatRequest, why: PlayEnd) -> BeatReply {
    BeatReply {
        ack: request.beat.seq,
        order: shared::lessons::watching::Order::Stop(why),
        credit: lesson.credit(),
        finished: lesson.seen.finished,
    }
}

/// What is counted, the place, and what this play has added to what is not counted.
fn note_progress(
    context: &Context,
    play: &Play,
    lesson: &Lesson,
    before: &Progress,
    beaten: &Beaten,
) -> Outcome<(Credit, bool)> {
    let finished = lesson.seen.finished || lesson.is_finished(&beaten.progress);
    let uncounted = plus(&lesson.seen.uncounted, &play.state, &beaten.play);
    // By what was earned, which is what the hours get: the two never part.
    let counted_ms = lesson.seen.counted_ms.saturating_add(beaten.earned_ms);
    let credit = Credit { counted_ms, uncounted };
    if beaten.progress == *before && beaten.play == play.state {
        return Ok((credit, finished));
    }
    // The place of a play that another one has taken over is old.
    let place = beaten.play.ended.is_none_or(|ended| ended.why != PlayEnd::Superseded).then_some(beaten.play.place_ms);
    context.sql.run(
        "update lesson_progress set progress = ?4, counted_ms = ?5, uncounted = ?6, last_at = ?7,
           place_ms = coalesce(?8, place_ms), finished_at = coalesce(finished_at, iif(?9, ?7, null))
         where enrolment_id = ?1 and round = ?2 and lesson_id = ?3",
        params![
            play.enrolment_id,
            play.round,
            play.lesson_id,
            serde_json::to_string(&beaten.progress)?,
            counted_ms,
            serde_json::to_string(&credit.uncounted)?,
            context.now,
            place,
            finished
        ],
    )?;
    Ok((credit, finished))
}

/// The sum of all plays, after this one has gone on.
fn plus(sum: &Uncounted, before: &PlayState, after: &PlayState) -> Uncounted {
    let (before, after) = (&before.uncounted, &after.uncounted);
    let more = |sum: i64, before: i64, after: i64| sum.saturating_add(after.saturating_sub(before));
    Uncounted {
        outside_ms: more(sum.outside_ms, before.outside_ms, after.outside_ms),
        hidden_ms: more(sum.hidden_ms, before.hidden_ms, after.hidden_ms),
        repeated_ms: more(sum.repeated_ms, before.repeated_ms, after.repeated_ms),
        unchecked_ms: more(sum.unchecked_ms, before.unchecked_ms, after.unchecked_ms),
        too_fast_ms: more(sum.too_fast_ms, before.too_fast_ms, after.too_fast_ms),
        daily_cap_ms: more(sum.daily_cap_ms, before.daily_cap_ms, after.daily_cap_ms),
        fragments_ms: more(sum.fragments_ms, before.fragments_ms, after.fragments_ms),
    }
}
