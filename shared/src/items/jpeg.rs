//! What stands in a JPEG file outside its picture (ITU-T T.81, Exif 2.32): size, colours, orientation. The picture itself
//! is not decoded.

/// What the head of a JPEG says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JpegInfo {
    /// As stored: an orientation may turn it when shown.
    pub width: u16,
    pub height: u16,
    /// 1: grey, 3: colour, 4: for printing presses.
    pub components: u8,
    /// 1: as stored; 2 to 8: to be turned or mirrored (Exif).
    pub orientation: u8,
}

/// One piece of the head: marker and content without its length.
#[derive(Clone, Copy)]
struct Segment<'a> {
    marker: u8,
    content: &'a [u8],
}

const START_OF_SCAN: u8 = 0xda;
const APP1: u8 = 0xe1;

/// Splits the head into its pieces, the start of the scan included, and what comes after. `None` when the file ends before
/// the picture begins or is no JPEG.
fn head(bytes: &[u8]) -> Option<(Vec<Segment<'_>>, &[u8])> {
    let mut rest = bytes.strip_prefix(&[0xff, 0xd8])?;
    let mut segments = Vec::new();
    loop {
        // Any number of fill bytes may stand before a marker.
        let (marker, after) = match rest {
            [0xff, 0xff, ..] => {
                rest = rest.get(1..)?;
                continue;
            }
            [0xff, marker, after @ ..] => (*marker, after),
            _ => return None,
        };
        let length = usize::from(u16::from_be_bytes([*after.first()?, *after.get(1)?]));
        let content = after.get(2..length)?;
        rest = after.get(length..)?;
        segments.push(Segment { marker, content });
        if marker == START_OF_SCAN {
            return Some((segments, rest));
        }
    }
}

/// The scans up to the end of the picture. Phones write whole films behind it.
fn picture(scans: &[u8]) -> Option<&[u8]> {
    let mut at = 0;
    loop {
        let (marker, length) = match scans.get(at..)? {
            [0xff, marker, high, low, ..] => (*marker, usize::from(u16::from_be_bytes([*high, *low]))),
            [0xff, marker, ..] => (*marker, 0),
            [_, ..] => {
                at += 1;
                continue;
            }
            [] => return None,
        };
        at += match marker {
            0xd9 => return scans.get(..at + 2),
            // A byte of the picture, or a point to restart at.
            0x00 | 0xd0..=0xd7 => 2,
            0xff => 1,
            // Tables between two scans, and the start of the next one.
            _ => length + 2,
        };
    }
}

/// The facts of a JPEG; `None` when its head is damaged, or the file ends before the picture does.
pub fn info(bytes: &[u8]) -> Option<JpegInfo> {
    let (segments, scans) = head(bytes)?;
    picture(scans)?;
    let frame = segments.iter().find(|segment| is_frame(segment.marker))?;
    let [_precision, h1, h2, w1, w2, components, ..] = frame.content else { return None };
    let (width, height) = (u16::from_be_bytes([*w1, *w2]), u16::from_be_bytes([*h1, *h2]));
    let orientation = segments.iter().find_map(|segment| exif(segment).and_then(orientation_of)).unwrap_or(1);
    (width > 0 && height > 0).then_some(JpegInfo { width, height, components: *components, orientation })
}

/// Start of frame: all codings but the markers for tables that lie between them.
const fn is_frame(marker: u8) -> bool {
    matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc)
}

fn exif<'a>(segment: &Segment<'a>) -> Option<&'a [u8]> {
    if segment.marker == APP1 { segment.content.strip_prefix(b"Exif\0\0") } else { None }
}

/// The tag *orientation* of the first directory (TIFF 6.0).
fn orientation_of(tiff: &[u8]) -> Option<u8> {
    let big = match tiff.get(..4)? {
        b"MM\0*" => true,
        b"II*\0" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let pair = [*tiff.get(at)?, *tiff.get(at.checked_add(1)?)?];
        Some(if big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) })
    };
    let offset = {
        let four = [*tiff.get(4)?, *tiff.get(5)?, *tiff.get(6)?, *tiff.get(7)?];
        usize::try_from(if big { u32::from_be_bytes(four) } else { u32::from_le_bytes(four) }).ok()?
    };
    let count = usize::from(short(offset)?);
    let entries = (0..count).map_while(|entry| offset.checked_add(2 + entry * 12));
    for at in entries {
        if short(at)? == 0x0112 {
            return u8::try_from(short(at.checked_add(8)?)?).ok().filter(|value| (1..=8).contains(value));
        }
    }
    None
}

/// The same picture without what cameras and editors write beside it: places, times, thumbnails, comments. Colour profile
/// and colour transform stay, and an orientation that turns the picture stays in a piece of its own. `None` as in [`info`].
pub fn without_metadata(bytes: &[u8]) -> Option<Vec<u8>> {
    let orientation = info(bytes)?.orientation;
    let (segments, scans) = head(bytes)?;
    let mut clean = Vec::with_capacity(bytes.len());
    clean.extend_from_slice(&[0xff, 0xd8]);
    if orientation != 1 {
        clean.extend_from_slice(&orientation_segment(orientation));
    }
    for segment in segments.iter().filter(|segment| keeps(segment)) {
        let length = u16::try_from(segment.content.len() + 2).ok()?.to_be_bytes();
        clean.extend_from_slice(&[0xff, segment.marker]);
        clean.extend_from_slice(&length);
        clean.extend_from_slice(segment.content);
    }
    clean.extend_from_slice(picture(scans)?);
    Some(clean)
}

fn keeps(segment: &Segment) -> bool {
    match segment.marker {
        // Colour profile, Adobe's colour transform.
        0xe2 => segment.content.starts_with(b"ICC_PROFILE\0"),
        0xe0 | 0xee => true,
        0xe1..=0xef | 0xfe => false,
        _ => true,
    }
}

/// An Exif piece with nothing but the orientation.
const fn orientation_segment(orientation: u8) -> [u8; 36] {
    let mut piece = *b"\xff\xe1\0\x22Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0";
    let [.., value, _, _, _, _, _, _] = &mut piece;
    *value = orientation;
    piece
}
