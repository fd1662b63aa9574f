//! The institution's SQLite file, for seeding and for looking at what is stored. Only while the portal is stopped:
//! the object keeps state of its own while it runs.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use crate::fail::OrFail;

/// Opens the one object's file below the data folder.
#[track_caller]
pub fn open(data: &Path) -> Connection {
    let mut files = Vec::new();
    collect(&data.join("db"), &mut files);
    assert_eq!(files.len(), 1, "one database file expected below {}: {files:?}", data.display());
    Connection::open(files.pop().or_fail("a file")).or_fail("opening the database")
}

/// Every row of every table but these, as text: what has changed is the difference of two dumps.
#[track_caller]
pub fn dump(database: &Connection, except: &[&str]) -> Vec<String> {
    let names = "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name not like '\\_cf\\_%' escape '\\' order by name";
    let mut statement = database.prepare(names).or_fail(names);
    let tables = statement.query_map([], |row| row.get::<_, String>(0)).or_fail(names);
    let tables: Vec<String> = tables.map(|name| name.or_fail(names)).collect();
    let mut rows = Vec::new();
    for table in tables.iter().filter(|table| !except.contains(&table.as_str())) {
        let sql = format!("select * from {table}");
        let mut statement = database.prepare(&sql).or_fail(&sql);
        let columns = statement.column_count();
        let mut found = statement.query([]).or_fail(&sql);
        let mut lines = Vec::new();
        while let Some(row) = found.next().or_fail(&sql) {
            let values: Vec<_> = (0..columns).map(|place| format!("{:?}", row.get_ref(place))).collect();
            lines.push(format!("{table} {}", values.join(" ")));
        }
        lines.sort();
        rows.extend(lines);
    }
    rows
}

/// workerd keeps its own bookkeeping of a namespace in `metadata.sqlite`.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).or_fail(folder.display()) {
        let path = entry.or_fail(folder.display()).path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "sqlite")
            && path.file_stem().is_none_or(|stem| stem != "metadata")
        {
            files.push(path);
        }
    }
}
