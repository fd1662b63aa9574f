//! The Web Worker: receives `[json, attachment?]`, posts `[json, attachment?]`.

use js_sys::{Array, JsString, Uint8Array};
use shared::roster::messages::{FromReader, MAX_FILE_BYTES, ReadError, ToReader};
use wasm_bindgen::prelude::*;
use web_sys::{Blob, DedicatedWorkerGlobalScope, FileReaderSync, MessageEvent};

use crate::protocol::Session;

/// Starts listening and says that it does: messages posted before would be lost.
#[wasm_bindgen(start)]
pub fn start() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let mut session = Session::default();
    let listener = scope.clone();
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        receive(&mut session, &listener, &event.data().unchecked_into());
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // The worker listens until it is terminated.
    on_message.forget();
    post(&scope, &FromReader::Ready, None);
}

fn receive(session: &mut Session, scope: &DedicatedWorkerGlobalScope, parts: &Array) {
    let message = parts.get(0).as_string().and_then(|json| serde_json::from_str::<ToReader>(&json).ok());
    let answer = message.ok_or(ReadError::Broken).and_then(|message| Ok((message, attachment(&parts.get(1))?)));
    match answer {
        Ok((message, bytes)) => {
            session.handle(message, bytes.as_deref(), &mut |answer, bytes| post(scope, &answer, bytes));
        }
        Err(error) => post(scope, &FromReader::Failed { error }, None),
    }
}

/// The bytes of an attached `File`, whose size is looked at before it is read.
fn attachment(value: &JsValue) -> Result<Option<Vec<u8>>, ReadError> {
    let Some(file) = value.dyn_ref::<Blob>() else {
        return Ok(None);
    };
    if file.size() > f64::from(u32::try_from(MAX_FILE_BYTES).unwrap_or(u32::MAX)) {
        return Err(ReadError::TooLarge);
    }
    // Fails when the file was changed or removed since it was chosen.
    let read = FileReaderSync::new().and_then(|reader| reader.read_as_array_buffer(file));
    let buffer = read.map_err(|_gone| ReadError::Broken)?;
    Ok(Some(Uint8Array::new(&buffer).to_vec()))
}

fn post(scope: &DedicatedWorkerGlobalScope, answer: &FromReader, bytes: Option<Vec<u8>>) {
    let Ok(json) = serde_json::to_string(answer) else {
        return;
    };
    let parts = Array::of1(&JsString::from(json));
    let transfer = Array::new();
    if let Some(bytes) = bytes {
        let buffer = Uint8Array::from(bytes.as_slice()).buffer();
        parts.push(&buffer);
        transfer.push(&buffer);
    }
    // Fails only for values that cannot be cloned; these can.
    let _ = scope.post_message_with_transfer(&parts, &transfer);
}
