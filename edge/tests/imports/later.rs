//! Later rosters of people who are known already.

use shared::courses::api::{CourseForm, SaveCourse};
use shared::courses::{CourseKind, Regime};
use shared::error::ErrorCode;
use shared::imports::api::{BeginImport, CommitImport, CommitImportRequest, ImportRequest};
use shared::imports::{ImportState, RowFate};
use shared::roster::check::ProblemCode;
use shared::roster::columns::Column;
use shared::roster::plan::Change;

use crate::rosters::*;
use crate::support::Portal;

#[test]
fn what_a_later_roster_adds_is_recorded_as_what_it_is() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    import(&portal, &registrar, &Roster::of("first", vec![row(1), row(2), row(3), row(4)]));
    portal.advance_days(20);
    let later = Roster::of(
        "later",
        vec![
            row(1)
                .corrected(Column::Paid, "980")
                .corrected(Column::Method, "微信")
                .corrected(Column::PaidOn, "2026-10-25"),
            row(2).corrected(Column::Stage, "理论考试").corrected(Column::Remark, "补考"),
            row(3)
                .corrected(Column::Phone, "17482937730")
                .corrected(Column::Employer, "叠彩化工")
                .corrected(Column::CreditCode, ""),
            row(4).corrected(Column::Fee, "1080.50"),
        ],
    );
    let staged = stage(&portal, &registrar, &later);
    assert_eq!(staged.count(RowFate::Change), 4);
    assert!(
        matches!(row_numbered(&registrar, staged.id, 2).changes.as_slice(), [Change::Payment { amount, .. }] if amount.fen() == 49_000)
    );
    let done = commit(&portal, &registrar, staged.id);
    assert_eq!(done.count(RowFate::Changed), 4);

    let payments = portal.texts("select amount || ' ' || method || ' ' || paid_on from payments p join enrolments e on e.id = p.enrolment_id where e.id = 1 order by p.id");
    assert_eq!(payments, ["49000 cash 2026-10-05", "49000 we_chat 2026-10-25"]);
    let events = |id: u32| {
        portal.texts(&format!("select event ->> 'event' || coalesce(' ' || stage, '') from enrolment_events where enrolment_id = {id} order by id"))
    };
    assert_eq!(events(1), ["enrolled", "paid", "paid"]);
    assert_eq!(events(2), ["enrolled", "paid", "stage_reached 170"]);
    assert_eq!(events(3), ["enrolled", "paid", "employer_changed"]);
    assert_eq!(events(4), ["enrolled", "paid", "fee_changed"]);
    assert_eq!(
        portal.texts("select fee || ' ' || paid || ' ' || stage || ' ' || remark from enrolments order by id"),
        ["98000 98000 130 ", "98000 49000 170 补考", "98000 49000 130 ", "108050 49000 130 ",]
    );
    assert_eq!(portal.text("select phone || ' ' || version from trainees where id = 3"), "17482937730 2");
    assert_eq!(portal.number("select owing from classes"), 3);
    // And now all of it is known.
    let again = import(&portal, &registrar, &Roster::of("later again", later.rows));
    assert_eq!(again.count(RowFate::Same), 4);
}

#[test]
fn what_contradicts_the_known_is_a_problem_and_is_left_alone() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    import(&portal, &registrar, &Roster::of("first", vec![row(1), row(2), row(3), row(4)]));
    let before = portal.dump(&OF_IMPORTS);
    let later = Roster::of(
        "later",
        vec![
            row(1).corrected(Column::Paid, "300"),
            row(2).corrected(Column::Stage, "资料审核"),
            row(3).corrected(Column::Name, "张三丰"),
            row(4).corrected(Column::Stage, "毕业"),
        ],
    );
    let done = import(&portal, &registrar, &later);
    assert_eq!(done.count(RowFate::Problem), 4);
    assert_eq!(portal.dump(&OF_IMPORTS), before);
    let codes: Vec<_> = rows_of(&registrar, done.id, None).into_iter().map(|row| row.problems[0].code).collect();
    assert_eq!(
        codes,
        [ProblemCode::PaidLess, ProblemCode::StageEarlier, ProblemCode::NameDiffers, ProblemCode::StageUnknown]
    );
    // Stages are named, not numbered.
    let earlier = &row_numbered(&registrar, done.id, 3).problems[0];
    assert_eq!((earlier.value.as_str(), earlier.known.as_deref()), ("资料审核", Some("培训中")));
}

