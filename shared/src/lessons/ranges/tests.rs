//! What is asked, what is answered, and the section of RFC 9110 that says so.

use super::*;

const ETAG: &str = "\"v1,a\"";
const DATE: &str = "Sun, 06 Nov 1994 08:49:37 GMT";
const EARLIER: &str = "Sun, 06 Nov 1994 08:49:36 GMT";
const LATER: &str = "Mon, 07 Nov 1994 00:00:00 GMT";
const FILE: Stored<'static> = Stored { total_bytes: 1000, etag: ETAG, last_modified: DATE };
const NONE: Headers<'static> = Headers {
    range: None,
    if_range: None,
    if_match: None,
    if_none_match: None,
    if_modified_since: None,
    if_unmodified_since: None,
};

const fn part(first: u64, last: u64) -> Answer {
    Answer::Part { first, last }
}

#[test]
fn a_range_selects_what_the_standard_says() {
    use Answer::{Unsatisfiable, Whole};
    for (section, range, total, expected) in [
        ("14.1.2 the first 500", "bytes=0-499", 1000, part(0, 499)),
        ("14.1.2 the second 500", "bytes=500-999", 1000, part(500, 999)),
        ("14.1.2 one byte", "bytes=0-0", 1000, part(0, 0)),
        ("14.1.2 the last byte", "bytes=999-999", 1000, part(999, 999)),
        ("14.1.2 to the end", "bytes=500-", 1000, part(500, 999)),
        ("14.1.2 all of it is still a part", "bytes=0-", 1000, part(0, 999)),
        ("14.1.2 the last 500", "bytes=-500", 1000, part(500, 999)),
        ("14.1.2 a suffix of the very length", "bytes=-1000", 1000, part(0, 999)),
        ("14.1.2 a suffix longer than the file", "bytes=-1001", 1000, part(0, 999)),
        ("14.1.2 the last byte as a suffix", "bytes=-1", 1000, part(999, 999)),
        ("14.1.2 a suffix of nothing", "bytes=-0", 1000, Unsatisfiable),
        ("14.1.2 last beyond the end is clipped", "bytes=900-5000", 1000, part(900, 999)),
        ("14.1.2 first at the end", "bytes=1000-", 1000, Unsatisfiable),
        ("14.1.2 first beyond the end", "bytes=5000-6000", 1000, Unsatisfiable),
        ("14.1.2 last beyond 64 bits", "bytes=1-99999999999999999999999", 1000, part(1, 999)),
        ("14.1.2 first beyond 64 bits", "bytes=99999999999999999999999-", 1000, Unsatisfiable),
        ("14.1.2 suffix beyond 64 bits", "bytes=-99999999999999999999999", 1000, part(0, 999)),
        ("14.1.2 the greatest number", "bytes=18446744073709551615-18446744073709551615", 1000, Unsatisfiable),
        ("14.1.2 the greatest file", "bytes=18446744073709551614-", u64::MAX, part(u64::MAX - 1, u64::MAX - 1)),
        ("14.1.2 leading zeros are digits", "bytes=000-009", 1000, part(0, 9)),
        ("14.1.2 beyond 4 GiB", "bytes=4294967296-4294967297", 1 << 33, part(1 << 32, (1 << 32) + 1)),
        ("14.1.2 of an empty file", "bytes=0-", 0, Unsatisfiable),
        ("14.1.2 of an empty file, one byte", "bytes=0-0", 0, Unsatisfiable),
        ("14.1.2 of an empty file, the last five", "bytes=-5", 0, Whole),
        ("14.1.2 of an empty file, the last none", "bytes=-0", 0, Unsatisfiable),
        ("14.1.2 of one byte", "bytes=0-", 1, part(0, 0)),
        ("14.1 names of units know no case", "Bytes=0-4", 1000, part(0, 4)),
        ("14.2 an unknown unit is ignored", "seconds=0-4", 1000, Whole),
        ("14.2 no unit", "0-4", 1000, Whole),
        ("14.2 nothing at all", "", 1000, Whole),
        ("14.1.1 no range in the set", "bytes=", 1000, Whole),
        ("14.1.1 only commas", "bytes=,,", 1000, Whole),
        ("14.1.1 first greater than last is invalid", "bytes=5-4", 1000, Whole),
        ("14.1.1 neither end", "bytes=-", 1000, Whole),
        ("14.1.1 no dash", "bytes=5", 1000, Whole),
        ("14.1.1 letters", "bytes=a-b", 1000, Whole),
        ("14.1.1 a sign", "bytes=+1-5", 1000, Whole),
        ("14.1.1 two dashes", "bytes=1-5-9", 1000, Whole),
        ("14.1.1 a negative first", "bytes=-1-5", 1000, Whole),
        ("14.1.1 a space inside", "bytes=1 - 5", 1000, Whole),
        ("14.1.1 a space before the sign", "bytes =1-5", 1000, Whole),
        ("14.1.1 hexadecimal", "bytes=0x1-0x5", 1000, Whole),
        ("14.1.1 other digits", "bytes=１-５", 1000, Whole),
        ("5.6.1 spaces and empty elements of a list", "bytes= , 0-4 ,\t,", 1000, part(0, 4)),
        ("14.2 neighbours are one", "bytes=5-9,0-4", 1000, part(0, 9)),
        ("14.2 overlapping are one", "bytes=0-6,4-9,2-3", 1000, part(0, 9)),
        ("14.2 with a gap: everything", "bytes=0-4,6-9", 1000, Whole),
        ("14.2 what is beyond is left out", "bytes=0-4,2000-", 1000, part(0, 4)),
        ("14.2 all of them beyond", "bytes=1000-,2000-,-0", 1000, Unsatisfiable),
        ("14.2 one invalid makes all invalid", "bytes=0-4,9-8", 1000, Whole),
    ] {
        let headers = Headers { range: Some(range), ..NONE };
        let stored = Stored { total_bytes: total, ..FILE };
        assert_eq!(answer(Method::Get, stored, headers), expected, "{section}: {range}");
        assert_eq!(answer(Method::Head, stored, headers), Whole, "14.2 only GET: {range}");
    }
    let many = format!("bytes={}", ["0-0"; MAX_RANGES + 1].join(","));
    assert_eq!(answer(Method::Get, FILE, Headers { range: Some(&many), ..NONE }), Whole);
}

