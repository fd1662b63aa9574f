//! Trainees follow their certificates; staff move cases, many at once.

mod finding;
mod moves;
mod rules;

use serde::{Deserialize, Serialize};

use super::case::{Deed, Outcome, Refusal, Target};
use super::clocks;
use super::exams::{ExamDate, ExamResult, Part, Standing};
use super::regime::{RuleSet, StageActor, StageKey};
use super::waiting::Whereabouts;
use crate::courses::{CourseKind, Regime};
use crate::date::Date;
use crate::endpoint::Nothing;
use crate::endpoints;
use crate::id::{CertificateId, ClassId, EnrolmentId, MoveId, StaffId, TraineeId};
use crate::lang::LocalText;
use crate::page::Page;
use crate::time::Timestamp;

pub use finding::{FindCasesRequest, FoundCases, FoundLine, ListEndedCasesRequest};
pub use moves::{ListMovesRequest, UndoableMoves};
pub use rules::{RuleSetForm, RuleSetRequest, StageLimitForm};

/// Most cases in one move.
pub const MAX_MOVED: usize = 500;
/// A move can be undone for so long; its messages wait as long.
pub const UNDO_SECONDS: i64 = 600;

/// What belongs to a case besides its stages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseDetail {
    pub outcome: Option<Outcome>,
    /// Absent once it has ended.
    pub whereabouts: Option<Whereabouts>,
    /// The rule that it follows.
    pub rule: LocalText,
    pub pass_mark: i64,
    /// How long a passed part counts.
    pub part_valid_months: i64,
    /// Oldest first, of the present round.
    pub results: Vec<ExamResult>,
    /// Those of the round before, which count no more.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<ExamResult>,
    /// Present once there is a result.
    pub standing: Option<Standing>,
    /// Exams that are set, of the present round.
    pub exams: Vec<ExamDate>,
    /// Seconds done, and class hours due (0: none are set) of so many minutes.
    pub hours_done: i64,
    /// Of those done, by recorded lessons: the rest was typed.
    #[serde(default)]
    pub lessons_seconds: i64,
    pub hours_due: i64,
    pub class_minutes: i64,
    /// Where the certificate lies at the institution.
    pub shelf: String,
}

/// A certificate as its holder sees it: a fact told by the authority, never ours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    pub id: CertificateId,
    pub regime: Regime,
    pub number_masked: String,
    pub category: String,
    pub operation: String,
    pub first_issued_on: Option<Date>,
    pub valid_from: Date,
    pub valid_until: Option<Date>,
    pub review_due_on: Option<Date>,
    pub authority: String,
    /// A newer one stands in its place.
    pub replaced: bool,
    /// What comes next, if anything does: the day, and from when one may apply.
    pub next: Option<NextDue>,
}

/// The next day that counts for a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextDue {
    pub kind: clocks::Target,
    pub on: Date,
    pub opens_on: Date,
    /// The day is over.
    pub missed: bool,
}

/// All certificates of a trainee.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificates {
    pub certificates: Vec<Certificate>,
}

/// One certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificateRequest {
    pub id: CertificateId,
}

/// Which board: all classes, or one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardRequest {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class_id: Option<ClassId>,
}

/// Cases by way and stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Board {
    /// When it was drawn: how long a move can still be undone is counted from here, whatever the reader's clock says.
    pub at: Timestamp,
    /// The ways that have cases, in the order of their ids.
    pub ways: Vec<Way>,
    /// Moves that can still be undone, newest first.
    pub moves: Vec<MoveSummary>,
}

/// The cases of one rule set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Way {
    pub rule_set: i64,
    pub name: LocalText,
    pub source: LocalText,
    pub stages: Vec<BoardStage>,
    /// Ended cases by outcome.
    pub ended: Vec<(Outcome, i64)>,
}

/// One stage on the board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardStage {
    pub key: StageKey,
    pub name: LocalText,
    pub actor: StageActor,
    pub open: i64,
    /// Past the slowest tenth or the limit; counted up to [`MOST_COUNTED`].
    pub stuck: i64,
    /// Since when the longest waiting case waits.
    pub oldest: Option<Date>,
}

