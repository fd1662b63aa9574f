//! `/healthz`: whether object and files really work, by using them.

use serde_json::json;
use shared::endpoint::Nothing;
use worker::Result;

use super::answer::Answer;
use super::files::Files;
use super::object;
use super::request::Incoming;
use crate::institution::health::CheckHealth;

/// 200 when everything works, else 503; the body names what does not.
pub async fn answer(incoming: &Incoming) -> Result<Answer> {
    let object = match object::call::<CheckHealth>(incoming, &Nothing {}).await {
        Ok(Ok(health)) => {
            json!({ "ok": true, "schema": health.schema, "dead_letters": health.dead_letters, "failing_imports": health.failing_imports })
        }
        Ok(Err(problem)) => json!({ "ok": false, "problem": problem.code }),
        Err(error) => failed("object", &error),
    };
    let files = match check_files(incoming).await {
        Ok(true) => json!({ "ok": true }),
        Ok(false) => json!({ "ok": false, "problem": "read back something else" }),
        Err(error) => failed("files", &error),
    };
    let healthy = [&object, &files].iter().all(|part| part.get("ok") == Some(&json!(true)));
    let body = json!({ "ok": healthy, "object": object, "files": files });
    Ok(Answer::json(&body)?.with_status(if healthy { 200 } else { 503 }))
}

/// The cause goes to the log, the answer only names the part.
fn failed(part: &str, error: &worker::Error) -> serde_json::Value {
    worker::console_error!("{}", json!({ "level": "error", "at": "health", "part": part, "error": error.to_string() }));
    json!({ "ok": false, "problem": "does not answer" })
}

/// Writes the minute and reads it back. What another check has written a moment before is as good as one's own; what an
/// earlier one has left is not.
async fn check_files(incoming: &Incoming) -> Result<bool> {
    let files = Files::of(&incoming.env)?;
    let minute = worker::Date::now().as_millis() / 60_000;
    files.put("health-probe", &minute.to_string()).await?;
    let read = files.get("health-probe").await?.and_then(|text| text.parse::<u64>().ok());
    Ok(read.is_some_and(|read| read.abs_diff(minute) <= 1))
}
