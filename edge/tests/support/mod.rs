//! A whole institution in memory, for tests of use cases: the real dispatcher over the real schema on SQLite, with a
//! clock that stands still until it is moved and chance that repeats itself.
//!
//! ```ignore
//! let portal = Portal::new();
//! let registrar = portal.staff(&[Role::Registrar]);
//! let courses = registrar.call::<ListCourses>(&Nothing {}).unwrap();
//! portal.advance_days(7);
//! portal.alarm();
//! ```
//! Write `#[cfg(test)] mod support;` at the top of a test file. Something broken (not refused) panics with its text.

use std::cell::{Cell, RefCell};
use std::path::Path;

use edge::institution::context::{Cache, Context, Facts};
use edge::institution::crypto::{Keys, token_hash};
use edge::institution::dispatch::{Cost, Dispatcher, problem_of};
use edge::institution::failure::{Failure, Outcome};
use edge::institution::host::HostEngine;
use edge::institution::sql::{Engine, Sql, SqlError, Value};
use edge::institution::{alarm, migrate, use_cases};
use shared::endpoint::Endpoint;
use shared::error::{ErrorCode, Problem};
use shared::id::{StaffId, TraineeId};
use shared::role::Role;
use shared::time::Timestamp;

/// 2026-11-21 09:00 in China: when every test begins.
pub const BEGINNING: Timestamp = Timestamp(1_795_222_800_000);

/// One institution.
pub struct Portal {
    engine: Faulty,
    dispatcher: Dispatcher,
    keys: Keys,
    cache: Cache,
    now: Cell<Timestamp>,
    chance: Cell<u64>,
    requests: Cell<u64>,
    cost: Cell<Cost>,
}

impl Portal {
    /// An empty institution in memory.
    pub fn new() -> Self {
        Self::over(HostEngine::in_memory().unwrap())
    }

    /// An institution in a file: dropped and opened again it is a restart.
    pub fn in_file(path: &Path) -> Self {
        Self::over(HostEngine::over(rusqlite::Connection::open(path).unwrap()).unwrap())
    }

    fn over(engine: HostEngine) -> Self {
        let portal = Self {
            engine: Faulty { engine, statements_left: Cell::new(None) },
            dispatcher: use_cases::dispatcher(),
            keys: Keys::from_hex(&"5a".repeat(32)).unwrap(),
            cache: Cache::default(),
            now: Cell::new(BEGINNING),
            // A portal opened again must not repeat tokens and nonces of its first life.
            chance: Cell::new(u64::from(std::process::id()) << 32),
            requests: Cell::new(0),
            cost: Cell::new(Cost::default()),
        };
        migrate::migrate(&Sql::new(&portal.engine)).unwrap();
        portal.chance.set(portal.number("select count(*) + (select count(*) from replies) + (select count(*) from staff_sessions) from audit").unsigned_abs() << 32);
        portal
    }

