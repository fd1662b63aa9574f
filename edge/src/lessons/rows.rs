//! Lessons of one enrolment as the database has them: with what is counted, and whether they are open.

use serde::Deserialize;
use shared::certificates::case::Outcome as CaseOutcome;
use shared::courses::CourseKind;
use shared::date::Date;
use shared::enrolments::api::TraineeName;
use shared::error::ErrorCode;
use shared::id::{ClassId, CourseId, EnrolmentId, LessonId, MediaId, TraineeId};
use shared::lessons::LessonState;
use shared::lessons::api::{Credit, Gate, LessonRow, LessonsHead};
use shared::lessons::opening::{Before, Opening, Viewer, gate};
use shared::lessons::watching::{Progress, Uncounted, finished};
use shared::money::Money;
use shared::payments::{Dues, Standing};

use super::courses::MOST_LESSONS;
use super::hours::LESSON_SECONDS;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

/// An enrolment as lessons see it.
#[derive(Clone, Debug, Deserialize)]
pub struct Enrolled {
    pub id: EnrolmentId,
    pub trainee: TraineeName,
    pub round: i64,
    pub class_id: ClassId,
    pub course_id: CourseId,
    course: String,
    kind: CourseKind,
    class_code: String,
    rule_set_id: i64,
    outcome: Option<CaseOutcome>,
    fee: Money,
    paid: Money,
    /// Of the classroom.
    hours_done: i64,
    /// By lessons.
    lessons_seconds: i64,
    /// Of the course, where it asks for other hours than the rules.
    hours_due: Option<i64>,
}

/// One lesson with what is counted of it.
#[derive(Clone, Debug, Deserialize)]
pub struct Lesson {
    pub id: LessonId,
    pub title: String,
    pub teacher: String,
    state: LessonState,
    pub required_ms: i64,
    needs_payment: bool,
    /// Of the lesson that comes before; one that is taken back keeps nobody waiting.
    after_title: Option<String>,
    after_finished: bool,
    opens_on: Option<Date>,
    closes_on: Option<Date>,
    preview: bool,
    pub video_id: Option<MediaId>,
    pub length_ms: i64,
    #[serde(flatten)]
    pub seen: Seen,
}

/// What a trainee has of a lesson; nothing at first.
#[derive(Clone, Debug, Deserialize)]
pub struct Seen {
    pub progress: Option<Progress>,
    pub counted_ms: i64,
    pub uncounted: Uncounted,
    /// The video that `progress` and `place_ms` are about.
    pub last_video: Option<MediaId>,
    pub place_ms: i64,
    pub finished: bool,
    pub plays: i64,
}

/// Joins of a lesson `l` with the progress `p` of the enrolment ?1 in the round ?2, its video `m`, and the lesson before it.
const JOINS: &str = "left join media m on m.id = l.video_id
    left join lesson_progress p on p.enrolment_id = ?1 and p.round = ?2 and p.lesson_id = l.id
    left join lessons b on b.id = l.after_id and b.state = 'published'
    left join lesson_progress bp on bp.enrolment_id = ?1 and bp.round = ?2 and bp.lesson_id = b.id";

/// How much of a lesson `l` with the video `m` must be counted: what staff have set, and never quite all of it. Players say where
/// they are to a quarter of a second, and of a film's last moments some say nothing: a hundredth is left out, three seconds at
/// least.
pub const REQUIRED_MS: &str = "coalesce(min(coalesce(l.required_ms, m.duration_ms),
    max(m.duration_ms / 2, m.duration_ms - max(3000, m.duration_ms / 100))), 0)";

/// The columns of [`Lesson`].
fn lesson_json() -> String {
    LESSON_JSON.replace("{REQUIRED_MS}", REQUIRED_MS)
}

const LESSON_JSON: &str = "json_object('id', l.id, 'title', l.title, 'teacher', l.teacher, 'state', l.state,
    'required_ms', {REQUIRED_MS}, 'needs_payment', json(iif(l.needs_payment = 1, 'true', 'false')),
    'after_title', b.title,
    'after_finished', json(iif(bp.finished_at is null, 'false', 'true')),
    'opens_on', l.opens_on, 'closes_on', l.closes_on, 'preview', json(iif(l.preview = 1, 'true', 'false')),
    'video_id', l.video_id, 'length_ms', coalesce(m.duration_ms, 0), 'progress', json(p.progress),
    'counted_ms', coalesce(p.counted_ms, 0), 'uncounted', json(coalesce(p.uncounted, '{}')), 'last_video', p.video_id,
    'place_ms', coalesce(p.place_ms, 0), 'finished', json(iif(p.finished_at is null, 'false', 'true')),
    'plays', coalesce(p.plays, 0))";

impl Enrolled {
    /// The caller's own enrolment.
    pub fn of_trainee(context: &Context, id: EnrolmentId, trainee: TraineeId) -> Outcome<Self> {
        let found = Self::of(context, id)?;
        if found.trainee.id == trainee { Ok(found) } else { Err(ErrorCode::NotFound.into()) }
    }

