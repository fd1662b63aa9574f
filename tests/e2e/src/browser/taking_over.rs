//! The moment when the app takes over the HTML that the edge rendered: when it has happened, and what it changed.

use serde_json::{Value, json};

use super::Browser;
use crate::wait;

/// Runs in every page before anything of its own. `interactive` comes before deferred scripts and modules run: from
/// there on no child may be added or removed by anybody, except the comments between which Yew looks for its own.
pub const WATCH: &str = "
    window.anpeiTest = { started: false, changes: [] };
    addEventListener('TrunkApplicationStarted', () => { anpeiTest.started = true; });
    document.addEventListener('readystatechange', () => {
        if (document.readyState !== 'interactive') return;
        const name = node => node.nodeType === 1 ? node.outerHTML.slice(0, 120) : `${node.nodeName} ${node.data ?? ''}`;
        new MutationObserver(list => {
            for (const record of list) {
                for (const node of record.addedNodes) if (node.nodeType !== 8) anpeiTest.changes.push(`added to ${record.target.nodeName}: ${name(node)}`);
                for (const node of record.removedNodes) if (node.nodeType !== 8) anpeiTest.changes.push(`removed from ${record.target.nodeName}: ${name(node)}`);
            }
        }).observe(document, { childList: true, subtree: true });
    });";

impl Browser {
    /// Waits until the app runs in the page.
    #[track_caller]
    pub fn wait_until_taken_over(&self) {
        let started = wait::within(wait::DEADLINE, || {
            let state = self.script("return [window.anpeiTest?.started, document.readyState]");
            (state == json!([true, "complete"])).then_some(())
        });
        assert!(started.is_some(), "the app did not start on {}; the console says {:?}", self.url(), self.console());
        // What the start has scheduled runs before the next frame is over.
        self.script_async("const done = arguments[0]; requestAnimationFrame(() => setTimeout(() => done(null), 0));");
    }

    /// Children added to or removed from the page since it was parsed, one line each.
    #[track_caller]
    pub fn changes(&self) -> Vec<String> {
        let changes = self.script("return window.anpeiTest?.changes ?? []");
        let lines = changes.as_array().cloned().unwrap_or_default();
        lines.iter().filter_map(Value::as_str).map(str::to_owned).collect()
    }

    /// Waits for the app and fails when taking over has changed anything or the console has said anything.
    #[track_caller]
    pub fn assert_taken_over_quietly(&self) {
        self.wait_until_taken_over();
        let changes = self.changes();
        assert!(changes.is_empty(), "taking over changed {}:\n{}", self.url(), changes.join("\n"));
        self.assert_console_empty();
    }
}
