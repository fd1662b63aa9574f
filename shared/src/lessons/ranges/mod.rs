//! Which bytes of a stored file a request gets: conditions and ranges (RFC 9110, sections 13 and 14).
//!
//! A phone plays a lesson of gigabytes by asking for pieces of it, and some players (all of Apple's) play nothing when
//! ranges are answered wrongly. So the decision is made here, from the text of the headers; the edge only fetches.
//!
//! Of the crates for this, `http-range-header` refuses what the standard wants clipped (a suffix longer than the file,
//! numbers beyond 64 bits), and knows no conditions; reading the header is the smaller half. Dates are read by
//! `httpdate`, which knows the two obsolete forms too.

use core::num::NonZeroU32;
use std::time::{Duration, SystemTime};

use httpdate::HttpDate;

use crate::time::Timestamp;

/// The methods that a file answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    Get,
    Head,
}

/// The headers of a request that matter, as they came. Of a header that came twice the values are joined by commas.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Headers<'a> {
    pub range: Option<&'a str>,
    pub if_range: Option<&'a str>,
    pub if_match: Option<&'a str>,
    pub if_none_match: Option<&'a str>,
    pub if_modified_since: Option<&'a str>,
    pub if_unmodified_since: Option<&'a str>,
}

/// What is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stored<'a> {
    pub total_bytes: u64,
    /// A strong entity tag with its quotes, as the answer carries it: `"a1b2"`.
    pub etag: &'a str,
    /// As the answer carries it, [`http_date`]. The bytes never change under their name, which makes it a strong
    /// validator in the sense of section 8.8.2.2.
    pub last_modified: &'a str,
}

/// What to answer. `ETag`, `Last-Modified` and `Accept-Ranges: bytes` belong to the first three.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// 200 with everything; to `HEAD` the same headers.
    Whole,
    /// 206 with these bytes, both ends included, `first <= last < total_bytes`.
    Part { first: u64, last: u64 },
    /// 304
    NotModified,
    /// 412
    PreconditionFailed,
    /// 416 with `Content-Range: bytes */<total>`
    Unsatisfiable,
}

/// More ranges than this in one header are answered with everything (section 14.2 allows it): nobody honest asks so.
const MAX_RANGES: usize = 16;

/// Decides in the order of section 13.2.2.
pub fn answer(method: Method, stored: Stored<'_>, headers: Headers<'_>) -> Answer {
    let modified = date(stored.last_modified);
    let condition = match (headers.if_match, headers.if_unmodified_since.and_then(date)) {
        (Some(tags), _) => names(tags, stored.etag, Comparison::Strong),
        // Section 13.1.4: a date that is none is ignored.
        (None, Some(asked)) => modified.is_some_and(|modified| modified <= asked),
        (None, None) => true,
    };
    if !condition {
        return Answer::PreconditionFailed;
    }
    let known = match (headers.if_none_match, headers.if_modified_since.and_then(date)) {
        (Some(tags), _) => names(tags, stored.etag, Comparison::Weak),
        (None, Some(asked)) => modified.is_some_and(|modified| modified <= asked),
        (None, None) => false,
    };
    if known {
        return Answer::NotModified;
    }
    match (method, headers.range) {
        (Method::Get, Some(range)) if headers.if_range.is_none_or(|validator| is_current(validator, stored)) => {
            selected(range, stored.total_bytes)
        }
        // Section 14.2: ranges are defined for GET alone.
        _ => Answer::Whole,
    }
}

/// A moment as HTTP writes it, to the second: `Sun, 06 Nov 1994 08:49:37 GMT`. Held within 1970 to 9999.
pub fn http_date(moment: Timestamp) -> String {
    const END_OF_9999: u64 = 253_402_300_799;
    let seconds = u64::try_from(moment.seconds()).unwrap_or(0).min(END_OF_9999);
    HttpDate::from(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)).to_string()
}

fn date(text: &str) -> Option<HttpDate> {
    text.parse().ok()
}

/// Section 8.8.3.2.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Comparison {
    Strong,
    Weak,
}

/// Whether a list of entity tags, or `*`, names this one. What cannot be read names nothing.
fn names(list: &str, etag: &str, comparison: Comparison) -> bool {
    let mut rest = list.trim_matches([' ', '\t', ',']);
    if rest == "*" {
        return true;
    }
    while let Some((weak, tag, after)) = entity_tag(rest) {
        if tag == etag && (!weak || comparison == Comparison::Weak) {
            return true;
        }
        rest = after.trim_start_matches([' ', '\t', ',']);
    }
    false
}

/// The first entity tag of a list: whether it is weak, itself with its quotes, and what follows. A comma may stand
/// inside the quotes, a quote may not.
fn entity_tag(list: &str) -> Option<(bool, &str, &str)> {
    let (weak, quoted) = list.strip_prefix("W/").map_or((false, list), |tag| (true, tag));
    let inside = quoted.strip_prefix('"')?.find('"')?;
    let (tag, after) = quoted.split_at_checked(inside.checked_add(2)?)?;
    Some((weak, tag, after))
}

/// Section 13.1.5: the very same strong tag, or exactly the same date.
fn is_current(validator: &str, stored: Stored<'_>) -> bool {
    let validator = validator.trim_matches([' ', '\t']);
    if let Some((weak, tag, after)) = entity_tag(validator) {
        return !weak && tag == stored.etag && after.is_empty();
    }
    date(validator).is_some_and(|asked| date(stored.last_modified) == Some(asked))
}

