//! Recorded lessons as tests need them: a film made by ffmpeg, a lesson with a file, a trainee who watches.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;

use sha2::{Digest, Sha256};
use shared::endpoint::Nothing;
use shared::enrolments::api::GetHome;
use shared::error::Problem;
use shared::id::{CourseId, EnrolmentId, LessonId, MediaId};
use shared::lessons::api::{
    AskQuestion, AskRequest, BeatReply, BeginMedia, CourseLessonsRequest, FinishMedia, LessonForm, LessonStateRequest,
    ListLessons, MediaForm, MediaRef, Object, ObjectRequest, Play, SaveLesson, SendBeat, SendBeatRequest,
    SetLessonState, StaffLesson, StartPlay, StartPlayRequest,
};
use shared::lessons::watching::{Beat, Segment};
use shared::lessons::{LessonState, MediaPurpose, PART_BYTES};

use crate::client::{Answer, Body};
use crate::fail::OrFail;
use crate::people::Person;
use crate::portal::Portal;
use crate::staff::Staff;
use crate::trainee::Trainee;
use crate::{institution, workspace};

/// How long [`film`] is.
pub const FILM_MS: i64 = 120_000;

/// Two minutes with a picture that moves and a tone, H.264 and AAC, the index first. Made once in a checkout.
#[track_caller]
pub fn film() -> PathBuf {
    made("film.mp4", &["-movflags", "+faststart"])
}

/// The same without an index: the end is missing.
#[track_caller]
pub fn film_without_index() -> PathBuf {
    let whole = made("film-index-last.mp4", &[]);
    let path = whole.with_file_name("film-without-index.mp4");
    let bytes = fs::read(&whole).or_fail("the film");
    let index = bytes.windows(4).rposition(|window| window == b"moov").or_fail("an index at the end");
    fs::write(&path, bytes.get(..index - 4).or_fail("what stands before it")).or_fail("writing a film");
    path
}

/// Captions that belong to it.
#[track_caller]
pub fn captions() -> PathBuf {
    let path = folder().join("film.srt");
    let cues = (0..12).map(|n| {
        let (from, to) = (n * 10, n * 10 + 8);
        let at = |seconds: i32| format!("00:{:02}:{:02},000", seconds / 60, seconds % 60);
        format!("{}\r\n{} --> {}\r\n第 {} 段：先断电，再验电\r\n\r\n", n + 1, at(from), at(to), n + 1)
    });
    fs::write(&path, cues.collect::<String>()).or_fail("writing captions");
    path
}

fn folder() -> PathBuf {
    let folder = workspace::root().join("target/lesson-films");
    fs::create_dir_all(&folder).or_fail("a folder for films");
    folder
}

#[track_caller]
fn made(name: &str, options: &[&str]) -> PathBuf {
    // One at a time within a program; programs write under names of their own and rename.
    static MAKING: Mutex<()> = Mutex::new(());
    let _making = MAKING.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let path = folder().join(name);
    if path.is_file() {
        return path;
    }
    let draft = path.with_file_name(format!("{}-{name}", std::process::id()));
    let mut ffmpeg = Command::new("ffmpeg");
    ffmpeg.args(["-v", "error", "-y", "-f", "lavfi", "-i", "testsrc=size=640x360:rate=15", "-f", "lavfi"]);
    ffmpeg.args(["-i", "sine=frequency=330:sample_rate=44100", "-t", "120", "-c:v", "libx264", "-preset", "veryfast"]);
    ffmpeg.args(["-profile:v", "main", "-pix_fmt", "yuv420p", "-g", "30", "-c:a", "aac", "-b:a", "64k"]);
    ffmpeg.args(options).arg(&draft);
    let status = ffmpeg.status().or_fail("ffmpeg: install Debian's package of this name");
    assert!(status.success(), "ffmpeg could not make {name}");
    fs::rename(&draft, &path).or_fail("the film");
    path
}

/// Bytes that begin as a film does and then differ at every place: for what is about bytes only.
pub fn noise(bytes: usize) -> Vec<u8> {
    let mut noise = b"\0\0\0\x18ftypisom\0\0\x02\0isomiso2".to_vec();
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    while noise.len() < bytes {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        noise.extend(state.to_le_bytes());
    }
    noise.truncate(bytes);
    noise
}

pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat()
}

