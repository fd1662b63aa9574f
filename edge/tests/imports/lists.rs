//! Lists of the authority: a class of forty from the schedule of its exam to its certificates, and back.

use std::collections::BTreeMap;

use shared::imports::api::*;
use shared::imports::{ImportKind, ImportState, RowFate};
use shared::lists::check::ResultWord;
use shared::roster::check::ProblemCode;
use shared::roster::columns::Column;
use shared::roster::plan::Change;

use crate::rosters::*;
use crate::support::{Client, Portal};

/// How many rows have which fate.
pub fn counts(summary: &ImportSummary) -> BTreeMap<&'static str, i64> {
    summary.counts.iter().map(|count| (count.fate.code(), count.rows)).collect()
}

/// The class is enrolled, and its exam applied for.
pub fn class(portal: &Portal, registrar: &Client) {
    assert_eq!(counts(&import(portal, registrar, &Roster::list("roster-class-40.xlsx"))), [("added", 42)].into());
}

/// How many open cases of the class of forty stand at which stage.
fn stages(portal: &Portal) -> Vec<String> {
    portal.texts(
        "select s.label || ' ' || c.cases from stage_counts c join stages s on s.position = c.stage
         join classes k on k.id = c.class_id where k.code = '2026-D20期' order by c.stage",
    )
}

fn changes(client: &Client, id: shared::id::ImportId, row_no: u32) -> Vec<Change> {
    row_numbered(client, id, row_no).changes
}

#[test]
fn a_class_of_forty_goes_from_the_schedule_to_its_certificates() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    class(&portal, &registrar);
    assert_eq!(stages(&portal), ["报考提交 40"]);

    let schedule = stage(&portal, &registrar, &Roster::list("exam-schedule.xlsx"));
    assert_eq!((schedule.kind, counts(&schedule)), (ImportKind::ExamSchedule, [("change", 40)].into()));
    let preview = changes(&registrar, schedule.id, 4);
    assert!(matches!(preview.as_slice(), [Change::Exam { from: None, .. }, Change::Exam { .. }, Change::Stage { .. }]));
    assert_eq!(stages(&portal), ["报考提交 40"], "a preview writes nothing");
    assert_eq!(counts(&commit(&portal, &registrar, schedule.id)), [("changed", 40)].into());
    // The exam of this list is over: the portal itself has taken the cases on to waiting for its result.
    assert_eq!(stages(&portal), ["理论考试 40"]);
    assert_eq!(portal.texts("select distinct clock_on from enrolments where stage = 170"), ["2026-11-05"]);
    assert_eq!(portal.number("select count(*) from exam_dates where missed = 0 and import_id is not null"), 80);

    // The fourth fails theory, the fifth does not come.
    let theory = stage(&portal, &registrar, &Roster::list("exam-results-theory.xlsx"));
    let failed = changes(&registrar, theory.id, 7);
    assert!(matches!(
        failed.as_slice(),
        [Change::ExamResult { score: Some(72), outcome: ResultWord::Failed, make_up: false, .. }]
    ));
    let passed = changes(&registrar, theory.id, 4);
    assert!(matches!(&passed[1], Change::Stage { labels: Some(labels), .. } if *labels == ["理论考试", "实操考试"]));
    let absent = changes(&registrar, theory.id, 8);
    assert!(matches!(absent.as_slice(), [Change::ExamResult { outcome: ResultWord::Absent, .. }]), "{absent:?}");
    commit(&portal, &registrar, theory.id);
    assert_eq!(stages(&portal), ["理论考试 2", "实操考试 38"]);
    assert_eq!(portal.number("select count(*) from exam_results"), 39);

    let make_up = stage(&portal, &registrar, &Roster::list("exam-results-make-up.csv"));
    let made_up = |row_no| match &changes(&registrar, make_up.id, row_no)[0] {
        Change::ExamResult { make_up, .. } => *make_up,
        other => panic!("{other:?}"),
    };
    assert_eq!((made_up(3), made_up(4)), (true, false), "whoever was absent sits for the first time");
    commit(&portal, &registrar, make_up.id);
    assert_eq!(stages(&portal), ["实操考试 40"]);

    import(&portal, &registrar, &Roster::list("exam-results-practical.xlsx"));
    assert_eq!(stages(&portal), ["成绩公布 40"]);
    let certificates = import(&portal, &registrar, &Roster::list("certificates.xlsx"));
    assert_eq!((certificates.kind, counts(&certificates)), (ImportKind::Certificates, [("changed", 40)].into()));
    assert_eq!(stages(&portal), ["电子证书 40"]);
    assert_eq!(
        portal.texts("select distinct category || ' ' || operation || ' ' || valid_from || ' ' || valid_until || ' ' || review_due_on from certificates"),
        ["电工作业 低压电工作业 2026-11-20 2032-11-19 2029-11-20"]
    );
    assert_eq!(portal.number("select count(*) from reminders where state = 'waiting'") % 40, 0);
    // Every result, date and certificate stands in the history, and nobody's number in clear.
    let happened = portal.number("select count(*) from enrolment_events where event ->> 'event' in ('exam_scheduled', 'exam_missed', 'result_recorded', 'certificate_recorded')");
    assert_eq!(happened, 80 + 1 + 39 + 2 + 40 + 40);
    let numbers: Vec<String> =
        Roster::list("certificates.xlsx").rows.iter().map(|row| row.text(Column::DocumentNumber).to_owned()).collect();
    for line in portal.dump(&[]) {
        assert!(numbers.iter().all(|number| !line.contains(number)), "{line}");
    }
}

