//! Trainees in classes, and the steps that staff go through with their cases.

use shared::certificates::api::*;
use shared::certificates::case::{Case, Outcome, Target};
use shared::certificates::regime::StageKey;
use shared::courses::api::{ClassForm, CourseForm, SaveClass, SaveCourse};
use shared::courses::{CourseKind, Regime};
use shared::enrolments::api::{SaveTrainee, TraineeForm};
use shared::id::{ClassId, EnrolmentId, TraineeId};
use shared::identity::document::DocumentKind;

use crate::support::{Client, Portal};

/// A class of a course of its own.
pub fn class(registrar: &Client, regime: Regime, kind: CourseKind, code: &str) -> ClassId {
    let course = registrar
        .call::<SaveCourse>(&CourseForm {
            id: None,
            name: format!("低压电工作业{code}"),
            short_names: Vec::new(),
            kind,
            regime,
            fee: "0".to_owned(),
            hours_due: String::new(),
            authority: String::new(),
            version: 0,
        })
        .unwrap();
    let form = ClassForm {
        id: None,
        course_id: course.id,
        code: code.to_owned(),
        starts_on: String::new(),
        ends_on: String::new(),
        place: String::new(),
        capacity: String::new(),
        version: 0,
    };
    registrar.call::<SaveClass>(&form).unwrap().id
}

/// A passport that nobody else has.
pub fn document(n: usize) -> String {
    format!("E{n:07}")
}

/// Person `n` in a class.
pub fn enrol(portal: &Portal, registrar: &Client, class: ClassId, n: usize) -> (TraineeId, EnrolmentId) {
    let form = TraineeForm {
        id: None,
        name: "孔冬志".to_owned(),
        phone: "13378707117".to_owned(),
        document_kind: DocumentKind::Passport,
        document_number: document(n),
        class_id: Some(class),
        version: 0,
    };
    let trainee = registrar.call::<SaveTrainee>(&form).unwrap().id;
    let enrolment = portal.number(&format!("select max(id) from enrolments where trainee_id = {trainee}"));
    (trainee, EnrolmentId(enrolment))
}

/// Previews and confirms a move, as the console does; the preview must refuse nobody.
pub fn go(registrar: &Client, cases: &[EnrolmentId], target: Target, reason: &str, note: &str) -> MoveSummary {
    let (reason, note) = (reason.to_owned(), note.to_owned());
    let request = MoveRequest { cases: cases.to_vec(), target, reason: reason.clone(), note: note.clone() };
    let preview = registrar.call::<PreviewMove>(&request).unwrap();
    assert_eq!(preview.refused, []);
    assert_eq!(preview.moving.len(), cases.len());
    let cases = preview.moving.iter().map(|row| (row.id, row.version)).collect();
    registrar.call::<MoveCases>(&ConfirmMove { cases, target, reason, note }).unwrap()
}

pub fn to(registrar: &Client, case: EnrolmentId, key: StageKey) -> MoveSummary {
    go(registrar, &[case], Target::Stage(key), "", "")
}

/// Where a case stands by its columns.
pub fn standing(portal: &Portal, case: EnrolmentId) -> Case {
    let stage = portal.number(&format!("select stage from enrolments where id = {case}"));
    let outcome = portal.text(&format!("select coalesce(outcome, '') from enrolments where id = {case}"));
    Case::from_columns(stage, Outcome::from_code(&outcome))
}

/// Where a case stands by its history.
pub fn told(portal: &Portal, case: EnrolmentId) -> Case {
    let rows = portal.texts(&format!(
        "select json_array(coalesce(stage, began), outcome) from enrolment_events where enrolment_id = {case} order by id"
    ));
    let rows: Vec<(Option<i64>, Option<String>)> = rows.iter().map(|row| serde_json::from_str(row).unwrap()).collect();
    Case::replay(0, rows.iter().map(|(stage, outcome)| (*stage, outcome.as_deref())))
}

/// A result by hand.
pub fn result(
    portal: &Portal,
    registrar: &Client,
    case: EnrolmentId,
    part: shared::certificates::exams::Part,
    score: i64,
) {
    let version = portal.number(&format!("select version from enrolments where id = {case}"));
    let form = ResultForm { id: case, part, score: score.to_string(), on: portal.now().day().to_string(), version };
    registrar.call::<RecordResult>(&form).unwrap();
}
