//! Pictures made in the browser: drawn on a canvas, kept as JPEG.

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement};

use super::upload::size_of;

/// As wide as a lesson is ever shown.
pub const MOST_WIDTH: u32 = 1280;
/// From what looks like the original to what is still good to read.
const QUALITIES: [f64; 4] = [0.85, 0.7, 0.55, 0.4];

/// A size that fits, in the same shape.
pub fn fitting(width: u32, height: u32) -> (u32, u32) {
    if width <= MOST_WIDTH || width == 0 {
        return (width, height);
    }
    let high = u64::from(height) * u64::from(MOST_WIDTH) / u64::from(width);
    (MOST_WIDTH, u32::try_from(high).unwrap_or(u32::MAX).max(1))
}

/// An empty sheet of this size.
pub fn canvas(width: u32, height: u32) -> Option<(HtmlCanvasElement, CanvasRenderingContext2d)> {
    let document = web_sys::window()?.document()?;
    let canvas: HtmlCanvasElement = document.create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width(width);
    canvas.set_height(height);
    let context = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    Some((canvas, context))
}

/// What is drawn as JPEG of at most so many bytes, as good as fits.
pub async fn jpeg(canvas: &HtmlCanvasElement, most_bytes: i64) -> Option<Blob> {
    for quality in QUALITIES {
        let picture = encode(canvas, quality).await?;
        if size_of(&picture) <= most_bytes {
            return Some(picture);
        }
    }
    None
}

async fn encode(canvas: &HtmlCanvasElement, quality: f64) -> Option<Blob> {
    let promise = Promise::new(&mut |resolve: Function, reject: Function| {
        let encoded = canvas.to_blob_with_type_and_encoder_options(&resolve, "image/jpeg", &JsValue::from_f64(quality));
        if let Err(error) = encoded {
            // A promise is settled once, whatever comes of that.
            let _ = reject.call1(&JsValue::NULL, &error);
        }
    });
    JsFuture::from(promise).await.ok()?.dyn_into().ok()
}

#[cfg(test)]
mod tests {
    use super::fitting;

    #[test]
    fn large_pictures_keep_their_shape_and_small_ones_their_size() {
        assert_eq!(fitting(1920, 1080), (1280, 720));
        assert_eq!(fitting(1280, 720), (1280, 720));
        assert_eq!(fitting(640, 1138), (640, 1138));
        assert_eq!(fitting(4000, 1), (1280, 1));
        assert_eq!(fitting(0, 0), (0, 0));
    }
}
