//! What an inspector is shown.

use shared::courses::api::ClassRequest;
use shared::enrolments::api::EnrolmentRequest;
use shared::error::ErrorCode;
use shared::lessons::api::*;
use shared::lessons::report;

use crate::scene::{enrol, scene};
use crate::support::Portal;

#[test]
fn a_report_has_every_trainee_with_what_is_counted() {
    let portal = Portal::new();
    let scene = scene(&portal);
    let lesson = scene.published(&scene.form("一"));
    let play = scene.start(lesson);
    scene.watch(&play, 0, 60_000);
    for number in 0..60 {
        enrol(&scene.registrar, "韦小燕", &format!("E76543{number:02}"), scene.class);
    }
    let mut request = ClassRequest { id: scene.class, after: None };
    let first = scene.registrar.call::<GetClassReport>(&request).unwrap();
    assert_eq!((first.rows.len(), first.lessons.len(), first.due_seconds), (50, 1, 80 * 45 * 60));
    let row = &first.rows[0];
    assert_eq!((row.name.as_str(), row.done_seconds, row.lessons_seconds), ("孔冬志", 60, 60));
    assert_eq!((row.lessons[0].credit.counted_ms, row.lessons[0].plays), (60_000, 1));
    request.after = first.next;
    let rest = scene.registrar.call::<GetClassReport>(&request).unwrap();
    assert_eq!((rest.rows.len(), rest.next), (11, None));
    let evidence = scene.registrar.call::<GetEvidence>(&EnrolmentRequest { id: scene.enrolment }).unwrap();
    assert_eq!((evidence.plays.len(), evidence.plays[0].counted_ms), (1, 60_000));
    assert_eq!(evidence.lessons[0].credit.counted_ms, 60_000);
}

#[test]
fn a_report_that_was_handed_out_is_recorded() {
    let portal = Portal::new();
    let scene = scene(&portal);
    let mut request = RecordReportRequest { class_id: scene.class, sha256: "ab".repeat(32) };
    assert_eq!(scene.registrar.refusal::<RecordReport>(&request), ErrorCode::Changed, "not what the portal says");
    let pages = vec![scene.registrar.call::<GetClassReport>(&ClassRequest { id: scene.class, after: None }).unwrap()];
    let text = report::to_text(&report::join(pages).unwrap());
    request.sha256 = edge::institution::crypto::token_hash(&text);
    scene.registrar.call::<RecordReport>(&request).unwrap();
    let noted = portal.text("select detail from audit where action = 'lessons.record_report'");
    assert!(noted.contains(&request.sha256));
    request.sha256 = "xyz".into();
    assert_eq!(scene.registrar.refusal::<RecordReport>(&request), ErrorCode::Invalid);
}