    /// A member of staff with these roles, signed in. The login is made of the roles: asking twice gives the same person.
    pub fn staff(&self, roles: &[Role]) -> Client<'_> {
        let login = format!("staff {roles:?}");
        let roles = serde_json::to_string(roles).unwrap();
        self.run(
            "insert into staff (login, name, roles, password, totp, created_at) values (?1, '王老师', ?2, 'x', 'x', ?3)
             on conflict do nothing",
            &[login.as_str().into(), roles.into(), self.now().into()],
        );
        let id = StaffId(self.number(&format!("select id from staff where login = '{login}'")));
        let token = self.fresh("staff-token");
        self.run(
            "insert into staff_sessions (token_hash, staff_id, created_at, seen_at, expires_at) values (?1, ?2, ?3, ?3, ?4)",
            &[token_hash(&token).into(), id.into(), self.now().into(), self.now().plus_days(365).into()],
        );
        Client { portal: self, staff_session: Some(token), ..Client::nobody(self) }
    }

    /// A registrar, signed in.
    pub fn registrar(&self) -> Client<'_> {
        self.staff(&[Role::Registrar])
    }

    /// A session of the trainee app for a trainee who exists.
    pub fn trainee(&self, id: TraineeId, openid: &str) -> Client<'_> {
        self.run(
            "insert into bindings (trainee_id, openid, bound_at) values (?1, ?2, ?3) on conflict do nothing",
            &[id.into(), openid.into(), self.now().into()],
        );
        let token = self.fresh("trainee-token");
        self.run(
            "insert into sessions (token_hash, openid, trainee_id, created_at, expires_at) values (?1, ?2, ?3, ?4, ?5)",
            &[token_hash(&token).into(), openid.into(), id.into(), self.now().into(), self.now().plus_days(30).into()],
        );
        Client { portal: self, session: Some(token), ..Client::nobody(self) }
    }

    /// Nobody in particular.
    pub fn anyone(&self) -> Client<'_> {
        Client::nobody(self)
    }

    pub fn now(&self) -> Timestamp {
        self.now.get()
    }

    pub fn advance_seconds(&self, seconds: i64) {
        self.now.set(self.now().plus_seconds(seconds));
    }

    pub fn advance_days(&self, days: i64) {
        self.now.set(self.now().plus_days(days));
    }

    /// Lets the object do its background work until no import is in progress. Returns how many turns it took.
    pub fn alarm(&self) -> usize {
        for turn in 1..10_000 {
            self.alarm_once().unwrap();
            let next = self.turn(Facts::default(), edge::imports::work::next_work_at).unwrap();
            if next.is_none_or(|at| at > self.now()) {
                return turn;
            }
        }
        panic!("the background work does not end");
    }

    /// One turn of background work.
    pub fn alarm_once(&self) -> Outcome<Option<Timestamp>> {
        self.turn(Facts::default(), alarm::turn)
    }

    /// Runs something with a context of its own.
    pub fn turn<T>(&self, facts: Facts, body: impl FnOnce(&Context) -> T) -> T {
        let random = |bytes: &mut [u8]| self.fill(bytes);
        let before = self.engine.rows_read();
        let context = Context {
            sql: Sql::new(&self.engine),
            now: self.now(),
            keys: &self.keys,
            facts,
            cache: self.cache.clone(),
            demo: false,
            setup_token: "set-up-token",
            random: &random,
        };
        let result = body(&context);
        self.cost.set(Cost {
            statements: context.sql.statements(),
            rows_read: self.engine.rows_read().saturating_sub(before),
        });
        result
    }

    /// What the last turn cost.
    pub fn cost(&self) -> Cost {
        self.cost.get()
    }

    /// After this many further statements everything fails, as if the power were cut, until [`Portal::repair`].
    pub fn break_after(&self, statements: u64) {
        self.engine.statements_left.set(Some(statements));
    }

    pub fn repair(&self) {
        self.engine.statements_left.set(None);
    }

    /// Runs a statement of the test's own.
    pub fn run(&self, sql: &str, params: &[Value]) {
        self.engine.engine.run(sql, params).unwrap();
    }

    /// The only number that a statement of the test's own yields.
    pub fn number(&self, sql: &str) -> i64 {
        self.text(sql).parse().unwrap()
    }

    /// The first column of the first row, as text; empty when there is none.
    pub fn text(&self, sql: &str) -> String {
        self.engine.engine.texts(sql, &[]).unwrap().into_iter().next().unwrap_or_default()
    }

    /// The first column of all rows, as texts.
    pub fn texts(&self, sql: &str) -> Vec<String> {
        self.engine.engine.texts(sql, &[]).unwrap()
    }

    /// Everything in the database but these tables, as lines of text: to see that nothing else was changed.
    pub fn dump(&self, but: &[&str]) -> Vec<String> {
        let mut lines = Vec::new();
        for table in self.texts("select name from sqlite_schema where type = 'table' order by name") {
            if but.contains(&table.as_str()) {
                continue;
            }
            let columns = self.texts(&format!("select name from pragma_table_info('{table}') order by cid"));
            let fields: Vec<String> = columns.iter().map(|column| format!("'{column}', {column}")).collect();
            let row = format!("select json_object({}) from {table} order by 1", fields.join(", "));
            lines.extend(self.texts(&row).into_iter().map(|json| format!("{table} {json}")));
        }
        lines
    }

    fn fresh(&self, what: &str) -> String {
        self.requests.set(self.requests.get() + 1);
        format!("{what}-{}-{}", self.chance.get() >> 32, self.requests.get())
    }

    /// Not random at all: numbers in a row, scattered by a multiplication.
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let next = self.chance.get().wrapping_add(1);
            self.chance.set(next);
            let scattered = next.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_le_bytes();
            for (byte, scattered) in chunk.iter_mut().zip(scattered) {
                *byte = scattered;
            }
        }
    }
}

/// Somebody who calls the portal.
#[derive(Clone)]
pub struct Client<'a> {
    portal: &'a Portal,
    pub session: Option<String>,
    pub staff_session: Option<String>,
    /// `None`: a fresh key for each request.
    pub idempotency_key: RefCell<Option<String>>,
    pub address: String,
}

impl<'a> Client<'a> {
    fn nobody(portal: &'a Portal) -> Self {
        Self {
            portal,
            session: None,
            staff_session: None,
            idempotency_key: RefCell::new(None),
            address: "192.0.2.7".to_owned(),
        }
    }

