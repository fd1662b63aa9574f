//! Pictures: one part, stored in one go.

use gloo::net::http::Request;
use shared::error::Problem;
use shared::id::MediaId;
use shared::lessons::api::{BeginMedia, MediaForm};
use web_sys::Blob;

use super::bytes::sha256;
use super::part::{address, unavailable};
use super::run::passes;
use crate::staff::{patiently, sleep};

/// Stores a picture; it is taken into use by `FinishMedia`.
///
/// # Errors
/// What the portal said, or `Unavailable` when it stayed away.
pub async fn store(form: &MediaForm, picture: &Blob) -> Result<MediaId, Problem> {
    let upload = patiently::<BeginMedia>(form).await?;
    let hash = sha256(picture).await.map_err(|_gone| unavailable())?;
    // An earlier try may have come so far.
    if upload.parts.iter().all(|part| part.sha256 != hash) {
        send(upload.id, picture, &hash).await?;
    }
    Ok(upload.id)
}

async fn send(id: MediaId, picture: &Blob, hash: &str) -> Result<(), Problem> {
    for wait in [500, 1_000, 2_000, 4_000] {
        match try_once(id, picture, hash).await {
            Err(problem) if passes(&problem) => sleep(wait).await,
            answer => return answer,
        }
    }
    try_once(id, picture, hash).await
}

async fn try_once(id: MediaId, picture: &Blob, hash: &str) -> Result<(), Problem> {
    let request = Request::put(&address(id, 0))
        .header("accept", "application/json")
        .header("content-type", "application/octet-stream")
        .header("x-part-sha256", hash)
        .body(picture.clone());
    let response = request.map_err(|_unsendable| unavailable())?.send().await.map_err(|_network| unavailable())?;
    if response.ok() {
        return Ok(());
    }
    let text = response.text().await.unwrap_or_default();
    Err(serde_json::from_str(&text).unwrap_or_else(|_foreign| unavailable()))
}