/// What a `Range` selects. One that makes no sense is ignored (section 14.2). Several are answered when together they
/// are one piece; several pieces would need an answer of many parts, which no player asks for: all of it instead.
fn selected(range: &str, total: u64) -> Answer {
    let Some(specs) = byte_ranges(range) else { return Answer::Whole };
    if specs.len() > MAX_RANGES {
        return Answer::Whole;
    }
    let satisfiable = specs.iter().filter(|spec| spec.is_satisfiable(total)).count();
    let Some(end) = total.checked_sub(1) else {
        // Section 14.1.2: of nothing, the last so many bytes can be had, and they are nothing.
        return if satisfiable == 0 { Answer::Unsatisfiable } else { Answer::Whole };
    };
    let mut pieces: Vec<(u64, u64)> =
        specs.iter().filter(|spec| spec.is_satisfiable(total)).map(|spec| spec.within(end)).collect();
    pieces.sort_unstable();
    let mut pieces = pieces.into_iter();
    let Some((first, mut last)) = pieces.next() else { return Answer::Unsatisfiable };
    for (next_first, next_last) in pieces {
        if next_first > last.saturating_add(1) {
            return Answer::Whole;
        }
        last = last.max(next_last);
    }
    Answer::Part { first, last }
}

/// Section 14.1.2.
#[derive(Clone, Copy)]
enum Spec {
    From { first: u64, last: Option<u64> },
    Suffix { bytes: u64 },
}

impl Spec {
    const fn is_satisfiable(self, total: u64) -> bool {
        match self {
            Self::From { first, .. } => first < total,
            Self::Suffix { bytes } => bytes > 0,
        }
    }

    /// Of a file whose last byte is number `end`.
    fn within(self, end: u64) -> (u64, u64) {
        match self {
            Self::From { first, last } => (first, last.map_or(end, |last| last.min(end))),
            Self::Suffix { bytes } => (end.saturating_sub(bytes.saturating_sub(1)), end),
        }
    }
}

/// The ranges of a header in bytes; nothing when the unit is another or one of them is invalid (section 14.1.1).
fn byte_ranges(header: &str) -> Option<Vec<Spec>> {
    let (unit, set) = header.trim_matches([' ', '\t']).split_once('=')?;
    if !unit.eq_ignore_ascii_case("bytes") {
        return None;
    }
    // Section 5.6.1.2: empty elements of a list are ignored.
    let elements =
        set.split(',').map(|element| element.trim_matches([' ', '\t'])).filter(|element| !element.is_empty());
    let specs = elements.map(spec).collect::<Option<Vec<Spec>>>()?;
    (!specs.is_empty()).then_some(specs)
}

fn spec(element: &str) -> Option<Spec> {
    match element.split_once('-')? {
        ("", bytes) => Some(Spec::Suffix { bytes: position(bytes)? }),
        (first, "") => Some(Spec::From { first: position(first)?, last: None }),
        (first, last) => {
            let (first, last) = (position(first)?, position(last)?);
            (first <= last).then_some(Spec::From { first, last: Some(last) })
        }
    }
}

/// Digits only. A number beyond 64 bits is beyond every file, and so is the largest of them.
fn position(digits: &str) -> Option<u64> {
    let all_digits = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    all_digits.then(|| digits.parse().unwrap_or(u64::MAX))
}

/// A file that is stored in numbered parts of one size, the last one as long as what is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts {
    total_bytes: u64,
    part_bytes: NonZeroU32,
    count: u32,
}

/// What to take of one stored part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartSlice {
    /// Counted from 0.
    pub part: u32,
    /// Within the part, both included.
    pub from: u64,
    pub to_inclusive: u64,
    /// All of the part: it can be fetched without a range.
    pub whole: bool,
}

impl Parts {
    /// Nothing when there would be more parts than numbers.
    pub fn new(total_bytes: u64, part_bytes: NonZeroU32) -> Option<Self> {
        let count = u32::try_from(total_bytes.div_ceil(u64::from(part_bytes.get()))).ok()?;
        Some(Self { total_bytes, part_bytes, count })
    }

    pub const fn count(self) -> u32 {
        self.count
    }

    /// How many bytes a part has; nothing for one that does not exist.
    pub fn bytes_of(self, part: u32) -> Option<u64> {
        let size = u64::from(self.part_bytes.get());
        let left = self.total_bytes.checked_sub(u64::from(part).checked_mul(size)?)?;
        (left > 0).then_some(left.min(size))
    }

    /// Where the bytes from `first` to `last`, both included, stand, in their order. Beyond the end there are none.
    pub fn parts_of(self, first: u64, last: u64) -> impl Iterator<Item = PartSlice> {
        let size = u64::from(self.part_bytes.get());
        let asked = first <= last && first < self.total_bytes;
        let begin = u32::try_from(first / size).unwrap_or(self.count);
        let end = u32::try_from(last / size).unwrap_or(self.count).saturating_add(1).min(self.count);
        (begin..if asked { end } else { begin }).filter_map(move |part| {
            let bytes = self.bytes_of(part)?;
            let offset = u64::from(part).checked_mul(size)?;
            let from = first.saturating_sub(offset);
            let to_inclusive = last.saturating_sub(offset).min(bytes.saturating_sub(1));
            let whole = from == 0 && to_inclusive.saturating_add(1) == bytes;
            Some(PartSlice { part, from, to_inclusive, whole })
        })
    }
}

#[cfg(test)]
mod tests;
