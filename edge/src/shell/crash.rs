//! Crashes in the browser, told without personal data: a kind and a place in our own code.

use shared::error::ErrorCode;
use worker::Result;

use super::answer::Answer;
use super::request::Incoming;
use super::{body, origin};

#[derive(serde::Deserialize)]
struct Report {
    kind: String,
    #[serde(default)]
    place: String,
}

/// Logs a report. Whatever is not a plain name is cut out, so that no text of a page can reach the log.
pub async fn answer(mut incoming: Incoming) -> Result<Answer> {
    let request_id = incoming.facts.request_id.clone();
    if let Err(code) = origin::check(&incoming) {
        return Answer::refusal(code, &request_id);
    }
    let report = match body::text(&mut incoming.request, 2048).await {
        Ok(text) => serde_json::from_str::<Report>(&text).or(Err(ErrorCode::Malformed)),
        Err(code) => Err(code),
    };
    match report {
        Ok(report) => {
            let line = serde_json::json!({
                "level": "error",
                "at": "browser",
                "request_id": request_id,
                "kind": plain(&report.kind, 40),
                "place": plain(&report.place, 120),
                "engine": engine(&incoming.header("user-agent").unwrap_or_default()),
            });
            worker::console_error!("{line}");
            Ok(Answer::empty(204))
        }
        Err(code) => Answer::refusal(code, &request_id),
    }
}

fn plain(text: &str, most: usize) -> String {
    text.chars().filter(|c| c.is_ascii_alphanumeric() || "_./:-".contains(*c)).take(most).collect()
}

/// The browser's family and major version.
fn engine(device: &str) -> String {
    ["MicroMessenger/", "Chrome/", "Version/", "Firefox/"]
        .iter()
        .filter_map(|name| {
            let (_, rest) = device.split_once(name)?;
            let version = rest.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
            Some(format!("{name}{}", version.chars().take(4).collect::<String>()))
        })
        .collect::<Vec<_>>()
        .join(" ")
}
