//! Shows on the page what was found. All words stand in its HTML already (`frontend/src/proofs/verify_view.rs`).

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{JSON, Object, Reflect, Uint8Array};
use shared::courses::CourseKind;
use shared::endpoint::Endpoint as _;
use shared::proofs::api::{GetProofStanding, ProofStanding, PublicState};
use shared::proofs::{PrintedHours, ProofFields, printed_day, printed_period};
use shared::time::Timestamp;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Document, HtmlInputElement, RequestInit, Response, Window};

use crate::check::{Checked, check, sha256};

/// A file larger than this is not a proof of ours, and is not read.
const MOST_BYTES: f64 = 2.0 * 1024.0 * 1024.0;

/// Where the code waits while the page is loaded again in another language: an address that is posted has no fragment.
const KEPT: &str = "anpei-proof-code";

#[wasm_bindgen(start)]
pub fn start() {
    let Some(window) = web_sys::window() else { return };
    let Some(document) = window.document() else { return };
    let page = Rc::new(Page { window, document, sha256: RefCell::default() });
    page.hide("needs-scripts");
    page.run();
    // Another code scanned in the same tab changes only what stands behind `#`.
    let again = Closure::<dyn FnMut()>::new({
        let window = page.window.clone();
        move || {
            // Refused only while the page is going away.
            let _ = window.location().reload();
        }
    });
    page.window.set_onhashchange(Some(again.as_ref().unchecked_ref()));
    again.forget();
}

struct Page {
    window: Window,
    document: Document,
    /// Of the file that was issued, when the portal has said it.
    sha256: RefCell<Option<String>>,
}

impl Page {
    fn show(&self, id: &str) {
        if let Some(element) = self.document.get_element_by_id(id) {
            // Refused only for names that are no names.
            let _ = element.remove_attribute("hidden");
        }
    }

    fn hide(&self, id: &str) {
        if let Some(element) = self.document.get_element_by_id(id) {
            let _ = element.set_attribute("hidden", "");
        }
    }

    fn fill(&self, name: &str, text: &str) {
        let slot = self.document.query_selector(&format!("[data-slot='{name}']")).ok().flatten();
        if let Some(slot) = slot {
            slot.set_text_content(Some(text));
        }
    }

    /// What stands behind `#`, or stood there before the language was changed.
    fn code(&self) -> String {
        let fragment = self.window.location().hash().unwrap_or_default();
        let storage = self.window.session_storage().ok().flatten();
        if fragment.len() > 1 {
            if let Some(storage) = storage {
                let _ = storage.set_item(KEPT, &fragment);
            }
            return fragment;
        }
        // Only when this page was left for another language: whoever opens it anew is not shown what was checked before.
        let came_back = self.document.referrer().ends_with("/verify");
        storage.filter(|_| came_back).and_then(|storage| storage.get_item(KEPT).ok().flatten()).unwrap_or_default()
    }

    fn run(self: &Rc<Self>) {
        let key = self.document.get_element_by_id("verify").and_then(|element| element.get_attribute("data-key"));
        match check(&self.code(), &key.unwrap_or_default()) {
            Checked::Genuine { fields, code } => {
                self.show("genuine");
                self.fill_fields(&fields);
                self.show("proof");
                self.listen_for_files();
                let page = Rc::clone(self);
                spawn_local(async move { page.ask(&code).await });
            }
            Checked::Forged => self.show("forged"),
            Checked::Unreadable => self.show("unreadable"),
            Checked::Newer => self.show("newer"),
            Checked::Nothing => self.show("no-code"),
        }
    }

    fn fill_fields(&self, fields: &ProofFields) {
        let period = printed_period(fields.trained_from, fields.trained_to);
        let due = fields.hours_due;
        let due = if due > PrintedHours(0) { due.to_string() } else { String::new() };
        self.show(if due.is_empty() { "hours-none" } else { "hours-due-unit" });
        self.show(match fields.kind {
            CourseKind::Initial => "kind-initial",
            CourseKind::Review => "kind-review",
            CourseKind::Renewal => "kind-renewal",
            CourseKind::Retraining => "kind-retraining",
        });
        for (name, text) in [
            ("number", fields.number.as_str()),
            ("name", &fields.name),
            ("document", &fields.document),
            ("course", &fields.course),
            ("class", &fields.class_code),
            ("period", &period),
            ("hours-due", &due),
            ("hours-done", &fields.hours_done.to_string()),
            ("rule", &fields.rule),
            ("institution", &fields.institution),
            ("signatory", &fields.signatory),
            ("issued-on", &printed_day(fields.issued_on)),
        ] {
            self.fill(name, text);
        }
    }

