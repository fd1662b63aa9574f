//! Which part of a file is next, and how far the whole is. Without a browser, so that it can be tested.

use shared::lessons::api::{MediaUpload, Uploading};

/// Parts that are on their way at once: one more than one, so that the line is not idle between two.
pub const AT_ONCE: usize = 2;

/// Whether a file may be the one whose upload was begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    Same,
    Other,
}

/// Name and size are what is known of it. Its content is compared part by part once the upload goes on.
pub fn fit(begun: &Uploading, file_name: &str, bytes: i64) -> Fit {
    if begun.file_name == file_name && begun.bytes == bytes { Fit::Same } else { Fit::Other }
}

/// Something to do with a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    pub part: i64,
    /// Its bytes in the file: `[from, to)`.
    pub from: i64,
    pub to: i64,
    /// The portal has such a part already, with this hash: only when the file's differs it is sent again.
    pub stored: Option<String>,
}

/// What follows from comparing a stored part with the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    Kept,
    /// It is sent again.
    Replaced,
    /// Nothing has been the same so far: this is another file.
    OtherFile,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum State {
    Missing,
    /// Stored before, with this hash; not yet compared.
    Stored(String),
    Comparing,
    /// So many of its bytes have left.
    Sending(i64),
    /// Sent by us, or compared.
    Done {
        by_us: bool,
    },
}

/// All parts of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    bytes: i64,
    part_bytes: i64,
    parts: Vec<State>,
}

impl Plan {
    pub fn new(bytes: i64, upload: &MediaUpload) -> Self {
        let part_bytes = upload.part_bytes.max(1);
        let count = usize::try_from((bytes.max(0) + part_bytes - 1) / part_bytes).unwrap_or_default();
        let mut plan = Self { bytes, part_bytes, parts: vec![State::Missing; count] };
        for stored in &upload.parts {
            let whole = plan.length(stored.part) == stored.bytes;
            if let Some(state) = plan.state(stored.part).filter(|_| whole) {
                *state = State::Stored(stored.sha256.clone());
            }
        }
        plan
    }

    /// The next thing to do, as long as there is room for it. What is stored comes first: another file is found out
    /// before a byte of it is sent.
    pub fn next(&mut self) -> Option<Job> {
        if self.busy() >= AT_ONCE {
            return None;
        }
        let stored = self.parts.iter().position(|state| matches!(state, State::Stored(_)));
        let is_compared = stored.is_none() && !self.parts.contains(&State::Comparing);
        let missing = || self.parts.iter().position(|state| *state == State::Missing).filter(|_| is_compared);
        let index = stored.or_else(missing)?;
        let part = i64::try_from(index).ok()?;
        let (from, length) = (part * self.part_bytes, self.length(part));
        let state = self.parts.get_mut(index)?;
        let stored = match state {
            State::Stored(hash) => Some(std::mem::take(hash)),
            _ => None,
        };
        *state = if stored.is_some() { State::Comparing } else { State::Sending(0) };
        Some(Job { part, from, to: from + length, stored })
    }

    /// A stored part was compared with the file.
    pub fn compared(&mut self, part: i64, same: bool) -> Comparison {
        let anything_same = self.parts.iter().any(|state| matches!(state, State::Done { .. }));
        let next = if same { State::Done { by_us: false } } else { State::Missing };
        if let Some(state) = self.state(part) {
            *state = next;
        }
        match (same, anything_same) {
            (true, _) => Comparison::Kept,
            (false, true) => Comparison::Replaced,
            (false, false) => Comparison::OtherFile,
        }
    }

    /// So many bytes of a part have left.
    pub fn progressed(&mut self, part: i64, sent: i64) {
        let length = self.length(part);
        if let Some(State::Sending(known)) = self.state(part) {
            *known = sent.clamp(0, length);
        }
    }

    /// The portal has stored it.
    pub fn stored(&mut self, part: i64) {
        if let Some(state) = self.state(part) {
            *state = State::Done { by_us: true };
        }
    }

    /// It did not arrive: it is sent again. A comparison that was broken off is made up for by sending, too.
    pub fn failed(&mut self, part: i64) {
        if let Some(state) = self.state(part) {
            *state = State::Missing;
        }
    }

    pub fn is_complete(&self) -> bool {
        self.parts.iter().all(|state| matches!(state, State::Done { .. }))
    }

    /// Still looking at what was there.
    pub fn is_comparing(&self) -> bool {
        self.parts.iter().any(|state| matches!(state, State::Comparing | State::Stored(_)))
    }

    /// Bytes that are there, and those that have left.
    pub fn done_bytes(&self) -> i64 {
        self.sum(|state, length| match state {
            State::Done { .. } | State::Stored(_) | State::Comparing => length,
            State::Sending(sent) => *sent,
            State::Missing => 0,
        })
    }

    /// Bytes that this page has sent: what a rate is measured by.
    pub fn sent_bytes(&self) -> i64 {
        self.sum(|state, length| match state {
            State::Done { by_us: true } => length,
            State::Sending(sent) => *sent,
            State::Done { by_us: false } | State::Stored(_) | State::Comparing | State::Missing => 0,
        })
    }

    pub const fn all_bytes(&self) -> i64 {
        self.bytes
    }

    fn busy(&self) -> usize {
        self.parts.iter().filter(|state| matches!(state, State::Comparing | State::Sending(_))).count()
    }

