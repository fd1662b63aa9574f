//! One part on its way. The older kind of request, because only that one says how much has left.

use std::cell::Cell;

use shared::error::{ErrorCode, Problem};
use shared::id::MediaId;
use shared::lessons::api::StoredPart;
use wasm_bindgen::prelude::*;
use web_sys::{Blob, ProgressEvent, XmlHttpRequest};
use yew::Callback;

use crate::staff::whole;

/// What is known of a part on its way.
#[derive(Clone, Debug, PartialEq)]
pub enum PartNews {
    /// So many bytes have left.
    Left(i64),
    Stored,
    Failed(Problem),
}

/// A part on its way; when it is dropped, it is broken off.
pub struct Sending {
    request: XmlHttpRequest,
    _on_progress: Closure<dyn FnMut(ProgressEvent)>,
    _on_end: Closure<dyn FnMut()>,
}

impl Sending {
    /// Sends a part; `hash` is of its bytes.
    ///
    /// # Errors
    /// When the browser refuses to send at all.
    pub fn start(
        id: MediaId,
        part: i64,
        piece: &Blob,
        hash: String,
        on_news: Callback<PartNews>,
    ) -> Result<Self, Problem> {
        let request = XmlHttpRequest::new().map_err(|_none| unavailable())?;
        open(&request, id, part, &hash).map_err(|_refused| unavailable())?;
        let on_progress = {
            let on_news = on_news.clone();
            Closure::<dyn FnMut(ProgressEvent)>::new(move |event: ProgressEvent| {
                on_news.emit(PartNews::Left(whole(event.loaded())));
            })
        };
        let on_end = {
            let (request, told) = (request.clone(), Cell::new(false));
            Closure::<dyn FnMut()>::new(move || {
                if !told.replace(true) {
                    on_news.emit(outcome(&request, &hash));
                }
            })
        };
        if let Ok(upload) = request.upload() {
            upload.set_onprogress(Some(on_progress.as_ref().unchecked_ref()));
        }
        request.set_onloadend(Some(on_end.as_ref().unchecked_ref()));
        request.send_with_opt_blob(Some(piece)).map_err(|_refused| unavailable())?;
        Ok(Self { request, _on_progress: on_progress, _on_end: on_end })
    }
}

impl Drop for Sending {
    fn drop(&mut self) {
        self.request.set_onloadend(None);
        if let Ok(upload) = self.request.upload() {
            upload.set_onprogress(None);
        }
        // Nothing to break off once it has ended.
        let _ = self.request.abort();
    }
}

/// Where a part goes.
pub fn address(id: MediaId, part: i64) -> String {
    format!("/staff/media/{id}/parts/{part}")
}

fn open(request: &XmlHttpRequest, id: MediaId, part: i64, hash: &str) -> Result<(), JsValue> {
    request.open_with_async("PUT", &address(id, part), true)?;
    request.set_request_header("accept", "application/json")?;
    request.set_request_header("content-type", "application/octet-stream")?;
    request.set_request_header("x-part-sha256", hash)
}

/// What the portal has said. No status: nothing was said.
fn outcome(request: &XmlHttpRequest, hash: &str) -> PartNews {
    let text = request.response_text().ok().flatten().unwrap_or_default();
    if request.status() == Ok(200) {
        let same = serde_json::from_str::<StoredPart>(&text).is_ok_and(|stored| stored.sha256 == hash);
        return if same { PartNews::Stored } else { PartNews::Failed(unavailable()) };
    }
    PartNews::Failed(serde_json::from_str(&text).unwrap_or_else(|_foreign| unavailable()))
}

pub fn unavailable() -> Problem {
    Problem::new(ErrorCode::Unavailable)
}