/// Stuck cases are counted so far: more are shown as *99+*.
pub const MOST_COUNTED: i64 = 100;

/// Which cases to list: of one stage, the longest waiting first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListCasesRequest {
    pub rule_set: i64,
    pub stage: StageKey,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class_id: Option<ClassId>,
    #[serde(default)]
    pub stuck: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

/// A case in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseRow {
    pub id: EnrolmentId,
    pub trainee_id: TraineeId,
    pub trainee: String,
    pub document_masked: String,
    pub course: String,
    pub kind: CourseKind,
    pub class_code: String,
    pub rule_set: i64,
    pub stage: StageKey,
    pub stage_name: LocalText,
    pub outcome: Option<Outcome>,
    /// As [`Whereabouts::since`].
    pub since: Option<Date>,
    pub stuck: bool,
    pub shelf: String,
    /// Seconds of training that are done.
    pub hours_done: i64,
    /// Of these, by recorded lessons: the rest was typed.
    #[serde(default)]
    pub lessons_seconds: i64,
    /// Last results of the present round, oldest first.
    pub results: Vec<ExamResult>,
    pub version: i64,
}

/// What is wanted for some cases.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoveRequest {
    pub cases: Vec<EnrolmentId>,
    pub target: Target,
    /// The trainee reads it. Needed for going back, opening again and ends that are no hand-over.
    #[serde(default)]
    pub reason: String,
    /// Shelf number, mailing number or who signed, for the targets that have one; else a note for staff.
    #[serde(default)]
    pub note: String,
}

/// What a move would do: nothing has happened yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovePreview {
    /// Cases that would move, with the stage before.
    pub moving: Vec<CaseRow>,
    pub refused: Vec<RefusedCase>,
    /// Messages that would go out once the time for undoing is over.
    pub messages: i64,
}

/// A case that does not move.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedCase {
    pub case: CaseRow,
    pub why: Refusal,
}

/// A confirmed move. Exactly the cases with the versions of the preview move, or none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmMove {
    /// With the versions that the preview showed.
    pub cases: Vec<(EnrolmentId, i64)>,
    pub target: Target,
    #[serde(default)]
    pub reason: String,
    #[serde(default)]
    pub note: String,
}

/// A move that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoveSummary {
    pub id: MoveId,
    pub staff_id: StaffId,
    pub staff: String,
    pub at: Timestamp,
    pub undo_until: Timestamp,
    pub undone_at: Option<Timestamp>,
    pub did: Deed,
    /// Of a certificate without a case: 1.
    pub cases: i64,
    /// Cases that were changed since and stayed as they were when it was undone.
    #[serde(default)]
    pub kept: i64,
}

/// One move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoveRef {
    pub id: MoveId,
}

/// A result entered by hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultForm {
    pub id: EnrolmentId,
    pub part: Part,
    /// 0 to 100.
    pub score: String,
    /// The day on which it was sat.
    pub on: String,
    pub version: i64,
}

/// Hours done, in class hours as typed: `32`, `32.5`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HoursForm {
    pub cases: Vec<(EnrolmentId, i64)>,
    pub hours: String,
}

/// Where certificates lie that are ready to be collected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShelfForm {
    /// With the versions that staff saw.
    pub cases: Vec<(EnrolmentId, i64)>,
    pub shelf: String,
}

/// What was saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    pub cases: i64,
}

/// A certificate that staff enter by hand: one that a trainee brought, or that came without a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificateForm {
    pub trainee_id: TraineeId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enrolment_id: Option<EnrolmentId>,
    pub regime: Regime,
    pub number: String,
    pub operation: String,
    pub first_issued_on: String,
    pub valid_from: String,
    pub valid_until: String,
    pub review_due_on: String,
    pub authority: String,
}

/// A certificate that was typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordedCertificate {
    pub certificate: Certificate,
    /// By which it can be taken back.
    pub made: MoveSummary,
}

/// Work categories and operations from a newer list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CatalogueForm {
    pub code: String,
    pub source: String,
    pub effective_from: String,
    /// One operation a line: number, category, operation, separated by tabs or commas.
    pub lines: String,
}

