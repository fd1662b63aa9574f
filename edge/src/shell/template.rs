//! The HTML shells that the build made: read once per isolate, filled per request.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use worker::{Env, Error, Result};

thread_local! {
    static TEMPLATES: RefCell<HashMap<&'static str, Rc<str>>> = RefCell::default();
}

/// The trainee app's shell.
pub const TRAINEE: &str = "/index.html";
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

/// A filled shell.
pub async fn fill(env: &Env, name: &'static str, parts: &Parts<'_>) -> Result<String> {
    let template = load(env, name).await?;
    let mut html = String::with_capacity(template.len() + parts.body.len() + parts.preload.len() + 256);
    let mut rest: &str = &template;
    // One pass: nothing that was put in is looked at again.
    while let Some(at) = rest.find(MARKERS_BEGIN) {
        let (before, from) = rest.split_at(at);
        html.push_str(before);
        let (taken, text) = marker(from, parts);
        html.push_str(&text);
        rest = from.get(taken..).unwrap_or_default();
    }
    html.push_str(rest);
    Ok(html)
}

const MARKERS_BEGIN: [char; 2] = ['_', '<'];

/// The marker at the beginning of `text`: how long it is and what stands for it; a single character if there is none.
fn marker(text: &str, parts: &Parts) -> (usize, String) {
    const PRELOAD: &str = "<!--anpei-preload-->";
    let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    let known: [(&str, &dyn Fn() -> String); 5] = [
        ("__LANG__", &|| parts.lang.to_owned()),
        ("__NONCE__", &|| parts.nonce.to_owned()),
        ("__TITLE__", &|| escape(parts.title)),
        ("<!--anpei-body-->", &|| parts.body.to_owned()),
        (PRELOAD, &|| {
            if parts.preload.is_empty() {
                return String::new();
            }
            format!(
                r#"<script type="application/json" id="{}">{}</script>"#,
                frontend::preload::ELEMENT_ID,
                parts.preload
            )
        }),
    ];
    for (name, value) in known {
        if text.starts_with(name) {
            return (name.len(), value());
        }
    }
    (1, text.chars().next().map(String::from).unwrap_or_default())
}

async fn load(env: &Env, name: &'static str) -> Result<Rc<str>> {
    if let Some(template) = TEMPLATES.with_borrow(|templates| templates.get(name).cloned()) {
        return Ok(template);
    }
    let mut file = env.service("ASSETS")?.fetch(format!("http://assets{name}"), None).await?;
    if file.status_code() != 200 {
        return Err(Error::RustError(format!("the build's {name} is missing ({})", file.status_code())));
    }
    let template: Rc<str> = file.text().await?.into();
    TEMPLATES.with_borrow_mut(|templates| templates.insert(name, Rc::clone(&template)));
    Ok(template)
}
