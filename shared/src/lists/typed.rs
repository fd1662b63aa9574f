//! What staff type by hand, weighed by the rules of lists: what no list could bring is refused, field by field.

use super::check::{ListedCertificate, PartResult};
use super::decide::KnownCase;
use super::decide::weigh::{weigh_certificate, weigh_results};
use crate::certificates::exams::Part;
use crate::date::Date;
use crate::error::{FieldCode, FieldErrors};
use crate::roster::check::{ProblemCode, RowProblem};
use crate::roster::columns::Column;

/// What stands against a result of a case, as errors of the fields of `ResultForm`.
pub fn check_result(part: Part, on: Date, score: i64, case: &KnownCase, today: Date) -> FieldErrors {
    let mut errors = FieldErrors::default();
    if !case.is_open {
        errors.push("part", FieldCode::CaseEnded);
        return errors;
    }
    let (on_in, said_in) = (Column::ExamOn, Column::Score);
    let typed = PartResult { part, on, on_in, score: Some(score), word: None, said_in };
    match weigh_results(&[typed], None, case, today) {
        Ok(changes) if changes.is_empty() => errors.push("on", FieldCode::Taken),
        Ok(_) => {}
        Err(problems) => {
            for problem in problems {
                let code = code(problem.code);
                let of_day = matches!(
                    code,
                    FieldCode::Taken | FieldCode::BeforeClass | FieldCode::InFuture | FieldCode::EarlierThanKnown
                );
                errors.push(if of_day { "on" } else { "part" }, code);
            }
        }
    }
    errors
}

/// What stands against a certificate of a case, as errors of the fields of `CertificateForm`. One that is recorded already
/// may be typed again: so it is corrected. `document`: the number of the holder's document.
pub fn check_certificate(
    certificate: &ListedCertificate,
    document: &str,
    case: &KnownCase,
    today: Date,
) -> FieldErrors {
    let mut errors = FieldErrors::default();
    if !case.rules.is_certified {
        errors.push("enrolment_id", FieldCode::NotOfCourse);
        return errors;
    }
    let unrecorded = KnownCase { certificate: None, ..case.clone() };
    for problem in weigh_certificate(certificate, document, &unrecorded, today).err().unwrap_or_default() {
        errors.push(certificate_field(&problem), code(problem.code));
    }
    errors
}

fn certificate_field(problem: &RowProblem) -> &'static str {
    match (problem.code, problem.column) {
        (ProblemCode::NotAtExam | ProblemCode::CertificateWithoutPass, _) => "enrolment_id",
        (_, Column::FirstIssuedOn) => "first_issued_on",
        (_, Column::ValidFrom) => "valid_from",
        (_, Column::ValidUntil) => "valid_until",
        _ => "number",
    }
}

const fn code(problem: ProblemCode) -> FieldCode {
    match problem {
        ProblemCode::NotAtExam => FieldCode::NotAtExam,
        ProblemCode::ExamBeforeClass => FieldCode::BeforeClass,
        ProblemCode::DateInFuture => FieldCode::InFuture,
        ProblemCode::ExamEarlier => FieldCode::EarlierThanKnown,
        ProblemCode::AlreadyPassed => FieldCode::AlreadyPassed,
        ProblemCode::TheoryNotPassed => FieldCode::TheoryNotPassed,
        ProblemCode::NoMakeUpLeft => FieldCode::NoMakeUpLeft,
        ProblemCode::PartNotOfRegime => FieldCode::NotOfCourse,
        ProblemCode::ScoreDiffers => FieldCode::Taken,
        ProblemCode::CertificateWithoutPass => FieldCode::WithoutPass,
        ProblemCode::CertificateBeforeExam => FieldCode::BeforeExam,
        _ => FieldCode::Inconsistent,
    }
}
