//! The institution as a Durable Object: one thread, its own SQLite, woken by requests and by its alarm.

use std::cell::{Cell, OnceCell};

use serde::{Deserialize, Serialize};
use shared::error::{ErrorCode, Problem};
use shared::time::Timestamp;
use wasm_bindgen::prelude::*;
use worker::{
    DurableObject, Env, Request, Response, ScheduledTime, SqlStorage, SqlStorageValue, State, durable_object,
};

use super::context::{Cache, Context, Facts};
use super::crypto::Keys;
use super::dispatch::{Cost, Dispatcher, Envelope, problem_of};
use super::failure::{Failure, Outcome};
use super::sql::{Engine, Sql, SqlError, Value};
use super::{alarm, key_check, migrate, use_cases};
use crate::items::deletions;
use crate::lessons::deletions as part_deletions;
use crate::shell::files::Files;

#[wasm_bindgen]
extern "C" {
    type SynchronousStorage;

    /// Rolls back when the body throws. worker 0.8.7 does not wrap it.
    #[wasm_bindgen(method, catch, js_name = transactionSync)]
    fn transaction_sync(
        this: &SynchronousStorage,
        body: &mut dyn FnMut() -> Result<JsValue, JsValue>,
    ) -> Result<JsValue, JsValue>;
}

/// The object's SQLite.
struct ObjectEngine {
    sql: SqlStorage,
    storage: SynchronousStorage,
    rows_read: Cell<u64>,
}

/// What a rolled-back body throws, to be told from real errors.
const ROLLED_BACK: &str = "rolled back";

impl From<Value> for SqlStorageValue {
    fn from(value: Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Int(value) => Self::Integer(value),
            Value::Text(text) => Self::String(text),
        }
    }
}

impl ObjectEngine {
    fn new(state: &State) -> Self {
        let storage: JsValue = state.storage().as_raw().into();
        Self { sql: state.storage().sql(), storage: storage.unchecked_into(), rows_read: Cell::new(0) }
    }

    fn exec(&self, sql: &str, params: &[Value]) -> Result<worker::SqlCursor, SqlError> {
        let params: Vec<SqlStorageValue> = params.iter().cloned().map(Into::into).collect();
        self.sql.exec(sql, params).map_err(|error| SqlError::new(format!("{error}: {sql}")))
    }

    fn count(&self, cursor: &worker::SqlCursor) {
        let rows = u64::try_from(cursor.rows_read()).unwrap_or(u64::MAX);
        self.rows_read.set(self.rows_read.get().saturating_add(rows));
    }
}

impl Engine for ObjectEngine {
    fn texts(&self, sql: &str, params: &[Value]) -> Result<Vec<String>, SqlError> {
        let cursor = self.exec(sql, params)?;
        let mut texts = Vec::new();
        for row in cursor.raw() {
            let row = row.map_err(|error| SqlError::new(format!("{error}: {sql}")))?;
            texts.push(match row.into_iter().next() {
                None | Some(SqlStorageValue::Null) => "null".to_owned(),
                Some(SqlStorageValue::String(text)) => text,
                Some(SqlStorageValue::Integer(value)) => value.to_string(),
                Some(SqlStorageValue::Float(value)) => value.to_string(),
                Some(_) => return Err(SqlError::new(format!("neither text nor number: {sql}"))),
            });
        }
        self.count(&cursor);
        Ok(texts)
    }

    fn run(&self, sql: &str, params: &[Value]) -> Result<(), SqlError> {
        let cursor = self.exec(sql, params)?;
        self.count(&cursor);
        Ok(())
    }

    fn transaction(&self, body: &mut dyn FnMut() -> bool) -> Result<(), SqlError> {
        let result = self.storage.transaction_sync(&mut || {
            if body() { Ok(JsValue::UNDEFINED) } else { Err(JsValue::from_str(ROLLED_BACK)) }
        });
        match result {
            Ok(_) => Ok(()),
            Err(error) if error.as_string().as_deref() == Some(ROLLED_BACK) => Ok(()),
            Err(error) => Err(SqlError::new(format!("transaction: {error:?}"))),
        }
    }

    fn rows_read(&self) -> u64 {
        self.rows_read.get()
    }
}

