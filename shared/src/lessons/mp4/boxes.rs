//! The boxes that an MP4 is made of (ISO/IEC 14496-12, section 4.2): a size, a name of four bytes, then a payload.
//!
//! Nothing here trusts a size: a box that says more than its surroundings hold is [`Damage`], and every step goes
//! forward by at least the eight bytes of a head, so that no loop is endless.

use core::fmt;

use serde::{Deserialize, Serialize};

use crate::text::InvalidText;

/// A name of four characters: of a box, or of the way in which a track is coded. What is not printable ASCII has become
/// `?`, so that it can stand in a sentence.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FourCc([u8; 4]);

impl FourCc {
    pub(super) fn new(bytes: [u8; 4]) -> Self {
        Self(bytes.map(|byte| if byte.is_ascii_graphic() || byte == b' ' { byte } else { b'?' }))
    }

    /// Of letters, for examples.
    pub(super) const fn sample(letters: [u8; 4]) -> Self {
        Self(letters)
    }

    pub(super) const fn bytes(self) -> [u8; 4] {
        self.0
    }
}

impl fmt::Display for FourCc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{}", char::from(*byte)))
    }
}

impl fmt::Debug for FourCc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FourCc({self})")
    }
}

impl From<FourCc> for String {
    fn from(name: FourCc) -> Self {
        name.to_string()
    }
}

impl TryFrom<String> for FourCc {
    type Error = InvalidText;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        <[u8; 4]>::try_from(text.as_bytes()).map(Self::new).map_err(|_length| InvalidText("a name of four characters"))
    }
}

/// Why the reading of a file ended early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damage {
    /// A box claims more bytes than the file has: its end is missing.
    Truncated,
    /// Sizes or counts that no program writes.
    Nonsense,
}

/// The head of a box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Head {
    pub kind: [u8; 4],
    /// 8, or 16 with a size of 64 bits.
    pub bytes: u64,
    /// The whole box, its head included; nothing when it reaches to the end of what it stands in.
    pub total: Option<u64>,
}

/// How many bytes a head has at most.
pub(super) const HEAD_BYTES: u64 = 16;

/// The head that stands first in these bytes; nothing when they are too few for it.
pub(super) fn head(bytes: &[u8]) -> Option<Head> {
    let kind = array(bytes, 4)?;
    match u32_at(bytes, 0)? {
        0 => Some(Head { kind, bytes: 8, total: None }),
        1 => Some(Head { kind, bytes: 16, total: Some(u64_at(bytes, 8)?) }),
        size => Some(Head { kind, bytes: 8, total: Some(u64::from(size)) }),
    }
}

/// The boxes that stand one behind the other in a payload: name and own payload. After damage there is no next one.
/// Fewer bytes than a head at the end are padding, as QuickTime writes it.
pub(super) fn boxes(payload: &[u8]) -> impl Iterator<Item = Result<([u8; 4], &[u8]), Damage>> {
    let mut rest = payload;
    core::iter::from_fn(move || {
        if rest.len() < 8 {
            return None;
        }
        let next = split(rest);
        rest = next.map_or(&[], |(_, _, after)| after);
        Some(next.map(|(kind, inside, _)| (kind, inside)).ok_or(Damage::Nonsense))
    })
}

fn split(bytes: &[u8]) -> Option<([u8; 4], &[u8], &[u8])> {
    let head = head(bytes)?;
    let size = head.total.map_or(Some(bytes.len()), |total| usize::try_from(total).ok())?;
    let (whole, after) = bytes.split_at_checked(size)?;
    // A box smaller than its own head has no payload to get.
    let inside = whole.get(usize::try_from(head.bytes).ok()?..)?;
    Some((head.kind, inside, after))
}

/// The payload of the first box of that name.
pub(super) fn child(payload: &[u8], name: [u8; 4]) -> Result<Option<&[u8]>, Damage> {
    for found in boxes(payload) {
        let (kind, inside) = found?;
        if kind == name {
            return Ok(Some(inside));
        }
    }
    Ok(None)
}

fn array<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..)?.first_chunk().copied()
}

pub(super) fn four_at(bytes: &[u8], at: usize) -> Option<[u8; 4]> {
    array(bytes, at)
}

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    array(bytes, at).map(u16::from_be_bytes)
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    array(bytes, at).map(u32::from_be_bytes)
}

pub(super) fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    array(bytes, at).map(u64::from_be_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_are_found_and_lies_about_sizes_are_not_followed() {
        let names = |bytes: &[u8]| -> Vec<Result<(String, usize), Damage>> {
            boxes(bytes)
                .map(|found| found.map(|(kind, inside)| (FourCc::new(kind).to_string(), inside.len())))
                .collect()
        };
        let found = |name: &str, bytes| Ok((name.to_owned(), bytes));
        for (bytes, expected) in [
            (&b""[..], vec![]),
            (b"\0\0\0\x08free\0\0\0\x09skip!", vec![found("free", 0), found("skip", 1)]),
            (b"\0\0\0\x01wide\0\0\0\0\0\0\0\x11!", vec![found("wide", 1)]),
            // To the end.
            (b"\0\0\0\0last12", vec![found("last", 2)]),
            // Padding.
            (b"\0\0\0\x08free\0\0\0\0", vec![found("free", 0)]),
            // More than there is, less than its head, a head cut short, a size beyond every memory.
            (b"\0\0\0\x09free", vec![Err(Damage::Nonsense)]),
            (b"\0\0\0\x07free\0\0\0\x08free", vec![Err(Damage::Nonsense)]),
            (b"\0\0\0\x01wide\0\0\0\0\0\0\0\x0f!", vec![Err(Damage::Nonsense)]),
            (b"\0\0\0\x01wide\0\0", vec![Err(Damage::Nonsense)]),
            (b"\0\0\0\x01wide\xff\xff\xff\xff\xff\xff\xff\xff!", vec![Err(Damage::Nonsense)]),
            (b"\0\0\0\x08\xff\0\nb", vec![found("???b", 0)]),
        ] {
            assert_eq!(names(bytes), expected, "{bytes:?}");
        }
    }

    #[test]
    fn a_name_travels_as_text() {
        let name = FourCc::new(*b"hvc1");
        assert_eq!(serde_json::to_string(&name).unwrap(), "\"hvc1\"");
        assert_eq!(serde_json::from_str::<FourCc>("\"hvc1\"").unwrap(), name);
        assert!(serde_json::from_str::<FourCc>("\"hvc\"").is_err());
        assert_eq!(serde_json::from_str::<FourCc>("\"é!!\"").unwrap().to_string(), "??!!");
    }
}
