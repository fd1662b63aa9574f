//! What trainees and staff see of enrolments.

use serde::{Deserialize, Serialize};

use super::{NextStep, Progress, Stage};
use crate::certificates::api::CaseDetail;
use crate::certificates::case::Outcome;
use crate::certificates::exams::Part;
use crate::certificates::regime::StageActor;
use crate::courses::CourseKind;
use crate::date::Date;
use crate::endpoint::Nothing;
use crate::endpoints;
use crate::flat::flat_enum;
use crate::id::{ClassId, EnrolmentId, ProofId, TraineeId};
use crate::identity::document::DocumentKind;
use crate::lang::LocalText;
use crate::money::Money;
use crate::page::Page;
use crate::payments::{Dues, PaymentMethod, PaymentSource};
use crate::time::Timestamp;

/// A trainee by name, for the switcher.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TraineeName {
    pub id: TraineeId,
    pub name: String,
}

/// The first page: where do I stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Home {
    pub trainee: TraineeName,
    /// Everybody bound to this WeChat account, the current one included, by name.
    pub switchable: Vec<TraineeName>,
    /// Newest first; at most 50.
    pub enrolments: Vec<EnrolmentCard>,
    /// Messages that were not shown yet.
    #[serde(default)]
    pub unread: i64,
}

/// One enrolment on the first page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolmentCard {
    pub id: EnrolmentId,
    pub course: String,
    pub kind: CourseKind,
    pub class_code: String,
    pub starts_on: Option<Date>,
    pub ends_on: Option<Date>,
    pub place: String,
    pub dues: Dues,
    pub progress: Progress,
    /// What to do now, the most urgent first; never empty.
    pub next_steps: Vec<NextStep>,
}

/// One enrolment in full.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolmentDetail {
    pub card: EnrolmentCard,
    pub trainee: TraineeName,
    /// 单位, empty for somebody who came alone.
    pub employer: String,
    /// All stages of its way in order.
    pub stages: Vec<StageStep>,
    pub case: CaseDetail,
    /// The newest training proof.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<ProofId>,
    /// Whether the course has recorded lessons.
    #[serde(default)]
    pub has_lessons: bool,
    /// Oldest first.
    pub payments: Vec<Payment>,
    /// Newest first; at most 100.
    pub history: Vec<HistoryEntry>,
}

/// A stage with when it was reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageStep {
    pub stage: Stage,
    /// Who has the case there.
    pub actor: StageActor,
    /// Known only for stages that were reported while the portal knew the enrolment.
    pub reached_at: Option<Timestamp>,
}

/// A recorded payment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payment {
    pub amount: Money,
    pub method: Option<PaymentMethod>,
    pub paid_on: Option<Date>,
    pub source: PaymentSource,
    pub recorded_at: Timestamp,
}

/// Something that happened to an enrolment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryEntry {
    pub at: Timestamp,
    pub event: HistoryEvent,
    /// Who did it, for staff only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// What was noted with it, for staff only.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

flat_enum! {
    /// What happened.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub enum HistoryEvent tagged "event" {
        Enrolled,
        StageReached {
            stage: LocalText,
        },
        /// Back to an earlier stage.
        MovedBack {
            stage: LocalText,
            reason: String,
        },
        ExamScheduled {
            part: Part,
            on: Date,
            place: String,
        },
        /// 缺考: nothing was sat, so nothing was failed.
        ExamMissed {
            part: Part,
            on: Date,
        },
        ResultRecorded {
            part: Part,
            score: Option<i64>,
            passed: bool,
            on: Date,
        },
        /// No make-up was left: back to training.
        TrainingRepeated {
            part: Part,
        },
        HoursRecorded {
            seconds: i64,
        },
        /// `replaces` is empty for a first one.
        ProofIssued {
            number: String,
            replaces: String,
        },
        ProofRevoked {
            number: String,
            reason: String,
        },
        CertificateRecorded {
            number_masked: String,
            operation: String,
        },
        Shelved {
            shelf: String,
        },
        /// `reason` is empty after a hand-over.
        Ended {
            outcome: Outcome,
            reason: String,
        },
        Reopened {
            reason: String,
        },
        Paid {
            amount: Money,
        },
        FeeChanged {
            from: Money,
            to: Money,
        },
        EmployerChanged,
        /// 姓名更正
        NameCorrected {
            old_name: String,
            new_name: String,
        },
    }
    fields {
        stage: LocalText,
        reason: String,
        part: Part,
        on: Date,
        place: String,
        score: Option<i64>,
        passed: bool,
        seconds: i64,
        number: String,
        replaces: String,
        number_masked: String,
        operation: String,
        shelf: String,
        outcome: Outcome,
        amount: Money,
        from: Money,
        to: Money,
        old_name: String,
        new_name: String,
    }
}

