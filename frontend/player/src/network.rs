//! What the browser tells about the line. Only some do; others are not asked anything.

use js_sys::Reflect;
use wasm_bindgen::prelude::*;

use crate::page::window;

/// Whether the phone is on mobile data, or asks to save data.
pub fn costs_money() -> bool {
    let Some(window) = window() else { return false };
    let get = |of: &JsValue, name: &str| Reflect::get(of, &JsValue::from_str(name)).ok();
    let Some(connection) = get(&window.navigator(), "connection").filter(JsValue::is_object) else { return false };
    let cellular = get(&connection, "type").and_then(|kind| kind.as_string()).is_some_and(|kind| kind == "cellular");
    cellular || get(&connection, "saveData").is_some_and(|saves| saves.is_truthy())
}