    /// The state is the only thing that the portal is asked.
    async fn ask(&self, code: &str) {
        let answer = self.standing(code).await;
        self.hide("state-asking");
        let (verdict, line) = match answer {
            Ok(Some(standing)) => {
                *self.sha256.borrow_mut() = Some(standing.sha256);
                match standing.state {
                    PublicState::Issued => ("in-force", "state-issued"),
                    PublicState::Superseded => ("superseded", "state-superseded"),
                    PublicState::Revoked => ("revoked", "state-revoked"),
                }
            }
            Ok(None) => ("not-known", "state-unknown"),
            Err(_unreachable) => ("genuine", "state-offline"),
        };
        if verdict != "genuine" {
            self.hide("genuine");
        }
        self.show(verdict);
        self.show(line);
    }

    /// `None`: the portal does not know it.
    async fn standing(&self, code: &str) -> Result<Option<ProofStanding>, JsValue> {
        let body = Object::new();
        Reflect::set(&body, &"code".into(), &code.into())?;
        let headers = Object::new();
        Reflect::set(&headers, &"content-type".into(), &"application/json".into())?;
        let init = RequestInit::new();
        init.set_method(GetProofStanding::METHOD.as_str());
        init.set_headers(&headers);
        init.set_body(&JSON::stringify(&body)?.into());
        let asked = self.window.fetch_with_str_and_init(GetProofStanding::PATH, &init);
        let response: Response = JsFuture::from(asked).await?.dyn_into()?;
        match response.status() {
            200 => {}
            404 => return Ok(None),
            status => return Err(JsValue::from(status)),
        }
        let answer = JsFuture::from(response.json()?).await?;
        let text = |name: &str| Reflect::get(&answer, &name.into()).ok().and_then(|value| value.as_string());
        let state = match text("state").as_deref() {
            Some("issued") => PublicState::Issued,
            Some("superseded") => PublicState::Superseded,
            Some("revoked") => PublicState::Revoked,
            _ => return Err(JsValue::from("state")),
        };
        Ok(Some(ProofStanding { state, sha256: text("sha256").unwrap_or_default(), issued_at: Timestamp(0) }))
    }

    fn listen_for_files(self: &Rc<Self>) {
        let Some(input) = self.document.get_element_by_id("file") else { return };
        let page = Rc::clone(self);
        let chosen = Closure::<dyn FnMut(web_sys::Event)>::new(move |event: web_sys::Event| {
            let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            let file = input.and_then(|input| input.files()).and_then(|files| files.get(0));
            if let Some(file) = file {
                let page = Rc::clone(&page);
                spawn_local(async move { page.compare(&file).await });
            }
        });
        // Refused only for names that are no names.
        let _ = input.add_event_listener_with_callback("change", chosen.as_ref().unchecked_ref());
        chosen.forget();
    }

    async fn compare(&self, file: &web_sys::File) {
        for id in ["file-same", "file-other", "file-unknown"] {
            self.hide(id);
        }
        let Some(issued) = self.sha256.borrow().clone() else { return self.show("file-unknown") };
        let same = file.size() <= MOST_BYTES && hash(file).await.is_some_and(|hash| hash == issued);
        self.show(if same { "file-same" } else { "file-other" });
    }
}

/// Through the oldest way that all engines have.
async fn hash(file: &web_sys::File) -> Option<String> {
    let content = Response::new_with_opt_blob(Some(file)).ok()?.array_buffer().ok()?;
    let buffer = JsFuture::from(content).await.ok()?;
    Some(sha256(&Uint8Array::new(&buffer).to_vec()))
}
