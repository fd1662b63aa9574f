//! A training proof as a page: laid out once, written as PDF and as a picture (SVG) that looks the same.
//!
//! Same input, same bytes: no clock, no chance. The font is subset to the glyphs that stand on the page; in the picture
//! they are outlines, so that no font is needed to see it.
#![forbid(unsafe_code)]

mod document;
mod font;
mod layout;
mod pdf;
mod qr;
pub mod seal;
mod svg;

use shared::proofs::ProofFields;

use font::Font;
use seal::Seal;

/// A proof on its page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    pub pdf: Vec<u8>,
    pub svg: String,
}

/// Why a proof cannot be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RenderError {
    /// The font has no glyph for these characters.
    MissingGlyphs(Vec<char>),
    /// The texts do not fit on a page even in the smallest letters.
    TooLong,
    /// Too long for a QR code.
    Link,
    /// The font is not one, or not with TrueType outlines.
    Font,
}

/// Writes a proof. `link` is what the QR code says; `font` a TrueType font that has all characters.
///
/// # Errors
/// See [`RenderError`]. Missing glyphs are named, each once, in the order in which they would stand on the page.
pub fn render(fields: &ProofFields, seal: Option<&Seal>, link: &str, font: &[u8]) -> Result<Rendered, RenderError> {
    let font = Font::parse(font).ok_or(RenderError::Font)?;
    let code = qr::modules(link).ok_or(RenderError::Link)?;
    let page = document::page(fields, &font, seal.is_some(), code)?;
    let missing = page.missing_glyphs(&font);
    if !missing.is_empty() {
        return Err(RenderError::MissingGlyphs(missing));
    }
    let pdf = pdf::write(&page, fields, seal, &font).ok_or(RenderError::Font)?;
    Ok(Rendered { pdf, svg: svg::write(&page, fields, seal, &font) })
}
