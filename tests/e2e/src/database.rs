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
