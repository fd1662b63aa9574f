//! Who may, when, and with what.

use shared::error::{ErrorCode, FieldCode};
use shared::id::ImportId;
use shared::imports::api::*;
use shared::imports::{ImportKind, ImportState};
use shared::role::Role;
use shared::roster::columns::Column;
use shared::roster::messages::Constants;

use crate::rosters::*;
use crate::support::Portal;

#[test]
fn only_registrars_and_administrators_import() {
    let portal = Portal::new();
    let roster = Roster::people("people", 3);
    let staged = stage(&portal, &portal.staff(&[Role::Administrator]), &roster);
    let one = ImportRequest { id: staged.id };
    for (client, code) in [
        (portal.staff(&[Role::Cashier, Role::Teacher]), ErrorCode::RoleRequired),
        (portal.anyone(), ErrorCode::StaffSignInRequired),
    ] {
        let rows = ListImportRowsRequest { id: staged.id, fate: None, after: None };
        for refusal in [
            client.refusal::<BeginImport>(&roster.begin_request()),
            client.refusal::<UploadRows>(&UploadRowsRequest { id: staged.id, rows: roster.rows.clone() }),
            client.refusal::<FinishUpload>(&one.into()),
            client.refusal::<GetImport>(&one),
            client.refusal::<ListImports>(&ListImportsRequest::default()),
            client.refusal::<ListImportRows>(&rows),
            client.refusal::<CorrectRow>(&CorrectRowRequest { id: staged.id, raw: row(1) }),
            client.refusal::<CommitImport>(&one.into()),
            client.refusal::<UndoImport>(&one),
            client.refusal::<DiscardImport>(&one),
            client.refusal::<ReadReport>(&rows),
            client.refusal::<FindMapping>(&FindMappingRequest {
                kind: ImportKind::Roster,
                header_fingerprint: "00".to_owned(),
            }),
        ] {
            assert_eq!(refusal, code);
        }
    }
}

#[test]
fn each_step_has_its_state() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let roster = Roster::people("people", 3);
    let begun = registrar.call::<BeginImport>(&roster.begin_request()).unwrap();
    let one = ImportRequest { id: begun.id };
    let upload = |rows: &[shared::roster::row::RawRow]| UploadRowsRequest { id: begun.id, rows: rows.to_vec() };
    // Not all rows are here yet.
    registrar.call::<UploadRows>(&upload(&roster.rows[..2])).unwrap();
    for refusal in [
        registrar.refusal::<FinishUpload>(&one.into()),
        registrar.refusal::<CommitImport>(&one.into()),
        registrar.refusal::<UndoImport>(&one),
        registrar.refusal::<CorrectRow>(&CorrectRowRequest { id: begun.id, raw: row(1) }),
    ] {
        assert_eq!(refusal, ErrorCode::ImportNotReady);
    }
    // Sending rows again replaces them.
    let replaced = [roster.rows[0].clone().corrected(Column::Remark, "x"), roster.rows[2].clone()];
    assert_eq!(registrar.call::<UploadRows>(&upload(&replaced)).unwrap().uploaded_rows, 3);
    registrar.call::<FinishUpload>(&one.into()).unwrap();
    assert_eq!(registrar.refusal::<UploadRows>(&upload(&roster.rows)), ErrorCode::ImportNotReady);
    assert_eq!(registrar.call::<FinishUpload>(&one.into()).unwrap().state, ImportState::Planning);
    assert_eq!(registrar.refusal::<CommitImport>(&one.into()), ErrorCode::ImportNotReady);
    portal.alarm();
    assert_eq!(row_numbered(&registrar, begun.id, 2).raw.text(Column::Remark), "x");
    commit(&portal, &registrar, begun.id);
    assert_eq!(registrar.refusal::<DiscardImport>(&one), ErrorCode::ImportNotReady);

    let nowhere = ImportRequest { id: ImportId(99) };
    for refusal in [
        registrar.refusal::<GetImport>(&nowhere),
        registrar.refusal::<CommitImport>(&nowhere.into()),
        registrar.refusal::<UploadRows>(&UploadRowsRequest { id: ImportId(99), rows: roster.rows.clone() }),
        registrar.refusal::<ListImportRows>(&ListImportRowsRequest { id: ImportId(99), fate: None, after: None }),
    ] {
        assert_eq!(refusal, ErrorCode::NotFound);
    }
}