    fn sum(&self, of: impl Fn(&State, i64) -> i64) -> i64 {
        (0..).zip(&self.parts).map(|(part, state)| of(state, self.length(part))).sum()
    }

    /// All parts have the same length but the last.
    fn length(&self, part: i64) -> i64 {
        (self.bytes - part * self.part_bytes).clamp(0, self.part_bytes)
    }

    fn state(&mut self, part: i64) -> Option<&mut State> {
        self.parts.get_mut(usize::try_from(part).ok()?)
    }
}

#[cfg(test)]
mod tests {
    use shared::id::MediaId;
    use shared::lessons::api::StoredPart;

    use super::*;

    /// A file of 25 bytes in parts of 10; these parts are there.
    fn plan(stored: &[(i64, i64)]) -> Plan {
        let part = |(part, bytes): &(i64, i64)| StoredPart { part: *part, bytes: *bytes, sha256: format!("h{part}") };
        let parts = stored.iter().map(part).collect();
        Plan::new(25, &MediaUpload { id: MediaId(1), part_bytes: 10, parts })
    }

    fn job(part: i64, from: i64, to: i64, stored: Option<&str>) -> Option<Job> {
        Some(Job { part, from, to, stored: stored.map(str::to_owned) })
    }

    #[test]
    fn parts_go_in_order_and_two_at_once() {
        let mut plan = plan(&[]);
        assert_eq!(plan.next(), job(0, 0, 10, None));
        assert_eq!(plan.next(), job(1, 10, 20, None));
        assert_eq!(plan.next(), None);
        plan.stored(1);
        assert_eq!(plan.next(), job(2, 20, 25, None));
        assert!(!plan.is_complete());
        plan.stored(0);
        plan.stored(2);
        assert!(plan.is_complete());
        assert_eq!(plan.next(), None);
    }

    #[test]
    fn what_did_not_arrive_is_sent_again() {
        let mut plan = plan(&[]);
        plan.next();
        plan.next();
        plan.progressed(0, 7);
        plan.failed(0);
        assert_eq!(plan.done_bytes(), 0);
        assert_eq!(plan.next(), job(0, 0, 10, None));
    }

    #[test]
    fn stored_parts_are_compared_before_anything_is_sent() {
        let mut plan = plan(&[(0, 10), (2, 5)]);
        assert_eq!(plan.done_bytes(), 15);
        assert_eq!(plan.next(), job(0, 0, 10, Some("h0")));
        assert_eq!(plan.next(), job(2, 20, 25, Some("h2")));
        assert!(plan.is_comparing());
        assert_eq!(plan.compared(0, true), Comparison::Kept);
        assert_eq!(plan.next(), None, "one is still compared");
        assert_eq!(plan.compared(2, true), Comparison::Kept);
        assert!(!plan.is_comparing());
        assert_eq!(plan.next(), job(1, 10, 20, None));
        assert_eq!((plan.done_bytes(), plan.sent_bytes()), (15, 0));
        plan.stored(1);
        assert_eq!((plan.done_bytes(), plan.sent_bytes()), (25, 10));
        assert!(plan.is_complete());
    }

    #[test]
    fn a_single_part_that_differs_is_sent_again() {
        let mut plan = plan(&[(0, 10), (1, 10)]);
        plan.next();
        plan.next();
        assert_eq!(plan.compared(0, true), Comparison::Kept);
        assert_eq!(plan.compared(1, false), Comparison::Replaced);
        assert_eq!(plan.next(), job(1, 10, 20, None));
    }

    #[test]
    fn a_file_of_which_nothing_is_the_same_is_another() {
        let mut plan = plan(&[(0, 10), (1, 10)]);
        plan.next();
        assert_eq!(plan.compared(0, false), Comparison::OtherFile);
    }

    #[test]
    fn a_stored_part_of_a_wrong_length_counts_for_nothing() {
        for stored in [(0, 9), (2, 10), (3, 10), (-1, 10)] {
            let mut plan = plan(&[stored]);
            assert_eq!(plan.done_bytes(), 0, "{stored:?}");
            assert_eq!(plan.next(), job(0, 0, 10, None));
        }
    }

    #[test]
    fn progress_counts_what_has_left_and_never_more_than_there_is() {
        let mut plan = plan(&[]);
        plan.next();
        plan.progressed(0, 4);
        assert_eq!((plan.done_bytes(), plan.sent_bytes(), plan.all_bytes()), (4, 4, 25));
        plan.progressed(0, 400);
        assert_eq!(plan.done_bytes(), 10);
        plan.progressed(1, 5);
        assert_eq!(plan.done_bytes(), 10, "it is not on its way");
    }

    #[test]
    fn an_empty_file_has_no_parts() {
        let upload = MediaUpload { id: MediaId(1), part_bytes: 0, parts: Vec::new() };
        assert!(Plan::new(0, &upload).is_complete());
    }

    #[test]
    fn only_a_file_of_the_same_name_and_size_goes_on() {
        let begun = Uploading { id: MediaId(1), file_name: "课一.mp4".to_owned(), bytes: 25, stored_bytes: 10 };
        assert_eq!(fit(&begun, "课一.mp4", 25), Fit::Same);
        assert_eq!(fit(&begun, "课二.mp4", 25), Fit::Other);
        assert_eq!(fit(&begun, "课一.mp4", 26), Fit::Other);
    }
}
