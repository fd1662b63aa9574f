//! Accessibility of a page as it stands: our own checks, and axe-core's when npm has installed it.

use std::fs;

use serde_json::{Value, json};

use crate::browser::Browser;
use crate::fail::OrFail;
use crate::workspace;

const OWN_CHECKS: &str = include_str!("accessibility.js");

/// Roles of Chromium's accessibility tree that a person operates.
const CONTROLS: [&str; 12] = [
    "button",
    "link",
    "textbox",
    "checkbox",
    "radio",
    "combobox",
    "listbox",
    "searchbox",
    "spinbutton",
    "slider",
    "switch",
    "tab",
];

impl Browser {
    /// Everything that is wrong, one line each. Chromium only.
    #[track_caller]
    pub fn accessibility_problems(&self) -> Vec<String> {
        let mut problems = self.unnamed_controls();
        problems.extend(lines(&self.script(OWN_CHECKS)));
        problems.extend(self.axe_problems());
        problems
    }

    /// Fails when anything is wrong.
    #[track_caller]
    pub fn assert_accessible(&self) {
        let problems = self.accessibility_problems();
        assert!(problems.is_empty(), "{} ({}):\n{}", self.url(), self.look().variant(), problems.join("\n"));
    }

    /// Names as Chromium computes them, so that labels, `aria-label` and content all count.
    #[track_caller]
    fn unnamed_controls(&self) -> Vec<String> {
        let tree = self.devtools("Accessibility.getFullAXTree", &json!({}));
        let nodes = tree.get("nodes").and_then(Value::as_array).cloned().unwrap_or_default();
        let text = |node: &Value, path: &str| node.pointer(path).and_then(Value::as_str).unwrap_or_default().to_owned();
        let mut problems = Vec::new();
        for node in nodes.iter().filter(|node| node.get("ignored") != Some(&json!(true))) {
            let role = text(node, "/role/value").to_ascii_lowercase();
            if CONTROLS.contains(&role.as_str()) && text(node, "/name/value").trim().is_empty() {
                let html = node.get("backendDOMNodeId").map(|id| self.outer_html(id)).unwrap_or_default();
                problems.push(format!("a {role} without a name: {html}"));
            }
        }
        problems
    }

    fn outer_html(&self, node: &Value) -> String {
        let answer = self.devtools("DOM.getOuterHTML", &json!({ "backendNodeId": node }));
        answer.get("outerHTML").and_then(Value::as_str).unwrap_or_default().chars().take(200).collect()
    }

    #[track_caller]
    fn axe_problems(&self) -> Vec<String> {
        let Some(path) = workspace::axe() else { return Vec::new() };
        let script = fs::read_to_string(&path).or_fail(path.display());
        self.script(&script);
        let run = "const done = arguments[arguments.length - 1];
            const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
            axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] }).then(
                result => done(result.violations.map(rule => `axe ${rule.id}: ${rule.help}: `
                    + rule.nodes.map(node => node.html.slice(0, 200)).join(' | '))),
                error => done(['axe failed: ' + error]));";
        lines(&self.script_async(run))
    }
}

fn lines(value: &Value) -> Vec<String> {
    let list = value.as_array().or_fail(format_args!("a list of problems, not {value}"));
    list.iter().filter_map(Value::as_str).map(str::to_owned).collect()
}
