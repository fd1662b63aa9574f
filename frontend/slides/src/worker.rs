//! The Web Worker: receives `[json, file?]`, posts `[json, pixels?]`.

use js_sys::{Array, JsString, Uint8Array};
use shared::lessons::slides::{FromSlides, MAX_PDF_BYTES, SlidesProblem, ToSlides};
use wasm_bindgen::prelude::*;
use web_sys::{Blob, DedicatedWorkerGlobalScope, FileReaderSync, MessageEvent};

use crate::slides::Slides;

/// Starts listening and says that it does: messages posted before would be lost.
#[wasm_bindgen(start)]
pub fn start() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let mut open = None::<Slides>;
    let listener = scope.clone();
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let parts: Array = event.data().unchecked_into();
        let (answer, pixels) = match answer(&mut open, &parts) {
            Ok(answer) => answer,
            Err(problem) => (FromSlides::Failed { problem }, None),
        };
        post(&listener, &answer, pixels);
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // The worker listens until it is terminated.
    on_message.forget();
    post(&scope, &FromSlides::Ready, None);
}

fn answer(open: &mut Option<Slides>, parts: &Array) -> Result<(FromSlides, Option<Vec<u8>>), SlidesProblem> {
    let asked = parts.get(0).as_string().and_then(|json| serde_json::from_str::<ToSlides>(&json).ok());
    match asked.ok_or(SlidesProblem::Damaged)? {
        ToSlides::Open => {
            let slides = Slides::open(bytes_of(&parts.get(1))?)?;
            let pages = slides.pages();
            *open = Some(slides);
            Ok((FromSlides::Opened { pages }, None))
        }
        ToSlides::Draw { page } => {
            let picture = open.as_ref().ok_or(SlidesProblem::Damaged)?.draw(page)?;
            let (width, height, lacks_font) = (picture.width, picture.height, picture.lacks_font);
            Ok((FromSlides::Drawn { page, width, height, lacks_font }, Some(picture.pixels)))
        }
    }
}

/// The bytes of a file, whose size is looked at before it is read.
fn bytes_of(value: &JsValue) -> Result<Vec<u8>, SlidesProblem> {
    let file = value.dyn_ref::<Blob>().ok_or(SlidesProblem::Unreadable)?;
    if file.size() > f64::from(u32::try_from(MAX_PDF_BYTES).unwrap_or(u32::MAX)) {
        return Err(SlidesProblem::TooManyBytes);
    }
    // Fails when the file was changed or removed since it was chosen.
    let read = FileReaderSync::new().and_then(|reader| reader.read_as_array_buffer(file));
    let buffer = read.map_err(|_gone| SlidesProblem::Unreadable)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

fn post(scope: &DedicatedWorkerGlobalScope, answer: &FromSlides, pixels: Option<Vec<u8>>) {
    let Ok(json) = serde_json::to_string(answer) else { return };
    let parts = Array::of1(&JsString::from(json));
    let transfer = Array::new();
    if let Some(pixels) = pixels {
        let buffer = Uint8Array::from(pixels.as_slice()).buffer();
        parts.push(&buffer);
        transfer.push(&buffer);
    }
    // Fails only for values that cannot be cloned; these can.
    let _ = scope.post_message_with_transfer(&parts, &transfer);
}
