//! Where to go on: by what the server knows and by what this phone has kept. WeChat ends a page without a word, and then
//! only the phone knows. Pure.

use shared::time::Timestamp;

/// So close to the end is the end: whoever comes back begins anew.
const END_MS: i64 = 3_000;

/// A place of a lesson, and since when it is that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub ms: i64,
    /// By the server's clock.
    pub at: Timestamp,
}

/// As the phone keeps it, with whose it is: a phone may be lent.
pub fn kept(enrolment: i64, place: Place) -> String {
    format!("{enrolment} {} {}", place.ms, place.at.0)
}

/// Reads what was kept, if it is of this enrolment.
pub fn read(text: &str, enrolment: i64) -> Option<Place> {
    let mut words = text.split(' ');
    let whose: i64 = words.next()?.parse().ok()?;
    let ms = words.next()?.parse().ok()?;
    let at = words.next()?.parse().ok()?;
    (whose == enrolment && ms >= 0 && words.next().is_none()).then_some(Place { ms, at: Timestamp(at) })
}

/// Where to begin: the later of both, but not at the very end.
pub fn first(server: Place, phone: Option<Place>, length_ms: i64) -> i64 {
    let place = match phone {
        Some(phone) if phone.at > server.at => phone,
        _ => server,
    };
    if place.ms < 0 || (length_ms > 0 && place.ms >= length_ms - END_MS) { 0 } else { place.ms }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn place(ms: i64, at: i64) -> Place {
        Place { ms, at: Timestamp(at) }
    }

    #[test]
    fn what_is_kept_is_read_again_by_its_owner_only() {
        let text = kept(5, place(123_456, 1_795_222_800_000));
        assert_eq!(read(&text, 5), Some(place(123_456, 1_795_222_800_000)));
        assert_eq!(read(&text, 6), None);
        for nonsense in ["", "5", "5 1", "5 -1 2", "5 x 2", "5 1 2 3", " 5 1 2"] {
            assert_eq!(read(nonsense, 5), None, "{nonsense}");
        }
    }

    #[test]
    fn the_later_place_wins_and_the_end_is_the_beginning() {
        for (server, phone, length, begin) in [
            (place(0, 0), None, 60_000, 0),
            (place(20_000, 5), None, 60_000, 20_000),
            (place(20_000, 5), Some(place(30_000, 6)), 60_000, 30_000),
            (place(20_000, 5), Some(place(10_000, 6)), 60_000, 10_000),
            (place(20_000, 6), Some(place(30_000, 6)), 60_000, 20_000),
            (place(56_999, 5), None, 60_000, 56_999),
            (place(57_000, 5), None, 60_000, 0),
            (place(90_000, 5), None, 60_000, 0),
            (place(-1, 5), None, 60_000, 0),
            (place(90_000, 5), None, 0, 90_000),
        ] {
            assert_eq!(first(server, phone, length), begin, "{server:?} {phone:?} {length}");
        }
    }
}
