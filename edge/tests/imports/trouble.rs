//! Work that fails: it waits longer and longer, tells staff, holds up nobody else, and goes on once it can.

use shared::error::{FieldCode, FieldError, Problem};
use shared::imports::ImportState;
use shared::imports::api::*;
use shared::roster::columns::Column;
use shared::roster::plan::Change;
use shared::roster::row::{SkipReason, SkippedRows};

use crate::rosters::*;
use crate::support::{Client, Portal};

fn finish(client: &Client, roster: &Roster) -> ImportSummary {
    let begun = client.call::<BeginImport>(&roster.begin_request()).unwrap();
    client.call::<UploadRows>(&UploadRowsRequest { id: begun.id, rows: roster.rows.clone() }).unwrap();
    client.call::<FinishUpload>(&ImportRequest { id: begun.id }.into()).unwrap()
}

#[test]
fn work_that_fails_waits_longer_each_time_and_holds_up_no_other_import() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let broken = finish(&registrar, &Roster::of("broken", vec![row(1), row(2)]));
    let sealed = portal.text("select raw from import_rows where row_no = 3");
    portal.run("update import_rows set raw = 'no sealed text' where row_no = 3", &[]);

    let mut waited = Vec::new();
    for failures in 1..=4 {
        assert!(portal.alarm_once().is_err());
        let trouble = get(&registrar, broken.id).trouble.unwrap();
        assert_eq!(trouble.failures, failures);
        let wait = (trouble.next_try_at.0 - portal.now().0) / 1000;
        waited.push(wait);
        // Not sooner: the object would do nothing else.
        assert!(portal.alarm_once().unwrap().is_some_and(|next| next >= trouble.next_try_at));
        assert_eq!(get(&registrar, broken.id).trouble.unwrap().failures, failures);
        portal.advance_seconds(wait);
    }
    assert_eq!(waited, [10, 20, 40, 80]);
    assert!(portal.alarm_once().is_err());

    let other = import(&portal, &registrar, &Roster::of("good", vec![row(3)]));
    assert_eq!((other.state, other.trouble), (ImportState::Done, None));
    assert_eq!(get(&registrar, broken.id).state, ImportState::Planning);

    portal
        .run("update import_rows set raw = ?1 where import_id = ?2 and row_no = 3", &[sealed.into(), broken.id.into()]);
    portal.advance_seconds(160);
    portal.alarm();
    let mended = get(&registrar, broken.id);
    assert_eq!((mended.state, mended.trouble), (ImportState::Ready, None));
}

#[test]
fn skipped_rows_are_kept_with_the_import() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let roster = Roster::of("skipped", vec![row(1)]);
    let begun = registrar.call::<BeginImport>(&roster.begin_request()).unwrap();
    registrar.call::<UploadRows>(&UploadRowsRequest { id: begun.id, rows: roster.rows }).unwrap();
    let total = SkippedRows { from_row: 3, count: 1, reason: SkipReason::Total };
    let too_many = FinishUploadRequest { id: begun.id, skipped: vec![total; MAX_SKIPPED + 1] };
    let problem = registrar.call::<FinishUpload>(&too_many).unwrap_err();
    assert_eq!(
        problem,
        Problem {
            request_id: problem.request_id.clone(),
            ..Problem::invalid(vec![FieldError { field: "skipped".to_owned(), code: FieldCode::OutOfRange }])
        }
    );
    registrar.call::<FinishUpload>(&FinishUploadRequest { id: begun.id, skipped: vec![total] }).unwrap();
    portal.alarm();
    assert_eq!(get(&registrar, begun.id).skipped, [total]);
}

#[test]
fn a_stage_that_moves_is_named() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    import(&portal, &registrar, &Roster::of("first", vec![row(1)]));
    let later = Roster::of("later", vec![row(1).corrected(Column::Stage, "制证")]);
    let staged = stage(&portal, &registrar, &later);
    let expected = Change::Stage { from: 3, to: 8, labels: Some(["培训中".to_owned(), "制证".to_owned()]) };
    assert_eq!(row_numbered(&registrar, staged.id, 2).changes, [expected]);
}
