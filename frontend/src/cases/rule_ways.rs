//! The rules of each way, by when they hold.

use shared::certificates::regime::RuleSet;
use shared::date::Date;

/// The rules of one way.
#[derive(Debug, PartialEq)]
pub struct RuleWay<'a> {
    /// Those that have not begun, the next first.
    pub coming: Vec<&'a RuleSet>,
    /// Whoever enrols today follows it.
    pub current: &'a RuleSet,
    /// Newest first.
    pub earlier: Vec<&'a RuleSet>,
}

/// The portal sends them way by way, newest first. The first rules of a way hold before their day as well.
pub fn ways(sets: &[RuleSet], today: Date) -> Vec<RuleWay<'_>> {
    let of_way = sets.chunk_by(|one, other| one.pipeline == other.pipeline);
    of_way
        .filter_map(|of_way| {
            let begun = of_way.iter().position(|set| set.effective_from <= today);
            let (coming, rest) = of_way.split_at(begun.unwrap_or(of_way.len().saturating_sub(1)));
            let (current, earlier) = rest.split_first()?;
            let coming = coming.iter().rev().collect();
            Some(RuleWay { coming, current, earlier: earlier.iter().collect() })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_holds_today_is_told_from_what_will_and_what_did() {
        let day = |text: &str| Date::parse(text).unwrap();
        let set = |id, from: &str, pipeline: &str| RuleSet {
            id,
            effective_from: day(from),
            pipeline: pipeline.to_owned(),
            ..RuleSet::sample()
        };
        let sets = [
            set(4, "2028-01-01", "a"),
            set(3, "2027-01-01", "a"),
            set(2, "2026-06-01", "a"),
            set(1, "2010-07-01", "a"),
            set(5, "2030-01-01", "b"),
        ];
        let ids = |sets: &[&RuleSet]| sets.iter().map(|set| set.id).collect::<Vec<_>>();
        let shown = |today: &str| {
            let all = ways(&sets, day(today));
            all.iter().map(|way| (ids(&way.coming), way.current.id, ids(&way.earlier))).collect::<Vec<_>>()
        };
        assert_eq!(shown("2026-11-21"), [(vec![3, 4], 2, vec![1]), (vec![], 5, vec![])]);
        assert_eq!(shown("2027-01-01"), [(vec![4], 3, vec![2, 1]), (vec![], 5, vec![])]);
    }
}