#[test]
fn conditions_come_before_ranges_in_their_order() {
    use Answer::{NotModified, PreconditionFailed, Whole};
    let range = Some("bytes=0-4");
    let weak = "W/\"v1,a\"";
    let odd = "\"v1\"";
    for (section, headers, expected) in [
        ("13.2.2 nothing asked", NONE, Whole),
        ("13.1.1 the tag", Headers { if_match: Some(ETAG), range, ..NONE }, part(0, 4)),
        ("13.1.1 any", Headers { if_match: Some("*"), range, ..NONE }, part(0, 4)),
        ("13.1.1 one of several", Headers { if_match: Some("\"x\" ,, \"v1,a\""), ..NONE }, Whole),
        ("13.1.1 another", Headers { if_match: Some(odd), range, ..NONE }, PreconditionFailed),
        ("13.1.1 weak never matches strongly", Headers { if_match: Some(weak), ..NONE }, PreconditionFailed),
        ("13.1.1 unreadable", Headers { if_match: Some("v1,a"), ..NONE }, PreconditionFailed),
        ("13.1.1 empty", Headers { if_match: Some(""), ..NONE }, PreconditionFailed),
        ("13.1.4 not since", Headers { if_unmodified_since: Some(DATE), ..NONE }, Whole),
        ("13.1.4 since", Headers { if_unmodified_since: Some(EARLIER), range, ..NONE }, PreconditionFailed),
        ("13.1.4 no date is ignored", Headers { if_unmodified_since: Some("yesterday"), ..NONE }, Whole),
        ("13.2.2 step 1 before 2", Headers { if_match: Some(ETAG), if_unmodified_since: Some(EARLIER), ..NONE }, Whole),
        ("13.1.2 the tag", Headers { if_none_match: Some(ETAG), range, ..NONE }, NotModified),
        ("13.1.2 weakly too", Headers { if_none_match: Some(weak), ..NONE }, NotModified),
        ("13.1.2 any", Headers { if_none_match: Some(" * "), ..NONE }, NotModified),
        ("13.1.2 one of several", Headers { if_none_match: Some("W/\"x\",W/\"v1,a\""), ..NONE }, NotModified),
        ("13.1.2 another", Headers { if_none_match: Some(odd), range, ..NONE }, part(0, 4)),
        ("13.1.2 half a tag", Headers { if_none_match: Some("\"v1,a"), ..NONE }, Whole),
        ("8.8.3 w is not W", Headers { if_none_match: Some("w/\"v1,a\""), ..NONE }, Whole),
        ("13.1.3 not since", Headers { if_modified_since: Some(DATE), range, ..NONE }, NotModified),
        ("13.1.3 not since a later day", Headers { if_modified_since: Some(LATER), ..NONE }, NotModified),
        ("13.1.3 since", Headers { if_modified_since: Some(EARLIER), range, ..NONE }, part(0, 4)),
        ("13.1.3 no date is ignored", Headers { if_modified_since: Some("0"), range, ..NONE }, part(0, 4)),
        ("13.1.3 no such day", Headers { if_modified_since: Some("Thu, 31 Nov 1994 08:49:37 GMT"), ..NONE }, Whole),
        (
            "5.6.7 the form of RFC 850",
            Headers { if_modified_since: Some("Sunday, 06-Nov-94 08:49:37 GMT"), ..NONE },
            NotModified,
        ),
        ("5.6.7 asctime", Headers { if_modified_since: Some("Sun Nov  6 08:49:37 1994"), ..NONE }, NotModified),
        ("13.2.2 step 3 before 4", Headers { if_none_match: Some(odd), if_modified_since: Some(LATER), ..NONE }, Whole),
        (
            "13.2.2 step 1 before 3",
            Headers { if_match: Some(odd), if_none_match: Some(ETAG), ..NONE },
            PreconditionFailed,
        ),
        (
            "13.2.2 step 2 before 3",
            Headers { if_unmodified_since: Some(EARLIER), if_none_match: Some(ETAG), ..NONE },
            PreconditionFailed,
        ),
        ("13.1.5 the tag", Headers { range, if_range: Some(ETAG), ..NONE }, part(0, 4)),
        ("13.1.5 another", Headers { range, if_range: Some(odd), ..NONE }, Whole),
        ("13.1.5 weak never matches", Headers { range, if_range: Some(weak), ..NONE }, Whole),
        ("13.1.5 the very date", Headers { range, if_range: Some(DATE), ..NONE }, part(0, 4)),
        ("13.1.5 an earlier date", Headers { range, if_range: Some(EARLIER), ..NONE }, Whole),
        ("13.1.5 a later date is not the same", Headers { range, if_range: Some(LATER), ..NONE }, Whole),
        ("13.1.5 no list", Headers { range, if_range: Some("\"v1,a\", \"x\""), ..NONE }, Whole),
        ("13.1.5 unreadable", Headers { range, if_range: Some("v1"), ..NONE }, Whole),
        ("13.1.5 without a range", Headers { if_range: Some(ETAG), ..NONE }, Whole),
        (
            "13.1.5 true, and beyond the end",
            Headers { range: Some("bytes=1000-"), if_range: Some(ETAG), ..NONE },
            Answer::Unsatisfiable,
        ),
        (
            "13.1.5 false, and beyond the end",
            Headers { range: Some("bytes=1000-"), if_range: Some(odd), ..NONE },
            Whole,
        ),
        (
            "13.2.2 step 3 before 416",
            Headers { range: Some("bytes=1000-"), if_none_match: Some(ETAG), ..NONE },
            NotModified,
        ),
    ] {
        assert_eq!(answer(Method::Get, FILE, headers), expected, "{section}: {headers:?}");
        let to_head = if matches!(expected, Answer::Part { .. } | Answer::Unsatisfiable) { Whole } else { expected };
        assert_eq!(answer(Method::Head, FILE, headers), to_head, "HEAD {section}: {headers:?}");
    }
}

