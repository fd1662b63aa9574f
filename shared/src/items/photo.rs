//! The certificate's photo: what the authority takes (domain.md D5), checked on its bytes. The same check runs in the
//! browser before a photo is sent and on the edge after it has come.
//!
//! Nothing is claimed that bytes cannot prove: whether a face is there, and whose, is for staff to see.

use serde::{Deserialize, Serialize};

use super::jpeg::{self, JpegInfo};
use super::sniff::{Format, format_of};

pub const WIDTH: u16 = 295;
pub const HEIGHT: u16 = 413;
pub const MAX_BYTES: usize = 100 * 1024;

/// The reduced picture that a photo was cut from: so many pixels on its longer side, and bytes.
pub const ORIGINAL_MAX_SIDE: u16 = 1600;
pub const ORIGINAL_MAX_BYTES: usize = 1024 * 1024;

/// Why a photo is not taken. The client has a text for each: what is wrong, and what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "problem")]
pub enum PhotoProblem {
    /// No file was chosen, or it is empty.
    Empty,
    /// No picture at all, whatever its name says.
    NotAPicture,
    /// The format that iPhones keep pictures in.
    Heic,
    /// A picture, but no JPEG.
    NotJpeg,
    /// A JPEG that ends too early, or whose head makes no sense.
    Damaged,
    WrongSize {
        width: u16,
        height: u16,
    },
    /// The right size only after turning it, which the authority's programs do not do.
    Rotated,
    /// Grey, or made for a printing press.
    NotColour,
    TooLarge {
        bytes: u32,
    },
}

impl PhotoProblem {
    /// One of each, with made-up values.
    pub const ALL: [Self; 9] = [
        Self::Empty,
        Self::NotAPicture,
        Self::Heic,
        Self::NotJpeg,
        Self::Damaged,
        Self::WrongSize { width: 3024, height: 4032 },
        Self::Rotated,
        Self::NotColour,
        Self::TooLarge { bytes: 2_500_000 },
    ];

    /// A stable name, for the page's script.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::NotAPicture => "not_a_picture",
            Self::Heic => "heic",
            Self::NotJpeg => "not_jpeg",
            Self::Damaged => "damaged",
            Self::WrongSize { .. } => "wrong_size",
            Self::Rotated => "rotated",
            Self::NotColour => "not_colour",
            Self::TooLarge { .. } => "too_large",
        }
    }
}

/// Whether these bytes are a whole JPEG, of any size.
///
/// # Errors
/// What they are instead.
pub fn jpeg(bytes: &[u8]) -> Result<JpegInfo, PhotoProblem> {
    match format_of(bytes) {
        Format::Jpeg => jpeg::info(bytes).ok_or(PhotoProblem::Damaged),
        Format::Heic => Err(PhotoProblem::Heic),
        Format::Png | Format::OtherPicture => Err(PhotoProblem::NotJpeg),
        Format::Other | Format::Pdf if bytes.is_empty() => Err(PhotoProblem::Empty),
        Format::Other | Format::Pdf => Err(PhotoProblem::NotAPicture),
    }
}

/// Whether these bytes are a photo as the authority takes it.
///
/// # Errors
/// The first thing that is wrong.
pub fn check(bytes: &[u8]) -> Result<JpegInfo, PhotoProblem> {
    let info = jpeg(bytes)?;
    let JpegInfo { width, height, components, orientation } = info;
    let lies = orientation >= 5;
    let shown = if lies { (height, width) } else { (width, height) };
    if shown != (WIDTH, HEIGHT) && (width, height) != (WIDTH, HEIGHT) {
        return Err(PhotoProblem::WrongSize { width: shown.0, height: shown.1 });
    }
    if orientation != 1 {
        return Err(PhotoProblem::Rotated);
    }
    if components != 3 {
        return Err(PhotoProblem::NotColour);
    }
    if bytes.len() > MAX_BYTES {
        return Err(PhotoProblem::TooLarge { bytes: u32::try_from(bytes.len()).unwrap_or(u32::MAX) });
    }
    Ok(info)
}

