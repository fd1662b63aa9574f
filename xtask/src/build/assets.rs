//! Joins what Trunk and the reader made into `dist/`, the folder the portal serves, and lays a brotli twin at full
//! strength beside each text and wasm file.

use super::{frontend, photo, plain, player, reader, slides};
use crate::failure::{Context as _, Failure, Outcome};
use crate::fingerprint::{self, Inputs};
use crate::{budget, interrupt, progress, workspace};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Folder in `dist` → where its files come from.
fn sources() -> [(&'static str, PathBuf); 6] {
    [
        ("", frontend::TRAINEE.output()),
        ("", photo::output()),
        ("", player::output()),
        ("staff-app", frontend::STAFF.output()),
        ("staff-app", reader::output()),
        ("staff-app", slides::output()),
    ]
}

/// Made again when a part or a page has changed, or when the last time was broken off.
pub fn build() -> Outcome<bool> {
    let parts: Vec<PathBuf> = sources().into_iter().map(|(_, source)| source).chain([plain::output()]).collect();
    // The font's content is what the lock file of npm says.
    let inputs = Inputs::default().files(&parts).paths(&[plain::PAGE, "package-lock.json", "xtask/src/build"]);
    fingerprint::unless_made("assets", &inputs, &[workspace::dist().join("index.html")], assemble)
}

/// `dist` is changed in place: a running portal holds the folder open. New files come first and pages last, so that
/// at no moment a page names a file that is not there.
fn assemble() -> Outcome {
    progress::run_step("compress the assets", || {
        let wanted = collect()?;
        let dist = workspace::dist();
        workspace::create_dir(&dist)?;
        let (pages, files): (Vec<_>, Vec<_>) = wanted.iter().partition(|(name, _)| is_page(name));
        for (name, content) in files.into_iter().chain(pages) {
            interrupt::check()?;
            place(&dist.join(name), content)?;
        }
        remove_others(&dist, &wanted)
    })
}

fn collect() -> Outcome<BTreeMap<PathBuf, Vec<u8>>> {
    let mut wanted = BTreeMap::new();
    for (folder, source) in sources() {
        for file in workspace::files_below(&source)? {
            let inside = file.strip_prefix(&source).context(|| format!("{} is outside", file.display()))?;
            let name = Path::new(folder).join(inside);
            if wanted.insert(name.clone(), workspace::read_bytes(&file)?).is_some() {
                return Err(Failure::new(format!("two parts of the front end make the same file {}", name.display())));
            }
        }
    }
    name_workers(&mut wanted)?;
    plain::add(&mut wanted)?;
    Ok(wanted)
}

/// The console's page says where its workers are: their names change with their content.
fn name_workers(wanted: &mut BTreeMap<PathBuf, Vec<u8>>) -> Outcome {
    let reader = reader::script(&reader::output(), "the reader")?;
    let slides = reader::script(&slides::output(), "the tool for slides")?;
    if let Some(page) = wanted.get_mut(Path::new("staff-app/index.html")) {
        let html = String::from_utf8_lossy(page)
            .replace("__READER__", &format!("/staff-app/{reader}"))
            .replace("__SLIDES__", &format!("/staff-app/{slides}"));
        *page = html.into_bytes();
    }
    Ok(())
}

fn place(path: &Path, content: &[u8]) -> Outcome {
    let twin = twin_of(path);
    let same = fs::read(path).is_ok_and(|found| found == content);
    if same && (twin.is_file() || !is_compressed(path)) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        workspace::create_dir(folder)?;
    }
    if is_compressed(path) {
        workspace::write_whole(&twin, budget::brotli(content)?)?;
    }
    workspace::write_whole(path, content)
}

fn remove_others(dist: &Path, wanted: &BTreeMap<PathBuf, Vec<u8>>) -> Outcome {
    for file in workspace::files_below(dist)? {
        let inside = file.strip_prefix(dist).context(|| format!("{} is outside", file.display()))?;
        let original = if has_ending(inside, "br") { inside.with_extension("") } else { inside.to_path_buf() };
        if !wanted.contains_key(&original) {
            fs::remove_file(&file).context(|| format!("cannot remove {}", file.display()))?;
        }
    }
    Ok(())
}

fn twin_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".br");
    PathBuf::from(name)
}

/// Pages are templates: the edge fills them in and workerd compresses the result.
fn is_compressed(path: &Path) -> bool {
    ["js", "wasm", "css", "svg"].iter().any(|ending| has_ending(path, ending))
}

fn is_page(path: &Path) -> bool {
    has_ending(path, "html")
}

fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|found| found == ending)
}

pub fn print_sizes() -> Outcome {
    let dist = workspace::dist();
    for file in workspace::files_below(&dist)?.iter().filter(|file| is_compressed(file) || is_page(file)) {
        let size = |path: &Path| path.metadata().map_or(0, |data| usize::try_from(data.len()).unwrap_or(usize::MAX));
        let twin = twin_of(file);
        let packed = if twin.is_file() { format!("brotli {:>7} KB", budget::kb(size(&twin))) } else { String::new() };
        let name = file.strip_prefix(&dist).unwrap_or(file).display();
        progress::note(format!("{name:<60} {:>8} KB  {packed}", budget::kb(size(file))));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_and_wasm_get_a_twin_and_pages_do_not() {
        assert!(is_compressed(Path::new("staff-app/reader-1_bg.wasm")));
        assert!(is_compressed(Path::new("app-1.js")));
        assert!(!is_compressed(Path::new("index.html")));
        assert!(!is_compressed(Path::new("app-1.js.br")));
        assert_eq!(twin_of(Path::new("a/b.js")), Path::new("a/b.js.br"));
    }
}
