//! Pieces of a file, read where it lies: never the whole of it.

use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File};

use crate::staff::whole;

/// The file cannot be read: it was moved, or the reader may not read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable;

/// As it is called on the sender's machine, cut to what the contract takes: the end is what tells files apart.
pub fn name_of(file: &File) -> String {
    const MOST: usize = 200;
    let name = file.name();
    let length = name.chars().count();
    name.chars().skip(length.saturating_sub(MOST)).collect()
}

pub fn size_of(file: &Blob) -> i64 {
    whole(file.size())
}

/// A number as the browser wants it.
pub fn float(number: i64) -> f64 {
    let (high, low) = (number >> 32, number & 0xffff_ffff);
    let (high, low) = (u32::try_from(high).unwrap_or(u32::MAX), u32::try_from(low).unwrap_or_default());
    f64::from(high) * 4_294_967_296.0 + f64::from(low)
}

/// The bytes `[from, to)`, not read yet.
///
/// # Errors
/// When the browser does not hold them any more.
pub fn slice(file: &Blob, from: i64, to: i64) -> Result<Blob, Unreadable> {
    file.slice_with_f64_and_f64(float(from), float(to)).map_err(|_gone| Unreadable)
}

/// Reads all of a piece.
///
/// # Errors
/// When the file has gone.
pub async fn read(piece: &Blob) -> Result<ArrayBuffer, Unreadable> {
    let buffer = JsFuture::from(piece.array_buffer()).await.map_err(|_gone| Unreadable)?;
    Ok(buffer.unchecked_into())
}

/// SHA-256 in hex, by the browser itself: it is many times faster there than in wasm.
///
/// # Errors
/// When the file has gone, or the page came over plain http, where browsers refuse.
pub async fn sha256(piece: &Blob) -> Result<String, Unreadable> {
    let buffer = read(piece).await?;
    let crypto = web_sys::window().and_then(|window| window.crypto().ok()).ok_or(Unreadable)?;
    let digest = crypto.subtle().digest_with_str_and_buffer_source("SHA-256", &buffer);
    let digest = digest.map_err(|_refused| Unreadable)?;
    let digest = JsFuture::from(digest).await.map_err(|_refused| Unreadable)?;
    let bytes = Uint8Array::new(&digest).to_vec();
    Ok(bytes.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}")))
}