/// One enrolment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolmentRequest {
    pub id: EnrolmentId,
}

/// Which trainees to look for: exactly one of the terms is used, the first that is filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchTraineesRequest {
    /// What was typed: four characters that look like the end of a document number, an 11-digit phone, a whole
    /// document number, else the beginning of a name. Empty: everybody, newest first.
    #[serde(default)]
    pub term: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class_id: Option<ClassId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

/// A trainee in a staff list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TraineeRow {
    pub id: TraineeId,
    pub name: String,
    pub document_masked: String,
    pub phone: String,
    /// Whether a WeChat account is bound.
    pub bound: bool,
    pub employer: String,
    /// The newest enrolment, or the one in the class asked for.
    pub enrolment: Option<EnrolmentRow>,
}

/// An enrolment in a staff list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolmentRow {
    pub id: EnrolmentId,
    pub course: String,
    pub kind: CourseKind,
    pub class_code: String,
    pub dues: Dues,
    /// The stage at which it stands or has ended.
    pub stage_name: LocalText,
    /// How it has ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
}

/// One trainee.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TraineeRequest {
    pub id: TraineeId,
}

/// A trainee as staff see them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TraineeDetail {
    pub id: TraineeId,
    pub name: String,
    pub document_kind: DocumentKind,
    pub document_masked: String,
    pub phone: String,
    pub bound: bool,
    pub enrolments: Vec<EnrolmentRow>,
    pub version: i64,
}

/// A trainee as typed. `id` absent: a new one, whose document number is then required.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TraineeForm {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<TraineeId>,
    pub name: String,
    pub phone: String,
    pub document_kind: DocumentKind,
    /// Empty keeps the known one.
    pub document_number: String,
    /// A class to enrol a new trainee in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class_id: Option<ClassId>,
    pub version: i64,
}

/// Two records of one person: `from` is emptied into `into`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergeTraineesRequest {
    pub from: TraineeId,
    pub into: TraineeId,
}

/// Why somebody wants to see a whole document number: the trainee can read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RevealRequest {
    pub id: TraineeId,
    /// 2 to 100 characters.
    pub reason: String,
}

/// The whole number, once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RevealedDocument {
    pub document_number: String,
}

endpoints! {
    /// The first page of the trainee app.
    GetHome = "enrolments.get_home": Get "/api/home", Trainee, Nothing => Home;
    /// One enrolment of the caller.
    GetEnrolment = "enrolments.get_enrolment": Get "/api/enrolments/{id}", Trainee, EnrolmentRequest => EnrolmentDetail;
    /// Staff look for trainees.
    SearchTrainees = "enrolments.search_trainees": Query "/api/staff/trainees/search", AnyStaff, SearchTraineesRequest => Page<TraineeRow>;
    /// One trainee with all enrolments.
    GetTrainee = "enrolments.get_trainee": Get "/api/staff/trainees/{id}", AnyStaff, TraineeRequest => TraineeDetail;
    /// One enrolment with its history.
    GetEnrolmentForStaff = "enrolments.get_enrolment_for_staff": Get "/api/staff/enrolments/{id}", AnyStaff, EnrolmentRequest => EnrolmentDetail;
    /// Adds or corrects a trainee.
    SaveTrainee = "enrolments.save_trainee": Post "/api/staff/trainees", Registrar, TraineeForm => TraineeDetail;
    /// Merges two records of one person.
    MergeTrainees = "enrolments.merge_trainees": Post "/api/staff/trainees/merge", Registrar, MergeTraineesRequest => TraineeDetail;
    /// Shows the whole document number, with a reason that the trainee can read.
    RevealDocument = "enrolments.reveal_document": Post "/api/staff/trainees/{id}/document", Registrar, RevealRequest => RevealedDocument;
}
