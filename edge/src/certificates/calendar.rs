//! `certificates.make_calendar_link`: the next day of a certificate for the phone's calendar, and the link that takes it out of
//! WeChat.

use serde::{Deserialize, Serialize};
use shared::certificates::api::{Certificate, CertificateRequest, NextDue};
use shared::error::ErrorCode;
use shared::id::CertificateId;
use shared::links::OneTimeLink;

use super::facts;
use crate::institution::audit;
use crate::institution::callers::{Anyone, Authenticate as _, Trainee};
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::institution::internal::internal;
use crate::links::{self, Subject};

/// What a calendar entry is made of. It does not say whose certificate it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarDay {
    pub certificate: CertificateId,
    pub operation: String,
    pub next: NextDue,
}

impl CalendarDay {
    /// A day that still lies ahead: nobody can be reminded of another.
    pub fn of(certificate: Certificate) -> Option<Self> {
        let next = certificate.next.filter(|next| !next.missed)?;
        Some(Self { certificate: certificate.id, operation: certificate.operation, next })
    }
}

internal!(
    /// Makes a link for another browser. Its form is the only way here: scripts do not call it.
    change MakeCalendarLink = "certificates.make_calendar_link", CertificateRequest => OneTimeLink
);

/// The day of anybody's certificate, for who has its link.
pub fn day_of(context: &Context, id: CertificateId) -> Outcome<Option<CalendarDay>> {
    Ok(facts::by_id(context, id)?.and_then(CalendarDay::of))
}

/// Somebody else's certificate is answered as if it did not exist; so is one without a day ahead.
pub fn make_calendar_link(context: &Context, _caller: Anyone, request: CertificateRequest) -> Outcome<OneTimeLink> {
    let caller = Trainee::authenticate(context)?;
    let own = facts::of_trainee(context, caller.trainee.id)?.into_iter().find(|own| own.id == request.id);
    own.and_then(CalendarDay::of).ok_or(ErrorCode::NotFound)?;
    let link = links::make(context, Subject::Certificate(request.id))?;
    let subject = Some(("certificate", request.id.0));
    let detail = serde_json::json!({});
    audit::record(context, &caller.actor(), "certificates.make_calendar_link", subject, &detail)?;
    Ok(link)
}
