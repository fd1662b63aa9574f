//! The Web Worker that reads files and writes reports, as the page sees it. The messages are in
//! [`shared::roster::messages`].

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, JsString, Uint8Array};
use shared::roster::messages::{FromReader, ReadError, ToReader};
use wasm_bindgen::prelude::*;
use web_sys::{Event, MessageEvent, Worker};
use yew::Callback;

use crate::staff::head_value;

/// What the reader said, with the bytes that came along.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    pub message: FromReader,
    pub bytes: Option<Vec<u8>>,
    /// The worker itself never started: the file is not to blame.
    pub never_started: bool,
}

/// A running worker; ends with its owner.
pub struct Reader {
    worker: Worker,
    /// What was asked before the worker could listen; absent once it does.
    waiting: Rc<RefCell<Option<Vec<Array>>>>,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(Event)>,
}

impl Reader {
    /// Starts a worker. Absent where the page does not say where it is, or the browser has none.
    pub fn start(on_answer: Callback<Answer>) -> Option<Self> {
        let worker = Worker::new(&head_value("anpei-reader")?).ok()?;
        let waiting = Rc::new(RefCell::new(Some(Vec::new())));
        let on_message = {
            let (worker, waiting, on_answer) = (worker.clone(), Rc::clone(&waiting), on_answer.clone());
            Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
                let answer = read(&event.data());
                if answer.message == FromReader::Ready {
                    for parts in waiting.borrow_mut().take().unwrap_or_default() {
                        post(&worker, &parts);
                    }
                } else {
                    on_answer.emit(answer);
                }
            })
        };
        // Out of memory, a defect, or its wasm did not come.
        let on_error = {
            let waiting = Rc::clone(&waiting);
            Closure::<dyn FnMut(Event)>::new(move |_event: Event| {
                let never_started = waiting.borrow().is_some();
                on_answer.emit(Answer { never_started, ..broken() });
            })
        };
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Some(Self { worker, waiting, _on_message: on_message, _on_error: on_error })
    }

    /// Asks for something; a file goes along as it is.
    pub fn ask(&self, message: &ToReader, attachment: Option<&JsValue>) {
        let Ok(json) = serde_json::to_string(message) else { return };
        let parts = Array::of1(&JsString::from(json));
        if let Some(attachment) = attachment {
            parts.push(attachment);
        }
        match &mut *self.waiting.borrow_mut() {
            Some(waiting) => waiting.push(parts),
            None => post(&self.worker, &parts),
        }
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

fn post(worker: &Worker, parts: &Array) {
    // Fails only for values that cannot be cloned; texts and files can.
    let _ = worker.post_message(parts);
}

fn read(data: &JsValue) -> Answer {
    let parts: &Array = data.unchecked_ref();
    let message = parts.get(0).as_string().and_then(|json| serde_json::from_str(&json).ok());
    let Some(message) = message else { return broken() };
    let bytes = parts.get(1);
    Answer { message, bytes: bytes.is_object().then(|| Uint8Array::new(&bytes).to_vec()), never_started: false }
}

fn broken() -> Answer {
    Answer { message: FromReader::Failed { error: ReadError::Broken }, bytes: None, never_started: false }
}
