//! From drawn pixels to stored pages.

use shared::error::Problem;
use shared::id::{LessonId, MediaId};
use shared::lessons::MediaPurpose;
use shared::lessons::api::{CourseLessons, DropMedia, FinishMedia, MediaForm, MediaRef};
use web_sys::ImageData;

use super::super::picture::{canvas, jpeg};
use super::super::upload::{size_of, store};
use super::job::Next;
use crate::staff::patiently;

/// A page on its way.
#[derive(Clone, Debug)]
pub struct Drawn {
    pub page: u32,
    pub width: u32,
    pub height: u32,
    pub pixels: js_sys::Uint8ClampedArray,
}

/// Why a page is not stored.
#[derive(Clone, Debug, PartialEq)]
pub enum NotStored {
    /// The browser makes no picture of it.
    NoPicture,
    Refused(Problem),
}

/// Makes JPEG of a page and stores it. `name` is the PDF's.
pub async fn keep(lesson_id: LessonId, name: &str, drawn: &Drawn) -> Result<MediaId, NotStored> {
    let picture = picture(drawn).await.ok_or(NotStored::NoPicture)?;
    let form = MediaForm {
        lesson_id,
        purpose: MediaPurpose::Slide,
        file_name: name.to_owned(),
        bytes: size_of(&picture),
        duration_ms: 0,
        width: i64::from(drawn.width),
        height: i64::from(drawn.height),
        page: i64::from(drawn.page),
    };
    store(&form, &picture).await.map_err(NotStored::Refused)
}

async fn picture(drawn: &Drawn) -> Option<web_sys::Blob> {
    let (canvas, context) = canvas(drawn.width, drawn.height)?;
    // The pixels stay where they are: they never come into the page's own memory.
    let image = ImageData::new_with_js_u8_clamped_array_and_sh(&drawn.pixels, drawn.width, drawn.height).ok()?;
    context.put_image_data(&image, 0.0, 0.0).ok()?;
    jpeg(&canvas, MediaPurpose::Slide.most_bytes()).await
}

/// Does what is next; the answer is the whole list.
pub async fn change(next: Next) -> Option<Result<CourseLessons, Problem>> {
    match next {
        Next::Nothing | Next::Done => None,
        Next::Use(id) => Some(patiently::<FinishMedia>(&MediaRef { id }).await),
        Next::Drop(id) => Some(patiently::<DropMedia>(&MediaRef { id }).await),
    }
}

/// Of what was given up: what stays behind for want of a line goes by itself after some days.
pub fn forget(ids: Vec<MediaId>) {
    wasm_bindgen_futures::spawn_local(async move {
        for id in ids {
            let _ = patiently::<DropMedia>(&MediaRef { id }).await;
        }
    });
}
