//! What the page and the tool that draws slides (课件) say to each other, and how large a page is drawn.

use serde::{Deserialize, Serialize};

/// A PDF of two hundred pages of pictures has about half of it. The tool holds all of it in memory.
pub const MAX_PDF_BYTES: i64 = 100 * 1024 * 1024;
/// As wide as a lesson is ever shown.
pub const WIDTH: f32 = 1280.0;
/// Of a page that is much higher than wide.
const MAX_HEIGHT: f32 = 2560.0;

/// What the page asks for. The file goes along with `Open`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "ask")]
pub enum ToSlides {
    Open,
    /// From 1.
    Draw {
        page: u32,
    },
}

/// What the tool answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "say")]
pub enum FromSlides {
    /// It listens.
    Ready,
    Opened {
        pages: u32,
    },
    /// The pixels go along: four bytes each, from the top, opaque.
    Drawn {
        page: u32,
        width: u32,
        height: u32,
        /// Letters are missing: their font is not in the file.
        lacks_font: bool,
    },
    Failed {
        problem: SlidesProblem,
    },
}

/// Why a file gives no slides. The client has a text for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SlidesProblem {
    /// It was moved, or is still on a network drive.
    Unreadable,
    TooManyBytes,
    NotPdf,
    /// A password is needed.
    Locked,
    NoPages,
    TooManyPages,
    /// It cannot be drawn.
    Damaged,
}

impl SlidesProblem {
    pub const ALL: [Self; 7] = [
        Self::Unreadable,
        Self::TooManyBytes,
        Self::NotPdf,
        Self::Locked,
        Self::NoPages,
        Self::TooManyPages,
        Self::Damaged,
    ];
}

/// By how much a page of this size is enlarged; nothing for a page without a size.
pub fn scale(width: f32, height: f32) -> Option<f32> {
    let drawable = width.is_finite() && height.is_finite() && width >= 1.0 && height >= 1.0;
    // Programs write 959.9 for 960, and what is drawn is cut to whole pixels: a hair more keeps the last row.
    let scale = (WIDTH / width).min(MAX_HEIGHT / height) * 1.0001;
    // A page must not shrink to nothing on one side.
    (drawable && width * scale >= 1.0 && height * scale >= 1.0).then_some(scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(width: f32, height: f32) -> Option<(f32, f32)> {
        scale(width, height).map(|scale| ((width * scale).trunc(), (height * scale).trunc()))
    }

    #[test]
    fn pages_are_as_wide_as_the_screen_and_never_endless() {
        assert_eq!(drawn(960.0, 540.0), Some((1280.0, 720.0)));
        assert_eq!(drawn(720.0, 540.0), Some((1280.0, 960.0)));
        assert_eq!(drawn(595.0, 842.0), Some((1280.0, 1811.0)));
        assert_eq!(drawn(100.0, 1000.0), Some((256.0, 2560.0)));
        assert_eq!(drawn(14_400.0, 8_100.0), Some((1280.0, 720.0)));
    }

    #[test]
    fn what_has_no_size_is_not_drawn() {
        for (width, height) in [(0.0, 540.0), (960.0, -1.0), (f32::NAN, 1.0), (f32::INFINITY, 1.0), (1.0e9, 1.0)] {
            assert_eq!(drawn(width, height), None, "{width} × {height}");
        }
    }

    #[test]
    fn messages_cross_unchanged() {
        let said = FromSlides::Drawn { page: 3, width: 1280, height: 720, lacks_font: true };
        let text = serde_json::to_string(&said).unwrap();
        assert_eq!(serde_json::from_str::<FromSlides>(&text).unwrap(), said);
        let text = serde_json::to_string(&ToSlides::Draw { page: 3 }).unwrap();
        assert_eq!(text, r#"{"ask":"draw","page":3}"#);
    }
}
