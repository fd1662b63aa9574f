//! The thin interface to SQLite: inside the object it is the object's own storage, on the host it is rusqlite.
//!
//! A crossing between wasm and JavaScript costs more than a query: so rows are built as JSON by SQLite and cross as one
//! string. Every reading statement therefore selects one column, `json_object('field', column, …)`, and the row type
//! derives `Deserialize` with the same field names.

use std::cell::Cell;

use serde::de::DeserializeOwned;

/// A value bound to a statement's parameter.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Null,
    /// Exact within ±(2^53 − 1): values travel as JavaScript numbers.
    Int(i64),
    Text(String),
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}
impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Int(i64::from(value))
    }
}
impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}
impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}
impl From<&String> for Value {
    fn from(value: &String) -> Self {
        Self::Text(value.clone())
    }
}
impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}
impl From<shared::time::Timestamp> for Value {
    fn from(value: shared::time::Timestamp) -> Self {
        Self::Int(value.0)
    }
}
impl From<shared::date::Date> for Value {
    fn from(value: shared::date::Date) -> Self {
        Self::Text(value.to_string())
    }
}
impl From<shared::money::Money> for Value {
    fn from(value: shared::money::Money) -> Self {
        Self::Int(value.fen())
    }
}

/// Typed ids are bound by their number.
macro_rules! id_values {
    ($($id:ident),+) => {$(
        impl From<shared::id::$id> for Value {
            fn from(id: shared::id::$id) -> Self {
                Self::Int(id.0)
            }
        }
    )+};
}
id_values!(
    TraineeId,
    EnrolmentId,
    CourseId,
    ClassId,
    StaffId,
    ImportId,
    CertificateId,
    MoveId,
    ProofId,
    FileId,
    LessonId,
    MediaId,
    PlayId,
    ObjectionId,
    QuestionId
);

/// Parameters of a statement: `params![id, name]`.
#[macro_export]
macro_rules! params {
    ($($value:expr),* $(,)?) => { &[$($crate::institution::sql::Value::from($value)),*] };
}

/// A statement that failed. The text is ours to read, never sent outside.
#[derive(Debug)]
pub struct SqlError {
    pub message: String,
}

impl SqlError {
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into() }
    }

    /// Whether it is a UNIQUE violation of this `table.column`. SQLite says so in words only.
    pub fn is_unique_violation(&self, column: &str) -> bool {
        self.message.contains("UNIQUE constraint failed") && self.message.contains(column)
    }
}

/// Where a row does not fit its type. serde's own words may repeat the value, which may be personal.
fn misfit(error: &serde_json::Error, sql: &str) -> SqlError {
    let (class, column) = (error.classify(), error.column());
    SqlError::new(format!("a row does not fit its type: {class:?} error at column {column}: {sql}"))
}

/// What a home of the object must offer.
pub trait Engine {
    /// Runs a statement that yields at most one column of text; returns the texts.
    fn texts(&self, sql: &str, params: &[Value]) -> Result<Vec<String>, SqlError>;

    /// Runs a statement without results.
    fn run(&self, sql: &str, params: &[Value]) -> Result<(), SqlError>;

    /// Runs `body` in a transaction: commits when it returns true, rolls back when it returns false.
    fn transaction(&self, body: &mut dyn FnMut() -> bool) -> Result<(), SqlError>;

    /// Rows read since the engine was made, as far as the engine counts them.
    fn rows_read(&self) -> u64 {
        0
    }
}

/// The database as use cases see it.
pub struct Sql<'a> {
    engine: &'a dyn Engine,
    /// Statements run, for the cost report.
    statements: Cell<u32>,
}

impl<'a> Sql<'a> {
    pub fn new(engine: &'a dyn Engine) -> Self {
        Self { engine, statements: Cell::new(0) }
    }

