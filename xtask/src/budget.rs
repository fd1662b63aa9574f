//! Exact limits for what goes over a bad line. Missing one fails CI, so that growth is a decision.

use crate::failure::{Context as _, Failure, Outcome};
use crate::{progress, workspace};
use std::io::Write as _;
use std::path::{Path, PathBuf};

const KB: usize = 1024;
/// HTML, CSS, JavaScript and wasm of a trainee's first visit, brotli.
const TRAINEE_FIRST_LOAD: usize = 190 * KB;
const STYLES: usize = 12 * KB;
/// gzip: how Cloudflare counts a Worker. Its smallest plan takes 3 MB; it was 1 MB before proofs brought a PDF writer and a
/// font subsetter along, and 1,770 KB before lessons: thirty endpoints, the rule of credited time, captions.
const EDGE_WASM: usize = 2_150 * KB;

pub fn check() -> Outcome {
    let trainee = files_of_first_load()?;
    let mut first_load = 0;
    let mut styles = 0;
    for file in &trainee {
        let packed = brotli(&workspace::read_bytes(file)?)?.len();
        first_load += packed;
        if file.extension().is_some_and(|ending| ending == "css") {
            styles += packed;
        }
        progress::note(format!("{:<50} {:>7} KB brotli", workspace::shown(file), kb(packed)));
    }
    let edge = gzip(&workspace::read_bytes(&workspace::root().join("edge/build/index_bg.wasm"))?)?;
    let results = [
        ("trainee first load (brotli)", first_load, TRAINEE_FIRST_LOAD),
        ("styles (brotli)", styles, STYLES),
        ("edge wasm (gzip)", edge, EDGE_WASM),
    ];
    for (what, size, limit) in results {
        progress::say(format!("budget: {what} {} KB of {} KB", kb(size), kb(limit)));
    }
    let over: Vec<_> = results.iter().filter(|(_, size, limit)| size > limit).map(|(what, ..)| *what).collect();
    if over.is_empty() { Ok(()) } else { Err(Failure::new(format!("over the size budget: {}", over.join(", ")))) }
}

/// The trainee's page and every file of ours that it names.
fn files_of_first_load() -> Outcome<Vec<PathBuf>> {
    let dist = workspace::dist();
    let page = dist.join("index.html");
    let html = workspace::read_text(&page)?;
    let mut files = vec![page];
    for file in workspace::files_below(&dist)? {
        let name = file.strip_prefix(&dist).unwrap_or(&file);
        if counts(name) && html.contains(&*name.to_string_lossy()) {
            files.push(file);
        }
    }
    Ok(files)
}

fn counts(name: &Path) -> bool {
    !name.starts_with("staff-app")
        && ["js", "wasm", "css"].iter().any(|e| name.extension().is_some_and(|found| found == *e))
}

pub fn brotli(content: &[u8]) -> Outcome<Vec<u8>> {
    let mut packed = Vec::new();
    let best =
        brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: content.len(), ..Default::default() };
    let mut content = content;
    brotli::BrotliCompress(&mut content, &mut packed, &best).context(|| "cannot compress".to_owned())?;
    Ok(packed)
}

/// Only the size is of interest.
pub fn gzip(content: &[u8]) -> Outcome<usize> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(content).context(|| "cannot compress".to_owned())?;
    Ok(encoder.finish().context(|| "cannot compress".to_owned())?.len())
}

/// Kilobytes with one decimal.
pub fn kb(bytes: usize) -> String {
    let tenths = bytes.saturating_mul(10) / KB;
    format!("{}.{}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_shown_with_one_decimal() {
        assert_eq!(kb(0), "0.0");
        assert_eq!(kb(1536), "1.5");
        assert_eq!(kb(190 * KB), "190.0");
    }

    #[test]
    fn the_console_is_not_part_of_the_first_load() {
        assert!(counts(Path::new("trainee-1.js")));
        assert!(!counts(Path::new("staff-app/staff-1.js")));
        assert!(!counts(Path::new("trainee-1.js.br")));
    }

    #[test]
    fn brotli_packs_repetition() {
        assert!(brotli(&[b'a'; 10_000]).unwrap().len() < 100);
    }
}
