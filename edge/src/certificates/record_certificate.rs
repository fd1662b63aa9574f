//! `certificates.record_certificate`: a certificate typed by hand: one that a trainee brought, or that came without a list.
//! Of a case it must fit by the rules of lists. It can be undone as a move.

use shared::certificates::api::{CertificateForm, RecordedCertificate};
use shared::certificates::case::Deed;
use shared::certificates::clocks::Validity;
use shared::courses::Regime;
use shared::date::{Date, DateError};
use shared::error::{ErrorCode, FieldCode, FieldErrors};
use shared::lists::check::ListedCertificate;
use shared::lists::decide::KnownCase;
use shared::lists::typed::check_certificate;
use shared::text;

use super::facts::{self, NewCertificate, masked};
use super::ledger::CaseLedger;
use super::moves;
use crate::imports::lists::{CaseFacts, known_case};
use crate::institution::audit;
use crate::institution::callers::Registrar;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

const NUMBER_MAX: usize = 40;
const OPERATION_MAX: usize = 60;
const AUTHORITY_MAX: usize = 60;

pub fn record_certificate(
    context: &Context,
    Registrar(member): Registrar,
    form: CertificateForm,
) -> Outcome<RecordedCertificate> {
    let sealed: Option<String> = context.sql.row(
        "select json_quote(document) from trainees where id = ?1 and merged_into is null",
        params![form.trainee_id],
    )?;
    let document = context.open("trainees.document", &sealed.ok_or(ErrorCode::NotFound)?)?;
    let mut new = check(&form, &document, context.now.day())?;
    let (made, origin) = moves::begin(context, member.id, Deed::Certified)?;
    new.made = Some(made);
    let mut written = Vec::new();
    if let Some(enrolment) = form.enrolment_id {
        let mut ledger = CaseLedger::open(context, origin, &[enrolment])?;
        ledger.case(enrolment).filter(|state| state.trainee_id == form.trainee_id).ok_or(ErrorCode::NotFound)?;
        let (known, facts) = known_case(context, form.trainee_id, enrolment)?.ok_or(ErrorCode::NotFound)?;
        fits(&new, &document, &known, &facts, context.now.day())?;
        ledger.issued(enrolment, &masked(&new.number), &new.operation, new.valid_until)?;
        written = ledger.write()?;
    }
    let id = facts::record(context, &new)?;
    let made = moves::finish(context, made, &written, usize::from(written.is_empty()))?;
    let subject = Some(("trainee", form.trainee_id.0));
    let detail = serde_json::json!({ "certificate": id, "enrolment": form.enrolment_id, "move": made.id });
    audit::record(context, &member.actor(), "certificates.record_certificate", subject, &detail)?;
    Ok(RecordedCertificate { certificate: facts::one(context, form.trainee_id, id)?, made })
}

/// Whether it can be that of a case: by the rules of lists. After a hand-over it may still be typed, or corrected.
fn fits(new: &NewCertificate, document: &str, case: &KnownCase, facts: &CaseFacts, today: Date) -> Outcome<()> {
    let mut errors = FieldErrors::default();
    if case.rules.is_certified && facts.regime != new.regime {
        errors.push("regime", FieldCode::NotOfCourse);
        return Err(errors.into());
    }
    if facts.outcome.is_some_and(|outcome| !outcome.is_success()) {
        errors.push("enrolment_id", FieldCode::CaseEnded);
        return Err(errors.into());
    }
    let listed = ListedCertificate {
        number: new.number.clone(),
        category: None,
        first_issued_on: new.first_issued_on,
        valid_from: new.valid_from,
        valid_until: new.valid_until.unwrap_or(Date::LAST),
        review_due_on: new.review_due_on,
        authority: None,
    };
    let errors = check_certificate(&listed, document, case, today);
    if errors.is_empty() { Ok(()) } else { Err(errors.into()) }
}

fn check(form: &CertificateForm, document: &str, today: Date) -> Outcome<NewCertificate> {
    let mut errors = FieldErrors::default();
    let number = errors.check("number", number(&form.number, form.regime, document));
    let operation = errors.check("operation", text::line(&form.operation, OPERATION_MAX));
    let first_issued_on = errors.check("first_issued_on", optional(&form.first_issued_on)).flatten();
    let valid_from = errors.check("valid_from", Date::parse(&form.valid_from));
    let valid_until = errors.check("valid_until", optional(&form.valid_until)).flatten();
    let review_due_on = errors.check("review_due_on", optional(&form.review_due_on)).flatten();
    let authority = if text::normalise(&form.authority).is_empty() {
        Some(String::new())
    } else {
        errors.check("authority", text::line(&form.authority, AUTHORITY_MAX))
    };
    if let (Some(from), Some(until)) = (valid_from, valid_until) {
        errors.check("valid_until", Validity::new(from, until, None));
        if until > from {
            errors.check("review_due_on", Validity::new(from, until, review_due_on));
        }
    }
    if review_due_on.is_some() && valid_until.is_none() && errors.is_empty() {
        // Nobody is reminded of a review within no end.
        errors.push("valid_until", FieldCode::Required);
    }
    if let (Some(first), Some(from)) = (first_issued_on, valid_from)
        && first > from
    {
        errors.push("first_issued_on", FieldCode::Inconsistent);
    }
    if valid_from.is_some_and(|from| from > today.plus_months(12)) {
        errors.push("valid_from", FieldCode::OutOfRange);
    }
    match (number, operation, valid_from, authority) {
        (Some(number), Some(operation), Some(valid_from), Some(authority)) if errors.is_empty() => Ok(NewCertificate {
            trainee: form.trainee_id,
            enrolment: form.enrolment_id,
            regime: form.regime,
            number,
            category: String::new(),
            operation,
            first_issued_on,
            valid_from,
            valid_until,
            review_due_on,
            authority,
            import: None,
            made: None,
        }),
        _ => Err(errors.into()),
    }
}

fn optional(typed: &str) -> Result<Option<Date>, FieldCode> {
    match Date::parse(typed) {
        Ok(day) => Ok(Some(day)),
        Err(DateError::Empty) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// For special operations it is `T` and the holder's document number (domain.md D4): anything else is a mistake, or
/// somebody else's.
fn number(typed: &str, regime: Regime, document: &str) -> Result<String, FieldCode> {
    let number = text::line(&text::squash(typed).to_ascii_uppercase(), NUMBER_MAX)?;
    if regime == Regime::SpecialOperations && number.strip_prefix('T') != Some(document) {
        return Err(FieldCode::Inconsistent);
    }
    Ok(number)
}
