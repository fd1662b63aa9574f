//! Power cuts and restarts in the middle of everything.

use std::path::Path;

use shared::imports::api::*;
use shared::imports::{ImportState, RowFate};
use shared::roster::columns::Column;

use crate::rosters::*;
use crate::support::Portal;

/// Works on while the power is cut after ever more statements, until all is done. Returns how often it was cut.
fn work_through_power_cuts(portal: &Portal) -> u64 {
    for statements in 1..500 {
        portal.break_after(statements);
        let done = portal.alarm_once().is_ok();
        portal.repair();
        assert_consistent(portal);
        if done
            && portal.number("select count(*) from imports where state in ('planning', 'importing', 'undoing')") == 0
        {
            return statements;
        }
    }
    panic!("the work does not end");
}

/// A roster of new people, changes, problems and repeats, over several pieces.
fn mixed() -> Roster {
    let mut roster = Roster::people("mixed", 450);
    for (n, raw) in roster.rows.iter_mut().enumerate() {
        let changed = raw.clone();
        *raw = match n % 7 {
            0 => changed.corrected(Column::Stage, "制证"),
            1 => changed
                .corrected(Column::Paid, "980")
                .corrected(Column::Phone, &format!("1{}", 5_500_000_000_u64 + u64::try_from(n).unwrap())),
            2 => changed.corrected(Column::Phone, "12"),
            _ => changed,
        };
    }
    roster
}

fn prepared() -> Portal {
    let portal = Portal::new();
    let known = Roster::people("known", 120);
    import(&portal, &portal.registrar(), &known);
    portal
}

#[test]
fn power_cuts_at_any_statement_lose_nothing_and_halve_nothing() {
    let undisturbed = prepared();
    let done = import(&undisturbed, &undisturbed.registrar(), &mixed());
    let expected = undisturbed.dump(&["replies", "staff_sessions", "import_rows", "trainees", "audit"]);
    undo(&undisturbed, &undisturbed.registrar(), done.id);
    let expected_undone = undisturbed.dump(&["replies", "staff_sessions", "import_rows", "trainees", "audit"]);

    let portal = prepared();
    let registrar = portal.registrar();
    let begun = registrar.call::<BeginImport>(&mixed().begin_request()).unwrap();
    for rows in mixed().rows.chunks(MAX_ROWS_PER_UPLOAD) {
        registrar.call::<UploadRows>(&UploadRowsRequest { id: begun.id, rows: rows.to_vec() }).unwrap();
    }
    let request = ImportRequest { id: begun.id };
    registrar.call::<FinishUpload>(&request.into()).unwrap();
    assert!(work_through_power_cuts(&portal) > 10);
    registrar.call::<CommitImport>(&request.into()).unwrap();
    assert!(work_through_power_cuts(&portal) > 15);
    assert_eq!(get(&registrar, begun.id).counts, done.counts);
    assert_eq!(portal.dump(&["replies", "staff_sessions", "import_rows", "trainees", "audit"]), expected);
    registrar.call::<UndoImport>(&request).unwrap();
    assert!(work_through_power_cuts(&portal) > 10);
    assert_eq!(get(&registrar, begun.id).state, ImportState::Undone);
    assert_eq!(portal.dump(&["replies", "staff_sessions", "import_rows", "trainees", "audit"]), expected_undone);
}

#[test]
fn a_request_cut_off_before_its_answer_is_simply_sent_again() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let roster = Roster::people("people", 60);
    let begun = registrar.call::<BeginImport>(&roster.begin_request()).unwrap();
    let request = UploadRowsRequest { id: begun.id, rows: roster.rows.clone() };
    for statements in 1..30 {
        portal.break_after(statements);
        let answered = registrar.with_key("upload-of-the-first-rows").call::<UploadRows>(&request).is_ok();
        portal.repair();
        assert_consistent(&portal);
        if answered {
            break;
        }
    }
    assert_eq!(get(&registrar, begun.id).uploaded_rows, 60);
}

#[test]
fn an_import_goes_on_after_a_restart() {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("restart-{}.sqlite", std::process::id()));
    let roster = Roster::people("people", 500);
    let portal = Portal::in_file(&file);
    let registrar = portal.registrar();
    let begun = registrar.call::<BeginImport>(&roster.begin_request()).unwrap();
    registrar.call::<UploadRows>(&UploadRowsRequest { id: begun.id, rows: roster.rows[..200].to_vec() }).unwrap();
    drop(portal);

    // The page was reloaded and the portal started anew: the same file goes on.
    let portal = Portal::in_file(&file);
    let registrar = portal.registrar();
    let resumed = registrar.call::<BeginImport>(&roster.begin_request()).unwrap();
    assert_eq!((resumed.id, resumed.uploaded_rows), (begun.id, 200));
    for rows in roster.rows.chunks(MAX_ROWS_PER_UPLOAD) {
        registrar.call::<UploadRows>(&UploadRowsRequest { id: begun.id, rows: rows.to_vec() }).unwrap();
    }
    registrar.call::<FinishUpload>(&ImportRequest { id: begun.id }.into()).unwrap();
    portal.alarm_once().unwrap();
    drop(portal);

    let portal = Portal::in_file(&file);
    assert_eq!(get(&portal.registrar(), begun.id).worked_rows, 200);
    portal.alarm();
    let registrar = portal.registrar();
    assert_eq!(get(&registrar, begun.id).count(RowFate::Add), 500);
    registrar.call::<CommitImport>(&ImportRequest { id: begun.id }.into()).unwrap();
    portal.alarm_once().unwrap();
    drop(portal);

    let portal = Portal::in_file(&file);
    assert_eq!(portal.number("select count(*) from enrolments"), 200);
    portal.alarm();
    assert_consistent(&portal);
    let done = get(&portal.registrar(), begun.id);
    assert_eq!((done.state, done.count(RowFate::Added)), (ImportState::Done, 500));
    drop(portal);
    std::fs::remove_file(file).unwrap();
}
