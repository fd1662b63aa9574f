//! The trainee's pages about recorded lessons, the forms on them, and the captions. The video itself comes from addresses
//! of its own; the player's calls are endpoints of the contract.

use frontend::lessons::{LessonsContent, NotTaken, OneLesson, Refused, TalkForm, lessons_page};
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::endpoint::Endpoint;
use shared::enrolments::api::EnrolmentRequest;
use shared::error::{ErrorCode, Problem};
use shared::id::{EnrolmentId, LessonId};
use shared::lessons::api::{
    AskQuestion, AskRequest, GetLesson, GetLessons, LessonPage, LessonRequest, Lessons, Object, ObjectRequest,
};
use shared::time::Timestamp;
use worker::{Method, Result};

use super::answer::Answer;
use super::object::Reply;
use super::request::{Incoming, random_hex};
use super::{api, body, object, origin, plain, template};
use crate::lessons::captions::{CaptionsRequest, GetCaptions, GetStaffCaptions, StaffCaptionsRequest};

/// 500 characters of three bytes, each written with three characters in a form, and the plain fields.
const MAX_FORM: usize = 16 * 1024;
/// What a search may have.
const MOST_SEARCH: usize = 50;

/// What an address names.
struct Target {
    enrolment: EnrolmentId,
    lesson: Option<(LessonId, Part)>,
}

/// Of a lesson.
enum Part {
    Page,
    Captions,
    Form(TalkForm),
}

impl Target {
    /// `/lessons/{enrolment}`, `/lessons/{enrolment}/{lesson}` and what stands below.
    fn of(path: &str) -> Option<Self> {
        let mut words = path.strip_prefix("/lessons/")?.split('/');
        let enrolment = words.next()?.parse().ok()?;
        let Some(lesson) = words.next() else { return Some(Self { enrolment, lesson: None }) };
        let lesson = lesson.parse().ok()?;
        let part = match words.next() {
            None => Part::Page,
            Some("captions.vtt") => Part::Captions,
            Some(word) => Part::Form(TalkForm::from_word(word)?),
        };
        words.next().is_none().then_some(Self { enrolment, lesson: Some((lesson, part)) })
    }
}

/// Answers everything under `/lessons/`.
pub async fn answer(incoming: Incoming) -> Result<Answer> {
    let Some(Target { enrolment, lesson }) = Target::of(incoming.url.path()) else {
        return plain::trouble(&incoming, ErrorCode::NotFound.into()).await;
    };
    let reads = matches!(incoming.request.method(), Method::Get | Method::Head);
    match lesson {
        None if reads => list(&incoming, enrolment).await,
        Some((lesson, Part::Page)) if reads => show(&incoming, enrolment, lesson, None).await,
        Some((lesson, Part::Captions)) if reads => captions(&incoming, enrolment, lesson).await,
        Some((lesson, Part::Form(form))) if incoming.request.method() == Method::Post => {
            send(incoming, enrolment, lesson, form).await
        }
        // A form's address that was opened: the form stands on the page.
        Some((lesson, Part::Form(_))) if reads => Ok(Answer::see_other(&page_address(enrolment, lesson))),
        _ => plain::trouble(&incoming, ErrorCode::MethodNotAllowed.into()).await,
    }
}

fn page_address(enrolment: EnrolmentId, lesson: LessonId) -> String {
    format!("/lessons/{enrolment}/{lesson}")
}

/// Asks the object what a page shows; what it refuses is a page too.
async fn ask<E, R>(incoming: &Incoming, request: &E::Request) -> Result<core::result::Result<(Reply, R), Answer>>
where
    E: Endpoint<Response = R>,
    R: DeserializeOwned + Serialize,
{
    let request = serde_json::value::to_raw_value(request)?;
    let reply = object::call_raw(incoming, E::NAME, &request, true).await?;
    match &reply.result {
        Ok(json) => {
            let read = serde_json::from_str(json.get())?;
            Ok(Ok((reply, read)))
        }
        Err(problem) if problem.code == ErrorCode::BindingRequired => Ok(Err(Answer::see_other("/bind"))),
        Err(problem) => {
            let problem = problem.clone();
            plain::show_problem(incoming, reply.site, problem).await.map(Err)
        }
    }
}

async fn list(incoming: &Incoming, enrolment: EnrolmentId) -> Result<Answer> {
    let (reply, lessons) = match ask::<GetLessons, Lessons>(incoming, &EnrolmentRequest { id: enrolment }).await? {
        Ok(read) => read,
        Err(answer) => return Ok(answer),
    };
    let page = lessons_page(&plain::page_of(incoming, reply.site), &LessonsContent::List(lessons));
    let answer = plain::send(incoming, template::PLAIN, page).await?;
    Ok(api::report_cost(incoming, answer, reply.cost))
}

