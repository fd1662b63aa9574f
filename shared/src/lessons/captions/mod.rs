//! Captions (字幕) of a recorded lesson: WebVTT or SRT comes in, one strict form of WebVTT goes out.
//!
//! What is stored is written here anew from times and plain text, never passed on: no style sheet, region, comment or
//! tag of a file reaches a browser, apart from bold, italic, underlined and the name of who speaks.
//!
//! Sources: WebVTT (W3C, sections 4 and 6); of SRT there is no standard, only what programs write.

mod cue_text;
mod cues;
mod times;

use serde::{Deserialize, Serialize};

/// Of the file and of what is made of it. Ten hours of speech have about half of it.
pub const MAX_BYTES: usize = 1024 * 1024;
pub const MAX_CUES: usize = 10_000;

/// Captions as they are stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Captions {
    /// WebVTT, UTF-8 without a mark, lines ended by one line feed.
    pub webvtt: String,
    /// How many texts are shown one after the other.
    pub cues: usize,
    /// When the last of them vanishes: captions that outlast their film belong to another one.
    pub last_end_ms: u64,
}

impl Captions {
    /// The first texts, in plain letters, with the milliseconds at which they appear: what a person looks at to see
    /// whether it is the right file, and whether its letters were read rightly.
    pub fn first(&self, most: usize) -> Vec<(u64, String)> {
        let cues = cues::cues(&self.webvtt, Format::WebVtt).unwrap_or_default();
        cues.iter().take(most).map(|cue| (cue.start_ms, cue_text::plain(&cue.lines.join("\n")))).collect()
    }
}

/// Why captions are not taken; lines are counted from 1. The client has a text for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "problem")]
pub enum CaptionsProblem {
    /// Nothing in it that could be shown.
    Empty,
    TooLong,
    TooMany,
    /// Neither UTF-8 nor UTF-16 with its mark; most often GB 18030.
    Encoding,
    /// Text, but neither WebVTT nor SRT.
    NotCaptions,
    /// Not in the form `00:01:02.345 --> 00:01:04.000`.
    BadTime {
        line: u32,
    },
    /// It would vanish before, or at the moment when, it appears.
    EndBeforeStart {
        line: u32,
    },
    /// It begins before the one that stands above it.
    OutOfOrder {
        line: u32,
    },
}

impl CaptionsProblem {
    /// One of each, with made-up values.
    pub const ALL: [Self; 8] = [
        Self::Empty,
        Self::TooLong,
        Self::TooMany,
        Self::Encoding,
        Self::NotCaptions,
        Self::BadTime { line: 2 },
        Self::EndBeforeStart { line: 6 },
        Self::OutOfOrder { line: 10 },
    ];

    /// A stable name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLong => "too_long",
            Self::TooMany => "too_many",
            Self::Encoding => "encoding",
            Self::NotCaptions => "not_captions",
            Self::BadTime { .. } => "bad_time",
            Self::EndBeforeStart { .. } => "end_before_start",
            Self::OutOfOrder { .. } => "out_of_order",
        }
    }
}

/// Reads a file of captions, whatever its name says.
///
/// # Errors
/// The first thing that is wrong.
pub fn read(bytes: &[u8]) -> Result<Captions, CaptionsProblem> {
    if bytes.len() > MAX_BYTES {
        return Err(CaptionsProblem::TooLong);
    }
    let text = decode(bytes).ok_or(CaptionsProblem::Encoding)?;
    if text.trim().is_empty() {
        return Err(CaptionsProblem::Empty);
    }
    let mut captions = Captions { webvtt: "WEBVTT\n".to_owned(), cues: 0, last_end_ms: 0 };
    let format = format_of(&text);
    for cue in cues::cues(&text, format)? {
        let shown = cue_text::clean(&cue.lines.join("\n"), format);
        // Programs write empty ones as pauses.
        if shown.is_empty() {
            continue;
        }
        let (start, end) = (times::text(cue.start_ms), times::text(cue.end_ms));
        for piece in ["\n", &start, " --> ", &end, &times::settings(cue.settings), "\n", &shown, "\n"] {
            captions.webvtt.push_str(piece);
        }
        captions.cues = captions.cues.saturating_add(1);
        captions.last_end_ms = captions.last_end_ms.max(cue.end_ms);
    }
    // `&` grows to `&amp;`, and two bytes of UTF-16 to three.
    if captions.webvtt.len() > MAX_BYTES {
        return Err(CaptionsProblem::TooLong);
    }
    if captions.cues == 0 { Err(CaptionsProblem::Empty) } else { Ok(captions) }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    WebVtt,
    Srt,
}

/// WebVTT says so in its first line. Everything else must prove to be SRT.
fn format_of(text: &str) -> Format {
    let rest = text.strip_prefix("WEBVTT");
    let named = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\r', '\n']));
    if named { Format::WebVtt } else { Format::Srt }
}

/// A text in UTF-8, or in UTF-16 with its mark. A zero character stands in no text: it betrays UTF-16 without one.
fn decode(bytes: &[u8]) -> Option<String> {
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => utf_16(rest, u16::from_le_bytes)?,
        [0xfe, 0xff, rest @ ..] => utf_16(rest, u16::from_be_bytes)?,
        [0xef, 0xbb, 0xbf, rest @ ..] => str::from_utf8(rest).ok()?.to_owned(),
        _ => str::from_utf8(bytes).ok()?.to_owned(),
    };
    (!text.contains('\0')).then_some(text)
}

fn utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|pair| unit(*pair));
    let text = char::decode_utf16(units).collect::<Result<String, _>>().ok()?;
    rest.is_empty().then_some(text)
}

#[cfg(test)]
mod tests;
