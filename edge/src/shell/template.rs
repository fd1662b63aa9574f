//! The HTML shells that the build made: read once per isolate, filled per request.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use worker::{Env, Error, Result};

thread_local! {
    static TEMPLATES: RefCell<HashMap<&'static str, Shell>> = RefCell::default();
}

/// The trainee app's shell.
pub const TRAINEE: &str = "/index.html";
/// The shell of pages without an app.
pub const PLAIN: &str = "/plain.html";
/// The same with the script that checks training proofs.
pub const VERIFY: &str = "/verify.html";
/// The shell of pages about items: no app, only their own small script.
pub const ITEMS: &str = "/items.html";
/// The shell of a lesson's page: the same with the player.
pub const LESSON: &str = "/lesson.html";
/// The staff console's shell.
pub const STAFF: &str = "/staff-app/index.html";

/// What is put into a shell.
pub struct Parts<'a> {
    pub lang: &'a str,
    pub nonce: &'a str,
    pub title: &'a str,
    pub body: &'a str,
    /// JSON for taking over; must not contain `<`.
    pub preload: &'a str,
}

/// A shell, split at its markers.
type Shell = Rc<[Piece]>;

enum Piece {
    Text(String),
    Marker(Marker),
}

#[derive(Clone, Copy)]
enum Marker {
    Lang,
    Nonce,
    Title,
    Body,
    Preload,
}

/// How the markers stand in a shell.
const MARKERS: [(&str, Marker); 5] = [
    ("__LANG__", Marker::Lang),
    ("__NONCE__", Marker::Nonce),
    ("__TITLE__", Marker::Title),
    ("<!--anpei-body-->", Marker::Body),
    ("<!--anpei-preload-->", Marker::Preload),
];

/// A filled shell. Nothing that was put in is looked at again.
pub async fn fill(env: &Env, name: &'static str, parts: &Parts<'_>) -> Result<String> {
    let shell = load(env, name).await?;
    let mut html = String::with_capacity(8 * 1024 + parts.body.len() + parts.preload.len());
    for piece in &*shell {
        match piece {
            Piece::Text(text) => html.push_str(text),
            Piece::Marker(Marker::Lang) => html.push_str(parts.lang),
            Piece::Marker(Marker::Nonce) => html.push_str(parts.nonce),
            Piece::Marker(Marker::Title) => html.push_str(&escape(parts.title)),
            Piece::Marker(Marker::Body) => html.push_str(parts.body),
            Piece::Marker(Marker::Preload) if parts.preload.is_empty() => {}
            Piece::Marker(Marker::Preload) => {
                html.push_str(r#"<script type="application/json" id=""#);
                html.push_str(frontend::preload::ELEMENT_ID);
                html.push_str(r#"">"#);
                html.push_str(parts.preload);
                html.push_str("</script>");
            }
        }
    }
    Ok(html)
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

fn split(mut text: &str) -> Shell {
    let mut pieces = Vec::new();
    let next = |text: &str| {
        let found = MARKERS.into_iter().filter_map(|(name, marker)| Some((text.find(name)?, name.len(), marker)));
        found.min_by_key(|(at, ..)| *at)
    };
    while let Some((at, length, marker)) = next(text) {
        let (before, from) = text.split_at(at);
        pieces.extend([Piece::Text(before.to_owned()), Piece::Marker(marker)]);
        text = from.split_at(length).1;
    }
    pieces.push(Piece::Text(text.to_owned()));
    pieces.into()
}

async fn load(env: &Env, name: &'static str) -> Result<Shell> {
    if let Some(shell) = TEMPLATES.with_borrow(|templates| templates.get(name).cloned()) {
        return Ok(shell);
    }
    let mut file = env.service("ASSETS")?.fetch(format!("http://assets{name}"), None).await?;
    if file.status_code() != 200 {
        return Err(Error::RustError(format!("the build's {name} is missing ({})", file.status_code())));
    }
    let shell = split(&file.text().await?);
    TEMPLATES.with_borrow_mut(|templates| templates.insert(name, Rc::clone(&shell)));
    Ok(shell)
}
