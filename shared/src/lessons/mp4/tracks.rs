//! What the index of a film (`moov`) says: how long it is, and how each of its tracks is coded.
//!
//! Sources: ISO/IEC 14496-12 (movie and track boxes), 14496-15 (`avcC`), 14496-1 and -3 (`esds`); for the sound entries
//! of iPhones' recordings Apple's QuickTime File Format.

use super::boxes::{Damage, FourCc, boxes, child, four_at, u16_at, u32_at, u64_at};

/// More than a film with sound in every language; above it, somebody is testing the reader.
const MAX_TRACKS: usize = 64;

/// The index of a film.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Index {
    /// Nothing when the film does not say, as one that is still being recorded.
    pub duration_ms: Option<u64>,
    /// A track that changes its coding on the way counts once for each.
    pub tracks: Vec<Track>,
    /// Whether it stands before the pictures and sound, so that playing can begin at once.
    pub before_data: bool,
    /// The pictures stand in pieces, each with an index of its own.
    pub fragmented: bool,
    pub encrypted: bool,
}

/// A track, as its sample entry describes it. It is not decoded: a lie about the size in pixels is not found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Track {
    /// `avc1`, `mp4a`, …; `encv` and `enca` when it is encrypted.
    pub codec: FourCc,
    pub kind: TrackKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrackKind {
    /// `avc` for H.264.
    Video { width: u16, height: u16, avc: Option<Avc> },
    /// `aac` for `mp4a`.
    Sound { aac: Option<Aac> },
    /// Subtitles, time codes, hints, places.
    Other,
}

/// How much an H.264 decoder must be able to do (ISO/IEC 14496-10, annex A).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Avc {
    /// `profile_idc`: 66 Baseline, 77 Main, 100 High, 110 with ten bits, …
    pub profile: u8,
    /// `level_idc`: ten times the level.
    pub level: u8,
}

/// What `mp4a` stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aac {
    /// AAC Low Complexity, which every phone plays.
    LowComplexity,
    /// Another kind of AAC, by its audio object type (14496-3, table 1.17).
    Kind(u8),
    /// No AAC at all, MP3 for example, by its object type indication (14496-1, table 5).
    Not(u8),
}

/// Reads the payload of `moov`.
pub(super) fn index(moov: &[u8]) -> Result<Index, Damage> {
    let mut index = Index::default();
    for found in boxes(moov) {
        let (kind, inside) = found?;
        match &kind {
            b"mvhd" => index.duration_ms = index.duration_ms.or(duration(inside)),
            b"trak" => track(inside, &mut index.tracks)?,
            b"mvex" => index.fragmented = true,
            b"pssh" => index.encrypted = true,
            _ => {}
        }
    }
    index.encrypted |= index.tracks.iter().any(|track| is_encrypted(track.codec));
    Ok(index)
}

pub(super) fn is_encrypted(codec: FourCc) -> bool {
    matches!(&codec.bytes(), b"encv" | b"enca" | b"enct" | b"encs")
}

/// Of the movie header: in milliseconds, rounded down. All ones mean unknown, and so does nothing at all.
fn duration(mvhd: &[u8]) -> Option<u64> {
    let (scale, length) = match mvhd.first()? {
        0 => (u32_at(mvhd, 12)?, u32_at(mvhd, 16).filter(|length| *length != u32::MAX).map(u64::from)?),
        1 => (u32_at(mvhd, 20)?, u64_at(mvhd, 24).filter(|length| *length != u64::MAX)?),
        _ => return None,
    };
    let milliseconds = u128::from(length).checked_mul(1000)?.checked_div(u128::from(scale))?;
    u64::try_from(milliseconds).ok().filter(|milliseconds| *milliseconds > 0)
}