/// A new draft.
pub fn form(course: CourseId, title: &str) -> LessonForm {
    LessonForm {
        id: None,
        course_id: course,
        title: title.to_owned(),
        teacher: "蒋文斌".to_owned(),
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

/// The lessons of a course, in order.
#[track_caller]
pub fn course(staff: &mut Staff, course: CourseId) -> Vec<StaffLesson> {
    staff.call::<ListLessons>(&CourseLessonsRequest { id: course }).or_fail("the lessons").lessons
}

#[track_caller]
pub fn lesson_of(staff: &mut Staff, course: CourseId, id: LessonId) -> StaffLesson {
    self::course(staff, course).into_iter().find(|lesson| lesson.id == id).or_fail("the lesson")
}

#[track_caller]
pub fn draft(staff: &mut Staff, form: &LessonForm) -> LessonId {
    let lessons = staff.call::<SaveLesson>(form).or_fail("saving a lesson").lessons;
    lessons.last().or_fail("a lesson").id
}

pub fn media_form(lesson: LessonId, name: &str, bytes: usize, duration_ms: i64) -> MediaForm {
    MediaForm {
        lesson_id: lesson,
        purpose: MediaPurpose::Video,
        file_name: name.to_owned(),
        bytes: i64::try_from(bytes).unwrap_or(i64::MAX),
        duration_ms,
        width: 640,
        height: 360,
        page: 0,
    }
}

/// The parts of a file with their numbers.
pub fn parts(bytes: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    bytes.chunks(usize::try_from(PART_BYTES).unwrap_or(usize::MAX)).enumerate()
}

/// Sends one part as the console does.
#[track_caller]
pub fn put_part(staff: &mut Staff, id: MediaId, part: usize, bytes: &[u8], hash: &str) -> Answer {
    let origin = staff.origin().to_owned();
    let headers = [("Origin", origin.as_str()), ("Sec-Fetch-Site", "same-origin"), ("X-Part-Sha256", hash)];
    let body = Body::Raw { content_type: "application/octet-stream", bytes: bytes.to_vec() };
    staff.send("PUT", &format!("/staff/media/{id}/parts/{part}"), &headers, body)
}

/// Sends a whole file and takes it into use.
#[track_caller]
pub fn upload(staff: &mut Staff, form: &MediaForm, bytes: &[u8]) -> MediaId {
    let id = staff.call::<BeginMedia>(form).or_fail("announcing a file").id;
    for (part, content) in parts(bytes) {
        put_part(staff, id, part, content, &sha256(content)).expect_status(200);
    }
    staff.call::<FinishMedia>(&MediaRef { id }).or_fail("taking a file into use");
    id
}

#[track_caller]
pub fn set_state(staff: &mut Staff, course: CourseId, id: LessonId, to: LessonState) {
    let version = lesson_of(staff, course, id).version;
    staff.call::<SetLessonState>(&LessonStateRequest { id, to, version }).or_fail("a lesson's state");
}

/// A published lesson with these bytes.
#[track_caller]
pub fn published(staff: &mut Staff, form: &LessonForm, bytes: &[u8], duration_ms: i64) -> LessonId {
    let id = draft(staff, form);
    upload(staff, &media_form(id, "film.mp4", bytes.len(), duration_ms), bytes);
    set_state(staff, form.course_id, id, LessonState::Published);
    id
}

/// A published lesson that somebody has watched for some seconds, objected to and asked about.
#[track_caller]
pub fn talked_about(portal: &Portal, staff: &mut Staff, registrar: &mut Staff) -> StaffLesson {
    let course = institution::usual_class(staff).course_id;
    let id = published(registrar, &form(course, "停电作业：停电、验电、装设接地线"), &noise(4_000), 3_600_000);
    let mut viewer = Viewer::enrolled(portal, registrar, 13);
    viewer.watch_a_little(id);
    viewer.object(id, "看了一节课，只记了几秒，请核对。");
    viewer.ask(id, "接地电阻为什么一般不超过四欧姆？");
    lesson_of(registrar, course, id)
}

/// A lesson's film as it is.
#[track_caller]
pub fn read(path: &Path) -> Vec<u8> {
    fs::read(path).or_fail(path.display())
}

/// Somebody of the usual class who watches.
pub struct Viewer {
    pub trainee: Trainee,
    pub enrolment: EnrolmentId,
    pub openid: String,
}

impl Viewer {
    #[track_caller]
    pub fn enrolled(portal: &Portal, staff: &mut Staff, number: u32) -> Self {
        let person = Person::numbered(number);
        institution::enrol_usually(staff, &person);
        let openid = format!("oLesson{number}");
        let mut trainee = portal.trainee(&openid);
        trainee.bind(&person.name, &person.document_number, &person.phone).expect_redirect_to("/");
        let home = trainee.call::<GetHome>(&Nothing {}).or_fail("home");
        let enrolment = home.enrolments.first().or_fail("an enrolment").id;
        Self { trainee, enrolment, openid }
    }

    #[track_caller]
    pub fn start(&mut self, lesson: LessonId) -> Play {
        let request = StartPlayRequest { enrolment_id: self.enrolment, lesson_id: lesson };
        self.trainee.call::<StartPlay>(&request).or_fail("starting a play")
    }

    /// Has some seconds counted, on a phone.
    #[track_caller]
    pub fn watch_a_little(&mut self, lesson: LessonId) {
        let play = self.start(lesson);
        self.beat(&play, 1, &[(0, 4_000)]);
    }

    #[track_caller]
    pub fn object(&mut self, lesson_id: LessonId, text: &str) {
        let request = ObjectRequest { enrolment_id: self.enrolment, lesson_id, text: text.to_owned() };
        self.trainee.call::<Object>(&request).or_fail("objecting");
    }

    #[track_caller]
    pub fn ask(&mut self, lesson_id: LessonId, text: &str) {
        let request = AskRequest { enrolment_id: self.enrolment, lesson_id, at_ms: 2_000, text: text.to_owned() };
        self.trainee.call::<AskQuestion>(&request).or_fail("asking");
    }

    /// A heartbeat with these segments, in milliseconds of the lesson.
    pub fn try_beat(&mut self, play: &Play, seq: i64, segments: &[(i64, i64)]) -> Result<BeatReply, Problem> {
        self.trainee.call::<SendBeat>(&beat(&play.token, seq, segments))
    }

    #[track_caller]
    pub fn beat(&mut self, play: &Play, seq: i64, segments: &[(i64, i64)]) -> BeatReply {
        self.try_beat(play, seq, segments).or_fail("a heartbeat")
    }
}

pub fn beat(token: &str, seq: i64, segments: &[(i64, i64)]) -> SendBeatRequest {
    let segments: Vec<_> = segments.iter().map(|(from, to)| Segment { from: *from, to: *to, hidden: false }).collect();
    let place_ms = segments.last().map_or(0, |segment| segment.to);
    SendBeatRequest { token: token.to_owned(), beat: Beat { seq, segments, place_ms, check: None, last: false } }
}
