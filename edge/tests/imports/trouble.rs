//! Work that fails: it waits longer and longer, tells staff, holds up nobody else, and goes on once it can.

use shared::error::{ErrorCode, FieldCode, FieldError, Problem};
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
fn an_import_that_fails_can_be_thrown_away_or_taken_back_as_far_as_it_got() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let planning = finish(&registrar, &Roster::of("planning", vec![row(1)]));
    portal.run("update import_rows set raw = 'no sealed text'", &[]);
    assert!(portal.alarm_once().is_err());
    let discarded = registrar.call::<DiscardImport>(&ImportRequest { id: planning.id }).unwrap();
    assert_eq!(discarded.state, ImportState::Discarded);

    let importing = stage(&portal, &registrar, &Roster::people("importing", 300));
    let one = ImportRequest { id: importing.id };
    registrar.call::<CommitImport>(&one.into()).unwrap();
    portal.alarm_once().unwrap();
    assert_eq!(registrar.refusal::<UndoImport>(&one), ErrorCode::ImportNotReady, "as long as it works");
    portal.run("update import_rows set raw = 'no sealed text' where import_id = ?1 and row_no = 250", &[one.id.into()]);
    assert!(portal.alarm_once().is_err());
    assert_eq!(portal.number("select count(*) from enrolments"), 200);
    assert_eq!(undo(&portal, &registrar, importing.id).state, ImportState::Undone);
    assert_eq!(portal.number("select (select count(*) from enrolments) + (select count(*) from trainees)"), 0);
}

#[test]
fn heavy_rows_are_worked_on_in_lighter_pieces() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let long = "很".repeat(shared::roster::row::MAX_CELL_CHARS);
    let heavy = |n| row(n).corrected(Column::Remark, &long).corrected(Column::Employer, &long);
    let roster = Roster::of("heavy", (1..=201).map(heavy).collect());
    let begun = registrar.call::<BeginImport>(&roster.begin_request()).unwrap();
    for rows in roster.rows.chunks(20) {
        registrar.call::<UploadRows>(&UploadRowsRequest { id: begun.id, rows: rows.to_vec() }).unwrap();
    }
    registrar.call::<FinishUpload>(&ImportRequest { id: begun.id }.into()).unwrap();
    assert!(portal.alarm() > 3, "in one piece of 200 rows it would be a text of two megabytes");
    assert_eq!(get(&registrar, begun.id).state, ImportState::Ready);
    assert_eq!(rows_of(&registrar, begun.id, None).len(), 201);
    let mut seen = 0;
    let mut after = None;
    loop {
        let request = ListImportRowsRequest { id: begun.id, fate: None, after };
        let page = registrar.call::<ReadReport>(&request).unwrap();
        seen += page.items.len();
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(seen, 201);
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
    let expected = Change::Stage { from: 130, to: 200, labels: Some(["培训中".to_owned(), "制证".to_owned()]) };
    assert_eq!(row_numbered(&registrar, staged.id, 2).changes, [expected]);
}

#[test]
fn a_finished_import_that_cannot_be_compared_again_is_still_taken_back() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let done = import(&portal, &registrar, &Roster::of("done", vec![row(1), row(2).corrected(Column::Phone, "1")]));
    portal.run("update imports set catalogue = -1", &[]);
    let one = ImportRequest { id: done.id };
    correct(&registrar, done.id, 3, &[(Column::Phone, "17482937730")]);
    assert_eq!(registrar.refusal::<CommitImport>(&one.into()), ErrorCode::PreviewOutdated);
    portal.run("update import_rows set raw = 'no sealed text' where row_no = 3", &[]);
    assert!(portal.alarm_once().is_err());
    let failing = get(&registrar, done.id);
    assert_eq!((failing.state, failing.is_in), (ImportState::Planning, true));
    assert_eq!(registrar.refusal::<DiscardImport>(&one), ErrorCode::ImportNotReady);

    // Its rows expire: what is in stays in, and can still be undone.
    portal.advance_days(KEEP_STAGED_DAYS);
    while portal.number("select count(*) from import_rows") > 0 {
        let _fails_first = portal.alarm_once();
        portal.advance_seconds(1);
    }
    assert_eq!(get(&registrar, done.id).state, ImportState::Done);
    assert_eq!(undo(&portal, &registrar, done.id).state, ImportState::Undone);
    assert_eq!(portal.number("select count(*) from enrolments"), 0);
}