fn track(trak: &[u8], tracks: &mut Vec<Track>) -> Result<(), Damage> {
    let Some(mdia) = child(trak, *b"mdia")? else { return Ok(()) };
    let handler = child(mdia, *b"hdlr")?.and_then(|hdlr| four_at(hdlr, 8));
    let minf = child(mdia, *b"minf")?.unwrap_or_default();
    let stbl = child(minf, *b"stbl")?.unwrap_or_default();
    let stsd = child(stbl, *b"stsd")?.unwrap_or_default();
    let new_layout = stsd.first() == Some(&1);
    // A full box: version and flags, then the number of entries, which the entries themselves tell better.
    for found in boxes(stsd.get(8..).unwrap_or_default()) {
        let (codec, entry) = found?;
        let kind = match handler.as_ref() {
            Some(b"vide") => video(entry, codec)?,
            Some(b"soun") => sound(entry, codec, new_layout)?,
            _ => TrackKind::Other,
        };
        if tracks.len() >= MAX_TRACKS {
            return Err(Damage::Nonsense);
        }
        tracks.push(Track { codec: FourCc::new(codec), kind });
    }
    Ok(())
}

fn video(entry: &[u8], codec: [u8; 4]) -> Result<TrackKind, Damage> {
    let (Some(width), Some(height)) = (u16_at(entry, 24), u16_at(entry, 26)) else { return Err(Damage::Nonsense) };
    let avc = match &codec {
        b"avc1" | b"avc3" => child(entry.get(78..).unwrap_or_default(), *b"avcC")?,
        _ => None,
    };
    Ok(TrackKind::Video { width, height, avc: avc.and_then(decoder) })
}

/// Of the decoder's configuration: version, profile, compatibility, level.
fn decoder(avcc: &[u8]) -> Option<Avc> {
    match avcc {
        [1, profile, _, level, ..] => Some(Avc { profile: *profile, level: *level }),
        _ => None,
    }
}

fn sound(entry: &[u8], codec: [u8; 4], new_layout: bool) -> Result<TrackKind, Damage> {
    if codec != *b"mp4a" {
        return Ok(TrackKind::Sound { aac: None });
    }
    // QuickTime made its entries longer with each version; the standard's version 1 did not, and lives in a list of
    // another version.
    let fields = match u16_at(entry, 8) {
        Some(1) if !new_layout => 44,
        Some(2) if !new_layout => 64,
        _ => 28,
    };
    let inside = entry.get(fields..).unwrap_or_default();
    let esds = match child(inside, *b"esds")? {
        Some(esds) => Some(esds),
        None => child(child(inside, *b"wave")?.unwrap_or_default(), *b"esds")?,
    };
    Ok(TrackKind::Sound { aac: esds.and_then(elementary_stream) })
}

/// The kind of sound from the descriptors of `esds` (14496-1, section 7.2.6): stream, in it its decoder, in it what only
/// this decoder understands.
fn elementary_stream(esds: &[u8]) -> Option<Aac> {
    let stream = descriptor(esds.get(4..)?, 3)?;
    let flags = *stream.get(2)?;
    let mut at = 3_usize;
    if flags & 0x80 != 0 {
        at = at.checked_add(2)?;
    }
    if flags & 0x40 != 0 {
        at = at.checked_add(1)?.checked_add(usize::from(*stream.get(at)?))?;
    }
    if flags & 0x20 != 0 {
        at = at.checked_add(2)?;
    }
    let decoder = descriptor(stream.get(at..)?, 4)?;
    match *decoder.first()? {
        // MPEG-4 audio: the first bits of its own configuration say which.
        0x40 => match descriptor(decoder.get(13..)?, 5)? {
            [first, second, ..] if first >> 3 == 31 => Some(Aac::Kind(32 + ((first & 7) << 3 | second >> 5))),
            [first, ..] if first >> 3 == 2 => Some(Aac::LowComplexity),
            [first, ..] => Some(Aac::Kind(first >> 3)),
            [] => None,
        },
        // MPEG-2's name for the same.
        0x67 => Some(Aac::LowComplexity),
        other => Some(Aac::Not(other)),
    }
}

/// The payload of the descriptor that stands first, if it has this tag. Its length is written in up to four bytes of
/// seven bits each; one that is longer than what holds it ends there.
fn descriptor(bytes: &[u8], tag: u8) -> Option<&[u8]> {
    let (found, mut rest) = bytes.split_first()?;
    if *found != tag {
        return None;
    }
    let mut length = 0_usize;
    for _ in 0..4 {
        let (byte, after) = rest.split_first()?;
        rest = after;
        length = length << 7 | usize::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            break;
        }
    }
    rest.get(..length.min(rest.len()))
}
