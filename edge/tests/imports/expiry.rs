//! Staged rows are deleted after seven days, or when they are thrown away.

use shared::error::ErrorCode;
use shared::imports::api::*;
use shared::imports::{ImportState, RowFate};
use shared::roster::columns::Column;

use crate::rosters::*;
use crate::support::Portal;

#[test]
fn staged_rows_are_gone_after_seven_days_and_the_header_stays() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let staged = stage(&portal, &registrar, &Roster::people("waiting", 5_000));
    let done = import(&portal, &registrar, &Roster::of("imported", vec![row(1), row(2).corrected(Column::Phone, "1")]));
    portal.advance_days(KEEP_STAGED_DAYS);
    portal.advance_seconds(-1);
    portal.alarm();
    assert_eq!(portal.number("select count(*) from import_rows"), 5_002);
    portal.advance_seconds(1);
    // Before the alarm has rung the rows are as good as gone already.
    assert_eq!(registrar.refusal::<CommitImport>(&ImportRequest { id: staged.id }.into()), ErrorCode::ImportNotReady);
    assert!(portal.alarm() >= 3, "in pieces");
    assert_eq!(portal.number("select (select count(*) from import_rows) + (select count(*) from import_proposals)"), 0);

    assert_eq!(get(&registrar, staged.id).state, ImportState::Discarded);
    let kept = get(&registrar, done.id);
    assert_eq!((kept.state, kept.count(RowFate::Added), kept.count(RowFate::Problem)), (ImportState::Done, 1, 1));
    assert_eq!(rows_of(&registrar, done.id, None), []);
    let request = CorrectRowRequest { id: done.id, raw: row(2) };
    assert_eq!(registrar.refusal::<CorrectRow>(&request), ErrorCode::ImportNotReady);
    // Nothing is left to do: the alarm does not ring for them again.
    let next = portal.alarm_once().unwrap().unwrap();
    assert!(next > portal.now().plus_seconds(3600), "{next:?}");

    // Undo needs no staged rows.
    let undone = undo(&portal, &registrar, done.id);
    assert_eq!(
        (undone.state, undone.count(RowFate::Undone), undone.count(RowFate::Added)),
        (ImportState::Undone, 1, 0)
    );
    assert_eq!(portal.number("select count(*) from enrolments"), 0);

    // The same file begins anew.
    let again = registrar.call::<BeginImport>(&Roster::people("waiting", 5_000).begin_request()).unwrap();
    assert_ne!(again.id, staged.id);
    let page = registrar.call::<ListImports>(&ListImportsRequest::default()).unwrap();
    assert_eq!(page.items.iter().map(|import| import.id).collect::<Vec<_>>(), [again.id, done.id, staged.id]);
}

#[test]
fn an_import_that_is_thrown_away_takes_its_rows_along() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let staged = stage(&portal, &registrar, &Roster::people("people", 50));
    let discarded = registrar.call::<DiscardImport>(&ImportRequest { id: staged.id }).unwrap();
    assert_eq!(discarded.state, ImportState::Discarded);
    portal.alarm();
    assert_eq!(portal.number("select count(*) from import_rows"), 0);
    for refusal in [
        registrar.refusal::<CommitImport>(&ImportRequest { id: staged.id }.into()),
        registrar.refusal::<DiscardImport>(&ImportRequest { id: staged.id }),
        registrar.refusal::<UndoImport>(&ImportRequest { id: staged.id }),
        registrar.refusal::<FinishUpload>(&ImportRequest { id: staged.id }.into()),
    ] {
        assert_eq!(refusal, ErrorCode::ImportNotReady);
    }
}
