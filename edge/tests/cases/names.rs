//! A name that is corrected, in the history of its enrolments.

use shared::courses::{CourseKind, Regime};
use shared::enrolments::api::{
    EnrolmentRequest, GetEnrolmentForStaff, GetTrainee, HistoryEvent, SaveTrainee, TraineeForm, TraineeRequest,
};

use crate::people::*;
use crate::support::Portal;

#[test]
fn a_corrected_name_stands_in_the_history_of_every_enrolment() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let first = class(&registrar, Regime::SpecialOperations, CourseKind::Initial, "A");
    let second = class(&registrar, Regime::Principals, CourseKind::Initial, "B");
    let (id, _) = enrol(&portal, &registrar, first, 1);
    let save = |name: &str, phone: &str, class_id| {
        let known = registrar.call::<GetTrainee>(&TraineeRequest { id }).unwrap();
        let form = TraineeForm {
            id: Some(id),
            name: name.to_owned(),
            phone: phone.to_owned(),
            document_kind: known.document_kind,
            document_number: String::new(),
            class_id,
            version: known.version,
        };
        registrar.call::<SaveTrainee>(&form).unwrap()
    };
    save("孔冬志", "13378707117", Some(second));
    save("孔冬志", "13378707118", None);
    let trainee = save("孔冬至", "13378707118", None);
    assert_eq!(trainee.enrolments.len(), 2);
    for enrolment in &trainee.enrolments {
        let request = EnrolmentRequest { id: enrolment.id };
        let history = registrar.call::<GetEnrolmentForStaff>(&request).unwrap().history;
        let (old_name, new_name) = ("孔冬志".to_owned(), "孔冬至".to_owned());
        assert_eq!(history[0].event, HistoryEvent::NameCorrected { old_name, new_name });
        assert_eq!((history[0].by.as_deref(), history[0].at), (Some("王老师"), portal.now()));
        let corrections = history.iter().filter(|entry| matches!(entry.event, HistoryEvent::NameCorrected { .. }));
        assert_eq!(corrections.count(), 1);
    }
}