#[test]
fn a_date_reads_as_it_was_written() {
    assert_eq!(http_date(Timestamp(784_111_777_999)), DATE);
    assert_eq!(http_date(Timestamp(-1)), "Thu, 01 Jan 1970 00:00:00 GMT");
    assert_eq!(http_date(Timestamp(i64::MAX)), "Fri, 31 Dec 9999 23:59:59 GMT");
    let moment = http_date(Timestamp(1_791_158_400_000));
    let headers = Headers { if_modified_since: Some(&moment), ..NONE };
    assert_eq!(answer(Method::Get, Stored { last_modified: &moment, ..FILE }, headers), Answer::NotModified);
}

fn parts(total: u64, part: u32) -> Parts {
    Parts::new(total, NonZeroU32::new(part).unwrap()).unwrap()
}

#[test]
fn a_range_is_found_in_its_parts() {
    for (total, size, first, last, expected) in [
        (25, 10, 0, 24, &[(0, 0, 9, true), (1, 0, 9, true), (2, 0, 4, true)][..]),
        (25, 10, 0, 0, &[(0, 0, 0, false)]),
        (25, 10, 9, 10, &[(0, 9, 9, false), (1, 0, 0, false)]),
        (25, 10, 10, 19, &[(1, 0, 9, true)]),
        (25, 10, 20, 24, &[(2, 0, 4, true)]),
        (25, 10, 24, 24, &[(2, 4, 4, false)]),
        (25, 10, 5, u64::MAX, &[(0, 5, 9, false), (1, 0, 9, true), (2, 0, 4, true)]),
        (20, 10, 19, 20, &[(1, 9, 9, false)]),
        (25, 10, 25, 30, &[]),
        (25, 10, 4, 3, &[]),
        (0, 10, 0, 0, &[]),
        (u64::from(u32::MAX), 1, u64::from(u32::MAX) - 1, u64::MAX, &[(u32::MAX - 1, 0, 0, true)]),
    ] {
        let slices: Vec<_> = parts(total, size)
            .parts_of(first, last)
            .map(|slice| (slice.part, slice.from, slice.to_inclusive, slice.whole))
            .collect();
        assert_eq!(slices, expected, "{first}-{last} of {total} in {size}");
    }
    assert_eq!(Parts::new(1 << 32, NonZeroU32::MIN), None);
    assert_eq!(parts(25, 10).count(), 3);
    assert_eq!(
        (parts(25, 10).bytes_of(2), parts(25, 10).bytes_of(3), parts(20, 10).bytes_of(2)),
        (Some(5), None, None)
    );
}

#[test]
fn the_parts_of_every_range_are_its_bytes() {
    for (total, size) in [(1, 1), (7, 3), (9, 3), (10, 64)] {
        let numbers: Vec<u64> = (0..total).collect();
        for first in 0..total {
            for last in first..total {
                let read: Vec<u64> = parts(total, size)
                    .parts_of(first, last)
                    .flat_map(|slice| {
                        let offset = u64::from(slice.part * size);
                        offset + slice.from..=offset + slice.to_inclusive
                    })
                    .collect();
                let (from, to) = (usize::try_from(first).unwrap(), usize::try_from(last).unwrap());
                assert_eq!(read, numbers[from..=to], "{first}-{last} of {total} in {size}");
            }
        }
    }
}
