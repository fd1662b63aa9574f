//! From where somebody goes elsewhere in the lesson. Pure.
//!
//! Browsers say where the video stands before they say that it has arrived: whoever asks only then, finds the new place
//! under both names. So the old one is kept from the moment at which the way begins.

/// Going back by less is no going back.
const BACK_MS: i64 = 2_000;

/// The way from one place to another. Whoever drags goes several ways at once: the first place counts.
#[derive(Clone, Copy, Debug, Default)]
pub struct Seek {
    from: Option<i64>,
}

impl Seek {
    /// It begins, and `place_ms` is where the video stood.
    pub const fn begins(&mut self, place_ms: i64) {
        if self.from.is_none() {
            self.from = Some(place_ms);
        }
    }

    /// It has ended here: whether that is back.
    pub fn ends(&mut self, at_ms: i64) -> bool {
        self.from.take().is_some_and(|from| at_ms < from.saturating_sub(BACK_MS))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn back_is_back_from_where_the_way_began() {
        for (from, to, back) in [
            (60_000, 10_000, true),
            (60_000, 57_999, true),
            (60_000, 58_000, false),
            (60_000, 60_000, false),
            (10_000, 60_000, false),
            (i64::MIN, 0, false),
        ] {
            let mut seek = Seek::default();
            seek.begins(from);
            assert_eq!(seek.ends(to), back, "{from} {to}");
            assert!(!seek.ends(0), "it is over");
        }
    }

    #[test]
    fn whoever_drags_comes_from_the_first_place() {
        let mut seek = Seek::default();
        seek.begins(60_000);
        seek.begins(10_000);
        seek.begins(50_000);
        assert!(seek.ends(20_000));
        seek.begins(20_000);
        seek.begins(5_000);
        assert!(!seek.ends(19_000));
    }
}
