//! The language of the console: it changes under the open page, so that nothing typed, found or chosen is lost.

use gloo::net::http::Request;
use shared::lang::Lang;
use web_sys::RequestRedirect;
use yew::prelude::*;

use super::browser::{page_language, set_page_language};

/// The language, and how to choose another.
#[hook]
pub fn use_language() -> (Lang, Callback<Lang>) {
    let lang = use_state(page_language);
    let choose = {
        let lang = lang.clone();
        Callback::from(move |chosen: Lang| {
            set_page_language(chosen);
            wasm_bindgen_futures::spawn_local(keep(chosen));
            lang.set(chosen);
        })
    };
    (*lang, choose)
}

/// The portal keeps the choice in a cookie. Where it cannot be reached the choice holds as long as the page does.
async fn keep(lang: Lang) {
    let request = Request::post("/language")
        .header("content-type", "application/x-www-form-urlencoded")
        // The answer leads back to a page, which is open already.
        .redirect(RequestRedirect::Manual)
        .body(format!("lang={}&back=/staff", lang.code()));
    if let Ok(request) = request {
        let _ = request.send().await;
    }
}
