//! Files of lessons: announced, stored part by part by the shell, taken into use when all parts are there. The bytes never
//! come here. A row is written before its bytes are stored, so that no bytes are ever without one.

use serde::{Deserialize, Serialize};
use shared::error::{ErrorCode, FieldCode, FieldErrors};
use shared::id::{CourseId, LessonId, MediaId, StaffId};
use shared::lessons::api::{CourseLessons, MediaForm, MediaRef, MediaUpload, StoredPart};
use shared::lessons::{LessonState, MOST_SLIDES, MediaPurpose, PART_BYTES};
use shared::text;

use super::courses::{of_course, storage};
use crate::institution::audit;
use crate::institution::callers::{Anyone, Authenticate as _, Editor, StaffMember};
use crate::institution::context::Context;
use crate::institution::crypto::to_hex;
use crate::institution::dispatch::transaction;
use crate::institution::failure::Outcome;
use crate::institution::internal::internal;
use crate::params;

const FILE_NAME_MAX: usize = 200;
/// What is not finished by then never will be.
const UPLOAD_DAYS: i64 = 7;
/// A file that was replaced stays for those who watch it now.
const REPLACED_DAYS: i64 = 1;
/// Of an upload that was given up, for parts that are still on their way.
const DROPPED_SECONDS: i64 = 3600;
/// Eight thousand pixels: no screen of ours has more.
const MOST_PIXELS: i64 = 8_192;
/// Ten hours.
const MOST_DURATION_MS: i64 = 36_000_000;

/// A part that is asked about before its bytes are read, and again before they are stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenPartRequest {
    pub id: MediaId,
    pub part: i64,
    /// Its bytes have arrived and are good: they are stored next.
    pub storing: bool,
}

/// Where it goes, and how long it must be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartPlace {
    pub name: String,
    pub bytes: i64,
}

/// A part that was stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartStoredRequest {
    pub id: MediaId,
    pub part: i64,
    pub sha256: String,
}

/// An upload as the shell sees it before it is taken into use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundUpload {
    /// Of its first part.
    pub name: String,
    pub purpose: MediaPurpose,
}

internal!(
    /// Whether a part may be stored now, and where.
    OpenPart = "lessons.open_part", OpenPartRequest => PartPlace
);
internal!(
    /// Notes a part with the hash of what arrived. Storing it again notes it again.
    PartStored = "lessons.part_stored", PartStoredRequest => StoredPart
);
internal!(
    /// Where an upload begins.
    FindUpload = "lessons.find_upload", MediaRef => FoundUpload
);

/// Where a part lies in FILES.
pub fn part_name(name: &str, part: impl core::fmt::Display) -> String {
    format!("lessons/{name}/{part}")
}

#[derive(Deserialize)]
struct Row {
    lesson_id: Option<LessonId>,
    course_id: Option<CourseId>,
    lesson_state: Option<LessonState>,
    purpose: MediaPurpose,
    name: String,
    bytes: i64,
    part_bytes: i64,
    page: i64,
    state: String,
}

fn find(context: &Context, id: MediaId) -> Outcome<Row> {
    let row: Option<Row> = context.sql.row(
        "select json_object('lesson_id', m.lesson_id, 'course_id', l.course_id, 'lesson_state', l.state,
           'purpose', m.purpose, 'name', m.name, 'bytes', m.bytes, 'part_bytes', m.part_bytes, 'page', m.page,
           'state', m.state)
         from media m left join lessons l on l.id = m.lesson_id where m.id = ?1",
        params![id],
    )?;
    Ok(row.ok_or(ErrorCode::NotFound)?)
}

impl Row {
    /// How long a part must be; none for one that the file does not have.
    fn part_length(&self, part: i64) -> Option<i64> {
        let begin = part.checked_mul(self.part_bytes).filter(|begin| part >= 0 && *begin < self.bytes)?;
        Some((self.bytes - begin).min(self.part_bytes))
    }
}

pub fn begin_media(context: &Context, Editor(member): Editor, form: MediaForm) -> Outcome<MediaUpload> {
    transaction(context, || begin(context, &member, &form))
}

fn begin(context: &Context, member: &StaffMember, form: &MediaForm) -> Outcome<MediaUpload> {
    let there: Option<i64> = context.sql.row("select 1 from lessons where id = ?1", params![form.lesson_id])?;
    there.ok_or(ErrorCode::NotFound)?;
    let file_name = check(form)?;
    // The same file goes on where it broke off.
    let known: Option<MediaId> = context.sql.row(
        "select id from media where lesson_id = ?1 and purpose = ?2 and page = ?3 and state = 'uploading' and bytes = ?4
           and file_name = ?5 and part_bytes = ?6 order by id desc limit 1",
        params![form.lesson_id, form.purpose.code(), form.page, form.bytes, &file_name, PART_BYTES],
    )?;
    let id = match known {
        Some(id) => {
            let until = context.now.plus_days(UPLOAD_DAYS);
            context.sql.run("update media set delete_after = ?2 where id = ?1", params![id, until])?;
            id
        }
        None => insert(context, member.id, form, &file_name)?,
    };
    Ok(MediaUpload { id, part_bytes: PART_BYTES, parts: stored_parts(context, id)? })
}

