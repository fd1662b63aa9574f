//! A class with a trainee and lessons of two minutes.

use edge::lessons::media::{OpenPart, OpenPartRequest, PartStored, PartStoredRequest};
use shared::courses::api::{ClassForm, CourseForm, SaveClass, SaveCourse};
use shared::courses::{CourseKind, Regime};
use shared::enrolments::api::*;
use shared::id::{ClassId, CourseId, EnrolmentId, LessonId, MediaId, TraineeId};
use shared::identity::document::DocumentKind;
use shared::lessons::api::*;
use shared::lessons::watching::{Beat, Segment};
use shared::lessons::{LessonState, MediaPurpose, PART_BYTES};

use crate::support::{Client, Portal};

pub const LENGTH_MS: i64 = 120_000;

pub struct Scene<'a> {
    pub portal: &'a Portal,
    pub registrar: Client<'a>,
    pub trainee: Client<'a>,
    pub course: CourseId,
    pub class: ClassId,
    pub enrolment: EnrolmentId,
}

pub fn scene(portal: &Portal) -> Scene<'_> {
    let registrar = portal.registrar();
    let course = CourseForm {
        id: None,
        name: "低压电工作业".into(),
        short_names: vec![],
        kind: CourseKind::Initial,
        regime: Regime::SpecialOperations,
        fee: "980".into(),
        hours_due: "80".into(),
        authority: String::new(),
        version: 0,
    };
    let course = registrar.call::<SaveCourse>(&course).unwrap().id;
    let class = ClassForm {
        id: None,
        course_id: course,
        code: "2026-11-D01".into(),
        starts_on: String::new(),
        ends_on: String::new(),
        place: String::new(),
        capacity: String::new(),
        version: 0,
    };
    let class = registrar.call::<SaveClass>(&class).unwrap().id;
    let (trainee_id, enrolment) = enrol(&registrar, "孔冬志", "E1234567", class);
    let trainee = portal.trainee(trainee_id, "openid");
    Scene { portal, registrar, trainee, course, class, enrolment }
}

pub fn enrol(registrar: &Client, name: &str, number: &str, class: ClassId) -> (TraineeId, EnrolmentId) {
    let form = TraineeForm {
        id: None,
        name: name.into(),
        phone: "13378707117".into(),
        document_kind: DocumentKind::Passport,
        document_number: number.into(),
        class_id: Some(class),
        version: 0,
    };
    let trainee = registrar.call::<SaveTrainee>(&form).unwrap();
    (trainee.id, trainee.enrolments[0].id)
}

impl Scene<'_> {
    pub fn form(&self, title: &str) -> LessonForm {
        LessonForm {
            id: None,
            course_id: self.course,
            title: title.into(),
            teacher: "蒋老师".into(),
            summary: String::new(),
            required_minutes: String::new(),
            needs_payment: false,
            after: None,
            opens_on: String::new(),
            closes_on: String::new(),
            preview: false,
            chapters: String::new(),
            version: 0,
        }
    }

    pub fn save(&self, form: &LessonForm) -> StaffLesson {
        let lessons = self.registrar.call::<SaveLesson>(form).unwrap().lessons;
        let saved = lessons.into_iter().rfind(|lesson| form.id.is_none_or(|id| id == lesson.id));
        saved.unwrap()
    }

    pub fn course_lessons(&self) -> CourseLessons {
        self.registrar.call::<ListLessons>(&CourseLessonsRequest { id: self.course }).unwrap()
    }

    pub fn lesson(&self, id: LessonId) -> StaffLesson {
        self.course_lessons().lessons.into_iter().find(|lesson| lesson.id == id).unwrap()
    }

    /// As the shell does for each part.
    pub fn store(&self, id: MediaId, part: i64) -> Result<StoredPart, shared::error::Problem> {
        self.registrar.call::<OpenPart>(&OpenPartRequest { id, part, storing: true })?;
        self.registrar.call::<PartStored>(&PartStoredRequest { id, part, sha256: format!("hash {part}") })
    }

    pub fn upload(&self, form: &MediaForm) -> MediaId {
        let upload = self.registrar.call::<BeginMedia>(form).unwrap();
        for part in 0..(form.bytes + PART_BYTES - 1) / PART_BYTES {
            self.store(upload.id, part).unwrap();
        }
        self.registrar.call::<FinishMedia>(&MediaRef { id: upload.id }).unwrap();
        upload.id
    }

    pub fn set_state(&self, id: LessonId, to: LessonState) {
        let version = self.lesson(id).version;
        self.registrar.call::<SetLessonState>(&LessonStateRequest { id, to, version }).unwrap();
    }

    /// A published lesson of two minutes.
    pub fn published(&self, form: &LessonForm) -> LessonId {
        let id = self.save(form).id;
        self.upload(&media(id, MediaPurpose::Video, 1_000_000));
        self.set_state(id, LessonState::Published);
        id
    }

    pub fn start(&self, lesson: LessonId) -> Play {
        let request = StartPlayRequest { enrolment_id: self.enrolment, lesson_id: lesson };
        self.trainee.call::<StartPlay>(&request).unwrap()
    }

    pub fn beat(&self, play: &Play, seq: i64, segments: &[(i64, i64)]) -> BeatReply {
        self.trainee.call::<SendBeat>(&beat(play, seq, segments)).unwrap()
    }

    /// Plays on for so long, as an honest page does: a beat every 15 s.
    pub fn watch(&self, play: &Play, from_ms: i64, to_ms: i64) -> BeatReply {
        let mut at = from_ms;
        let mut reply = None;
        while at < to_ms {
            let next = (at + 15_000).min(to_ms);
            self.portal.advance_seconds((next - at) / 1000);
            reply = Some(self.beat(play, next, &[(at, next)]));
            at = next;
        }
        reply.unwrap()
    }

    pub fn page(&self, lesson: LessonId) -> LessonPage {
        let request = LessonRequest { id: self.enrolment, lesson, search: None };
        self.trainee.call::<GetLesson>(&request).unwrap()
    }

    pub fn lessons(&self) -> Lessons {
        self.trainee.call::<GetLessons>(&EnrolmentRequest { id: self.enrolment }).unwrap()
    }
}

pub fn beat(play: &Play, seq: i64, segments: &[(i64, i64)]) -> SendBeatRequest {
    let segments: Vec<_> = segments.iter().map(|(from, to)| Segment { from: *from, to: *to, hidden: false }).collect();
    let place_ms = segments.last().map_or(0, |segment| segment.to);
    SendBeatRequest { token: play.token.clone(), beat: Beat { seq, segments, place_ms, check: None, last: false } }
}

pub fn media(lesson: LessonId, purpose: MediaPurpose, bytes: i64) -> MediaForm {
    let is_video = purpose == MediaPurpose::Video;
    MediaForm {
        lesson_id: lesson,
        purpose,
        file_name: "第一课.mp4".into(),
        bytes,
        duration_ms: if is_video { LENGTH_MS } else { 0 },
        width: 1280,
        height: 720,
        page: i64::from(purpose == MediaPurpose::Slide),
    }
}
