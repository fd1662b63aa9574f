//! Plays as the database has them.

use serde::Deserialize;
use shared::error::ErrorCode;
use shared::id::{EnrolmentId, LessonId, MediaId, PlayId, TraineeId};
use shared::lessons::api::PlayRow;
use shared::lessons::watching::{Pace, PlayState, WatchRules};

use crate::institution::context::Context;
use crate::institution::crypto::token_hash;
use crate::institution::failure::Outcome;
use crate::institution::sql::Value;
use crate::params;

/// A play with what it is judged by.
#[derive(Clone, Debug, Deserialize)]
pub struct Play {
    pub id: PlayId,
    pub enrolment_id: EnrolmentId,
    pub round: i64,
    pub lesson_id: LessonId,
    pub video_id: MediaId,
    pub rules: WatchRules,
    pub state: PlayState,
}

const PLAY_JSON: &str =
    "json_object('id', y.id, 'enrolment_id', y.enrolment_id, 'round', y.round, 'lesson_id', y.lesson_id,
    'video_id', y.video_id, 'rules', json(y.rules), 'state', json(y.state))";

/// The columns of [`PlayRow`] of a play `y`.
pub const ROW_JSON: &str = "json_object('id', y.id, 'lesson_id', y.lesson_id, 'started_at', y.started_at,
    'last_at', y.last_at, 'ended', y.ended, 'device', y.device, 'round', y.round, 'counted_ms', y.counted_ms, 'uncounted', json(y.uncounted))";

/// A trainee's own play by its token: somebody else's token is no token.
pub fn by_token(context: &Context, token: &str, trainee: TraineeId) -> Outcome<Play> {
    let found: Option<Play> = context.sql.row(
        &format!(
            "select {PLAY_JSON} from plays y join enrolments e on e.id = y.enrolment_id
             where y.token_hash = ?1 and e.trainee_id = ?2"
        ),
        params![token_hash(token), trainee],
    )?;
    Ok(found.ok_or(ErrorCode::NotFound)?)
}

pub fn by_id(context: &Context, id: PlayId) -> Outcome<Option<Play>> {
    Ok(context.sql.row(&format!("select {PLAY_JSON} from plays y where y.id = ?1"), params![id])?)
}

/// Where a trainee's clock stands, and which play was the last.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Watcher {
    pub pace: Option<Pace>,
    pub play_id: Option<PlayId>,
}

pub fn watcher(context: &Context, trainee: TraineeId) -> Outcome<Watcher> {
    let found: Option<Watcher> = context.sql.row(
        "select json_object('pace', json(pace), 'play_id', play_id) from watch_pace where trainee_id = ?1",
        params![trainee],
    )?;
    Ok(found.unwrap_or_default())
}

/// Two records of one person have one clock: what a day has counted adds up, and none gives what the other has used.
pub fn merge_clocks(context: &Context, from: TraineeId, into: TraineeId) -> Outcome<()> {
    let (one, other) = (watcher(context, from)?, watcher(context, into)?);
    let Some(from_pace) = one.pace else { return Ok(()) };
    let play_id = one.play_id.max(other.play_id);
    let pace = match other.pace {
        Some(into_pace) => from_pace.joined(&into_pace),
        None => from_pace,
    };
    context.sql.run(
        "insert into watch_pace (trainee_id, pace, play_id) values (?1, ?2, ?3)
         on conflict (trainee_id) do update set pace = excluded.pace, play_id = excluded.play_id",
        params![into, serde_json::to_string(&pace)?, play_id],
    )?;
    context.sql.run("delete from watch_pace where trainee_id = ?1", params![from])?;
    Ok(())
}

/// Stores a play as it stands, if it has changed.
pub fn store(context: &Context, id: PlayId, before: &PlayState, after: &PlayState) -> Outcome<()> {
    if before == after {
        return Ok(());
    }
    context.sql.run(
        "update plays set state = ?2, last_at = ?3, ended = ?4, counted_ms = ?5, uncounted = ?6 where id = ?1",
        params![
            id,
            serde_json::to_string(after)?,
            after.last_at,
            after.ended.map(|ended| ended.why.code()),
            after.counted_ms,
            serde_json::to_string(&after.uncounted)?
        ],
    )?;
    Ok(())
}

/// Plays picked by `filter` of a play `y`, newest first. One that was never closed is over when its life is.
pub fn rows(context: &Context, filter: &str, values: &[Value], most: usize) -> Outcome<Vec<PlayRow>> {
    Ok(context
        .sql
        .rows(&format!("select {ROW_JSON} from plays y where {filter} order by y.id desc limit {most}"), values)?)
}
