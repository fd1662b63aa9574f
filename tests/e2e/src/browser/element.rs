//! An element of a page.

use serde_json::{Value, json};

use super::driver::Driver;

/// The name that the standard gives to element references (W3C WebDriver, 12.1).
const REFERENCE: &str = "element-6066-11e4-a52e-4f735466cecf";

pub struct Element<'a> {
    driver: &'a Driver,
    id: String,
}

impl<'a> Element<'a> {
    pub(super) fn from_value(driver: &'a Driver, value: &Value) -> Option<Self> {
        let id = value.get(REFERENCE)?.as_str()?.to_owned();
        Some(Self { driver, id })
    }

    /// For passing it to a script.
    pub fn reference(&self) -> Value {
        json!({ REFERENCE: self.id })
    }

    /// Clicks as a finger does: scrolls it into view, fails when something covers it, waits for a navigation.
    #[track_caller]
    pub fn click(&self) {
        if !self.driver.scripts {
            return self.tap();
        }
        self.driver.post(&self.path("click"), &json!({}));
    }

    /// Types at the end of what a field holds. For a file input: the file's path.
    #[track_caller]
    pub fn type_text(&self, text: &str) {
        if !self.driver.scripts {
            self.run("arguments[0].focus()");
            self.devtools("Input.insertText", &json!({ "text": text }));
            return;
        }
        self.driver.post(&self.path("value"), &json!({ "text": text }));
    }

    /// Empties a field.
    #[track_caller]
    pub fn clear(&self) {
        if !self.driver.scripts {
            self.run("arguments[0].value = ''");
            return;
        }
        self.driver.post(&self.path("clear"), &json!({}));
    }

    /// The text as rendered.
    #[track_caller]
    pub fn text(&self) -> String {
        self.driver.get(&self.path("text")).as_str().unwrap_or_default().to_owned()
    }

    #[track_caller]
    pub fn attribute(&self, name: &str) -> Option<String> {
        self.driver.get(&self.path(&format!("attribute/{name}"))).as_str().map(str::to_owned)
    }

    /// A DOM property, for example `checked` or `value`.
    #[track_caller]
    pub fn property(&self, name: &str) -> Value {
        self.driver.get(&self.path(&format!("property/{name}")))
    }

    /// False also when it has left the page.
    pub fn is_displayed(&self) -> bool {
        self.driver.try_get(&self.path("displayed")) == Some(json!(true))
    }

    #[track_caller]
    pub fn is_enabled(&self) -> bool {
        self.driver.get(&self.path("enabled")) == json!(true)
    }

    /// Left, top, width, height in CSS pixels.
    #[track_caller]
    pub fn rect(&self) -> [f64; 4] {
        let rect = self.driver.get(&self.path("rect"));
        ["x", "y", "width", "height"].map(|name| rect.get(name).and_then(Value::as_f64).unwrap_or(f64::NAN))
    }

    /// The elements inside it that fit.
    #[track_caller]
    pub fn all(&self, css: &str) -> Vec<Element<'a>> {
        let found = self.driver.post(&self.path("elements"), &json!({ "using": "css selector", "value": css }));
        let list = found.as_array().cloned().unwrap_or_default();
        list.iter().filter_map(|value| Self::from_value(self.driver, value)).collect()
    }

    /// A press at its middle, which must belong to it.
    #[track_caller]
    fn tap(&self) {
        let place = self.run(
            "const element = arguments[0];
            element.scrollIntoView({ block: 'center', behavior: 'instant' });
            const box = element.getBoundingClientRect();
            const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
            return element.contains(document.elementFromPoint(x, y)) ? { x, y } : null;",
        );
        assert!(place.is_object(), "something covers the element {}", self.text());
        for kind in ["mousePressed", "mouseReleased"] {
            let (x, y) = (place.get("x"), place.get("y"));
            let press = json!({ "type": kind, "x": x, "y": y, "button": "left", "clickCount": 1 });
            self.devtools("Input.dispatchMouseEvent", &press);
        }
    }

    #[track_caller]
    fn run(&self, script: &str) -> Value {
        self.driver.post("/execute/sync", &json!({ "script": script, "args": [self.reference()] }))
    }

    #[track_caller]
    fn devtools(&self, command: &str, parameters: &Value) {
        self.driver.post("/goog/cdp/execute", &json!({ "cmd": command, "params": parameters }));
    }

    fn path(&self, what: &str) -> String {
        format!("/element/{}/{what}", self.id)
    }
}