fn check(form: &MediaForm) -> Outcome<String> {
    let mut errors = FieldErrors::default();
    let mut within = |field: &str, value: i64, least: i64, most: i64| {
        if !(least..=most).contains(&value) {
            errors.push(field, FieldCode::OutOfRange);
        }
    };
    let is_video = form.purpose == MediaPurpose::Video;
    within("bytes", form.bytes, 1, form.purpose.most_bytes());
    within("duration_ms", form.duration_ms, i64::from(is_video), if is_video { MOST_DURATION_MS } else { 0 });
    within("width", form.width, 1, MOST_PIXELS);
    within("height", form.height, 1, MOST_PIXELS);
    let pages = if form.purpose == MediaPurpose::Slide { (1, MOST_SLIDES) } else { (0, 0) };
    within("page", form.page, pages.0, pages.1);
    let file_name = errors.check("file_name", text::line(&form.file_name, FILE_NAME_MAX));
    match file_name {
        Some(file_name) if errors.is_empty() => Ok(file_name),
        _ => Err(errors.into()),
    }
}

fn insert(context: &Context, staff: StaffId, form: &MediaForm, file_name: &str) -> Outcome<MediaId> {
    // Another file in the same place was given up.
    context.sql.run(
        "update media set state = 'dropped', delete_after = ?4
         where lesson_id = ?1 and purpose = ?2 and page = ?3 and state = 'uploading'",
        params![form.lesson_id, form.purpose.code(), form.page, context.now.plus_seconds(DROPPED_SECONDS)],
    )?;
    // What is on its way will take its room too.
    let coming: i64 = context.sql.one(
        "select json(coalesce(sum(m.bytes - (select coalesce(sum(p.bytes), 0) from media_parts p where p.media_id = m.id)), 0))
         from media m where m.state = 'uploading'",
        &[],
    )?;
    if form.bytes.saturating_add(coming) > storage(context)?.free_bytes() {
        return Err(ErrorCode::StorageFull.into());
    }
    let id = context.sql.insert(
        "insert into media (lesson_id, purpose, name, file_name, bytes, part_bytes, duration_ms, width, height, page, staff_id,
           created_at, delete_after)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13) returning id",
        params![
            form.lesson_id,
            form.purpose.code(),
            to_hex(&context.secret::<16>()),
            file_name,
            form.bytes,
            PART_BYTES,
            form.duration_ms,
            form.width,
            form.height,
            form.page,
            staff,
            context.now,
            context.now.plus_days(UPLOAD_DAYS)
        ],
    )?;
    Ok(MediaId(id))
}

fn stored_parts(context: &Context, id: MediaId) -> Outcome<Vec<StoredPart>> {
    Ok(context.sql.rows(
        "select json_object('part', part, 'bytes', bytes, 'sha256', sha256) from media_parts
         where media_id = ?1 and sha256 <> '' order by part",
        params![id],
    )?)
}

pub fn open_part(context: &Context, _caller: Anyone, request: OpenPartRequest) -> Outcome<PartPlace> {
    transaction(context, || {
        Editor::authenticate(context)?;
        let row = find(context, request.id)?;
        if row.state != "uploading" {
            return Err(ErrorCode::Changed.into());
        }
        let bytes = row.part_length(request.part).ok_or(ErrorCode::NotFound)?;
        if request.storing {
            // The row before the bytes; and nobody takes the file into use while a part of it is written.
            context.sql.run(
                "insert into media_parts (media_id, part, bytes, sha256) values (?1, ?2, 0, '')
                 on conflict (media_id, part) do update set sha256 = ''",
                params![request.id, request.part],
            )?;
        }
        Ok(PartPlace { name: part_name(&row.name, request.part), bytes })
    })
}

pub fn part_stored(context: &Context, _caller: Anyone, request: PartStoredRequest) -> Outcome<StoredPart> {
    transaction(context, || {
        Editor::authenticate(context)?;
        let PartStoredRequest { id, part, sha256 } = request.clone();
        let row = find(context, id)?;
        let bytes = row.part_length(part).ok_or(ErrorCode::NotFound)?;
        if row.state != "uploading" {
            return Err(ErrorCode::Changed.into());
        }
        context.sql.run(
            "update media_storage set used_bytes = used_bytes + ?3
               - coalesce((select bytes from media_parts where media_id = ?1 and part = ?2), 0) where id = 1",
            params![id, part, bytes],
        )?;
        context.sql.run(
            "insert into media_parts (media_id, part, bytes, sha256) values (?1, ?2, ?3, ?4)
             on conflict (media_id, part) do update set bytes = excluded.bytes, sha256 = excluded.sha256",
            params![id, part, bytes, &sha256],
        )?;
        Ok(StoredPart { part, bytes, sha256 })
    })
}

