//! The staff console in a browser, by what a person sees and clicks there.

use std::path::Path;

use serde_json::json;

use crate::browser::{Browser, Look};
use crate::fail::OrFail;
use crate::portal::Portal;
use crate::staff::{PASSWORD, Staff};
use crate::wait;

/// A browser that is signed in through the console's own page, on the page of imports.
pub struct Console<'a> {
    portal: &'a Portal,
    pub browser: Browser,
}

/// A row of the preview as the page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownRow {
    pub row_no: u32,
    /// With what is folded away.
    pub text: String,
}

/// Remembers every task of the page that held it up, and which words its progress has shown.
const WATCH: &str = "window.longTasks = [];
    new PerformanceObserver(list => {
        for (const entry of list.getEntries()) window.longTasks.push(entry.duration);
    }).observe({ type: 'longtask', buffered: true });
    window.shownProgress = [];
    new MutationObserver(() => {
        for (const bar of document.querySelectorAll('progress')) {
            const word = bar.getAttribute('aria-label').split(/[：:]/)[0];
            if (word && !window.shownProgress.includes(word)) window.shownProgress.push(word);
        }
    }).observe(document, { childList: true, subtree: true, characterData: true });";

impl<'a> Console<'a> {
    #[track_caller]
    pub fn sign_in(portal: &'a Portal, staff: &mut Staff, look: Look) -> Self {
        let browser = Browser::chromium(look);
        browser.before_every_page(WATCH);
        browser.open(&portal.url("/staff"));
        browser.find_field("账号").type_text(&staff.login);
        browser.find_field("密码").type_text(PASSWORD);
        browser.find_field("动态验证码").type_text(&staff.next_code());
        browser.find("form button[type=submit]").click();
        browser.wait_for_text("我的登录");
        // That nobody was signed in yet.
        browser.console();
        Self { portal, browser }
    }

    /// With the session that somebody has already: an authenticator gives two codes in half a minute.
    #[track_caller]
    pub fn with_session(portal: &'a Portal, staff: &Staff, look: Look) -> Self {
        let browser = Browser::chromium(look);
        browser.before_every_page(WATCH);
        let name = "__Host-staff";
        let value = staff.cookie(name).or_fail("a session");
        let cookie = json!({ "name": name, "value": value, "url": portal.origin().replace("http:", "https:"), "path": "/",
            "secure": true, "httpOnly": true, "sameSite": "Lax" });
        browser.devtools("Network.setCookie", &cookie);
        let console = Self { portal, browser };
        console.open("/staff");
        console.browser.wait_for_text(if console.is_english() { "My sessions" } else { "我的登录" });
        console
    }

    fn is_english(&self) -> bool {
        self.browser.look().language.starts_with("en")
    }

    /// Opens a page, waits for one of its words and until nothing is loading any more.
    #[track_caller]
    pub fn open_whole(&self, path: &str, words: &str) {
        self.open(path);
        self.browser.wait_for_text(words);
        self.browser.wait_for_text(if self.is_english() { "Sign out" } else { "退出" });
        self.wait_until_loaded();
    }

    #[track_caller]
    fn wait_until_loaded(&self) {
        wait::until(format_args!("{} to be loaded", self.browser.url()), || {
            let loading = self.browser.script("return document.querySelectorAll('[aria-busy=true], .loading').length");
            (loading == json!(0)).then_some(())
        });
    }

    /// Takes a picture of the page and says what is wrong with it: not accessible, or wider than the window.
    #[track_caller]
    pub fn faults(&self, name: &str) -> Vec<String> {
        self.wait_until_loaded();
        self.browser.screenshot(name);
        let variant = self.browser.look().variant();
        // Not `innerWidth`: on a phone it grows with what sticks out.
        let root = "document.documentElement";
        let wide = self.browser.script(&format!("return {root}.scrollWidth - {root}.clientWidth"));
        let wide = wide.as_i64().or_fail("a number");
        let sticks_out = (wide > 0).then(|| format!("{name} ({variant}) sticks out by {wide} px"));
        let problems = self.browser.accessibility_problems();
        let problems = problems.into_iter().map(|problem| format!("{name} ({variant}): {problem}"));
        sticks_out.into_iter().chain(problems).collect()
    }

