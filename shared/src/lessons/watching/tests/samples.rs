//! The forms on the wire and in the database.

use super::*;
use serde::{Serialize, de::DeserializeOwned};

pub fn travels<T: Serialize + DeserializeOwned + PartialEq + core::fmt::Debug>(value: &T) -> String {
    let text = serde_json::to_string(value).unwrap();
    assert_eq!(&serde_json::from_str::<T>(&text).unwrap(), value);
    text
}

#[test]
fn beats_and_orders_travel() {
    let check = Some(CheckAnswer { id: 3, what: CheckStep::Shown });
    let beat = Beat { seq: 7, place_ms: 9, check, last: true, ..segments(7, &[(0, 9)]) };
    let text = r#"{"seq":7,"segments":[{"from":0,"to":9,"hidden":false}],"place_ms":9,"check":{"id":3,"what":"shown"},"last":true}"#;
    assert_eq!(travels(&beat), text);
    for (order, text) in [
        (Order::GoOn, r#""go_on""#),
        (
            Order::Check { id: 3, shown: true, answer_seconds: 60 },
            r#"{"check":{"id":3,"shown":true,"answer_seconds":60}}"#,
        ),
        (Order::Stop(PlayEnd::CheckMissed), r#"{"stop":"check_missed"}"#),
    ] {
        assert_eq!(travels(&order), text);
    }
}

#[test]
fn what_is_no_beat_is_refused() {
    for (from, to) in [("NaN", "1"), ("1.5", "2"), ("0", "1e400"), ("0", "99999999999999999999"), ("\"0\"", "1")] {
        let text = format!(r#"{{"from":{from},"to":{to},"hidden":false}}"#);
        assert!(serde_json::from_str::<Segment>(&text).is_err(), "{text}");
    }
}

#[test]
fn rules_and_fresh_states_travel() {
    let checks = Some(CheckRules { from_minutes: 10, to_minutes: 20, answer_seconds: 60 });
    let rules = WatchRules { checks, ..WatchRules::usual() };
    travels(&rules);
    travels(&Progress::default());
    let started = start(&rules, START, None, None, 0);
    let text = r#"{"budget_ms":2000,"at":1791158400000,"day":"2026-10-05","day_ms":0}"#;
    assert_eq!(travels(&started.pace), text);
    let text = travels(&started.play);
    assert!(text.contains(r#""check":{"state":"waiting","id":1,"due_at":1791159000000}"#), "{text}");
}

#[test]
fn ends_have_the_codes_that_they_travel_with() {
    for end in PlayEnd::ALL {
        assert_eq!(travels(&end), format!("\"{}\"", end.code()));
        assert_eq!(PlayEnd::from_code(end.code()), Some(end));
    }
    assert_eq!(PlayEnd::from_code(""), None);
}
