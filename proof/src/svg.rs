//! The page as a picture: each glyph once as an outline, then its places. Looks like the PDF on a phone without the font.

use core::fmt::Write as _;
use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use shared::proofs::ProofFields;

use crate::font::Font;
use crate::layout::{HEIGHT, Ink, Item, Page, Text, WIDTH};
use crate::pdf::seal_box;
use crate::qr::QUIET;
use crate::seal::Seal;

pub fn write(page: &Page, fields: &ProofFields, seal: Option<&Seal>, font: &Font) -> String {
    let mut svg = Svg { out: String::with_capacity(128 * 1024), font };
    svg.put(format_args!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" role="img">"#
    ));
    svg.put(format_args!("<title>{}</title>", escape(&fields.number)));
    svg.put(format_args!(r##"<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>"##));
    svg.outlines(page);
    for item in &page.items {
        svg.item(item, seal);
    }
    svg.out.push_str("</svg>");
    svg.out
}

struct Svg<'a> {
    out: String,
    font: &'a Font<'a>,
}

impl Svg<'_> {
    fn put(&mut self, text: core::fmt::Arguments) {
        // Writing to a String cannot fail.
        let _ = self.out.write_fmt(text);
    }

    fn outlines(&mut self, page: &Page) {
        let glyphs = page.texts().flat_map(|text| text.words.chars()).filter_map(|c| self.font.glyph(c));
        let outlines: BTreeMap<u16, String> = glyphs.map(|glyph| (glyph, self.font.outline(glyph))).collect();
        self.out.push_str("<defs>");
        for (glyph, outline) in outlines.iter().filter(|(_, outline)| !outline.is_empty()) {
            self.put(format_args!(r#"<path id="g{glyph}" d="{outline}"/>"#));
        }
        self.out.push_str("</defs>");
    }

    fn item(&mut self, item: &Item, seal: Option<&Seal>) {
        match item {
            Item::Text(text) => self.text(text),
            Item::Frame { x, y, width, height, line, ink } => {
                let (width, height, color) = (part(*width), part(*height), color(*ink));
                self.put(format_args!(
                    r#"<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="none" stroke="{color}" stroke-width="{line}"/>"#
                ));
            }
            Item::Rule { x, y, width, line, ink } => {
                let (x, y, width, color) = (part(*x), part(*y), part(*width), color(*ink));
                self.put(format_args!(r#"<path d="M{x} {y}h{width}" stroke="{color}" stroke-width="{line}"/>"#));
            }
            Item::Code { x, y, side, modules } => {
                let scale = side / f32::from(modules.side + 2 * QUIET);
                self.put(format_args!(r#"<path transform="translate({x} {y}) scale({scale})" d=""#));
                for (row, column, length) in &modules.runs {
                    let (left, top) = (column + QUIET, row + QUIET);
                    self.put(format_args!("M{left} {top}h{length}v1h-{length}z"));
                }
                self.out.push_str(r#""/>"#);
            }
            Item::Seal { x, y, side } => {
                let Some(seal) = seal else { return };
                let (left, top, width, height) = seal_box(seal, *x, *y, *side);
                let (left, top, width, height) = (part(left), part(top), part(width), part(height));
                self.put(format_args!(
                    r#"<image x="{left}" y="{top}" width="{width}" height="{height}" href="data:image/png;base64,{}"/>"#,
                    STANDARD.encode(seal.to_png())
                ));
            }
        }
    }

    fn text(&mut self, text: &Text) {
        let scale = text.size / self.font.units_per_em();
        let (x, baseline, color) = (part(text.x), part(text.baseline), color(text.ink));
        self.put(format_args!(r#"<g transform="translate({x} {baseline}) scale({scale} -{scale})" fill="{color}""#));
        if text.bold > 0.0 {
            self.put(format_args!(r#" stroke="{color}" stroke-width="{}""#, part(text.bold / scale)));
        }
        self.out.push('>');
        let mut at = 0.0;
        for c in text.words.chars() {
            let Some(glyph) = self.font.glyph(c) else { continue };
            if !c.is_whitespace() {
                self.put(format_args!(r##"<use href="#g{glyph}" x="{}"/>"##, part(at)));
            }
            at += self.font.advance(glyph) * self.font.units_per_em() + text.spacing / scale;
        }
        self.out.push_str("</g>");
    }
}

/// To a hundredth: finer is not seen, and takes room.
fn part(number: f32) -> f32 {
    (number * 100.0).round() / 100.0
}

fn color(Ink(red, green, blue): Ink) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}
