//! The next due day of a certificate for the phone's calendar: `/certificates/{id}.ics` for its holder. WeChat saves no file:
//! there `/certificates/{id}/calendar` says what to do, and makes a link for another browser.

use frontend::certificates::{CalendarPage, calendar_page};
use frontend::edge_pages::EdgePage;
use frontend::i18n::my_certificates::calendar_words;
use shared::certificates::api::{CertificateRequest, Certificates, ListCertificates};
use shared::certificates::ics::{self, Entry};
use shared::endpoint::{Endpoint as _, Nothing};
use shared::error::{ErrorCode, Problem};
use shared::id::CertificateId;
use shared::time::Timestamp;
use worker::{Method, Result};

use super::answer::Answer;
use super::pages::{self, Extra};
use super::request::{Incoming, random_hex};
use super::{links, object, plain, template};
use crate::certificates::calendar::{CalendarDay, MakeCalendarLink};

/// The reminder of the calendar; the portal sends its own earlier ones.
const ALARM_DAYS_BEFORE: i64 = 30;

/// What is asked for of a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    File(CertificateId),
    Page(CertificateId),
    Link(CertificateId),
}

impl Target {
    pub fn of(path: &str) -> Option<Self> {
        let rest = path.strip_prefix("/certificates/")?;
        if let Some(id) = rest.strip_suffix(".ics") {
            return id.parse().ok().map(Self::File);
        }
        let (id, part) = rest.split_once('/')?;
        let id = id.parse().ok()?;
        match part {
            "calendar" => Some(Self::Page(id)),
            "calendar/link" => Some(Self::Link(id)),
            _ => None,
        }
    }
}

fn page_address(id: CertificateId) -> String {
    format!("/certificates/{id}/calendar")
}

pub async fn answer(mut incoming: Incoming, target: Target) -> Result<Answer> {
    let reads = matches!(incoming.request.method(), Method::Get | Method::Head);
    let posts = incoming.request.method() == Method::Post;
    match target {
        Target::File(id) if reads && incoming.in_wechat() => Ok(Answer::see_other(&page_address(id))),
        Target::File(id) if reads => own_file(&incoming, id).await,
        // Elsewhere the file itself is the shorter way.
        Target::Page(id) if reads && !incoming.in_wechat() => Ok(Answer::see_other(&format!("/certificates/{id}.ics"))),
        Target::Page(id) if reads => page(&incoming, id).await,
        Target::Link(id) if posts => {
            links::make::<MakeCalendarLink>(&mut incoming, &CertificateRequest { id }, &page_address(id)).await
        }
        _ => Answer::refusal(ErrorCode::MethodNotAllowed, &incoming.facts.request_id),
    }
}

/// A certificate of the caller's with a day ahead.
fn day_in(answer: Certificates, id: CertificateId) -> Option<CalendarDay> {
    answer.certificates.into_iter().find(|certificate| certificate.id == id).and_then(CalendarDay::of)
}

async fn own_file(incoming: &Incoming, id: CertificateId) -> Result<Answer> {
    match object::call::<ListCertificates>(incoming, &Nothing {}).await? {
        Ok(answer) => match day_in(answer, id) {
            Some(day) => Ok(file(incoming, &day)),
            None => trouble(incoming, ErrorCode::NotFound.into()).await,
        },
        // Not signed in: the page says so.
        Err(problem) => trouble(incoming, problem).await,
    }
}

/// The calendar file of a day.
pub fn file(incoming: &Incoming, day: &CalendarDay) -> Answer {
    let CalendarDay { certificate, operation, next } = day;
    let words = calendar_words(incoming.lang, operation, next);
    let host = incoming.url.host_str().unwrap_or_default();
    let file = ics::calendar(&Entry {
        uid: &format!("certificate-{certificate}-{}@{host}", next.kind.code()),
        on: next.on,
        summary: &words.summary,
        description: &words.description,
        alarm_days_before: ALARM_DAYS_BEFORE,
        stamp: Timestamp(i64::try_from(worker::Date::now().as_millis()).unwrap_or_default()),
    });
    let answer = Answer::text("text/calendar; charset=utf-8", file);
    answer.with("content-disposition", r#"inline; filename="certificate.ics""#)
}

async fn trouble(incoming: &Incoming, problem: Problem) -> Result<Answer> {
    let problem = Problem { request_id: incoming.facts.request_id.clone(), ..problem };
    pages::page(incoming, EdgePage::Certificates, Extra { page_problem: Some(problem), ..Extra::default() }).await
}

/// Inside WeChat: what to do.
async fn page(incoming: &Incoming, id: CertificateId) -> Result<Answer> {
    let request = serde_json::value::to_raw_value(&Nothing {})?;
    let reply = object::call_raw(incoming, ListCertificates::NAME, &request, true).await?;
    let day = match reply.result {
        Ok(json) => day_in(serde_json::from_str(json.get())?, id),
        Err(problem) if problem.code == ErrorCode::BindingRequired => return Ok(Answer::see_other("/bind")),
        Err(problem) => return plain::show_problem(incoming, reply.site, problem).await,
    };
    let Some(CalendarDay { certificate, operation, next }) = day else {
        return plain::show_problem(incoming, reply.site, ErrorCode::NotFound.into()).await;
    };
    let form_key = random_hex::<16>();
    let content = CalendarPage { certificate, operation: &operation, next: &next, form_key: &form_key };
    let answer =
        plain::send(incoming, template::PLAIN, calendar_page(&plain::page_of(incoming, reply.site), &content)).await?;
    Ok(super::api::report_cost(incoming, answer, reply.cost))
}