    #[track_caller]
    pub fn open(&self, path: &str) {
        self.browser.open(&self.portal.url(path));
    }

    /// Chooses a file on the page of imports.
    #[track_caller]
    pub fn choose(&self, file: &Path) {
        self.open("/staff/imports");
        self.browser.find("input[type=file]").type_text(&file.display().to_string());
    }

    /// Chooses a file, accepts the columns and waits for the preview.
    #[track_caller]
    pub fn preview(&self, file: &Path) {
        self.choose(file);
        self.click("上传并检查");
        self.browser.wait_for_text("逐行结果");
    }

    /// Clicks a button by its visible text. The last one: a dialog stands behind the page in the document.
    #[track_caller]
    pub fn click(&self, text: &str) {
        wait::until(format_args!("a button {text:?} on {}", self.browser.url()), || {
            let script = "const wanted = arguments[0];
                const open = document.querySelector('dialog[open]') ?? document;
                const fits = button => button.innerText.trim() === wanted && !button.disabled;
                return [...open.querySelectorAll('button')].filter(fits).at(-1) ?? null;";
            let found = self.browser.script_with(script, &[json!(text)]);
            self.browser.element(&found).filter(crate::browser::Element::is_displayed).map(|button| button.click())
        });
    }

    /// Presses a button and confirms in the dialog that opens.
    #[track_caller]
    pub fn confirm(&self, button: &str, act: &str) {
        self.click(button);
        self.browser.find("dialog[open]");
        self.click(act);
    }

    /// Opens the tab of a fate and returns its rows, page after page.
    #[track_caller]
    pub fn rows(&self, tab: &str, count: i64) -> Vec<ShownRow> {
        self.click_tab(tab);
        let mut rows: Vec<ShownRow> = Vec::new();
        wait::until(format_args!("{count} rows under {tab:?}: {}", self.browser.text()), || {
            let shown = self.shown_rows();
            // Rows of another tab may still stand there.
            let fits = shown.iter().all(|row| row.text.contains(tab));
            let is_new =
                fits && shown.first().is_some_and(|row| rows.last().is_none_or(|last| last.row_no < row.row_no));
            if is_new {
                rows.extend(shown);
            }
            let all = i64::try_from(rows.len()).ok()? >= count;
            if !all && is_new {
                self.click("下一页");
            }
            all.then_some(())
        });
        rows
    }

    #[track_caller]
    fn click_tab(&self, tab: &str) {
        let script = "for (const button of document.querySelectorAll('.tabs button'))
            if (button.innerText.startsWith(arguments[0])) return button;
            return null;";
        let click = || {
            let found = self.browser.script_with(script, &[json!(tab)]);
            self.browser.element(&found).map(|button| button.click())
        };
        wait::until(format_args!("a tab {tab:?}"), click);
        wait::until(format_args!("the rows of {tab:?}"), || {
            let pressed = self.browser.script("return document.querySelector('.tabs [aria-pressed=true]').innerText");
            pressed.as_str()?.starts_with(tab).then_some(())
        });
    }

    /// The rows of the table on the page. Their text with what is folded away, without white space in between.
    #[track_caller]
    pub fn shown_rows(&self) -> Vec<ShownRow> {
        let script = "const rows = [];
            for (const table of document.querySelectorAll('main table'))
                if (table.caption.textContent === '逐行结果')
                    for (const row of table.tBodies[0].rows)
                        rows.push([Number(row.cells[0].textContent), row.textContent]);
            return rows;";
        let value = self.browser.script(script);
        let rows: Vec<(u32, String)> = serde_json::from_value(value).or_fail("rows of the table");
        rows.into_iter().map(|(row_no, text)| ShownRow { row_no, text }).collect()
    }

    /// The longest task that has held up the page since it was loaded, in milliseconds.
    #[track_caller]
    pub fn longest_task(&self) -> f64 {
        self.browser.script("return Math.max(0, ...window.longTasks)").as_f64().or_fail("a number")
    }

    /// What the progress bars since the page was loaded were about.
    #[track_caller]
    pub fn shown_progress(&self) -> Vec<String> {
        serde_json::from_value(self.browser.script("return window.shownProgress")).or_fail("words")
    }
}