#[test]
fn the_same_lists_again_change_nothing_and_say_so() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    class(&portal, &registrar);
    let lists = [
        "exam-schedule.xlsx",
        "exam-results-theory.xlsx",
        "exam-results-make-up.csv",
        "exam-results-practical.xlsx",
        "certificates.xlsx",
    ];
    for name in lists {
        import(&portal, &registrar, &Roster::list(name));
    }
    let own: Vec<&str> = OF_IMPORTS.into_iter().chain(["outbox", "messages", "reminders", "stage_estimates"]).collect();
    let before = portal.dump(&own);
    portal.advance_days(1);
    for name in lists {
        let again = stage(&portal, &registrar, &Roster::list(name).renamed(&format!("again {name}")));
        assert_eq!(again.importable(), 0, "{name}");
        assert_eq!(again.count(RowFate::Same), i64::try_from(Roster::list(name).rows.len()).unwrap(), "{name}");
    }
    assert_eq!(portal.dump(&own), before);
}

#[test]
fn an_import_that_is_taken_back_is_as_if_it_had_not_been() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    class(&portal, &registrar);
    let versions = |line: &String| !line.starts_with("enrolments ");
    // Versions go on; everything else of an enrolment is as it was.
    let state = |portal: &Portal| {
        let own: Vec<&str> = OF_IMPORTS.into_iter().chain(["stage_estimates", "authorities"]).collect();
        let mut lines: Vec<String> = portal.dump(&own).into_iter().filter(versions).collect();
        lines.extend(portal.texts("select json_array(id, stage, outcome, since_at, clock_on, round, fee, paid, employer_id, remark, hours_done, authority_id) from enrolments order by id"));
        lines
    };
    let mut imports = Vec::new();
    for name in [
        "exam-schedule.xlsx",
        "exam-results-theory.xlsx",
        "exam-results-make-up.csv",
        "exam-results-practical.xlsx",
        "certificates.xlsx",
    ] {
        let before = state(&portal);
        imports.push((import(&portal, &registrar, &Roster::list(name)).id, before));
    }
    // An earlier one is held by those that rest on it.
    let blocked = registrar.call::<UndoImport>(&ImportRequest { id: imports[1].0 }).unwrap_err();
    assert_eq!(blocked.code, shared::error::ErrorCode::UndoBlocked);
    assert!(blocked.blockers.len() == 20 && blocked.blockers[0].contains("2026-D20期"), "{:?}", blocked.blockers);
    // Messages wait ten minutes: nobody is told of what was taken back.
    assert_eq!(portal.number("select count(*) from messages"), 0);
    for (id, before) in imports.into_iter().rev() {
        let undone = undo(&portal, &registrar, id);
        assert_eq!(undone.state, ImportState::Undone);
        assert_eq!((undone.count(RowFate::Changed), undone.count(RowFate::Undone) > 0), (0, true));
        assert_eq!(state(&portal), before);
    }
    assert_eq!(portal.number("select count(*) from outbox"), 0);
}

