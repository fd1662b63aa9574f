//! A database of the last release comes over with its stages, its history and its undo.

use edge::institution::host::HostEngine;
use edge::institution::migrate::{MIGRATIONS, migrate};
use edge::institution::sql::{Engine, Sql};
use shared::certificates::case::{Deed, Target};
use shared::certificates::regime::StageKey;

#[test]
fn cases_come_over_to_the_stages_of_their_ways() {
    let engine = HostEngine::in_memory().unwrap();
    let connection = engine.connection();
    connection
        .execute_batch("create table schema_version (version integer primary key, applied integer not null default 1)")
        .unwrap();
    for (version, statements) in MIGRATIONS.iter().filter(|(version, _)| *version <= 2) {
        connection.execute_batch(statements).unwrap();
        connection.execute("insert into schema_version (version) values (?1)", [version]).unwrap();
    }
    connection
        .execute_batch(
            "insert into courses (name, kind, regime, fee, created_at) values
               ('低压电工作业', 'initial', 'special_operations', 1, 0), ('安全管理人员', 'retraining', 'principals', 1, 0);
             insert into classes (course_id, code, created_at) values (1, 'A', 0), (2, 'B', 0);
             insert into trainees (name, document_kind, document, document_masked, document_index, last_four_index, phone, created_at)
               values ('甲', 'other', '', '', 'a', '', '', 0), ('乙', 'other', '', '', 'b', '', '', 0), ('丙', 'other', '', '', 'c', '', '', 0), ('丁', 'other', '', '', 'd', '', '', 0);
             insert into staff (login, name, created_at) values ('w', 'w', 0);
             insert into imports (file_name, file_hash, state, staff_id, header_fingerprint, mapping, total_rows, created_at, expires_at)
               values ('f', 'h', 'done', 1, '', '', 3, 0, 0);
             insert into enrolments (trainee_id, class_id, stage, fee, created_at) values
               (1, 1, 5, 1, 1795222800000), (2, 1, 10, 1, 1262304000000), (3, 2, 9, 1, 1795222800000), (4, 2, 6, 1, 1795222800000);
             insert into enrolment_events (enrolment_id, at, event, stage) values (1, 1, '{\"event\":\"enrolled\"}', 0),
               (1, 2, '{\"event\":\"stage_reached\",\"stage\":{\"zh\":\"理论考试\"}}', 5), (2, 1, '{\"event\":\"enrolled\"}', null);
             insert into import_effects (import_id, row_no, kind, subject_id, before, version_after)
               values (1, 1, 'enrolment', 1, '{\"version\":1,\"stage\":3,\"fee\":1}', 2);",
        )
        .unwrap();
    migrate(&Sql::new(&engine)).unwrap();
    let texts = |sql: &str| engine.texts(sql, &[]).unwrap();
    assert_eq!(
        texts(
            "select e.stage || ' ' || r.code || ' ' || coalesce(e.outcome, '-') || ' ' || e.clock_on from enrolments e join rule_sets r on r.id = e.rule_set_id order by e.id"
        ),
        [
            "170 special_operations.initial.2026 - 2026-11-21",
            "230 special_operations.initial.2010 collected 2010-01-01",
            "220 principals.retraining.2015 - 2026-11-21",
            // A practical exam, which this way does not have.
            "140 principals.retraining.2015 - 2026-11-21",
        ]
    );
    assert_eq!(texts("select stage from enrolment_events order by id"), ["100", "170", "null", "140"]);
    assert_eq!(texts("select before ->> 'stage' from import_effects"), ["130"]);
    assert_eq!(texts("select sum(cases) from stage_counts where class_id = 0"), ["4"]);
    assert_eq!(texts("select count(*) from pragma_foreign_key_check"), ["0"]);
    assert_eq!(texts("select count(*) from stages where label like '%@%'"), ["0"]);
}

