//! The Web Worker that draws pages, as the page sees it. The messages are in [`shared::lessons::slides`].

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, JsString, Uint8ClampedArray};
use shared::lessons::slides::{FromSlides, SlidesProblem, ToSlides};
use wasm_bindgen::prelude::*;
use web_sys::{Event, File, MessageEvent, Worker};
use yew::Callback;

use crate::staff::head_value;

/// What the tool said, with the pixels that came along.
#[derive(Clone, Debug)]
pub struct Said {
    pub message: FromSlides,
    pub pixels: Option<Uint8ClampedArray>,
    /// The tool itself never started: the file is not to blame.
    pub never_started: bool,
}

/// A running tool; ends with its owner.
pub struct Tool {
    worker: Worker,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(Event)>,
}

impl Tool {
    /// Starts a tool that opens this file. Absent where the page does not say where it is, or the browser has none.
    pub fn open(file: File, on_said: Callback<Said>) -> Option<Self> {
        let worker = Worker::new(&head_value("anpei-slides")?).ok()?;
        let waiting = Rc::new(RefCell::new(Some(file)));
        let on_message = {
            let (worker, waiting, on_said) = (worker.clone(), Rc::clone(&waiting), on_said.clone());
            Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
                let said = read(&event.data());
                if said.message != FromSlides::Ready {
                    on_said.emit(said);
                } else if let Some(file) = waiting.borrow_mut().take() {
                    post(&worker, ToSlides::Open, Some(file.as_ref()));
                }
            })
        };
        // Out of memory, a file that breaks it, or its wasm did not come.
        let on_error = Closure::<dyn FnMut(Event)>::new(move |_event: Event| {
            let never_started = waiting.borrow().is_some();
            on_said.emit(Said { never_started, ..broken() });
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Some(Self { worker, _on_message: on_message, _on_error: on_error })
    }

    pub fn draw(&self, page: u32) {
        post(&self.worker, ToSlides::Draw { page }, None);
    }
}

impl Drop for Tool {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

fn post(worker: &Worker, message: ToSlides, file: Option<&JsValue>) {
    let Ok(json) = serde_json::to_string(&message) else { return };
    let parts = Array::of1(&JsString::from(json));
    if let Some(file) = file {
        parts.push(file);
    }
    // Fails only for values that cannot be cloned; texts and files can.
    let _ = worker.post_message(&parts);
}

fn read(data: &JsValue) -> Said {
    let parts: &Array = data.unchecked_ref();
    let message = parts.get(0).as_string().and_then(|json| serde_json::from_str(&json).ok());
    let Some(message) = message else { return broken() };
    let pixels = parts.get(1);
    Said { message, pixels: pixels.is_object().then(|| Uint8ClampedArray::new(&pixels)), never_started: false }
}

fn broken() -> Said {
    Said { message: FromSlides::Failed { problem: SlidesProblem::Damaged }, pixels: None, never_started: false }
}
