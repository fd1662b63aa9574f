//! Diplomas and copies of documents as files: a photo of the paper, or a scan.

use serde::{Deserialize, Serialize};

use super::jpeg;
use super::sniff::{Format, format_of};

/// What is taken at most: a phone's camera makes 3 to 8 MB.
pub const MAX_BYTES: usize = 10 * 1024 * 1024;
/// A signature drawn with a finger.
pub const SIGNATURE_MAX_BYTES: usize = 30 * 1024;

/// What a stored file is. Nothing else is ever served.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ContentType {
    #[serde(rename = "image/jpeg")]
    Jpeg,
    #[serde(rename = "image/png")]
    Png,
    #[serde(rename = "application/pdf")]
    Pdf,
}

impl ContentType {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Pdf => "application/pdf",
        }
    }

    /// Ending of a file name.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Pdf => "pdf",
        }
    }

    pub const fn is_picture(self) -> bool {
        matches!(self, Self::Jpeg | Self::Png)
    }
}

/// Why a file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentProblem {
    Empty,
    /// Neither JPEG nor PNG nor PDF.
    NotAccepted,
    /// The format that iPhones keep pictures in.
    Heic,
    /// It ends too early.
    Damaged,
    TooLarge,
}

impl DocumentProblem {
    pub const ALL: [Self; 5] = [Self::Empty, Self::NotAccepted, Self::Heic, Self::Damaged, Self::TooLarge];
}

/// The type of a file that stands for a paper.
///
/// # Errors
/// Why it does not.
pub fn check(bytes: &[u8]) -> Result<ContentType, DocumentProblem> {
    if bytes.is_empty() {
        return Err(DocumentProblem::Empty);
    }
    if bytes.len() > MAX_BYTES {
        return Err(DocumentProblem::TooLarge);
    }
    let (whole, kind) = match format_of(bytes) {
        Format::Jpeg => (jpeg::info(bytes).is_some(), ContentType::Jpeg),
        Format::Png => (png_size(bytes).is_some(), ContentType::Png),
        Format::Pdf => (ends_as_pdf(bytes), ContentType::Pdf),
        Format::Heic => return Err(DocumentProblem::Heic),
        Format::OtherPicture | Format::Other => return Err(DocumentProblem::NotAccepted),
    };
    if whole { Ok(kind) } else { Err(DocumentProblem::Damaged) }
}

/// Whether these bytes are a drawn signature.
pub fn is_signature(bytes: &[u8]) -> bool {
    let fits = |(width, height): (u32, u32)| (50..=1200).contains(&width) && (20..=800).contains(&height);
    bytes.len() <= SIGNATURE_MAX_BYTES && png_size(bytes).is_some_and(fits)
}

/// Width and height of a PNG that ends as one.
fn png_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let rest = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")?;
    let [w0, w1, w2, w3, h0, h1, h2, h3, ..] = rest else { return None };
    let ends = bytes.ends_with(b"\0\0\0\0IEND\xaeB`\x82");
    let (width, height) = (u32::from_be_bytes([*w0, *w1, *w2, *w3]), u32::from_be_bytes([*h0, *h1, *h2, *h3]));
    (ends && width > 0 && height > 0).then_some((width, height))
}

/// Programs append to a PDF; its end mark stands somewhere in the last kilobyte (ISO 32000-1, H.3).
fn ends_as_pdf(bytes: &[u8]) -> bool {
    let tail = bytes.get(bytes.len().saturating_sub(1024)..).unwrap_or_default();
    tail.windows(5).any(|word| word == b"%%EOF")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes.extend(b"\x08\x02\0\0\0crc!");
        bytes.extend(b"\0\0\0\0IEND\xaeB`\x82");
        bytes
    }

    #[test]
    fn papers_are_taken_in_three_formats() {
        let mut large = b"%PDF-1.4".to_vec();
        large.resize(MAX_BYTES + 1, b' ');
        for (bytes, expected) in [
            (b"%PDF-1.4\n1 0 obj\nendobj\n%%EOF\n".to_vec(), Ok(ContentType::Pdf)),
            (b"%PDF-1.4\n1 0 obj\nend".to_vec(), Err(DocumentProblem::Damaged)),
            (png(10, 10), Ok(ContentType::Png)),
            (png(10, 10)[..30].to_vec(), Err(DocumentProblem::Damaged)),
            (b"\0\0\0\x18ftypheic\0\0\0\0".to_vec(), Err(DocumentProblem::Heic)),
            (b"GIF89a".to_vec(), Err(DocumentProblem::NotAccepted)),
            (b"PK\x03\x04".to_vec(), Err(DocumentProblem::NotAccepted)),
            (b"\xff\xd8\xff\xe0\0\x10JFIF".to_vec(), Err(DocumentProblem::Damaged)),
            (Vec::new(), Err(DocumentProblem::Empty)),
            (large, Err(DocumentProblem::TooLarge)),
        ] {
            assert_eq!(check(&bytes), expected, "{:?}", &bytes[..bytes.len().min(20)]);
        }
    }

    #[test]
    fn a_signature_is_a_small_png() {
        assert!(is_signature(&png(600, 240)));
        assert!(!is_signature(&png(6000, 240)));
        assert!(!is_signature(&png(1, 1)));
        let mut large = png(600, 240);
        large.splice(40..40, vec![0; SIGNATURE_MAX_BYTES]);
        assert!(!is_signature(&large));
        assert!(!is_signature(b"%PDF-1.4 %%EOF"));
    }
}
