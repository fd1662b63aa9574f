//! What staff look up is found by indexes: SQLite's own plans are asked, for every statement of these use cases.
#![cfg(test)]

use std::cell::RefCell;

use edge::institution::context::{Cache, Context, Facts};
use edge::institution::crypto::{Keys, token_hash};
use edge::institution::dispatch::Dispatcher;
use edge::institution::host::HostEngine;
use edge::institution::sql::{Engine, Sql, SqlError, Value};
use edge::institution::{migrate, use_cases};
use shared::time::Timestamp;

/// Remembers the statements that read.
struct Recorder {
    engine: HostEngine,
    statements: RefCell<Vec<(String, usize)>>,
}

impl Engine for Recorder {
    fn texts(&self, sql: &str, params: &[Value]) -> Result<Vec<String>, SqlError> {
        self.statements.borrow_mut().push((sql.to_owned(), params.len()));
        self.engine.texts(sql, params)
    }
    fn run(&self, sql: &str, params: &[Value]) -> Result<(), SqlError> {
        self.statements.borrow_mut().push((sql.to_owned(), params.len()));
        self.engine.run(sql, params)
    }
    fn transaction(&self, body: &mut dyn FnMut() -> bool) -> Result<(), SqlError> {
        self.engine.transaction(body)
    }
}

/// Tables that have few rows by their nature, and the ids picked for one page (`p`), and the rows on their way out (`r`).
const SMALL: [&str; 15] = [
    "p",
    "r",
    "institution",
    "stages",
    "staff",
    "json_each",
    // Rules, calendars and what is kept by way, stage and authority.
    "rule_sets",
    "rule_stages",
    "pipelines",
    "calendar_years",
    "calendar_days",
    "authorities",
    "stage_estimates",
    "catalogues",
    // Dozens: the authorities of cases are those of all courses.
    "courses",
];

/// Whether a plan walks through a whole table. What a co-routine or a part of the statement hands out is no table: its own
/// steps stand in the plan.
fn scans_a_table(plan: &[String]) -> bool {
    let handed_out =
        |step: &str| step.strip_prefix("CO-ROUTINE ").or(step.strip_prefix("MATERIALIZE ")).map(str::to_owned);
    let yielded: Vec<String> = plan.iter().filter_map(|step| handed_out(step)).collect();
    plan.iter().filter_map(|step| step.strip_prefix("SCAN ")).any(|rest| {
        let table = rest.split_whitespace().next().unwrap_or_default();
        !SMALL.contains(&table)
            && !yielded.iter().any(|name| name == rest)
            // json_each under another name: the rows of a parameter.
            && !rest.contains("VIRTUAL TABLE")
            && !rest.starts_with("CONSTANT ROW")
            && !rest.starts_with("(subquery")
    })
}

fn plan(recorder: &Recorder, sql: &str, params: usize) -> Vec<String> {
    let connection = recorder.engine.connection();
    let mut statement = connection.prepare(&format!("explain query plan {sql}")).unwrap();
    let nulls = vec![None::<i64>; params];
    let rows = statement.query_map(rusqlite::params_from_iter(nulls), |row| row.get::<_, String>(3)).unwrap();
    rows.map(Result::unwrap).collect()
}

fn call(recorder: &Recorder, dispatcher: &Dispatcher, name: &str, body: &str, request: usize) -> String {
    turn(recorder, request, |context| match dispatcher.call(context, name, body) {
        Ok(answer) => answer,
        Err(failure) => panic!("{name} {body}: {failure:?}"),
    })
}

fn turn<T>(recorder: &Recorder, request: usize, body: impl FnOnce(&Context) -> T) -> T {
    let keys = Keys::from_hex(&"5a".repeat(32)).unwrap();
    let context = Context {
        sql: Sql::new(recorder),
        now: Timestamp(1_795_222_800_000),
        keys: &keys,
        facts: Facts {
            staff_session: Some("token".into()),
            idempotency_key: Some(format!("request-{request}")),
            ..Facts::default()
        },
        cache: Cache::default(),
        demo: false,
        setup_token: "",
        random: &|bytes| bytes.fill(u8::try_from(request).unwrap()),
    };
    body(&context)
}

