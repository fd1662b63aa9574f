//! What the browser tells about the line. Only some do; others are not asked anything.

/// What it says. Whatever it does not say is good.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// `cellular`, `wifi`, …: only phones say it.
    pub kind: Option<String>,
    /// The phone is asked to save data.
    pub saves: bool,
    /// `slow-2g`, `2g`, `3g`, `4g`: how fast it is, whatever it is.
    pub speed: Option<String>,
}

impl Line {
    /// Mobile data, or whoever saves data: it may cost money.
    pub fn costs_money(&self) -> bool {
        self.saves || self.kind.as_deref() == Some("cellular")
    }

    /// Slower than most films are.
    pub fn is_slow(&self) -> bool {
        matches!(self.speed.as_deref(), Some("slow-2g" | "2g"))
    }
}

#[cfg(target_arch = "wasm32")]
pub use there::{now, when_it_changes};

#[cfg(target_arch = "wasm32")]
mod there {
    use js_sys::Reflect;
    use wasm_bindgen::prelude::*;
    use web_sys::EventTarget;

    use super::Line;
    use crate::page;

    fn get(of: &JsValue, name: &str) -> Option<JsValue> {
        Reflect::get(of, &JsValue::from_str(name)).ok()
    }

    fn connection() -> Option<JsValue> {
        get(&page::window()?.navigator(), "connection").filter(JsValue::is_object)
    }

    /// As the browser says at this moment.
    pub fn now() -> Line {
        let Some(connection) = connection() else { return Line::default() };
        let text = |name: &str| get(&connection, name).and_then(|value| value.as_string());
        Line {
            kind: text("type"),
            saves: get(&connection, "saveData").is_some_and(|saves| saves.is_truthy()),
            speed: text("effectiveType"),
        }
    }

    pub fn when_it_changes(mut then: impl FnMut() + 'static) {
        if let Some(connection) = connection().and_then(|connection| connection.dyn_into::<EventTarget>().ok()) {
            page::on(&connection, "change", move |_event| then());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_costs_money_and_what_is_slow_is_what_the_phone_says() {
        for (kind, saves, speed, costs, slow) in [
            (None, false, None, false, false),
            (Some("wifi"), false, Some("4g"), false, false),
            (Some("cellular"), false, Some("4g"), true, false),
            (Some("cellular"), false, Some("2g"), true, true),
            (Some("wifi"), true, Some("3g"), true, false),
            (None, false, Some("slow-2g"), false, true),
        ] {
            let line = Line { kind: kind.map(str::to_owned), saves, speed: speed.map(str::to_owned) };
            assert_eq!((line.costs_money(), line.is_slow()), (costs, slow), "{line:?}");
        }
    }
}
