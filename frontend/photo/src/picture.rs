//! Pictures of the browser: opened from a file, written as JPEG or PNG.

use js_sys::{Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement, Url};

use crate::page::new_element;

/// Opens a picture as a person sees it: the browser turns it as its mark says. `None`: it cannot be shown.
///
/// By an image element and not by `createImageBitmap`: old engines turn only these, and Safari opens HEIC in them.
pub async fn open(file: &Blob) -> Option<HtmlImageElement> {
    let address = Url::create_object_url_with_blob(file).ok()?;
    let image: HtmlImageElement = new_element("img")?;
    let loaded = Promise::new(&mut |resolve, reject| {
        image.set_onload(Some(&resolve));
        image.set_onerror(Some(&reject));
    });
    image.set_src(&address);
    let opened = JsFuture::from(loaded).await;
    // The element keeps what it has decoded.
    let _ = Url::revoke_object_url(&address);
    opened.ok()?;
    (image.natural_width() > 0 && image.natural_height() > 0).then_some(image)
}

/// The first bytes of a file: what it is.
pub async fn first_bytes(file: &Blob, count: i32) -> Vec<u8> {
    let Ok(part) = file.slice_with_i32_and_i32(0, count) else { return Vec::new() };
    bytes(&part).await.unwrap_or_default()
}

async fn bytes(blob: &Blob) -> Option<Vec<u8>> {
    let buffer = JsFuture::from(blob.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}

/// A canvas that is part of no page.
pub fn canvas(width: u32, height: u32) -> Option<HtmlCanvasElement> {
    let canvas: HtmlCanvasElement = new_element("canvas")?;
    canvas.set_width(width);
    canvas.set_height(height);
    Some(canvas)
}

pub fn brush(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    canvas.get_context("2d").ok()??.dyn_into().ok()
}

/// The canvas as a file. A quality is for JPEG only.
pub async fn written(canvas: &HtmlCanvasElement, media_type: &str, quality: f64) -> Option<Vec<u8>> {
    let promise = Promise::new(&mut |resolve, reject| {
        let done = Closure::once_into_js(move |blob: JsValue| {
            // A promise takes one answer, and cannot refuse it.
            let _ = resolve.call1(&JsValue::NULL, &blob);
        });
        let asked =
            canvas.to_blob_with_type_and_encoder_options(done.unchecked_ref(), media_type, &JsValue::from(quality));
        if asked.is_err() {
            let _ = reject.call0(&JsValue::NULL);
        }
    });
    let blob: Blob = JsFuture::from(promise).await.ok()?.dyn_into().ok()?;
    bytes(&blob).await
}

/// The best JPEG that is small enough.
pub async fn jpeg_within(canvas: &HtmlCanvasElement, most: usize) -> Option<Vec<u8>> {
    for quality in [0.92, 0.85, 0.78, 0.7, 0.6, 0.5, 0.4, 0.3] {
        let bytes = written(canvas, "image/jpeg", quality).await?;
        if bytes.len() <= most {
            return Some(bytes);
        }
    }
    None
}