/// A registrar, signed in, a course of this regime, and two classes of it.
fn institution(regime: &str) -> Recorder {
    let recorder = Recorder { engine: HostEngine::in_memory().unwrap(), statements: RefCell::default() };
    migrate::migrate(&Sql::new(&recorder)).unwrap();
    let token = token_hash("token");
    let connection = recorder.engine.connection();
    connection
        .execute_batch(&format!(
            "insert into staff (login, name, roles, password, totp, created_at) values ('w', 'w', '[\"registrar\"]', 'x', 'x', 0);
             insert into staff_sessions (token_hash, staff_id, created_at, seen_at, expires_at)
             values ('{token}', 1, 0, 1795222800000, 9999999999999);
             insert into courses (name, kind, regime, fee, created_at) values ('c', 'initial', '{regime}', 98000, 0);
             insert into classes (course_id, code, created_at) values (1, 'A', 0), (1, 'B', 0);"
        ))
        .unwrap();
    recorder.statements.borrow_mut().clear();
    recorder
}

#[test]
fn no_statement_scans_a_table() {
    let recorder = institution("principals");

    let dispatcher = use_cases::dispatcher();
    let searches = ["", "孔", "002X", "13378707117", "11010519491231002X"].into_iter().flat_map(|term| {
        ["", r#","class_id":1"#, r#","after":"[\"孔\",5]""#, r#","class_id":1,"after":"[\"\",5]""#]
            .map(|rest| ("enrolments.search_trainees", format!(r#"{{"term":"{term}"{rest}}}"#)))
    });
    let lists = ["", r#","course_id":1"#, r#","after":"[\"A\",5]""#, r#","course_id":1,"after":"[\"A\",5]""#];
    let lists = ["", "A"]
        .into_iter()
        .flat_map(|code| lists.map(|rest| ("courses.list_classes", format!(r#"{{"code":"{code}"{rest}}}"#))));
    let new = |number: &str, class: i64| {
        let form = format!(
            r#"{{"name":"孔冬志","phone":"13378707117","document_kind":"passport","document_number":"{number}","class_id":{class},"version":0}}"#
        );
        ("enrolments.save_trainee", form)
    };
    let requests = [new("E1234567", 1), new("E1234568", 2)].into_iter().chain(searches).chain(lists).chain([
        ("enrolments.get_trainee", r#"{"id":1}"#.to_owned()),
        ("enrolments.get_enrolment_for_staff", r#"{"id":1}"#.to_owned()),
        ("enrolments.reveal_document", r#"{"id":1,"reason":"核对"}"#.to_owned()),
        ("enrolments.merge_trainees", r#"{"from":1,"into":2}"#.to_owned()),
        ("courses.get_class", r#"{"id":1}"#.to_owned()),
        ("courses.print_slips", r#"{"id":2}"#.to_owned()),
        ("items.get_items_for_staff", r#"{"id":1}"#.to_owned()),
        ("items.ask_for_items", r#"{"enrolment_id":1}"#.to_owned()),
        ("items.ask_class_for_items", r#"{"id":2}"#.to_owned()),
        ("items.list_missing_items", r#"{"id":1}"#.to_owned()),
        ("items.export_class", r#"{"id":1,"reason":"报考"}"#.to_owned()),
        ("certificates.get_board", "{}".to_owned()),
        ("certificates.get_board", r#"{"class_id":1}"#.to_owned()),
        ("certificates.list_cases", r#"{"rule_set":4,"stage":"registered"}"#.to_owned()),
        (
            "certificates.list_cases",
            r#"{"rule_set":4,"stage":"registered","stuck":true,"after":"[\"2026-01-01\",1]"}"#.to_owned(),
        ),
        ("certificates.list_cases", r#"{"rule_set":4,"stage":"registered","stuck":true,"class_id":1}"#.to_owned()),
        ("certificates.list_ended_cases", r#"{"rule_set":4,"outcome":"refused"}"#.to_owned()),
        ("certificates.list_ended_cases", r#"{"rule_set":4,"outcome":"refused","class_id":1,"after":"9"}"#.to_owned()),
        ("certificates.list_moves", "{}".to_owned()),
        ("certificates.list_moves", r#"{"enrolment_id":1}"#.to_owned()),
        ("items.export_class", r#"{"id":1,"reason":"报考","stages":["registered"]}"#.to_owned()),
        ("certificates.find_cases", r#"{"text":"E1234567\nE1234568"}"#.to_owned()),
        ("certificates.preview_move", r#"{"cases":[1,2],"target":{"stage":"papers"}}"#.to_owned()),
        ("certificates.move_cases", r#"{"cases":[[1,2]],"target":{"stage":"papers"}}"#.to_owned()),
        ("certificates.undo_move", r#"{"id":1}"#.to_owned()),
        ("certificates.list_certificates_for_staff", r#"{"id":2}"#.to_owned()),
        ("certificates.list_rule_sets", "{}".to_owned()),
        ("certificates.get_catalogue", "{}".to_owned()),
        ("staff.list_sessions", "{}".to_owned()),
        ("staff.get_me", "{}".to_owned()),
    ]);
    for (number, (name, body)) in requests.enumerate() {
        call(&recorder, &dispatcher, name, &body, number);
    }

    assert_no_scans(&recorder, 60);
}

fn assert_no_scans(recorder: &Recorder, least: usize) {
    let statements = recorder.statements.borrow();
    assert!(statements.len() > least);
    // The plan of a new parent names its children, which are only looked at when a constraint is violated at that moment.
    let is_parent =
        |sql: &str| ["imports", "authorities"].iter().any(|table| sql.starts_with(&format!("insert into {table} ")));
    for (sql, params) in statements.iter().filter(|(sql, _)| !is_parent(sql)) {
        let plan = plan(recorder, sql, *params);
        assert!(!scans_a_table(&plan), "{sql}\n{plan:#?}");
    }
}

/// From the upload to the undo, with a row of every look-up: one that fits, a stranger, a mistyped number.
#[test]
fn lists_of_the_authority_are_looked_up_by_index() {
    let recorder = institution("special_operations");
    let dispatcher = use_cases::dispatcher();
    let numbers = RefCell::new(0..);
    let ask = |name: &str, body: &str| {
        let number = numbers.borrow_mut().next().unwrap();
        call(&recorder, &dispatcher, name, body, number)
    };
    let number = "11010519491231002X";
    let person = format!(
        r#"{{"name":"孔冬志","phone":"13378707117","document_kind":"resident_id","document_number":"{number}","class_id":1,"version":0}}"#
    );
    ask("enrolments.save_trainee", &person);
    recorder.engine.connection().execute_batch("update enrolments set stage = 150").unwrap();
    let work = || {
        while turn(&recorder, numbers.borrow_mut().next().unwrap(), |context| {
            edge::imports::work::step(context).unwrap()
        }) {}
    };
    let empty = "\"\",".repeat(12);
    let row = |row_no: u32, number: &str, rest: &str| {
        format!(r#"{{"n":{row_no},"c":["","孔冬志","","{number}",{empty}{rest}]}}"#)
    };
    // Theory, then practice: the columns behind those of rosters, in their order.
    let results = r#""","2026-11-05","","","","","","85","90""#;
    let certificate =
        format!(r#""","","","","","","","","","","T{number}","","","2026-11-06","","2026-11-06至2032-11-05","","x""#);
    let schedule = r#""理论","2026-11-05","","","","一考点""#;
    let lists = [("exam_schedule", schedule), ("exam_results", results), ("certificates", certificate.as_str())];
    for (kind, content) in lists {
        let begin = format!(
            r#"{{"kind":"{kind}","file_name":"x","file_hash":"{}","total_rows":3,"header_fingerprint":"0","mapping":[]}}"#,
            token_hash(kind)
        );
        let begun: serde_json::Value = serde_json::from_str(&ask("imports.begin_import", &begin)).unwrap();
        let id = begun.get("id").unwrap();
        let rows =
            [row(2, number, content), row(3, "110105194912310039", content), row(4, "11010519491231004X", content)];
        ask("imports.upload_rows", &format!(r#"{{"id":{id},"rows":[{}]}}"#, rows.join(",")));
        ask("imports.finish_upload", &format!(r#"{{"id":{id}}}"#));
        work();
        ask("imports.correct_row", &format!(r#"{{"id":{id},"raw":{}}}"#, row(3, "110105194912310039", content)));
        ask("imports.list_import_rows", &format!(r#"{{"id":{id},"fate":"problem"}}"#));
        ask("imports.commit_import", &format!(r#"{{"id":{id}}}"#));
        work();
        let done = ask("imports.get_import", &format!(r#"{{"id":{id}}}"#));
        assert!(done.contains(r#"{"fate":"changed","rows":1}"#), "{done}");
        ask("imports.read_report", &format!(r#"{{"id":{id}}}"#));
    }
    for id in [3, 2, 1] {
        ask("imports.undo_import", &format!(r#"{{"id":{id}}}"#));
        work();
    }
    assert_no_scans(&recorder, 200);
}