#[test]
fn trainees_are_told_ten_minutes_later() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    class(&portal, &registrar);
    import(&portal, &registrar, &Roster::list("exam-schedule.xlsx"));
    portal.alarm_once().unwrap();
    assert_eq!(portal.number("select count(*) from messages"), 0);
    portal.advance_seconds(600);
    for _ in 0..20 {
        portal.alarm_once().unwrap();
    }
    assert_eq!(portal.number("select count(*) from messages"), 80);
    assert_eq!(portal.number("select count(*) from outbox"), 0);
}

#[test]
fn two_cases_of_one_person_are_told_apart_by_class_or_operation() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let at_exam = |row_no: u32, course: &str, class: &str| {
        let cells = [(Column::Course, course), (Column::Class, class), (Column::Stage, "报考提交")];
        let mut raw = shared::roster::row::RawRow::new(row_no);
        for column in Column::ALL {
            raw = raw.corrected(column, row(1).text(column));
        }
        cells.iter().fold(raw, |raw, (column, text)| raw.corrected(*column, text))
    };
    let both = vec![at_exam(2, "低压电工作业", "2026-D20期"), at_exam(3, "高压电工作业", "2026-G02期")];
    import(&portal, &registrar, &Roster::of("two", both));
    let result = [(Column::ExamOn, "2026-11-05"), (Column::TheoryScore, "85")];
    let list = Roster::of_kind(ImportKind::ExamResults, "results", vec![list_row(1, &result)]);
    let staged = stage(&portal, &registrar, &list);
    let problem = row_numbered(&registrar, staged.id, 2).problems.remove(0);
    assert_eq!(problem.code, ProblemCode::SeveralCases);
    assert_eq!(problem.known.as_deref(), Some("2026-D20期 低压电工作业、2026-G02期 高压电工作业"));
    let corrected = correct(&registrar, staged.id, 2, &[(Column::Operation, "高压电工")]);
    assert_eq!((corrected.fate, corrected.problems.len()), (RowFate::Change, 0));
    commit(&portal, &registrar, staged.id);
    assert_eq!(
        portal.texts("select k.code || ' ' || r.score from exam_results r join enrolments e on e.id = r.enrolment_id join classes k on k.id = e.class_id"),
        ["2026-G02期 85"]
    );
}

#[test]
fn a_result_and_its_make_up_in_one_file_are_weighed_in_order() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    class_of(&portal, &registrar, 3);
    let sat = |row_no: u32, on: &'static str, theory: &'static str, practical: &'static str| {
        let cells = [(Column::ExamOn, on), (Column::TheoryScore, theory), (Column::PracticalScore, practical)];
        shared::roster::row::RawRow::clone(&renumbered(list_row(1, &cells), row_no))
    };
    let rows = vec![
        sat(2, "2026-11-01", "60", ""),
        sat(3, "2026-11-10", "85", ""),
        sat(4, "2026-11-15", "", "90"),
        sat(5, "2026-11-15", "", "90"),
        sat(6, "2026-11-15", "", "91"),
    ];
    let list = Roster::of_kind(ImportKind::ExamResults, "results", rows);
    let staged = stage(&portal, &registrar, &list);
    let fates: Vec<RowFate> = rows_of(&registrar, staged.id, None).iter().map(|row| row.fate).collect();
    assert_eq!(fates, [RowFate::Change, RowFate::Change, RowFate::Change, RowFate::Repeat, RowFate::Problem]);
    assert_eq!(row_numbered(&registrar, staged.id, 5).repeats_row, Some(4));
    let done = commit(&portal, &registrar, staged.id);
    assert_eq!(done.count(RowFate::Changed), 3);
    assert_eq!(
        portal.text("select s.label from enrolments e join stages s on s.position = e.stage order by e.id limit 1"),
        "成绩公布"
    );
    let undone = undo(&portal, &registrar, staged.id);
    assert_eq!((undone.state, undone.count(RowFate::Undone)), (ImportState::Undone, 3));
    assert_eq!(portal.number("select count(*) from exam_results"), 0);
}

