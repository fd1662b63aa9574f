//! `lessons.start_play`: somebody begins to watch. What is counted from here rests on this row and on the trainee's own clock.

use shared::error::ErrorCode;
use shared::id::PlayId;
use shared::lessons::api::{Play, StartPlayRequest};
use shared::lessons::watching::{self, Progress, Started, WatchRules};

use super::hours;
use super::plays::{self, Watcher};
use super::renew_source::source_of;
use super::rows::{Enrolled, Lesson};
use super::rules;
use crate::institution::callers::Trainee;
use crate::institution::context::Context;
use crate::institution::crypto::token_hash;
use crate::institution::failure::{Failure, Outcome};
use crate::institution::tries;
use crate::params;

pub fn start_play(context: &Context, caller: Trainee, request: StartPlayRequest) -> Outcome<Play> {
    let trainee = caller.trainee.id;
    let enrolled = Enrolled::of_trainee(context, request.enrolment_id, trainee)?;
    let lesson = enrolled.lesson(context, request.lesson_id)?;
    if !enrolled.gate(&lesson, context.now.day()).is_open() {
        return Err(ErrorCode::LessonClosed.into());
    }
    tries::count(context, "play_trainee", &trainee.to_string())?;
    let rules = rules::of_course(context, enrolled.course_id)?;
    let Watcher { pace, play_id } = plays::watcher(context, trainee)?;
    let before = play_id.map(|id| plays::by_id(context, id)).transpose()?.flatten();
    let random = u32::from_le_bytes(context.secret());
    let Started { pace, play } =
        watching::start(&rules, context.now, pace.as_ref(), before.as_ref().map(|before| &before.state), random);
    if let Some(before) = &before {
        // One at a time: the other page hears of it with its next heartbeat.
        let ended = before.state.as_of(&before.rules, context.now).superseded(context.now);
        plays::store(context, before.id, &before.state, &ended)?;
    }
    let place_ms = lesson.place_ms();
    note_beginning(context, &enrolled, &lesson)?;
    let token = context.token();
    let id = insert(context, &enrolled, &lesson, &token, &rules, &watching::PlayState { place_ms, ..play })?;
    context.sql.run(
        "insert into watch_pace (trainee_id, pace, play_id) values (?1, ?2, ?3)
         on conflict (trainee_id) do update set pace = excluded.pace, play_id = excluded.play_id",
        params![trainee, serde_json::to_string(&pace)?, id],
    )?;
    let video = lesson.video_id.ok_or_else(|| Failure::broken("an open lesson without a video"))?;
    Ok(Play {
        source: source_of(context, video)?,
        place_ms,
        rules: rules::for_player(&rules),
        credit: lesson.credit(),
        token,
    })
}

/// The row of what is counted: made with the first play; carried over to another file if it was replaced since.
fn note_beginning(context: &Context, enrolled: &Enrolled, lesson: &Lesson) -> Outcome<()> {
    let (now, video) = (context.now, lesson.video_id);
    let Some(progress) = &lesson.seen.progress else {
        context.sql.run(
            "insert into lesson_progress (enrolment_id, round, lesson_id, progress, video_id, plays, first_at, last_at)
             values (?1, ?2, ?3, ?4, ?5, 1, ?6, ?6)",
            params![enrolled.id, enrolled.round, lesson.id, serde_json::to_string(&Progress::default())?, video, now],
        )?;
        context.sql.run("update lessons set viewers = viewers + 1 where id = ?1", params![lesson.id])?;
        return Ok(());
    };
    if lesson.seen.last_video == video {
        context.sql.run(
            "update lesson_progress set plays = plays + 1, last_at = ?4
             where enrolment_id = ?1 and round = ?2 and lesson_id = ?3",
            params![enrolled.id, enrolled.round, lesson.id, now],
        )?;
        return Ok(());
    }
    let old_length: Option<i64> =
        context.sql.row("select duration_ms from media where id = ?1", params![lesson.seen.last_video])?;
    let carried = progress.with_new_file(old_length.unwrap_or_default(), lesson.length_ms);
    // A longer file may have room for more of what staff have granted.
    let counted = carried.credited_ms(lesson.length_ms);
    let finished = lesson.seen.finished || lesson.is_finished(&carried);
    context.sql.run(
        "update lesson_progress set plays = plays + 1, last_at = ?4, progress = ?5, counted_ms = ?6, video_id = ?7,
           place_ms = 0, finished_at = coalesce(finished_at, iif(?8, ?4, null))
         where enrolment_id = ?1 and round = ?2 and lesson_id = ?3",
        params![
            enrolled.id,
            enrolled.round,
            lesson.id,
            now,
            serde_json::to_string(&carried)?,
            counted,
            video,
            finished
        ],
    )?;
    hours::add(context, enrolled.id, enrolled.round, counted - lesson.seen.counted_ms)
}

fn insert(
    context: &Context,
    enrolled: &Enrolled,
    lesson: &Lesson,
    token: &str,
    rules: &WatchRules,
    state: &watching::PlayState,
) -> Outcome<PlayId> {
    let id = context.sql.insert(
        "insert into plays (enrolment_id, round, lesson_id, video_id, token_hash, rules, state, device, started_at, last_at)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9) returning id",
        params![
            enrolled.id,
            enrolled.round,
            lesson.id,
            lesson.video_id,
            token_hash(token),
            serde_json::to_string(rules)?,
            serde_json::to_string(state)?,
            &context.facts.device,
            context.now
        ],
    )?;
    Ok(PlayId(id))
}