    pub fn engine(&self) -> &'a dyn Engine {
        self.engine
    }

    pub fn statements(&self) -> u32 {
        self.statements.get()
    }

    fn count(&self) {
        self.statements.set(self.statements.get() + 1);
    }

    /// All rows of `select json_object(…) from …`, in its order.
    pub fn rows<T: DeserializeOwned>(&self, select: &str, params: &[Value]) -> Result<Vec<T>, SqlError> {
        self.count();
        // Joined as they are: `json_group_array` would read each row again.
        let sql = format!(
            "with r(j) as ({}) select '[' || coalesce(group_concat(coalesce(j, 'null'), ','), '') || ']' from r",
            steady(select)
        );
        let texts = self.engine.texts(&sql, params)?;
        let text = texts.first().map_or("[]", String::as_str);
        serde_json::from_str(text).map_err(|error| misfit(&error, select))
    }

    /// The only row, if there is one.
    pub fn row<T: DeserializeOwned>(&self, select: &str, params: &[Value]) -> Result<Option<T>, SqlError> {
        self.count();
        Self::parse_first(&self.engine.texts(&steady(select), params)?, select)
    }

    /// A row that must be there: counts, sums, singletons.
    pub fn one<T: DeserializeOwned>(&self, select: &str, params: &[Value]) -> Result<T, SqlError> {
        self.row(select, params)?.ok_or_else(|| SqlError::new(format!("no row: {select}")))
    }

    /// A changing statement without results.
    pub fn run(&self, sql: &str, params: &[Value]) -> Result<(), SqlError> {
        self.count();
        self.engine.run(&steady(sql), params)
    }

    /// A changing statement that ends in `returning json_object(…)` or `returning json(…)`: one item per changed row.
    pub fn returning<T: DeserializeOwned>(&self, sql: &str, params: &[Value]) -> Result<Vec<T>, SqlError> {
        self.count();
        self.engine
            .texts(&steady(sql), params)?
            .iter()
            .map(|text| serde_json::from_str(text).map_err(|error| misfit(&error, sql)))
            .collect()
    }

    /// An insert that ends in `returning id`: the new id.
    pub fn insert(&self, sql: &str, params: &[Value]) -> Result<i64, SqlError> {
        self.returning::<i64>(sql, params)?.first().copied().ok_or_else(|| SqlError::new(format!("no id: {sql}")))
    }

    /// A guarded write that ends in `returning 1`: how many rows it changed. Zero means that somebody was first.
    pub fn changed(&self, sql: &str, params: &[Value]) -> Result<usize, SqlError> {
        self.count();
        Ok(self.engine.texts(&steady(sql), params)?.len())
    }

    fn parse_first<T: DeserializeOwned>(texts: &[String], sql: &str) -> Result<Option<T>, SqlError> {
        texts.first().map(|text| serde_json::from_str(text).map_err(|error| misfit(&error, sql))).transpose()
    }
}

/// The statement with its parameters hidden from the planner. SQLite looks at the values that are bound where they are
/// compared, and therefore prepares such a statement anew each time it runs: for the first page that was most of the work.
/// Behind a plus sign it sees an expression, which has the same value and the same use of indexes, and keeps what it prepared.
fn steady(sql: &str) -> String {
    let mut steady = String::with_capacity(sql.len() + 16);
    let mut in_text = false;
    let mut rest = sql.chars().peekable();
    while let Some(c) = rest.next() {
        in_text ^= c == '\'';
        if c == '?' && !in_text && rest.peek().is_some_and(char::is_ascii_digit) {
            steady.push('+');
        }
        steady.push(c);
    }
    steady
}

/// Behind every row number: where a list that goes backwards begins.
pub const LAST_ID: i64 = 9_007_199_254_740_991;

/// The range of texts that begin with `prefix`: `column >= lower and column < upper` uses the index, `like` would not
/// for bound parameters.
pub fn prefix_range(prefix: &str) -> (String, String) {
    (prefix.to_owned(), format!("{prefix}\u{10ffff}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_planner_sees_no_parameter() {
        for (sql, seen) in [
            ("select 1 from a where b = ?1 limit ?12", "select 1 from a where b = +?1 limit +?12"),
            ("values (?1, ?2)", "values (+?1, +?2)"),
            ("select 'who? ?1', ?1", "select 'who? ?1', +?1"),
            ("select 'it''s ?1' || ?2", "select 'it''s ?1' || +?2"),
            ("select '接地电阻', a -> '$.b'", "select '接地电阻', a -> '$.b'"),
        ] {
            assert_eq!(steady(sql), seen);
        }
    }
}
