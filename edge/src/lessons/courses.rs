//! `lessons.list_lessons`: the lessons of a course as staff keep them, and what every change of them answers.

use serde::Deserialize;
use shared::courses::CourseKind;
use shared::date::Date;
use shared::error::ErrorCode;
use shared::id::{CourseId, LessonId, MediaId};
use shared::lessons::api::{
    CourseLessons, CourseLessonsRequest, CourseWatching, MediaInfo, StaffLesson, Storage, Uploading,
};
use shared::lessons::{Chapter, LessonState, MediaPurpose};
use shared::time::Timestamp;

use super::sources::{Grant, PAGE_MOST_SECONDS, PAGE_SECONDS, session_tag};
use crate::institution::callers::AnyStaff;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

/// Lessons that one course may have.
pub const MOST_LESSONS: i64 = 200;

pub fn list_lessons(context: &Context, _caller: AnyStaff, request: CourseLessonsRequest) -> Outcome<CourseLessons> {
    of_course(context, request.id)
}

#[derive(Deserialize)]
struct Row {
    id: LessonId,
    title: String,
    teacher: String,
    summary: String,
    state: LessonState,
    required_ms: Option<i64>,
    needs_payment: bool,
    after: Option<LessonId>,
    opens_on: Option<Date>,
    closes_on: Option<Date>,
    preview: bool,
    chapters: Vec<Chapter>,
    video: Option<MediaId>,
    poster: Option<MediaId>,
    captions: Option<i64>,
    viewers: i64,
    version: i64,
}

/// A file of a lesson.
#[derive(Clone, Debug, Deserialize)]
pub struct MediaRow {
    pub id: MediaId,
    pub lesson_id: LessonId,
    pub purpose: MediaPurpose,
    pub name: String,
    pub file_name: String,
    pub bytes: i64,
    pub part_bytes: i64,
    pub duration_ms: i64,
    pub width: i64,
    pub height: i64,
    pub state: String,
    pub stored_at: Option<Timestamp>,
    /// Of an upload: what has arrived.
    pub stored_bytes: i64,
}

/// The columns of [`MediaRow`] of a file `m`.
pub const MEDIA_JSON: &str = "json_object('id', m.id, 'lesson_id', m.lesson_id, 'purpose', m.purpose, 'name', m.name,
    'file_name', m.file_name, 'bytes', m.bytes, 'part_bytes', m.part_bytes, 'duration_ms', m.duration_ms, 'width', m.width,
    'height', m.height, 'state', m.state, 'stored_at', m.stored_at, 'stored_bytes',
    iif(m.state = 'uploading', (select coalesce(sum(p.bytes), 0) from media_parts p where p.media_id = m.id), m.bytes))";

impl MediaRow {
    /// What an address of this file grants to the session of `token`.
    pub fn grant(&self, context: &Context, token: &str, expires_at: Timestamp) -> Grant {
        Grant {
            name: self.name.clone(),
            purpose: self.purpose,
            bytes: self.bytes,
            part_bytes: self.part_bytes,
            stored_at: self.stored_at.unwrap_or_default(),
            expires_at,
            session: session_tag(context.keys, token),
        }
    }

    fn info(&self, context: &Context) -> MediaInfo {
        let token = context.facts.staff_session.as_deref().unwrap_or_default();
        let seconds = (PAGE_SECONDS + self.duration_ms / 1000).min(PAGE_MOST_SECONDS);
        let expires_at = context.now.plus_seconds(seconds);
        MediaInfo {
            id: self.id,
            file_name: self.file_name.clone(),
            bytes: self.bytes,
            duration_ms: self.duration_ms,
            width: self.width,
            height: self.height,
            stored_at: self.stored_at.unwrap_or_default(),
            address: self.grant(context, token, expires_at).address(context.keys),
        }
    }
}

