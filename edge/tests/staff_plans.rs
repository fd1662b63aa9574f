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
const SMALL: [&str; 14] = [
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
];

/// Whether a plan walks through a whole table. What a co-routine hands out is no table: its own steps stand in the plan.
fn scans_a_table(plan: &[String]) -> bool {
    let yielded: Vec<&str> = plan.iter().filter_map(|step| step.strip_prefix("CO-ROUTINE ")).collect();
    plan.iter().filter_map(|step| step.strip_prefix("SCAN ")).any(|rest| {
        let table = rest.split_whitespace().next().unwrap_or_default();
        !SMALL.contains(&table)
            && !yielded.contains(&rest)
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

fn call(recorder: &Recorder, dispatcher: &Dispatcher, name: &str, body: &str, request: usize) {
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
    if let Err(failure) = dispatcher.call(&context, name, body) {
        panic!("{name} {body}: {failure:?}");
    }
}

#[test]
fn no_statement_scans_a_table() {
    let recorder = Recorder { engine: HostEngine::in_memory().unwrap(), statements: RefCell::default() };
    migrate::migrate(&Sql::new(&recorder)).unwrap();
    let token = token_hash("token");
    let connection = recorder.engine.connection();
    connection
        .execute_batch(&format!(
            "insert into staff (login, name, roles, password, totp, created_at) values ('w', 'w', '[\"registrar\"]', 'x', 'x', 0);
             insert into staff_sessions (token_hash, staff_id, created_at, seen_at, expires_at)
             values ('{token}', 1, 0, 1795222800000, 9999999999999);
             insert into courses (name, kind, regime, fee, created_at) values ('c', 'initial', 'principals', 98000, 0);
             insert into classes (course_id, code, created_at) values (1, 'A', 0), (1, 'B', 0);"
        ))
        .unwrap();
    recorder.statements.borrow_mut().clear();

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
        ("certificates.get_board", "{}".to_owned()),
        ("certificates.get_board", r#"{"class_id":1}"#.to_owned()),
        ("certificates.list_cases", r#"{"rule_set":4,"stage":"registered"}"#.to_owned()),
        (
            "certificates.list_cases",
            r#"{"rule_set":4,"stage":"registered","stuck":true,"after":"[\"2026-01-01\",1]"}"#.to_owned(),
        ),
        ("certificates.list_cases", r#"{"rule_set":4,"stage":"registered","stuck":true,"class_id":1}"#.to_owned()),
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

    let statements = recorder.statements.borrow();
    assert!(statements.len() > 60);
    for (sql, params) in statements.iter() {
        let plan = plan(&recorder, sql, *params);
        assert!(!scans_a_table(&plan), "{sql}\n{plan:#?}");
    }
}
