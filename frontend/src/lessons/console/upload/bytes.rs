//! Pieces of a file, read where it lies: never the whole of it.

use js_sys::{ArrayBuffer, Uint8Array};
use shared::text;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File};

use crate::staff::whole;

/// The file cannot be read: it was moved, or the reader may not read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable;

/// As it is called on the sender's machine.
pub fn name_of(file: &File) -> String {
    clean_name(&file.name())
}

/// As the portal keeps names: nothing is refused for its name. Of a long one the end stays, which tells files apart.
fn clean_name(name: &str) -> String {
    const MOST: usize = 200;
    let allowed: String = name.chars().filter(|c| !text::has_forbidden(&c.to_string())).collect();
    let name = text::normalise(&allowed);
    let length = name.chars().count();
    let name = text::normalise(&name.chars().skip(length.saturating_sub(MOST)).collect::<String>());
    if name.is_empty() { "file".to_owned() } else { name }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_such_as_the_portal_takes() {
        for (name, kept) in [
            ("  课一\u{3000}（1）.mp4 ", "课一 (1).mp4"),
            ("a\u{0}b\tc.mp4", "abc.mp4"),
            ("", "file"),
            ("\u{fffd}", "file"),
        ] {
            assert_eq!(clean_name(name), kept);
        }
        let long = format!("{}.mp4", "长".repeat(300));
        assert_eq!(clean_name(&long).chars().count(), 200);
        assert!(clean_name(&long).ends_with("长.mp4"));
        for name in ["课\u{a0}一.mp4", &long, "ﬁlm\u{202e}.mp4"] {
            let once = clean_name(name);
            assert_eq!(clean_name(&once), once);
            assert_eq!(text::line(&once, 200).as_ref(), Ok(&once));
        }
    }
}