#[test]
fn what_does_not_fit_is_refused_with_its_field() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let roster = Roster::people("people", 250);
    let request = BeginImportRequest {
        file_name: " ".to_owned(),
        file_hash: "xyz".to_owned(),
        total_rows: MAX_ROWS + 1,
        header_fingerprint: String::new(),
        ..roster.begin_request()
    };
    let problem = registrar.call::<BeginImport>(&request).unwrap_err();
    let fields: Vec<_> = problem.fields.iter().map(|field| (field.field.as_str(), field.code)).collect();
    assert_eq!(
        fields,
        [
            ("file_name", FieldCode::Required),
            ("file_hash", FieldCode::Format),
            ("header_fingerprint", FieldCode::Format),
            ("total_rows", FieldCode::OutOfRange),
        ]
    );

    let begun = registrar.call::<BeginImport>(&BeginImportRequest { total_rows: 2, ..roster.begin_request() }).unwrap();
    let upload = |rows: &[shared::roster::row::RawRow]| {
        registrar.refusal::<UploadRows>(&UploadRowsRequest { id: begun.id, rows: rows.to_vec() })
    };
    assert_eq!(upload(&roster.rows), ErrorCode::TooLarge);
    assert_eq!(upload(&roster.rows[..3]), ErrorCode::Invalid);
    assert_eq!(upload(&[]), ErrorCode::Invalid);
    assert_eq!(upload(&[row(1), row(1)]), ErrorCode::Invalid);
    assert_eq!(get(&registrar, begun.id).uploaded_rows, 0);
    let after = Some("x".to_owned());
    assert_eq!(registrar.refusal::<ListImports>(&ListImportsRequest { after }), ErrorCode::Malformed);
}

#[test]
fn the_same_file_resumes_and_another_reading_of_it_begins_anew() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let roster = Roster::sample("clean.xlsx");
    let staged = stage(&portal, &registrar, &roster);
    assert_eq!(registrar.call::<BeginImport>(&roster.begin_request()).unwrap(), staged);
    let mapping = registrar.call::<FindMapping>(&FindMappingRequest {
        kind: ImportKind::Roster,
        header_fingerprint: roster.begin_request().header_fingerprint,
    });
    assert_eq!(mapping.unwrap(), Some(roster.begin_request().mapping));
    let request =
        |kind, header_fingerprint: &str| FindMappingRequest { kind, header_fingerprint: header_fingerprint.to_owned() };
    for unknown in [
        request(ImportKind::Roster, "unknown"),
        // The same header read as another kind of list is another reading.
        request(ImportKind::ExamResults, &roster.begin_request().header_fingerprint),
    ] {
        assert_eq!(registrar.call::<FindMapping>(&unknown).unwrap(), None);
    }

    let other =
        BeginImportRequest { mapping: roster.begin_request().mapping.corrected(0, None), ..roster.begin_request() };
    let begun = registrar.call::<BeginImport>(&other).unwrap();
    assert_ne!(begun.id, staged.id);
    assert_eq!(get(&registrar, staged.id).state, ImportState::Discarded);
    assert_eq!(portal.number("select count(*) from imports where state = 'uploading'"), 1);
}

#[test]
fn another_sheet_or_another_class_for_all_rows_is_another_reading() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let roster = Roster::of("monthly", vec![row(1)]);
    let october = roster.begin_request();
    let constants = Constants(vec![(Column::Class, "2026-K11".to_owned())]);
    let others = [
        BeginImportRequest { sheet: 1, ..october.clone() },
        BeginImportRequest { header_row: 3, ..october.clone() },
        BeginImportRequest { constants, ..october.clone() },
    ];
    let mut last = stage(&portal, &registrar, &roster).id;
    for other in others {
        let begun = registrar.call::<BeginImport>(&other).unwrap();
        assert_eq!((begun.state, begun.uploaded_rows), (ImportState::Uploading, 0), "{other:?}");
        assert_eq!(get(&registrar, last).state, ImportState::Discarded);
        assert_eq!(registrar.call::<BeginImport>(&other).unwrap(), begun, "resumed");
        last = begun.id;
    }
}

#[test]
fn what_a_colleague_has_staged_stays() {
    let portal = Portal::new();
    let roster = Roster::of("both", vec![row(1)]);
    let staged = stage(&portal, &portal.registrar(), &roster);
    let colleague = portal.staff(&[Role::Administrator]);
    assert_eq!(colleague.call::<BeginImport>(&roster.begin_request()).unwrap(), staged, "the same reading is shared");
    let other = BeginImportRequest { sheet: 1, ..roster.begin_request() };
    let begun = colleague.call::<BeginImport>(&other).unwrap();
    assert_ne!(begun.id, staged.id);
    assert_eq!(get(&colleague, staged.id).state, ImportState::Ready);
}

#[test]
fn imports_are_listed_page_by_page() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    for n in 0..23 {
        registrar.call::<BeginImport>(&Roster::people(&format!("file {n}"), 1).begin_request()).unwrap();
    }
    let first = registrar.call::<ListImports>(&ListImportsRequest::default()).unwrap();
    let second = registrar.call::<ListImports>(&ListImportsRequest { after: first.next.clone() }).unwrap();
    assert_eq!((first.items.len(), second.items.len(), second.next), (20, 3, None));
    assert_eq!(second.items[2].file_name, "file 0");
}