#[test]
fn what_changed_between_preview_and_import_becomes_a_problem_of_its_row_only() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    import(&portal, &registrar, &Roster::of("first", vec![row(1), row(2)]));
    let later = Roster::of(
        "later",
        vec![row(1).corrected(Column::Stage, "理论考试"), row(2).corrected(Column::Stage, "理论考试"), row(3)],
    );
    let staged = stage(&portal, &registrar, &later);
    assert_eq!((staged.count(RowFate::Change), staged.count(RowFate::Add)), (2, 1));
    portal.run("update enrolments set stage = 200, version = version + 1 where id = 1", &[]);
    let done = commit(&portal, &registrar, staged.id);
    assert_eq!((done.count(RowFate::Problem), done.count(RowFate::Changed), done.count(RowFate::Added)), (1, 1, 1));
    assert_eq!(row_numbered(&registrar, done.id, 2).problems[0].code, ProblemCode::StageEarlier);
    assert_eq!(portal.texts("select stage from enrolments order by id"), ["200", "170", "130"]);
}

#[test]
fn a_known_person_in_another_class_stays_one_person() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    import(&portal, &registrar, &Roster::of("first", vec![row(1)]));
    let other = |n: u32| row(n).corrected(Column::Class, "2026-F02期").corrected(Column::Kind, "复审");
    let done =
        import(&portal, &registrar, &Roster::of("other", vec![other(1).corrected(Column::Phone, "17482937730")]));
    assert_eq!(done.count(RowFate::Added), 1);
    assert_eq!(portal.texts("select phone from trainees"), ["17482937730"]);
    assert_eq!(portal.number("select count(*) from enrolments"), 2);
    assert_eq!(portal.texts("select kind from courses order by id"), ["initial", "review"]);
    assert_eq!(portal.number("select count(*) from employers"), 1);
}

#[test]
fn a_merged_record_leads_to_the_one_that_lives_on() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    import(&portal, &registrar, &Roster::of("first", vec![row(1), row(2).corrected(Column::Class, "2026-F02期")]));
    portal.run("update enrolments set trainee_id = 1, version = version + 1 where trainee_id = 2", &[]);
    portal.run("update trainees set merged_into = 1 where id = 2", &[]);
    // Both documents stand for one person, who is in the file twice.
    let same = |n: u32| {
        row(n)
            .corrected(Column::Name, &name(1))
            .corrected(Column::Phone, "17482937730")
            .corrected(Column::Class, "2026-G01期")
    };
    let done = import(&portal, &registrar, &Roster::of("both", vec![same(1), same(2)]));
    assert_eq!((done.count(RowFate::Added), done.count(RowFate::Same)), (1, 1));
    assert_eq!(portal.number("select count(*) from enrolments where trainee_id = 1"), 3);
}

#[test]
fn rows_without_phone_fee_or_stage_take_what_is_known() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    import(&portal, &registrar, &Roster::of("first", vec![row(1)]));
    let bare = |n: u32| {
        [
            Column::Phone,
            Column::Fee,
            Column::Paid,
            Column::Stage,
            Column::Employer,
            Column::CreditCode,
            Column::Method,
            Column::PaidOn,
        ]
        .iter()
        .fold(row(n), |row, column| row.corrected(*column, ""))
    };
    let done = import(&portal, &registrar, &Roster::of("bare", vec![bare(1), bare(2)]));
    assert_eq!((done.count(RowFate::Same), done.count(RowFate::Added)), (1, 1));
    assert_eq!(portal.text("select fee || ' ' || paid || ' ' || stage || ' ' || coalesce(employer_id, '-') from enrolments where id = 2"), "98000 0 100 -");
    assert_eq!(portal.text("select phone from trainees where id = 2"), "");
}