/// A list of work categories and operations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Catalogue {
    pub code: String,
    pub source: String,
    pub effective_from: Date,
    pub operations: Vec<Operation>,
}

/// A permitted operation (准操项目) in its category (作业类别).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Operation {
    pub category_no: i64,
    pub category: String,
    pub name: String,
}

endpoints! {
    /// The caller's certificates.
    ListCertificates = "certificates.list_certificates": Get "/api/certificates", Trainee, Nothing => Certificates;
    /// Cases by way and stage, with counts, the oldest and the stuck.
    GetBoard = "certificates.get_board": Query "/api/staff/cases/board", AnyStaff, BoardRequest => Board;
    /// Cases of one stage, the longest waiting first.
    ListCases = "certificates.list_cases": Query "/api/staff/cases/search", AnyStaff, ListCasesRequest => Page<CaseRow>;
    /// Cases that have ended in one way.
    ListEndedCases = "certificates.list_ended_cases": Query "/api/staff/cases/ended", AnyStaff, ListEndedCasesRequest => Page<CaseRow>;
    /// One case, open or ended.
    GetCase = "certificates.get_case": Get "/api/staff/cases/{id}", AnyStaff, crate::enrolments::api::EnrolmentRequest => CaseRow;
    /// Open cases of pasted or scanned numbers.
    FindCases = "certificates.find_cases": Query "/api/staff/cases/find", Registrar, FindCasesRequest => FoundCases;
    /// What a move would do.
    PreviewMove = "certificates.preview_move": Query "/api/staff/cases/preview", Registrar, MoveRequest => MovePreview;
    /// Moves cases, exactly as the preview showed them.
    MoveCases = "certificates.move_cases": Post "/api/staff/cases/move", Registrar, ConfirmMove => MoveSummary;
    /// Moves that can still be undone.
    ListMoves = "certificates.list_moves": Query "/api/staff/moves", AnyStaff, ListMovesRequest => UndoableMoves;
    /// Takes a move, or what was typed, back within ten minutes.
    UndoMove = "certificates.undo_move": Post "/api/staff/moves/{id}/undo", Registrar, MoveRef => MoveSummary;
    /// Records a result by hand; it can be undone as a move.
    RecordResult = "certificates.record_result": Post "/api/staff/cases/result", Registrar, ResultForm => MoveSummary;
    /// Records the class hours that are done.
    SaveHours = "certificates.save_hours": Post "/api/staff/cases/hours", Registrar, HoursForm => Saved;
    /// Records where ready certificates lie, or corrects it.
    SaveShelf = "certificates.save_shelf": Post "/api/staff/cases/shelf", Registrar, ShelfForm => Saved;
    /// Records a certificate by hand; it can be undone as a move.
    RecordCertificate = "certificates.record_certificate": Post "/api/staff/certificates", Registrar, CertificateForm => RecordedCertificate;
    /// Certificates of a trainee.
    ListCertificatesForStaff = "certificates.list_certificates_for_staff": Get "/api/staff/trainees/{id}/certificates", AnyStaff, crate::enrolments::api::TraineeRequest => Certificates;
    /// All rule sets, newest of each way first.
    ListRuleSets = "certificates.list_rule_sets": Get "/api/staff/rules", AnyStaff, Nothing => Vec<RuleSet>;
    /// Confirms the numbers of a rule set, or makes the one that follows it.
    SaveRuleSet = "certificates.save_rule_set": Post "/api/staff/rules", Administrator, RuleSetForm => Vec<RuleSet>;
    /// Deletes a rule set that has not begun and that no case follows.
    DeleteRuleSet = "certificates.delete_rule_set": Post "/api/staff/rules/{id}/delete", Administrator, RuleSetRequest => Vec<RuleSet>;
    /// The newest list of work categories.
    GetCatalogue = "certificates.get_catalogue": Get "/api/staff/catalogue", AnyStaff, Nothing => Catalogue;
    /// Loads a newer list of work categories.
    SaveCatalogue = "certificates.save_catalogue": Post "/api/staff/catalogue", Administrator, CatalogueForm => Catalogue, max_body = 256 * 1024;
}
