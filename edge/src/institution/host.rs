//! The engine on the host: the same SQL on the same SQLite, for tests and tools.

use rusqlite::Connection;
use rusqlite::types::{ToSqlOutput, ValueRef};

use super::sql::{Engine, SqlError, Value};

impl rusqlite::ToSql for Value {
    #[expect(
        clippy::as_conversions,
        clippy::cast_precision_loss,
        reason = "values are exact within what JavaScript's numbers hold"
    )]
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Null => ToSqlOutput::Borrowed(ValueRef::Null),
            // As workerd binds them: every number of JavaScript is a double there.
            Self::Int(value) => ToSqlOutput::Borrowed(ValueRef::Real(*value as f64)),
            Self::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
        })
    }
}

impl From<rusqlite::Error> for SqlError {
    fn from(error: rusqlite::Error) -> Self {
        Self::new(error.to_string())
    }
}

/// SQLite through rusqlite.
pub struct HostEngine {
    connection: Connection,
}

impl HostEngine {
    /// An empty database in memory.
    pub fn in_memory() -> Result<Self, SqlError> {
        Self::over(Connection::open_in_memory()?)
    }

    pub fn over(connection: Connection) -> Result<Self, SqlError> {
        connection.pragma_update(None, "foreign_keys", true)?;
        connection.set_prepared_statement_cache_capacity(256);
        Ok(Self { connection })
    }

    pub fn connection(&self) -> &Connection {
        &self.connection
    }
}

impl Engine for HostEngine {
    fn texts(&self, sql: &str, params: &[Value]) -> Result<Vec<String>, SqlError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(rusqlite::params_from_iter(params))?;
        let mut texts = Vec::new();
        while let Some(row) = rows.next()? {
            texts.push(match row.get_ref(0)? {
                ValueRef::Null => "null".to_owned(),
                ValueRef::Integer(value) => value.to_string(),
                ValueRef::Real(value) => value.to_string(),
                ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
                ValueRef::Blob(_) => return Err(SqlError::new("a blob where text was expected")),
            });
        }
        Ok(texts)
    }

    fn run(&self, sql: &str, params: &[Value]) -> Result<(), SqlError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(rusqlite::params_from_iter(params))?;
        while rows.next()?.is_some() {}
        Ok(())
    }

    fn transaction(&self, body: &mut dyn FnMut() -> bool) -> Result<(), SqlError> {
        self.connection.execute_batch("begin immediate")?;
        let keep = body();
        self.connection.execute_batch(if keep { "commit" } else { "rollback" })?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_is_bound_comes_back_as_workerd_gives_it() {
        let engine = HostEngine::in_memory().unwrap();
        assert_eq!(engine.texts("select json_array(?1)", &[Value::Int(7)]).unwrap(), ["[7.0]"]);
        // Columns make it whole again.
        engine.connection().execute_batch("create table t (n integer)").unwrap();
        engine.run("insert into t (n) values (?1)", &[Value::Int(7)]).unwrap();
        assert_eq!(engine.texts("select n from t", &[]).unwrap(), ["7"]);
    }
}
