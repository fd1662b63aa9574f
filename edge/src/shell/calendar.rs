//! `/certificates/{id}.ics`: the next due day of a certificate for the phone's calendar, for its holder only.

use frontend::edge_pages::EdgePage;
use frontend::i18n::my_certificates::calendar_words;
use shared::certificates::api::{Certificate, ListCertificates, NextDue};
use shared::certificates::ics::{self, Entry};
use shared::endpoint::Nothing;
use shared::error::{ErrorCode, Problem};
use shared::id::CertificateId;
use shared::time::Timestamp;
use worker::{Method, Result};

use super::answer::Answer;
use super::object;
use super::pages::{self, Extra};
use super::request::Incoming;

/// The reminder of the calendar; the portal sends its own earlier ones.
const ALARM_DAYS_BEFORE: i64 = 30;

/// Which certificate a path asks for.
pub fn certificate_of(path: &str) -> Option<CertificateId> {
    path.strip_prefix("/certificates/")?.strip_suffix(".ics")?.parse().ok()
}

pub async fn answer(incoming: &Incoming, id: CertificateId) -> Result<Answer> {
    if !matches!(incoming.request.method(), Method::Get | Method::Head) {
        return Answer::refusal(ErrorCode::MethodNotAllowed, &incoming.facts.request_id);
    }
    let due = match object::call::<ListCertificates>(incoming, &Nothing {}).await? {
        Ok(answer) => answer.certificates.into_iter().find(|certificate| certificate.id == id).and_then(due),
        // Not signed in: the page says so.
        Err(problem) => return trouble(incoming, problem).await,
    };
    let Some((certificate, next)) = due else {
        return trouble(incoming, ErrorCode::NotFound.into()).await;
    };
    let words = calendar_words(incoming.lang, &certificate.operation, &next);
    let host = incoming.url.host_str().unwrap_or_default();
    let file = ics::calendar(&Entry {
        uid: &format!("certificate-{id}-{}@{host}", next.kind.code()),
        on: next.on,
        summary: &words.summary,
        description: &words.description,
        alarm_days_before: ALARM_DAYS_BEFORE,
        stamp: Timestamp(i64::try_from(worker::Date::now().as_millis()).unwrap_or_default()),
    });
    let answer = Answer::text("text/calendar; charset=utf-8", file);
    Ok(answer.with("content-disposition", r#"inline; filename="certificate.ics""#))
}

/// A day that still lies ahead: nobody can be reminded of another.
fn due(certificate: Certificate) -> Option<(Certificate, NextDue)> {
    let next = certificate.next.filter(|next| !next.missed)?;
    Some((certificate, next))
}

async fn trouble(incoming: &Incoming, problem: Problem) -> Result<Answer> {
    let problem = Problem { request_id: incoming.facts.request_id.clone(), ..problem };
    pages::page(incoming, EdgePage::Certificates, Extra { page_problem: Some(problem), ..Extra::default() }).await
}