    pub fn of(context: &Context, id: EnrolmentId) -> Outcome<Self> {
        let found: Option<Self> = context.sql.row(
            &format!(
                "select json_object('id', e.id, 'trainee', json_object('id', t.id, 'name', t.name), 'round', e.round,
                   'class_id', k.id, 'course_id', c.id, 'course', c.name, 'kind', c.kind, 'class_code', k.code,
                   'rule_set_id', e.rule_set_id, 'outcome', e.outcome, 'fee', e.fee, 'paid', e.paid,
                   'hours_done', e.hours_done, 'lessons_seconds', {LESSON_SECONDS}, 'hours_due', c.hours_due)
                 from enrolments e join trainees t on t.id = e.trainee_id join classes k on k.id = e.class_id
                 join courses c on c.id = k.course_id where e.id = ?1"
            ),
            params![id],
        )?;
        Ok(found.ok_or(ErrorCode::NotFound)?)
    }

    pub fn head(&self, context: &Context) -> Outcome<LessonsHead> {
        let rules = context.rules()?;
        let set = rules.of(self.rule_set_id)?;
        let class_minutes = u16::try_from(set.class_minutes).unwrap_or(45);
        let due = self.hours_due.unwrap_or(set.hours_due);
        Ok(LessonsHead {
            enrolment_id: self.id,
            trainee: self.trainee.clone(),
            course: self.course.clone(),
            course_kind: self.kind,
            class_code: self.class_code.clone(),
            class_minutes,
            due_seconds: due * i64::from(class_minutes) * 60,
            done_seconds: self.hours_done + self.lessons_seconds,
            lessons_seconds: self.lessons_seconds,
        })
    }

    /// Lessons that the trainee may know of: published ones, and those that were watched before they were taken back.
    pub fn lessons(&self, context: &Context) -> Outcome<Vec<Lesson>> {
        Ok(context.sql.rows(
            &format!(
                "select {} from lessons l {JOINS}
                 where l.course_id = ?3 and (l.state = 'published' or p.lesson_id is not null)
                 order by l.position, l.id limit ?4",
                lesson_json()
            ),
            params![self.id, self.round, self.course_id, MOST_LESSONS],
        )?)
    }

    /// One lesson of the course that the trainee may know of.
    pub fn lesson(&self, context: &Context, id: LessonId) -> Outcome<Lesson> {
        let found: Option<Lesson> = context.sql.row(
            &format!(
                "select {} from lessons l {JOINS}
                 where l.id = ?3 and l.course_id = ?4 and (l.state = 'published' or p.lesson_id is not null)",
                lesson_json()
            ),
            params![self.id, self.round, id, self.course_id],
        )?;
        Ok(found.ok_or(ErrorCode::NotFound)?)
    }

    pub fn gate(&self, lesson: &Lesson, today: Date) -> Gate {
        let dues = Dues { due: self.fee, paid: self.paid };
        let viewer = Viewer {
            is_settled: matches!(dues.standing(), Standing::Free | Standing::Paid),
            case_open: self.outcome.is_none(),
            today,
        };
        let before = lesson.after_title.clone().map(|title| Before { title, finished: lesson.after_finished });
        let opening = Opening {
            needs_payment: lesson.needs_payment,
            after: before,
            opens_on: lesson.opens_on,
            closes_on: lesson.closes_on,
            preview: lesson.preview,
        };
        gate(lesson.state, lesson.video_id.is_some(), &opening, viewer)
    }

    /// A lesson as a row, with its number.
    pub fn row(&self, lesson: &Lesson, number: usize, today: Date) -> LessonRow {
        LessonRow {
            id: lesson.id,
            number: i64::try_from(number).unwrap_or_default(),
            title: lesson.title.clone(),
            teacher: lesson.teacher.clone(),
            length_ms: lesson.length_ms,
            required_ms: lesson.required_ms,
            preview: lesson.preview,
            gate: self.gate(lesson, today),
            credit: lesson.credit(),
            finished: lesson.seen.finished,
            place_ms: lesson.place_ms(),
        }
    }

    /// All lessons as rows.
    pub fn rows(&self, lessons: &[Lesson], today: Date) -> Vec<LessonRow> {
        lessons.iter().zip(1..).map(|(lesson, number)| self.row(lesson, number, today)).collect()
    }
}

impl Lesson {
    pub fn credit(&self) -> Credit {
        Credit { counted_ms: self.seen.counted_ms, uncounted: self.seen.uncounted }
    }

    /// Where to go on; a file that was replaced begins anew, and so does one that was seen to its end.
    pub fn place_ms(&self) -> i64 {
        let is_same = self.seen.last_video == self.video_id;
        let at_end = self.seen.place_ms + NEAR_END_MS >= self.length_ms;
        if is_same && !at_end { self.seen.place_ms } else { 0 }
    }

    pub fn is_finished(&self, progress: &Progress) -> bool {
        finished(progress, self.required_ms, self.length_ms)
    }
}

/// So near to the end there is nothing left to go on with.
const NEAR_END_MS: i64 = 3_000;
