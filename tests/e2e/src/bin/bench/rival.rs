//! The rival: a small hand-written JavaScript Worker with the same object, schema, data, session check and answers, on
//! the same workerd binary.

use std::path::PathBuf;
use std::process::Command;

use e2e::client::Answer;
use e2e::process::Process;
use e2e::{Client, OrFail as _, Portal, ports, wait, workspace};
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use serde_json::{Value, json};
use tempfile::TempDir;

/// What a home page reads, parents before children.
const TABLES: [&str; 9] =
    ["institution", "stages", "courses", "classes", "employers", "trainees", "bindings", "sessions", "enrolments"];

pub struct Rival {
    pub port: u16,
    process: Process,
    _data: TempDir,
}

impl Rival {
    /// Starts it with the data of a portal, which is stopped for a moment.
    pub fn start(portal: &mut Portal) -> Self {
        let copy = portal.with_database(|database| copy_of(database));
        let data = tempfile::Builder::new().prefix("anpei-rival-").tempdir().or_fail("a data folder");
        let port = ports::free(1);
        let mut command = Command::new(workerd());
        command.args(["serve", "--experimental", "--socket-addr"]).arg(format!("http=127.0.0.1:{port}"));
        command.arg("--directory-path").arg(format!("db={}", data.path().display()));
        command.arg("--directory-path").arg(format!("assets={}", workspace::root().join("dist").display()));
        command.arg(workspace::root().join("tests/e2e/rival/config.capnp"));
        let process = Process::start("the rival", command);
        wait::until("the rival to listen", || (!ports::is_free(port)).then_some(()));
        let body = e2e::client::Body::Json(copy.to_string());
        let seeded = Client::new(&format!("http://127.0.0.1:{port}")).send("POST", "/seed", &[], body);
        assert_eq!(seeded.status, 204, "the rival does not take the data:\n{}", process.last_lines());
        Self { port, process, _data: data }
    }

    /// The process that answers.
    pub fn id(&self) -> u32 {
        self.process.id()
    }

    /// Fails unless the rival answers as the portal does: the same JSON, the same words in the HTML.
    pub fn assert_answers_as(&self, portal: &Portal, cookie: &str) {
        let ask = |origin: &str, path: &str| {
            let mut client = Client::new(origin).with_header("Cookie", cookie).with_header("Accept-Language", "zh-CN");
            client.get(path).expect_status(200)
        };
        let rival = format!("http://127.0.0.1:{}", self.port);
        let json = |answer: Answer| answer.json::<Value>();
        assert_eq!(json(ask(&rival, "/api/home")), json(ask(portal.origin(), "/api/home")), "JSON of the rival");
        let words = |answer: Answer| words(&answer.text());
        assert_eq!(words(ask(&rival, "/")), words(ask(portal.origin(), "/")), "words of the rival's page");
    }
}

/// The text between the tags of a page's body, without scripts and comments (Yew finds its components by them).
fn words(html: &str) -> String {
    let mut rest = html.split_once("<div id=\"app\">").map_or(html, |(_, body)| body);
    let mut words = String::new();
    while let Some((text, tag)) = rest.split_once('<') {
        words.push_str(text.trim());
        let end = match tag {
            _ if tag.starts_with("!--") => "-->",
            _ if tag.starts_with("script") => "</script>",
            _ => ">",
        };
        rest = tag.split_once(end).map_or("", |(_, rest)| rest);
    }
    words
}

/// Schema and rows of the tables that the rival needs, as its `/seed` takes them.
fn copy_of(database: &Connection) -> Value {
    let mut statements = Vec::new();
    let mut rows = Vec::new();
    for table in TABLES {
        let sql = "select sql from sqlite_master where tbl_name = ?1 and sql is not null and type <> 'trigger' order by type desc";
        let mut select = database.prepare(sql).or_fail("the schema");
        let texts = select.query_map([table], |row| row.get::<_, String>(0)).or_fail(table);
        statements.extend(texts.map(|sql| sql.or_fail(table)));
        rows.push(json!([table, rows_of(database, table)]));
    }
    json!({ "schema": statements, "rows": rows })
}

fn rows_of(database: &Connection, table: &str) -> Value {
    let mut select = database.prepare(&format!("select * from {table}")).or_fail(table);
    let columns = select.column_count();
    let mut found = select.query([]).or_fail(table);
    let mut rows = Vec::new();
    while let Some(row) = found.next().or_fail(table) {
        let values = (0..columns).map(|column| match row.get_ref(column).or_fail(table) {
            ValueRef::Integer(value) => json!(value),
            ValueRef::Real(value) => json!(value),
            ValueRef::Text(text) => json!(String::from_utf8_lossy(text)),
            ValueRef::Null | ValueRef::Blob(_) => Value::Null,
        });
        rows.push(Value::Array(values.collect()));
    }
    Value::Array(rows)
}

/// The binary that serves the portal.
fn workerd() -> PathBuf {
    let modules = workspace::root().join("node_modules");
    let platforms = ["workerd-linux-64", "workerd-linux-arm64", "workerd-darwin-arm64", "workerd-darwin-64"];
    let binaries = platforms.map(|platform| modules.join("@cloudflare").join(platform).join("bin/workerd"));
    let found = binaries.into_iter().find(|binary| binary.is_file());
    found.unwrap_or_else(|| modules.join("workerd/bin/workerd"))
}
