//! Which films phones can play, from the boxes of their file (ISO/IEC 14496-12).
//!
//! Staff upload up to 4 GiB. Whether a film will play is known from a few kilobytes of it, so their browser reads those
//! before the upload begins. A browser hands out pieces of a file only later, not at once; therefore [`Reading`] asks
//! for pieces and is given them:
//!
//! ```
//! # use shared::lessons::mp4::{Reading, Want};
//! # let file = b"\0\0\0\x10ftypisom\0\0\0\0";
//! let mut reading = Reading::new(16);
//! let report = loop {
//!     match reading.wants() {
//!         Want::Bytes { from, to } => reading.give(&file[from as usize..to as usize]),
//!         Want::Done(report) => break report,
//!     }
//! };
//! assert_eq!(report.brand.unwrap().to_string(), "isom");
//! ```
//!
//! It is our own reader because a crate would be mostly something else: `mp4-atom` and `re_mp4` (the others are
//! unkept, or MPL) turn every table of an hour's pictures into lists of numbers and bring `num`, `serde_json` or
//! `tracing` into a page that needs eight fields; `re_mp4` also wants the whole file at once.

mod boxes;
mod judge;
mod tracks;

pub use boxes::{Damage, FourCc};
pub use judge::{MAX_BYTES, VideoNote, VideoProblem, judge, notes};
pub use tracks::{Aac, Avc, Index, Track, TrackKind};

use crate::items::sniff::{Format, format_of};

/// The index of a film of ten hours has about 20 MB; it is held in memory at once.
pub const MAX_INDEX_BYTES: u64 = 64 * 1024 * 1024;
/// A film has about five boxes of the first level. Each costs the browser a turn.
const MAX_BOXES: u32 = 1000;

/// What was read of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    pub file_bytes: u64,
    /// As what the file names itself: `isom`, `mp42`, `qt  ` of a camera. Nothing for a file that is none of this family,
    /// or a still picture of it.
    pub brand: Option<FourCc>,
    pub damage: Option<Damage>,
    pub index: Option<Index>,
    /// Whether pictures and sound (`mdat`) are there.
    pub has_data: bool,
    /// Pieces with an index of their own stand in the file.
    pub has_fragments: bool,
    /// Keys stand beside the index.
    pub has_keys: bool,
}

/// What a reading needs next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Want<'a> {
    /// These bytes of the file, `to` not included; never none, never beyond its end, never more than
    /// [`MAX_INDEX_BYTES`].
    Bytes {
        from: u64,
        to: u64,
    },
    Done(&'a Report),
}

/// The reading of one file, piece by piece.
#[derive(Clone, Debug)]
pub struct Reading {
    report: Report,
    /// Where the box stands that is read.
    at: u64,
    boxes: u32,
    step: Step,
}

#[derive(Clone, Copy, Debug)]
enum Step {
    Head,
    /// The payload of the index, and where the next box stands.
    Index {
        from: u64,
        to: u64,
    },
    Done,
}

impl Reading {
    pub const fn new(file_bytes: u64) -> Self {
        let report = Report {
            file_bytes,
            brand: None,
            damage: None,
            index: None,
            has_data: false,
            has_fragments: false,
            has_keys: false,
        };
        let step = if file_bytes == 0 { Step::Done } else { Step::Head };
        Self { report, at: 0, boxes: 0, step }
    }

    pub const fn wants(&self) -> Want<'_> {
        match self.step {
            Step::Head => Want::Bytes { from: self.at, to: self.head_end() },
            Step::Index { from, to } => Want::Bytes { from, to },
            Step::Done => Want::Done(&self.report),
        }
    }

    /// Takes the bytes that were wanted. Fewer mean that the file became shorter while it was read.
    pub fn give(&mut self, bytes: &[u8]) {
        let (from, to) = match self.step {
            Step::Head => (self.at, self.head_end()),
            Step::Index { from, to } => (from, to),
            Step::Done => return,
        };
        let wanted = usize::try_from(to.saturating_sub(from)).unwrap_or(usize::MAX);
        match (bytes.get(..wanted), self.step) {
            (Some(bytes), Step::Index { to, .. }) => self.read_index(bytes, to),
            (Some(bytes), _) => self.read_head(bytes),
            (None, _) => self.end(Some(Damage::Truncated)),
        }
    }

    const fn head_end(&self) -> u64 {
        let end = self.at.saturating_add(boxes::HEAD_BYTES);
        if end < self.report.file_bytes { end } else { self.report.file_bytes }
    }

    fn read_head(&mut self, bytes: &[u8]) {
        self.boxes = self.boxes.saturating_add(1);
        if self.boxes == 1 {
            let is_mp4 = boxes::four_at(bytes, 4) == Some(*b"ftyp") && format_of(bytes) != Format::Heic;
            self.report.brand = boxes::four_at(bytes, 8).filter(|_| is_mp4).map(FourCc::new);
            if self.report.brand.is_none() {
                return self.end(None);
            }
        }
        if self.boxes > MAX_BOXES {
            return self.end(Some(Damage::Nonsense));
        }
        let Some(head) = boxes::head(bytes) else { return self.end(Some(Damage::Truncated)) };
        let left = self.report.file_bytes.saturating_sub(self.at);
        let total = head.total.unwrap_or(left);
        if total < head.bytes {
            return self.end(Some(Damage::Nonsense));
        }
        match &head.kind {
            b"mdat" => self.report.has_data = true,
            b"moof" => self.report.has_fragments = true,
            b"pssh" => self.report.has_keys = true,
            _ => {}
        }
        let next = self.at.saturating_add(total);
        if total > left {
            self.end(Some(Damage::Truncated));
        } else if head.kind == *b"moov" && self.report.index.is_none() {
            self.find_index(self.at.saturating_add(head.bytes), next);
        } else {
            self.go_on(next);
        }
    }

    fn find_index(&mut self, from: u64, to: u64) {
        if to.saturating_sub(from) > MAX_INDEX_BYTES {
            self.end(Some(Damage::Nonsense));
        } else if from == to {
            self.read_index(&[], to);
        } else {
            self.step = Step::Index { from, to };
        }
    }

    fn read_index(&mut self, moov: &[u8], next: u64) {
        match tracks::index(moov) {
            Ok(index) => {
                self.report.index = Some(Index { before_data: !self.report.has_data, ..index });
                self.go_on(next);
            }
            Err(damage) => self.end(Some(damage)),
        }
    }

    fn go_on(&mut self, next: u64) {
        // Thousands of fragments can follow, and one is enough to refuse the file.
        let fragmented = self.report.has_fragments || self.report.index.as_ref().is_some_and(|index| index.fragmented);
        if next >= self.report.file_bytes || (fragmented && self.report.index.is_some()) {
            return self.end(None);
        }
        self.at = next;
        self.step = Step::Head;
    }

    fn end(&mut self, damage: Option<Damage>) {
        self.report.damage = damage;
        self.step = Step::Done;
    }
}

#[cfg(test)]
mod tests;