/// Whether these bytes are the reduced picture that a photo was cut from.
pub fn is_original(bytes: &[u8]) -> bool {
    let fits = |info: JpegInfo| info.width.max(info.height) <= ORIGINAL_MAX_SIDE && info.orientation == 1;
    bytes.len() <= ORIGINAL_MAX_BYTES && jpeg(bytes).is_ok_and(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &[u8] = include_bytes!("../../../tests/fixtures/photos/good.jpg");
    const PROGRESSIVE: &[u8] = include_bytes!("../../../tests/fixtures/photos/progressive.jpg");
    const GREY: &[u8] = include_bytes!("../../../tests/fixtures/photos/grey.jpg");
    const UPSIDE_DOWN: &[u8] = include_bytes!("../../../tests/fixtures/photos/upside-down.jpg");
    const ON_ITS_SIDE: &[u8] = include_bytes!("../../../tests/fixtures/photos/lies-on-its-side.jpg");
    const FROM_A_PHONE: &[u8] = include_bytes!("../../../tests/fixtures/photos/from-a-phone.jpg");
    const PNG: &[u8] = include_bytes!("../../../tests/fixtures/photos/png-named.jpg");
    const WEBP: &[u8] = include_bytes!("../../../tests/fixtures/photos/small.webp");
    const WITH_PLACE: &[u8] = include_bytes!("../../../tests/fixtures/photos/with-place.jpg");

    /// The same picture with comments, until it has so many bytes.
    fn padded(bytes: &[u8], at_least: usize) -> Vec<u8> {
        let mut out = bytes[..2].to_vec();
        while out.len() + bytes.len() < at_least {
            out.extend(b"\xff\xfe\x40\x02");
            out.extend([b' '; 0x4000]);
        }
        out.extend(&bytes[2..]);
        out
    }

    #[test]
    fn a_photo_is_taken_or_refused_for_its_reason() {
        let mut behind = GOOD.to_vec();
        behind.extend(b"\0\0\0\x18ftypmp42 a film that phones write behind the picture \xff\xd8\xff");
        for (name, bytes, expected) in [
            ("good", GOOD.to_vec(), Ok((295, 413))),
            ("progressive", PROGRESSIVE.to_vec(), Ok((295, 413))),
            ("with a film behind it", behind, Ok((295, 413))),
            ("nothing", vec![], Err(PhotoProblem::Empty)),
            ("a page", b"<html>".to_vec(), Err(PhotoProblem::NotAPicture)),
            ("a paper", b"%PDF-1.4".to_vec(), Err(PhotoProblem::NotAPicture)),
            ("an iPhone's", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec(), Err(PhotoProblem::Heic)),
            ("a PNG by another name", PNG.to_vec(), Err(PhotoProblem::NotJpeg)),
            ("WebP", WEBP.to_vec(), Err(PhotoProblem::NotJpeg)),
            ("half of one", GOOD[..GOOD.len() / 2].to_vec(), Err(PhotoProblem::Damaged)),
            ("its head", GOOD[..200].to_vec(), Err(PhotoProblem::Damaged)),
            ("without an end", GOOD[..GOOD.len() - 2].to_vec(), Err(PhotoProblem::Damaged)),
            ("upside down", UPSIDE_DOWN.to_vec(), Err(PhotoProblem::Rotated)),
            ("on its side", ON_ITS_SIDE.to_vec(), Err(PhotoProblem::Rotated)),
            // As a person sees it: upright.
            ("a phone's", FROM_A_PHONE.to_vec(), Err(PhotoProblem::WrongSize { width: 900, height: 1200 })),
            ("grey", GREY.to_vec(), Err(PhotoProblem::NotColour)),
        ] {
            assert_eq!(check(&bytes).map(|info| (info.width, info.height)), expected, "{name}");
        }
        assert!(check(&padded(GOOD, MAX_BYTES / 2)).is_ok());
        let large = padded(GOOD, MAX_BYTES + 1);
        let bytes = u32::try_from(large.len()).unwrap();
        assert_eq!(check(&large), Err(PhotoProblem::TooLarge { bytes }));
        assert!(check(&jpeg::without_metadata(&large).unwrap()).is_ok());
    }

    #[test]
    fn every_cut_of_a_photo_is_refused_and_none_panics() {
        for length in 0..GOOD.len() - 1 {
            assert!(check(&GOOD[..length]).is_err(), "{length}");
        }
        // One byte changed anywhere: whatever it says, it says so without a panic.
        let mut bytes = WITH_PLACE.to_vec();
        for place in 0..bytes.len().min(2_000) {
            for value in [0, 1, 0x7f, 0xff] {
                let was = std::mem::replace(&mut bytes[place], value);
                let _ = check(&bytes);
                let _ = jpeg::without_metadata(&bytes);
                bytes[place] = was;
            }
        }
    }

    #[test]
    fn places_and_comments_do_not_leave_the_phone() {
        let has = |bytes: &[u8], word: &[u8]| bytes.windows(word.len()).any(|found| found == word);
        assert!(has(WITH_PLACE, b"Phone maker") && has(WITH_PLACE, b"secret comment"));
        let clean = jpeg::without_metadata(WITH_PLACE).unwrap();
        assert!(!has(&clean, b"Exif") && !has(&clean, b"secret comment"));
        assert_eq!(check(&clean), check(WITH_PLACE));
        for turned in [UPSIDE_DOWN, ON_ITS_SIDE, FROM_A_PHONE] {
            let clean = jpeg::without_metadata(turned).unwrap();
            assert_eq!(jpeg(&clean), jpeg(turned));
        }
        assert_eq!(jpeg::without_metadata(PNG), None);
    }

    #[test]
    fn what_a_photo_was_cut_from_is_small_and_upright() {
        assert!(is_original(GOOD));
        assert!(!is_original(FROM_A_PHONE));
        assert!(!is_original(PNG));
        assert!(!is_original(&padded(GOOD, ORIGINAL_MAX_BYTES + 1)));
    }

    #[test]
    fn names_of_problems_are_those_of_the_wire() {
        for problem in PhotoProblem::ALL {
            let json = serde_json::to_string(&problem).unwrap();
            assert!(json.contains(problem.code()), "{json}");
            assert_eq!(serde_json::from_str::<PhotoProblem>(&json).unwrap(), problem);
        }
    }
}
