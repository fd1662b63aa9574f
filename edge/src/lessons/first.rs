//! The lesson that comes next, for the first page: one look-up for each card.

use serde::Deserialize;
use shared::date::Date;
use shared::lessons::LessonState;
use shared::lessons::opening::{Before, Opening, Viewer, gate};

/// The first published lessons of an enrolment `e` of a course `c` that are not finished, in order, as a JSON array. None
/// when the training is over: the page of the lessons still shows them, but they are no longer the next step. Behind ten that
/// are closed the first page looks no further: the list does.
pub const FIRST_LESSONS: &str = "json(iif(
  e.outcome is null and e.stage <= (select position from stages where key = 'training'),
  (select json_group_array(json(w.j)) from (select json_object('title', l.title,
    'needs_payment', json(iif(l.needs_payment = 1, 'true', 'false')),
    'after_finished', json(iif(a.id is null, 'null', iif(b.finished_at is null, 'false', 'true'))),
    'opens_on', l.opens_on, 'closes_on', l.closes_on,
    'preview', json(iif(l.preview = 1, 'true', 'false'))) as j
  from lessons l
  left join lesson_progress p on p.enrolment_id = e.id and p.round = e.round and p.lesson_id = l.id
  left join lessons a on a.id = l.after_id and a.state = 'published'
  left join lesson_progress b on b.enrolment_id = e.id and b.round = e.round and b.lesson_id = a.id
  where l.course_id = c.id and l.state = 'published' and l.video_id is not null and p.finished_at is null
  order by l.position, l.id limit 10) w), '[]'))";

/// What its opening depends on.
#[derive(Clone, Debug, Deserialize)]
pub struct FirstLesson {
    title: String,
    needs_payment: bool,
    /// Absent where it waits for no other lesson.
    after_finished: Option<bool>,
    opens_on: Option<Date>,
    closes_on: Option<Date>,
    preview: bool,
}

/// The title of the first that can be watched now: who cannot is not asked to.
pub fn first_open(lessons: &[FirstLesson], is_settled: bool, case_open: bool, today: Date) -> Option<String> {
    let viewer = Viewer { is_settled, case_open, today };
    lessons.iter().find(|lesson| lesson.is_open(viewer)).map(|lesson| lesson.title.clone())
}

impl FirstLesson {
    fn is_open(&self, viewer: Viewer) -> bool {
        let before = self.after_finished.map(|finished| Before { title: String::new(), finished });
        let opening = Opening {
            needs_payment: self.needs_payment,
            after: before,
            opens_on: self.opens_on,
            closes_on: self.closes_on,
            preview: self.preview,
        };
        gate(LessonState::Published, true, &opening, viewer).is_open()
    }
}