/// The page of a lesson, perhaps with a form that was not taken.
async fn show(
    incoming: &Incoming,
    enrolment: EnrolmentId,
    lesson: LessonId,
    refused: Option<Refused>,
) -> Result<Answer> {
    let search = incoming.query("search").map(|text| text.trim().chars().take(MOST_SEARCH).collect::<String>());
    let search = search.filter(|text| !text.is_empty());
    let request = LessonRequest { id: enrolment, lesson, search: search.clone() };
    let (reply, page) = match ask::<GetLesson, LessonPage>(incoming, &request).await? {
        Ok(read) => read,
        Err(answer) => return Ok(answer),
    };
    let asked = incoming.query("t").and_then(|seconds| seconds.parse::<u32>().ok());
    let status = refused.as_ref().map(|refused| refused.why.code());
    let one = OneLesson {
        page,
        search,
        asked_ms: asked.map(|seconds| i64::from(seconds) * 1000),
        now: Timestamp(i64::try_from(worker::Date::now().as_millis()).unwrap_or_default()),
        ask_key: random_hex::<16>(),
        object_key: random_hex::<16>(),
        refused,
    };
    // Without a video there is nothing for the player to do.
    let shell = if one.page.video.is_some() { template::LESSON } else { template::PLAIN };
    let page = lessons_page(&plain::page_of(incoming, reply.site), &LessonsContent::One(Box::new(one)));
    let answer = plain::send(incoming, shell, page).await?;
    let answer = api::report_cost(incoming, answer, reply.cost);
    Ok(answer.with_status(status.map_or(200, ErrorCode::status)).about(status))
}

/// A file for the browser's own player: small, and different when the teacher has changed it.
async fn captions(incoming: &Incoming, id: EnrolmentId, lesson: LessonId) -> Result<Answer> {
    match object::call::<GetCaptions>(incoming, &CaptionsRequest { id, lesson }).await? {
        Ok(file) => Ok(Answer::text("text/vtt; charset=utf-8", file.vtt).compressed_for(incoming)),
        Err(problem) => Answer::problem(&problem),
    }
}

/// `GET /staff/lessons/{lesson}/captions.vtt`: as trainees get them.
pub async fn for_staff(incoming: &Incoming) -> Result<Answer> {
    let name = incoming.url.path().strip_prefix("/staff/lessons/").and_then(|rest| rest.strip_suffix("/captions.vtt"));
    let Some(lesson) = name.and_then(|id| id.parse().ok()) else {
        return Answer::problem(&ErrorCode::NotFound.into());
    };
    if !matches!(incoming.request.method(), Method::Get | Method::Head) {
        return Answer::problem(&ErrorCode::MethodNotAllowed.into());
    }
    match object::call::<GetStaffCaptions>(incoming, &StaffCaptionsRequest { lesson }).await? {
        Ok(file) => Ok(Answer::text("text/vtt; charset=utf-8", file.vtt).compressed_for(incoming)),
        Err(problem) => Answer::problem(&problem),
    }
}

/// Both forms have these fields; only a question has a place.
#[derive(serde::Deserialize)]
struct Form {
    idempotency_key: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    at_ms: String,
}

async fn send(
    mut incoming: Incoming,
    enrolment_id: EnrolmentId,
    lesson_id: LessonId,
    form: TalkForm,
) -> Result<Answer> {
    let read = match origin::check(&incoming) {
        Ok(()) => body::text(&mut incoming.request, MAX_FORM).await,
        Err(code) => Err(code),
    };
    let fields = match read.and_then(|text| serde_urlencoded::from_str::<Form>(&text).or(Err(ErrorCode::Malformed))) {
        Ok(fields) => fields,
        Err(code) => return plain::trouble(&incoming, code.into()).await,
    };
    let Form { idempotency_key, text, at_ms } = fields;
    incoming.facts.idempotency_key = Some(idempotency_key);
    let at_ms = at_ms.parse().unwrap_or_default();
    let sent = match form {
        TalkForm::Ask => {
            let request = AskRequest { enrolment_id, lesson_id, at_ms, text: text.clone() };
            object::call::<AskQuestion>(&incoming, &request).await?.map(drop)
        }
        TalkForm::Object => {
            let request = ObjectRequest { enrolment_id, lesson_id, text: text.clone() };
            object::call::<Object>(&incoming, &request).await?.map(drop)
        }
    };
    match sent.map_err(settled) {
        // A key that was used: what was sent then stands on the page as it is now.
        Ok(()) | Err(NotSent::OldPage) => {
            Ok(Answer::see_other(&format!("{}#{}", page_address(enrolment_id, lesson_id), form.part())))
        }
        Err(NotSent::Refused(why)) => {
            let refused = Refused { form, text, at_ms, why };
            show(&incoming, enrolment_id, lesson_id, Some(refused)).await
        }
        Err(NotSent::Trouble(problem)) => plain::trouble(&incoming, problem).await,
    }
}

/// Why a form was not taken.
enum NotSent {
    OldPage,
    Refused(NotTaken),
    Trouble(Problem),
}

fn settled(problem: Problem) -> NotSent {
    match (problem.code, problem.fields.iter().find(|field| field.field == "text")) {
        (ErrorCode::KeyUnusable, _) => NotSent::OldPage,
        (ErrorCode::Invalid, Some(field)) => NotSent::Refused(NotTaken::Field(field.code)),
        (ErrorCode::TooLate, _) => NotSent::Refused(NotTaken::TooLate),
        (ErrorCode::TooManyTries, _) => NotSent::Refused(NotTaken::TooOften),
        _ => NotSent::Trouble(problem),
    }
}