#[test]
fn a_piece_costs_the_same_statements_however_many_rows() {
    let cost = |people: u32| {
        let portal = Portal::new();
        let registrar = portal.registrar();
        class_of(&portal, &registrar, people);
        let mut costs = Vec::new();
        let exam = [(Column::ExamOn, "2026-11-05"), (Column::TheoryScore, "85"), (Column::PracticalScore, "90")];
        let issued = |n: u32| {
            let number = format!("T{}", document(n));
            list_row(
                n,
                &[
                    (Column::CertificateNumber, number.as_str()),
                    (Column::ValidFrom, "2026-11-20"),
                    (Column::ValidUntil, "2032-11-19"),
                    (Column::Authority, "应急管理厅"),
                ],
            )
        };
        for (kind, rows) in [
            (ImportKind::ExamResults, (1..=people).map(|n| list_row(n, &exam)).collect::<Vec<_>>()),
            (ImportKind::Certificates, (1..=people).map(issued).collect()),
        ] {
            let list = Roster::of_kind(kind, kind.code(), rows);
            let begun = registrar.call::<BeginImport>(&list.begin_request()).unwrap();
            for rows in list.rows.chunks(MAX_ROWS_PER_UPLOAD) {
                registrar.call::<UploadRows>(&UploadRowsRequest { id: begun.id, rows: rows.to_vec() }).unwrap();
            }
            registrar.call::<FinishUpload>(&ImportRequest { id: begun.id }.into()).unwrap();
            costs.push(step(&portal));
            portal.alarm();
            registrar.call::<CommitImport>(&ImportRequest { id: begun.id }.into()).unwrap();
            costs.push(step(&portal));
            portal.alarm();
            assert_eq!(get(&registrar, begun.id).count(RowFate::Changed), i64::from(people));
        }
        costs
    };
    let (few, many) = (cost(10), cost(200));
    assert_eq!(few, many);
    assert!(many.iter().all(|statements| *statements < 60), "{many:?}");
}

/// One piece of work, counted.
fn step(portal: &Portal) -> u32 {
    portal.turn(edge::institution::context::Facts::default(), |context| edge::imports::work::step(context).unwrap());
    portal.cost().statements
}

/// Some people whose exam is applied for.
pub fn class_of(portal: &Portal, registrar: &Client, people: u32) {
    let rows = (1..=people).map(|n| row(n).corrected(Column::Stage, "报考提交"));
    import(portal, registrar, &Roster::of("class", rows.collect()));
}

#[test]
fn a_roster_that_names_the_exam_leaves_its_day() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    class_of(&portal, &registrar, 1);
    let exam = list_row(1, &[(Column::TheoryOn, "2026-12-05"), (Column::PracticalOn, "2026-12-06")]);
    import(&portal, &registrar, &Roster::of_kind(ImportKind::ExamSchedule, "schedule", vec![exam]));
    let waits = || portal.text("select stage || ' ' || clock_on from enrolments");
    assert_eq!(waits(), "160 2026-12-05");
    let named = import(&portal, &registrar, &Roster::of("later", vec![row(1).corrected(Column::Stage, "理论考试")]));
    assert_eq!(waits(), "170 2026-12-05");
    assert_eq!(undo(&portal, &registrar, named.id).state, ImportState::Undone);
    assert_eq!(waits(), "160 2026-12-05");
}

/// A row of a list about person `n`.
pub fn list_row(n: u32, cells: &[(Column, &str)]) -> shared::roster::row::RawRow {
    let person = [(Column::Name, name(n)), (Column::DocumentNumber, document(n))];
    let raw =
        person.iter().fold(shared::roster::row::RawRow::new(n + 1), |raw, (column, text)| raw.corrected(*column, text));
    cells.iter().fold(raw, |raw, (column, text)| raw.corrected(*column, text))
}

/// The same in another row of the file.
pub fn renumbered(raw: shared::roster::row::RawRow, row_no: u32) -> shared::roster::row::RawRow {
    Column::ALL
        .into_iter()
        .fold(shared::roster::row::RawRow::new(row_no), |to, column| to.corrected(column, raw.text(column)))
}