pub fn find_upload(context: &Context, _caller: Anyone, request: MediaRef) -> Outcome<FoundUpload> {
    Editor::authenticate(context)?;
    let row = find(context, request.id)?;
    Ok(FoundUpload { name: part_name(&row.name, 0), purpose: row.purpose })
}

pub fn finish_media(context: &Context, Editor(member): Editor, request: MediaRef) -> Outcome<CourseLessons> {
    transaction(context, || finish(context, &member, request))
}

fn finish(context: &Context, member: &StaffMember, request: MediaRef) -> Outcome<CourseLessons> {
    let row = find(context, request.id)?;
    let (Some(lesson), Some(course)) = (row.lesson_id, row.course_id) else { return Err(ErrorCode::NotFound.into()) };
    if row.state == "stored" {
        return of_course(context, course);
    }
    if row.state != "uploading" {
        return Err(ErrorCode::Changed.into());
    }
    let parts = stored_parts(context, request.id)?;
    // In order and without gaps: the sum alone would not tell.
    let whole =
        parts.iter().zip(0..).all(|(stored, part)| stored.part == part && row.part_length(part) == Some(stored.bytes));
    if !whole || parts.iter().map(|part| part.bytes).sum::<i64>() != row.bytes {
        return Err(ErrorCode::UploadIncomplete.into());
    }
    replace_former(context, lesson, &row)?;
    context.sql.run(
        "update media set state = 'stored', stored_at = ?2, delete_after = null where id = ?1",
        params![request.id, context.now],
    )?;
    let (video, poster) = (row.purpose == MediaPurpose::Video, row.purpose == MediaPurpose::Poster);
    context.sql.run(
        "update lessons set video_id = iif(?3, ?2, video_id), poster_id = iif(?4, ?2, poster_id), version = version + 1
         where id = ?1",
        params![lesson, request.id, video, poster],
    )?;
    let detail = serde_json::json!({ "lesson": lesson, "purpose": row.purpose, "bytes": row.bytes, "page": row.page });
    audit::record(context, &member.actor(), "lessons.finish_media", Some(("media", request.id.0)), &detail)?;
    of_course(context, course)
}

/// What stood in this place goes, but not under those who see it now.
fn replace_former(context: &Context, lesson: LessonId, new: &Row) -> Outcome<()> {
    context.sql.run(
        "update media set state = 'dropped', delete_after = ?4
         where lesson_id = ?1 and purpose = ?2 and page = ?3 and state = 'stored'",
        params![lesson, new.purpose.code(), new.page, context.now.plus_days(REPLACED_DAYS)],
    )?;
    Ok(())
}

pub fn drop_media(context: &Context, Editor(member): Editor, request: MediaRef) -> Outcome<CourseLessons> {
    transaction(context, || give_up(context, &member, request))
}

fn give_up(context: &Context, member: &StaffMember, request: MediaRef) -> Outcome<CourseLessons> {
    let row = find(context, request.id)?;
    let (Some(lesson), Some(course)) = (row.lesson_id, row.course_id) else { return Err(ErrorCode::NotFound.into()) };
    let is_shown = row.state == "stored" && row.lesson_state == Some(LessonState::Published);
    if is_shown && row.purpose == MediaPurpose::Video {
        return Err(ErrorCode::LessonInUse.into());
    }
    context.sql.run(
        "update lessons set video_id = nullif(video_id, ?2), poster_id = nullif(poster_id, ?2), version = version + 1
         where id = ?1 and ?2 in (video_id, poster_id)",
        params![lesson, request.id],
    )?;
    context.sql.run(
        "update media set state = 'dropped', delete_after = ?2 where id = ?1 and state in ('uploading', 'stored')",
        params![request.id, context.now.plus_seconds(DROPPED_SECONDS)],
    )?;
    let detail = serde_json::json!({ "lesson": lesson, "purpose": row.purpose, "page": row.page });
    audit::record(context, &member.actor(), "lessons.drop_media", Some(("media", request.id.0)), &detail)?;
    of_course(context, course)
}

/// All files of a draft that is deleted.
pub fn drop_all(context: &Context, lesson: LessonId) -> Outcome<()> {
    context.sql.run("update lessons set video_id = null, poster_id = null where id = ?1", params![lesson])?;
    context.sql.run(
        "update media set lesson_id = null, delete_after = coalesce(delete_after, ?2),
           state = iif(state in ('uploading', 'stored'), 'dropped', state) where lesson_id = ?1",
        params![lesson, context.now.plus_seconds(DROPPED_SECONDS)],
    )?;
    Ok(())
}
