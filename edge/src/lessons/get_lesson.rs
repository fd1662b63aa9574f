//! `lessons.get_lesson`: everything on the page of a lesson, in one answer.

use serde::Deserialize;
use shared::error::ErrorCode;
use shared::id::LessonId;
use shared::lessons::api::{LessonPage, LessonRequest, LessonRow, LessonVideo, NextLesson};
use shared::lessons::{Chapter, MediaPurpose};

use super::courses::{MEDIA_JSON, MediaRow};
use super::object::{objection_until, objections_of};
use super::rows::Enrolled;
use super::sources::{PAGE_MOST_SECONDS, PAGE_SECONDS};
use super::{plays, questions, rules};
use crate::institution::callers::Trainee;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

const MOST_PLAYS: usize = 20;

/// What only the page shows.
#[derive(Deserialize)]
struct More {
    summary: String,
    has_captions: bool,
    chapters: Vec<Chapter>,
}

pub fn get_lesson(context: &Context, caller: Trainee, request: LessonRequest) -> Outcome<LessonPage> {
    let trainee = caller.trainee.id;
    let enrolled = Enrolled::of_trainee(context, request.id, trainee)?;
    let lessons = enrolled.lessons(context)?;
    let rows = enrolled.rows(&lessons, context.now.day());
    let at = rows.iter().position(|row| row.id == request.lesson).ok_or(ErrorCode::NotFound)?;
    let (Some(lesson), Some(row)) = (lessons.get(at), rows.get(at)) else { return Err(ErrorCode::NotFound.into()) };
    let more: More = context.sql.one(
        "select json_object('summary', summary, 'has_captions', json(iif(captions = '', 'false', 'true')),
           'chapters', json((select json_group_array(json_object('at_ms', c.at_ms, 'title', c.title) order by c.at_ms)
             from lesson_chapters c where c.lesson_id = l.id)))
         from lessons l where l.id = ?1",
        params![lesson.id],
    )?;
    let video = if row.gate.is_open() { video(context, row, more.has_captions)? } else { None };
    let watching = rules::for_player(&rules::of_course(context, enrolled.course_id)?);
    let of_lesson = params![enrolled.id, lesson.id, enrolled.round];
    Ok(LessonPage {
        head: enrolled.head(context)?,
        summary: more.summary,
        chapters: more.chapters,
        video,
        watching,
        plays: plays::rows(
            context,
            "y.enrolment_id = ?1 and y.lesson_id = ?2 and y.round = ?3",
            of_lesson,
            MOST_PLAYS,
        )?,
        objection_until: objection_until(context, &enrolled, lesson.id)?,
        objections: objections_of(context, enrolled.id, lesson.id)?,
        questions: questions::of_lesson(context, &enrolled, lesson.id, request.search.as_deref())?,
        next: next_of(&rows, at),
        lesson: row.clone(),
    })
}

fn next_of(rows: &[LessonRow], at: usize) -> Option<NextLesson> {
    let next = rows.get(at.checked_add(1)?)?;
    Some(NextLesson { id: next.id, title: next.title.clone(), gate: next.gate.clone() })
}

/// The files of an open lesson, with addresses for the caller's session. Where no script renews them they have to last for
/// the whole lesson.
fn video(context: &Context, row: &LessonRow, has_captions: bool) -> Outcome<Option<LessonVideo>> {
    let files = shown_files(context, row.id)?;
    let token = context.facts.session.as_deref().unwrap_or_default();
    let seconds = (row.length_ms / 1000 + PAGE_SECONDS).min(PAGE_MOST_SECONDS);
    let grant = |file: &MediaRow| file.grant(context, token, context.now.plus_seconds(seconds));
    let address = |file: &MediaRow| grant(file).address(context.keys);
    let Some(video) = files.iter().find(|file| file.purpose == MediaPurpose::Video) else { return Ok(None) };
    let slides = files.iter().filter(|file| file.purpose == MediaPurpose::Slide);
    Ok(Some(LessonVideo {
        source: grant(video).source(context.keys),
        bytes: video.bytes,
        width: video.width,
        height: video.height,
        has_captions,
        poster: files.iter().find(|file| file.purpose == MediaPurpose::Poster).map(address),
        slides: slides.map(address).collect(),
    }))
}

/// The files in use, slides in order.
fn shown_files(context: &Context, lesson: LessonId) -> Outcome<Vec<MediaRow>> {
    Ok(context.sql.rows(
        &format!(
            "select {MEDIA_JSON} from media m join lessons l on l.id = m.lesson_id
             where m.lesson_id = ?1 and m.state = 'stored' and (m.purpose = 'slide' or m.id in (l.video_id, l.poster_id))
             order by m.page, m.id"
        ),
        params![lesson],
    )?)
}