/// A call from the shell.
#[derive(Serialize, Deserialize)]
pub struct Call<'a> {
    /// Name of the endpoint.
    pub name: &'a str,
    pub facts: Facts,
    /// Whether the answer should carry what every page shows of the institution.
    pub with_site: bool,
    #[serde(borrow)]
    pub request: &'a serde_json::value::RawValue,
}

/// What the object needs for every turn, made once when it wakes.
struct Ready {
    keys: Keys,
    dispatcher: Dispatcher,
    cache: Cache,
    demo: bool,
    setup_token: String,
}

/// The object.
#[durable_object]
pub struct Institution {
    state: State,
    env: Env,
    engine: ObjectEngine,
    ready: OnceCell<Ready>,
    /// When the alarm is set to ring, as far as this instance knows.
    alarm_at: Cell<Option<i64>>,
}

impl DurableObject for Institution {
    fn new(state: State, env: Env) -> Self {
        let engine = ObjectEngine::new(&state);
        Self { state, env, engine, ready: OnceCell::new(), alarm_at: Cell::new(None) }
    }

    async fn fetch(&self, mut request: Request) -> worker::Result<Response> {
        let text = request.text().await?;
        let woke = self.ready.get().is_none();
        let (answer, may_have_work) = self.answer(&text);
        if woke || may_have_work {
            self.arm().await?;
        }
        Response::ok(answer)
    }

    async fn alarm(&self) -> worker::Result<Response> {
        self.alarm_at.set(None);
        if let Err(failure) =
            self.with_context(Facts::default(), |context, _ready| alarm::turn(context).map(|_next| ()))
        {
            log_failure("alarm", &failure);
        }
        self.delete_due_files().await;
        self.delete_due_parts().await;
        self.arm().await?;
        Response::ok("")
    }
}

impl Institution {
    fn with_context<T>(&self, facts: Facts, body: impl FnOnce(&Context, &Ready) -> Outcome<T>) -> Outcome<T> {
        let ready = if let Some(ready) = self.ready.get() {
            ready
        } else {
            let ready = self.wake()?;
            self.ready.get_or_init(|| ready)
        };
        let context = Context {
            sql: Sql::new(&self.engine),
            now: Timestamp(i64::try_from(worker::Date::now().as_millis()).unwrap_or(i64::MAX)),
            keys: &ready.keys,
            facts,
            cache: ready.cache.clone(),
            demo: ready.demo,
            setup_token: &ready.setup_token,
            random: &random,
        };
        body(&context, ready)
    }

    /// Keys from the environment, schema to the code's version.
    fn wake(&self) -> Outcome<Ready> {
        let text = |name: &str| self.env.var(name).map(|value| value.to_string()).unwrap_or_default();
        let keys = Keys::from_hex(&text("DATA_KEY"))
            .map_err(|_bad| Failure::broken("DATA_KEY is missing or not 64 hex digits"))?;
        let sql = Sql::new(&self.engine);
        migrate::migrate(&sql)?;
        let mut nonce = [0; 12];
        random(&mut nonce);
        key_check::check(&sql, &keys, nonce)?;
        Ok(Ready {
            keys,
            dispatcher: use_cases::dispatcher(),
            cache: Cache::default(),
            demo: text("DEMO") == "1",
            setup_token: text("SETUP_TOKEN"),
        })
    }

    /// The envelope for a call, and whether there may be background work now.
    fn answer(&self, text: &str) -> (String, bool) {
        let Ok(call) = serde_json::from_str::<Call>(text) else {
            return (problem_text(&Problem::new(ErrorCode::Malformed), None), false);
        };
        let request_id = call.facts.request_id.clone();
        let may_have_work = call.facts.idempotency_key.is_some();
        let rows_before = self.engine.rows_read.get();
        let result = self.with_context(call.facts, |context, ready| {
            let site = if call.with_site { Some(serde_json::value::to_raw_value(&context.site()?)?) } else { None };
            let result = ready.dispatcher.call(context, call.name, call.request.get());
            let cost = Cost {
                statements: context.sql.statements(),
                rows_read: self.engine.rows_read.get().saturating_sub(rows_before),
            };
            let site = site.as_deref();
            match result {
                Ok(json) => {
                    let raw = serde_json::value::RawValue::from_string(json)?;
                    Ok(serde_json::to_string(&Envelope { site, ok: Some(&raw), problem: None, cost })?)
                }
                Err(failure) => {
                    let (problem, log) = problem_of(failure, &context.facts.request_id);
                    if let Some(text) = log {
                        log_broken(call.name, &context.facts.request_id, &text);
                    }
                    Ok(serde_json::to_string(&Envelope { site, ok: None, problem: Some(problem), cost })?)
                }
            }
        });
        let answer = result.unwrap_or_else(|failure| {
            log_failure(call.name, &failure);
            problem_text(&Problem { request_id, ..Problem::new(ErrorCode::Unavailable) }, None)
        });
        (answer, may_have_work)
    }