/// Everything about the lessons of a course.
pub fn of_course(context: &Context, id: CourseId) -> Outcome<CourseLessons> {
    let course: Option<(String, CourseKind)> =
        context.sql.row("select json_array(name, kind) from courses where id = ?1", params![id])?;
    let (course, course_kind) = course.ok_or(ErrorCode::NotFound)?;
    let rows: Vec<Row> = context.sql.rows(
        "select json_object('id', l.id, 'title', l.title, 'teacher', l.teacher, 'summary', l.summary, 'state', l.state,
           'required_ms', l.required_ms, 'needs_payment', json(iif(l.needs_payment = 1, 'true', 'false')),
           'after', l.after_id, 'opens_on', l.opens_on, 'closes_on', l.closes_on,
           'preview', json(iif(l.preview = 1, 'true', 'false')),
           'chapters', json((select json_group_array(json_object('at_ms', c.at_ms, 'title', c.title) order by c.at_ms)
             from lesson_chapters c where c.lesson_id = l.id)),
           'video', l.video_id, 'poster', l.poster_id, 'captions', iif(l.captions = '', null, l.caption_cues),
           'viewers', l.viewers, 'version', l.version)
         from lessons l where l.course_id = ?1 order by l.position, l.id limit ?2",
        params![id, MOST_LESSONS],
    )?;
    let files: Vec<MediaRow> = context.sql.rows(
        &format!(
            "select {MEDIA_JSON} from lessons l join media m on m.lesson_id = l.id
             where l.course_id = ?1 and m.state in ('uploading', 'stored') order by m.page, m.id"
        ),
        params![id],
    )?;
    Ok(CourseLessons {
        course_id: id,
        course,
        course_kind,
        lessons: rows.into_iter().map(|row| lesson(context, row, &files)).collect(),
        storage: storage(context)?,
        watching: watching(context, id)?,
    })
}

fn lesson(context: &Context, row: Row, files: &[MediaRow]) -> StaffLesson {
    let of_lesson = || files.iter().filter(|file| file.lesson_id == row.id);
    let info = |id: Option<MediaId>| {
        of_lesson().find(|file| Some(file.id) == id && file.state == "stored").map(|file| file.info(context))
    };
    let (video, poster) = (info(row.video), info(row.poster));
    let slides = of_lesson().filter(|file| file.purpose == MediaPurpose::Slide && file.state == "stored");
    let slides = slides.map(|file| file.info(context)).collect();
    let begun = of_lesson().rfind(|file| file.purpose == MediaPurpose::Video && file.state == "uploading");
    let uploading = begun.map(|file| Uploading {
        id: file.id,
        file_name: file.file_name.clone(),
        bytes: file.bytes,
        stored_bytes: file.stored_bytes,
    });
    let length = video.as_ref().map_or(0, |video| video.duration_ms);
    StaffLesson {
        id: row.id,
        title: row.title,
        teacher: row.teacher,
        summary: row.summary,
        state: row.state,
        required_ms: row.required_ms.unwrap_or(length),
        needs_payment: row.needs_payment,
        after: row.after,
        opens_on: row.opens_on,
        closes_on: row.closes_on,
        preview: row.preview,
        chapters: row.chapters,
        video,
        poster,
        slides,
        caption_cues: row.captions,
        uploading,
        viewers: row.viewers,
        version: row.version,
    }
}

pub fn storage(context: &Context) -> Outcome<Storage> {
    Ok(context.sql.one(
        "select json_object('used_bytes', used_bytes, 'limit_bytes', limit_bytes) from media_storage where id = 1",
        &[],
    )?)
}

/// How the lessons of a course are watched today.
pub fn watching(context: &Context, id: CourseId) -> Outcome<CourseWatching> {
    let set: Option<CourseWatching> = context.sql.row(
        "select json_object('from', effective_from, 'speed_percent', speed_percent,
           'hidden_counts', json(iif(hidden_counts = 1, 'true', 'false')), 'checks', json(iif(checks = 1, 'true', 'false')),
           'daily_cap_minutes', daily_cap_minutes)
         from course_watching where course_id = ?1 and effective_from <= ?2 order by effective_from desc limit 1",
        params![id, context.now.day().to_string()],
    )?;
    // As the columns' defaults.
    Ok(set.unwrap_or(CourseWatching {
        from: Date::FIRST,
        speed_percent: 100,
        hidden_counts: false,
        checks: false,
        daily_cap_minutes: 480,
    }))
}
