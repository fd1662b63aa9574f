//! Forward-only migrations, applied when the object wakes, each with its version in one transaction.

use super::failure::{Failure, Outcome};
use super::sql::Sql;

/// All migrations in order: version and statements.
pub const MIGRATIONS: &[(i64, &str)] = &[
    (1, include_str!("../../migrations/0001_foundation.sql")),
    (2, include_str!("../../migrations/0002_hardening.sql")),
    (3, include_str!("../../migrations/0003_certificates.sql")),
    (4, include_str!("../../migrations/0004_items.sql")),
    (5, include_str!("../../migrations/0005_proofs.sql")),
    (6, include_str!("../../migrations/0006_lists.sql")),
    (7, include_str!("../../migrations/0007_exams.sql")),
    (8, include_str!("../../migrations/0008_courses.sql")),
    (9, include_str!("../../migrations/0009_links.sql")),
    (10, include_str!("../../migrations/0010_guide.sql")),
    (11, include_str!("../../migrations/0011_console.sql")),
    (12, include_str!("../../migrations/0012_lessons.sql")),
];

/// Brings the schema to the code's version.
///
/// # Errors
/// When the database is newer than the code: then nothing is served, because old code would damage new data.
pub fn migrate(sql: &Sql) -> Outcome<()> {
    sql.run(
        "create table if not exists schema_version (version integer primary key, applied integer not null default 1)",
        &[],
    )?;
    let current: i64 = sql.one("select json(coalesce(max(version), 0)) from schema_version", &[])?;
    let newest = MIGRATIONS.last().map_or(0, |(version, _)| *version);
    if current > newest {
        return Err(Failure::broken(format!(
            "the database has schema {current}, this code knows {newest}: refusing to serve"
        )));
    }
    for (version, statements) in MIGRATIONS.iter().filter(|(version, _)| *version > current) {
        let mut result = Ok(());
        sql.engine().transaction(&mut || {
            result = apply(sql, *version, statements);
            result.is_ok()
        })?;
        result?;
    }
    Ok(())
}

fn apply(sql: &Sql, version: i64, statements: &str) -> Outcome<()> {
    for statement in split(statements) {
        sql.run(&statement, &[])?;
    }
    sql.run("insert into schema_version (version) values (?1)", crate::params![version])?;
    Ok(())
}

/// Single statements, without comment lines. Migrations end each statement with `;` at the end of a line.
fn split(statements: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    for line in statements.lines().filter(|line| !line.trim_start().starts_with("--")) {
        if let Some(last) = out.last_mut() {
            last.push_str(line);
            last.push('\n');
        }
        if line.trim_end().ends_with(';') {
            out.push(String::new());
        }
    }
    out.retain(|statement| !statement.trim().is_empty());
    out
}
