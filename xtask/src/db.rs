//! `cargo xtask db`: a look into the institution's `SQLite` file, never a change.

use crate::failure::{Failure, Outcome};
use crate::{process, progress, workspace};
use std::path::{Path, PathBuf};

pub fn run(data: &Path, sql: Option<&str>) -> Outcome {
    if process::find_program("sqlite3").is_none() {
        return Err(Failure::new("sqlite3 is missing. Install it (Debian: apt-get install sqlite3)"));
    }
    for file in databases(&data.join("db"))? {
        progress::say(format!("-- {}", file.display()));
        let rows = match sql {
            Some(sql) => ask(&file, &["-header", "-column"], sql)?,
            None => overview(&file)?,
        };
        println!("{}", rows.trim_end());
    }
    Ok(())
}

/// workerd keeps one file per object below a folder per namespace; `metadata.sqlite` is its own.
fn databases(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let nothing = || Failure::new(format!("no database in {}; `cargo xtask dev` makes one", folder.display()));
    if !folder.is_dir() {
        return Err(nothing());
    }
    let mut files = workspace::files_below(folder)?;
    files
        .retain(|file| file.extension().is_some_and(|ending| ending == "sqlite") && !file.ends_with("metadata.sqlite"));
    if files.is_empty() { Err(nothing()) } else { Ok(files) }
}

fn overview(file: &Path) -> Outcome<String> {
    let tables = ask(file, &[], "select name from sqlite_schema where type = 'table' order by name")?;
    let mut lines = String::new();
    for table in tables.lines().filter(|name| !name.starts_with("sqlite_")) {
        let quoted = table.replace('"', "\"\"");
        let count = ask(file, &[], &format!("select count(*) from \"{quoted}\""))?;
        lines.extend([format!("{table:<40} {:>9}\n", count.trim())]);
    }
    Ok(lines)
}

/// `query_only` besides `-readonly`: the second still lets `SQLite` make its shared-memory file beside a running portal.
fn ask(file: &Path, options: &[&str], sql: &str) -> Outcome<String> {
    let mut sqlite = process::command("sqlite3");
    sqlite.arg("-readonly").args(options).args(["-cmd", "pragma query_only = 1", "-bail"]).arg(file).arg(sql);
    let output = sqlite.output().map_err(|error| Failure::new(format!("cannot start sqlite3: {error}")))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    Err(Failure::new(format!("sqlite3: {}", String::from_utf8_lossy(&output.stderr).trim())))
}
