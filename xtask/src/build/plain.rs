//! Pages without an app (`frontend/plain.html`): they have the trainee app's styles; the public check of training proofs
//! the pages about items and those of lessons each have their own small wasm. And the font that proofs are written with.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::reader::Bindgen;
use super::{photo, player, reader};
use crate::failure::{Context as _, Failure, Outcome};
use crate::workspace;

/// The page without an app.
pub const PAGE: &str = "frontend/plain.html";
/// A free font (OFL 1.1) with the characters of GBK and the rare ones that names use; `package.json` has its version.
const FONT: &str = "node_modules/@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf";
/// What one asset may have on Cloudflare.
const MOST_FONT_BYTES: usize = 25 * 1024 * 1024;

pub fn output() -> PathBuf {
    workspace::root().join("target/xtask-verify")
}

/// Builds the wasm of the public check.
pub fn build() -> Outcome<bool> {
    let verify = Bindgen {
        package: "proof-verify",
        target: "no-modules",
        name: "verify",
        start: reader::START,
        optimise: true,
        out: output(),
    };
    verify.unless_made()
}

/// Adds pages, scripts and font to what `dist` will have.
pub fn add(wanted: &mut BTreeMap<PathBuf, Vec<u8>>) -> Outcome {
    let named = |ending: &str| {
        let found = wanted.keys().find(|name| is(name, ending) && name.parent() == Some(Path::new("")));
        let found = found.context(|| format!("the trainee app has no .{ending} file"))?;
        Ok::<_, Failure>(format!("/{}", found.display()))
    };
    let (styles, icon) = (named("css")?, named("svg")?);
    for file in workspace::files_below(&output())? {
        let name = file.file_name().map(PathBuf::from).unwrap_or_default();
        wanted.insert(name, workspace::read_bytes(&file)?);
    }
    let page = workspace::read_text(&workspace::root().join(PAGE))?;
    let page = page.replace("__STYLES__", &styles).replace("__ICON__", &icon);
    let script = |folder: &Path, what: &str| {
        let name = reader::script(folder, what)?;
        Ok::<_, Failure>(format!("<script src=\"/{name}\" defer></script>"))
    };
    for (name, script) in [
        ("plain.html", String::new()),
        ("verify.html", script(&output(), "the check of training proofs")?),
        ("items.html", script(&photo::output(), "the photo tool")?),
        ("lesson.html", script(&player::output(), "the player")?),
    ] {
        wanted.insert(name.into(), page.replace("<!--scripts-->", &script).into_bytes());
    }
    let font = workspace::read_bytes(&workspace::root().join(FONT))?;
    if font.len() > MOST_FONT_BYTES {
        return Err(Failure::new(format!("{FONT} is larger than Cloudflare takes")));
    }
    wanted.insert("fonts/proof.ttf".into(), font);
    Ok(())
}

fn is(name: &Path, ending: &str) -> bool {
    name.extension().is_some_and(|found| found == ending)
}
