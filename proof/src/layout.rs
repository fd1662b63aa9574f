//! A page as a list of things with places. Points (1/72 inch) from the upper left corner, downwards.

use crate::font::Font;
use crate::qr::Modules;

/// A4.
pub const WIDTH: f32 = 595.28;
pub const HEIGHT: f32 = 841.89;

/// Red, green, blue from 0 to 255.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ink(pub u8, pub u8, pub u8);

impl Ink {
    pub fn parts(self) -> [f32; 3] {
        [self.0, self.1, self.2].map(|part| f32::from(part) / 255.0)
    }
}

/// One line of text.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    pub x: f32,
    /// Of the line on which letters stand.
    pub baseline: f32,
    pub size: f32,
    pub ink: Ink,
    /// Added after each letter.
    pub spacing: f32,
    /// Drawn around with a line of this width: the font has one weight only.
    pub bold: f32,
    pub words: String,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    Text(Text),
    Frame {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        line: f32,
        ink: Ink,
    },
    Rule {
        x: f32,
        y: f32,
        width: f32,
        line: f32,
        ink: Ink,
    },
    Code {
        x: f32,
        y: f32,
        side: f32,
        modules: Modules,
    },
    /// The seal, as large as fits into a square.
    Seal {
        x: f32,
        y: f32,
        side: f32,
    },
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    pub items: Vec<Item>,
}

impl Page {
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        self.items.iter().filter_map(|item| match item {
            Item::Text(text) => Some(text),
            _ => None,
        })
    }

    /// Characters that the font cannot show, each once.
    pub fn missing_glyphs(&self, font: &Font) -> Vec<char> {
        let mut missing = Vec::new();
        for c in self.texts().flat_map(|text| text.words.chars()) {
            if font.glyph(c).is_none() && !missing.contains(&c) {
                missing.push(c);
            }
        }
        missing
    }
}

/// What may not begin a line.
const CLOSING: &str = "），。、；：》」』！？)%.,;:!?·";

/// A text in lines that fit: between ideographs anywhere, in Latin words only where nothing else helps.
pub fn wrap(font: &Font, text: &str, size: f32, width: f32) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for c in text.chars() {
        line.push(c);
        if font.width(&line) * size <= width {
            continue;
        }
        let keep = break_before(&line);
        let (kept, rest) = line.split_at(keep);
        lines.push(kept.trim_end().to_owned());
        let next = rest.trim_start().to_owned();
        line = next;
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

/// Where a line that has just become too long is broken: at or before its last character.
fn break_before(line: &str) -> usize {
    let mut places = line.char_indices().rev();
    let Some((last, _)) = places.next() else { return 0 };
    let mut after = line.get(last..).and_then(|rest| rest.chars().next());
    let mut place = last;
    for (before_at, before) in places {
        let Some(next) = after else { break };
        let inside_word = before.is_ascii_alphanumeric() && next.is_ascii_alphanumeric();
        if !inside_word && !CLOSING.contains(next) && before != '（' && before != '《' {
            return place;
        }
        (place, after) = (before_at, Some(before));
    }
    last
}