#[test]
fn cases_at_their_exam_wait_from_its_day() {
    let engine = HostEngine::in_memory().unwrap();
    let connection = engine.connection();
    connection
        .execute_batch("create table schema_version (version integer primary key, applied integer not null default 1)")
        .unwrap();
    for (version, statements) in MIGRATIONS.iter().filter(|(version, _)| *version <= 6) {
        connection.execute_batch(statements).unwrap();
        connection.execute("insert into schema_version (version) values (?1)", [version]).unwrap();
    }
    let insert = |id: i64, stage: i64| {
        format!(
            "insert into trainees (id, name, document_kind, document, document_masked, document_index, last_four_index, phone, created_at)
               values ({id}, '甲', 'other', '', '', 'a{id}', '', '', 0);
             insert into enrolments (id, trainee_id, class_id, stage, fee, created_at, rule_set_id, clock_on)
               values ({id}, {id}, 1, {stage}, 0, 0, 7, '2026-11-21');"
        )
    };
    let date = |case: i64, part: &str, on: &str, missed: i64| {
        format!(
            "insert into exam_dates (enrolment_id, round, part, sits_on, missed, recorded_at) values ({case}, 1, '{part}', '{on}', {missed}, 0);"
        )
    };
    let sat = |case: i64, part: &str, on: &str, passed: i64| {
        format!(
            "insert into exam_results (enrolment_id, round, part, passed, sat_on, recorded_at) values ({case}, 1, '{part}', {passed}, '{on}', 0);"
        )
    };
    let both = |case: i64| date(case, "theory", "2026-11-05", 0) + &date(case, "practical", "2026-12-03", 0);
    let rows = [
        "insert into courses (name, kind, regime, fee, created_at) values ('低压电工作业', 'initial', 'special_operations', 1, 0);
         insert into classes (course_id, code, created_at) values (1, 'A', 0);"
            .to_owned(),
        // Elsewhere; at the plan with both days; passed; set anew, to an earlier day; without a day.
        insert(1, 150) + &both(1),
        insert(2, 160) + &both(2),
        insert(3, 160) + &both(3) + &sat(3, "theory", "2026-11-05", 1),
        insert(4, 160) + &date(4, "theory", "2026-11-25", 0) + &date(4, "theory", "2026-11-07", 0),
        insert(5, 160),
        // Failed; made up on a day; missed; brought there by staff; at the practical part.
        insert(6, 170) + &both(6) + &sat(6, "theory", "2026-11-05", 0),
        insert(7, 170) + &sat(7, "theory", "2026-11-05", 0) + &date(7, "theory", "2026-11-19", 0),
        insert(8, 170) + &date(8, "theory", "2026-11-05", 0) + &date(8, "theory", "2026-11-05", 1),
        insert(9, 170),
        insert(10, 180) + &both(10) + &sat(10, "theory", "2026-11-05", 1),
        insert(11, 180) + &sat(11, "theory", "2026-11-05", 1),
    ];
    connection.execute_batch(&rows.concat()).unwrap();
    // A move that can still be undone comes over too.
    connection
        .execute_batch(
            "insert into staff (login, name, created_at) values ('w', 'w', 0);
             insert into moves (staff_id, at, undo_until, target, cases) values (1, 0, 600000, '{\"stage\":\"papers\"}', 1);",
        )
        .unwrap();
    migrate(&Sql::new(&engine)).unwrap();
    let clocks = engine.texts("select clock_on from enrolments order by id", &[]).unwrap();
    let nothing = "2199-12-31";
    let expected = [
        "2026-11-21",
        "2026-11-05",
        "2026-12-03",
        "2026-11-07",
        nothing,
        nothing,
        "2026-11-19",
        nothing,
        "2026-11-21",
        "2026-12-03",
        nothing,
    ];
    assert_eq!(clocks, expected);
    let did = engine.texts("select did from moves", &[]).unwrap();
    let did: Deed = serde_json::from_str(&did[0]).unwrap();
    assert_eq!(did, Deed::Went(Target::Stage(StageKey::Papers)));
    assert_eq!(engine.texts("select count(*) from pragma_foreign_key_check", &[]).unwrap(), ["0"]);
}