    /// Uses this idempotency key from now on.
    pub fn with_key(&self, key: &str) -> Self {
        Self { idempotency_key: RefCell::new(Some(key.to_owned())), ..self.clone() }
    }

    /// Calls an endpoint through the dispatcher, as the shell would.
    pub fn call<E: Endpoint>(&self, request: &E::Request) -> Result<E::Response, Problem> {
        let body = serde_json::to_string(request).unwrap();
        let answer = self.call_raw(E::NAME, &body)?;
        Ok(serde_json::from_str(&answer).unwrap())
    }

    /// The same with a body of the test's own.
    pub fn call_raw(&self, name: &str, body: &str) -> Result<String, Problem> {
        let portal = self.portal;
        let request_id = portal.fresh("request");
        let facts = Facts {
            request_id: request_id.clone(),
            session: self.session.clone(),
            staff_session: self.staff_session.clone(),
            address: self.address.clone(),
            device: "test".to_owned(),
            idempotency_key: Some(self.idempotency_key.borrow().clone().unwrap_or(request_id.clone())),
        };
        let answer = portal.turn(facts, |context| portal.dispatcher.call(context, name, body));
        answer.map_err(|failure| {
            let (problem, log) = problem_of(failure, &request_id);
            if let Some(text) = log.filter(|_| portal.engine.statements_left.get().is_none()) {
                panic!("{name} is broken: {text}");
            }
            problem
        })
    }

    /// Calls an endpoint that must refuse, and says with which code.
    pub fn refusal<E: Endpoint>(&self, request: &E::Request) -> ErrorCode {
        match self.call::<E>(request) {
            Ok(_) => panic!("{} was not refused", E::NAME),
            Err(problem) => problem.code,
        }
    }
}

/// SQLite whose power can be cut.
struct Faulty {
    engine: HostEngine,
    statements_left: Cell<Option<u64>>,
}

impl Faulty {
    fn spend(&self) -> Result<(), SqlError> {
        match self.statements_left.get() {
            None => Ok(()),
            Some(0) => Err(SqlError::new("the power is cut")),
            Some(left) => {
                self.statements_left.set(Some(left - 1));
                Ok(())
            }
        }
    }
}

impl Engine for Faulty {
    fn texts(&self, sql: &str, params: &[Value]) -> Result<Vec<String>, SqlError> {
        self.spend()?;
        self.engine.texts(sql, params)
    }

    fn run(&self, sql: &str, params: &[Value]) -> Result<(), SqlError> {
        self.spend()?;
        self.engine.run(sql, params)
    }

    fn transaction(&self, body: &mut dyn FnMut() -> bool) -> Result<(), SqlError> {
        self.spend()?;
        // Without power nothing is committed.
        self.engine.transaction(&mut || body() && self.spend().is_ok())?;
        self.spend()
    }

    fn rows_read(&self) -> u64 {
        self.engine.rows_read()
    }
}

/// The harness does what it says; and every part of it is used in every test file.
#[test]
fn the_harness_works() {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("harness-{}.sqlite", std::process::id()));
    let portal = Portal::in_file(&file);
    portal.run(
        "insert into trainees (name, document_kind, document, document_masked, document_index, last_four_index, phone, created_at)
         values ('孔冬志', 'resident_id', '', '', 'a', 'b', '13378707117', 0)",
        &[],
    );
    let trainee = portal.trainee(TraineeId(1), "openid");
    assert!(trainee.session.is_some() && trainee.address.starts_with("192."));
    assert_eq!(
        portal.anyone().refusal::<shared::enrolments::api::GetHome>(&shared::endpoint::Nothing {}),
        ErrorCode::SignInRequired
    );
    let home = trainee.call::<shared::enrolments::api::GetHome>(&shared::endpoint::Nothing {}).unwrap();
    assert_eq!(home.trainee.name, "孔冬志");
    assert!(portal.cost().statements > 0);
    let keyed = portal.registrar().with_key("a-key-of-its-own");
    assert!(keyed.staff_session.is_some() && keyed.idempotency_key.borrow().is_some());
    portal.advance_seconds(1);
    portal.advance_days(1);
    assert_eq!(portal.now(), BEGINNING.plus_days(1).plus_seconds(1));
    portal.break_after(1);
    assert!(matches!(portal.alarm_once(), Err(Failure::Broken(_))));
    portal.repair();
    assert_eq!(portal.alarm(), 1);
    assert_eq!(portal.texts("select name from trainees"), ["孔冬志"]);
    assert!(portal.dump(&["stages"]).len() > 3);
    drop(portal);
    assert_eq!(Portal::in_file(&file).text("select name from trainees"), "孔冬志");
    assert_eq!(Portal::new().number("select count(*) from trainees"), 0);
    std::fs::remove_file(file).unwrap();
}