    /// Deletes the bytes of files whose time has come, then their rows: nothing in between is held open. What was deleted
    /// before a crash is deleted again, which is nothing.
    async fn delete_due_files(&self) {
        let due = match self.with_context(Facts::default(), |context, _ready| deletions::due(context)) {
            Ok(due) => due,
            Err(failure) => return log_failure("items.delete_files", &failure),
        };
        if due.is_empty() {
            return;
        }
        let files = Files::of(&self.env);
        for file in due {
            let gone = match &files {
                Ok(files) => files.remove(&file.name).await,
                Err(error) => Err(worker::Error::RustError(error.to_string())),
            };
            if let Err(error) = &gone {
                log_broken("items.delete_files", "", &error.to_string());
            }
            let noted = self.with_context(Facts::default(), |context, _ready| match gone {
                Ok(()) => deletions::deleted(context, file.id),
                Err(_logged) => deletions::failed(context, file.id),
            });
            if let Err(failure) = noted {
                log_failure("items.delete_files", &failure);
            }
        }
    }

    /// The same for the files of lessons, part by part.
    async fn delete_due_parts(&self) {
        let due = match self.with_context(Facts::default(), |context, _ready| part_deletions::due(context)) {
            Ok(due) => due,
            Err(failure) => return log_failure("lessons.delete_parts", &failure),
        };
        for part in due {
            let gone = match Files::of(&self.env) {
                Ok(files) => files.remove(&part.name).await,
                Err(error) => Err(error),
            };
            if let Err(error) = &gone {
                log_broken("lessons.delete_parts", "", &error.to_string());
            }
            let noted = self.with_context(Facts::default(), |context, _ready| match gone {
                Ok(()) => part_deletions::deleted(context, &part),
                Err(_logged) => part_deletions::failed(context, &part),
            });
            if let Err(failure) = noted {
                log_failure("lessons.delete_parts", &failure);
            }
        }
    }

    /// Sets the alarm for the next background work. Also called on waking: an alarm that was lost with a crash comes
    /// back from what is stored.
    async fn arm(&self) -> worker::Result<()> {
        let next = self.with_context(Facts::default(), |context, _ready| alarm::next_wake(context));
        let next = match next {
            Ok(next) => next,
            Err(failure) => {
                log_failure("arm", &failure);
                return Ok(());
            }
        };
        let Some(Timestamp(at)) = next else { return Ok(()) };
        if self.alarm_at.get().is_some_and(|set| set <= at) {
            return Ok(());
        }
        self.alarm_at.set(Some(at));
        let time = ScheduledTime::new(js_sys::Date::new(&JsValue::from(exact_f64(at))));
        self.state.storage().set_alarm(time).await
    }
}

/// Milliseconds since 1970 are exact in a JavaScript number.
#[expect(clippy::as_conversions, clippy::cast_precision_loss, reason = "below 2^53 until the year 287396")]
fn exact_f64(value: i64) -> f64 {
    value as f64
}

fn random(buffer: &mut [u8]) {
    if getrandom::fill(buffer).is_err() {
        // Without randomness no token may be made: stop this instance.
        wasm_bindgen::throw_str("no source of randomness");
    }
}

fn problem_text(problem: &Problem, site: Option<&serde_json::value::RawValue>) -> String {
    let envelope = Envelope { site, ok: None, problem: Some(problem.clone()), cost: Cost::default() };
    serde_json::to_string(&envelope).unwrap_or_default()
}

fn log_failure(name: &str, failure: &Failure) {
    if let Failure::Broken(text) = failure {
        log_broken(name, "", text);
    }
}

/// One line for what is ours to mend. Statements are logged, bound values never.
fn log_broken(name: &str, request_id: &str, text: &str) {
    let line = serde_json::json!({ "level": "error", "at": "institution", "call": name, "request_id": request_id, "error": text });
    worker::console_error!("{line}");
}