#[test]
fn a_preview_that_no_longer_holds_is_made_anew_instead_of_imported() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let short = Roster::of("short", vec![row(1).corrected(Column::Course, "电工低压班")]);
    let staged = stage(&portal, &registrar, &short);
    assert!(staged.proposals[0].is_new_course);

    // A course takes that name for short: the file sent again, or the old preview confirmed, means that course.
    let form = CourseForm {
        id: None,
        name: "低压电工作业".to_owned(),
        short_names: vec!["电工低压班".to_owned()],
        kind: CourseKind::Initial,
        regime: Regime::SpecialOperations,
        fee: "980".to_owned(),
        hours_due: String::new(),
        authority: String::new(),
        version: 0,
    };
    registrar.call::<SaveCourse>(&form).unwrap();
    let one = ImportRequest { id: staged.id };
    assert_eq!(registrar.refusal::<CommitImport>(&one.into()), ErrorCode::PreviewOutdated);
    assert_eq!(get(&registrar, staged.id).state, ImportState::Planning);
    portal.alarm();
    let again = get(&registrar, staged.id);
    assert_eq!((again.proposals[0].name.as_str(), again.proposals[0].is_new_course), ("低压电工作业", false));
    assert_eq!(registrar.call::<BeginImport>(&short.begin_request()).unwrap().state, ImportState::Ready);
    registrar
        .call::<SaveCourse>(&CourseForm { name: "高压电工作业".to_owned(), short_names: Vec::new(), ..form })
        .unwrap();
    let resumed = registrar.call::<BeginImport>(&short.begin_request()).unwrap();
    assert_eq!((resumed.id, resumed.state), (staged.id, ImportState::Planning));
    portal.alarm();

    let old_preview = CommitImportRequest { id: staged.id, preview: Some(staged.preview) };
    assert_eq!(registrar.refusal::<CommitImport>(&old_preview), ErrorCode::PreviewOutdated);
    assert_eq!(portal.number("select count(*) from enrolments"), 0);
    let seen = get(&registrar, staged.id).preview;
    registrar.call::<CommitImport>(&CommitImportRequest { preview: Some(seen), ..old_preview }).unwrap();
    portal.alarm();
    assert_eq!(portal.texts("select name from courses"), ["低压电工作业", "高压电工作业"]);
}

#[test]
fn what_was_announced_as_new_and_has_become_a_change_waits_for_another_look() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    // The course is known, so that the second import does not make the first preview outdated by itself.
    import(&portal, &registrar, &Roster::of("course", vec![row(9)]));
    let first = stage(&portal, &registrar, &Roster::of("first", vec![row(1).corrected(Column::Paid, "980"), row(2)]));
    import(&portal, &registrar, &Roster::of("second", vec![row(1)]));
    registrar.call::<CommitImport>(&ImportRequest { id: first.id }.into()).unwrap();
    portal.alarm();
    let done = get(&registrar, first.id);
    assert_eq!((done.count(RowFate::Added), done.count(RowFate::Change), done.importable()), (1, 1, 1));
    assert_eq!(
        portal.number("select paid from enrolments where trainee_id = (select max(trainee_id) - 1 from enrolments)"),
        49_000
    );
    assert_eq!(commit(&portal, &registrar, first.id).count(RowFate::Changed), 1);
}

#[test]
fn a_correction_elsewhere_or_a_change_nobody_saw_is_not_confirmed() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    import(&portal, &registrar, &Roster::of("first", vec![row(1)]));
    let later = vec![row(1).corrected(Column::Stage, "制证"), row(2).corrected(Column::Phone, "1")];
    let staged = stage(&portal, &registrar, &Roster::of("later", later));
    // Somebody corrects a row while the dialog of another tab is open.
    correct(&registrar, staged.id, 3, &[(Column::Phone, "17482937730")]);
    let seen = CommitImportRequest { id: staged.id, preview: Some(staged.preview) };
    assert_eq!(registrar.refusal::<CommitImport>(&seen), ErrorCode::PreviewOutdated);

    // Another roster brings a newer employer; the old row would take it back, which its preview does not say.
    let newer = row(1).corrected(Column::Employer, "叠彩化工").corrected(Column::CreditCode, "");
    import(&portal, &registrar, &Roster::of("newer", vec![newer]));
    registrar.call::<CommitImport>(&ImportRequest { id: staged.id }.into()).unwrap();
    portal.alarm();
    assert_eq!(
        portal.texts("select m.name from enrolments e join employers m on m.id = e.employer_id where e.id = 1"),
        ["叠彩化工"]
    );
    let done = get(&registrar, staged.id);
    assert_eq!((done.count(RowFate::Added), done.count(RowFate::Change)), (1, 1));
    assert_eq!(row_numbered(&registrar, staged.id, 2).changes.len(), 2, "now both are announced");
}
