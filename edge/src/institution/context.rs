//! What a use case may use besides its arguments: the database, the time, chance and keys of one turn.

use std::cell::RefCell;
use std::rc::Rc;

use shared::enrolments::Stage;
use shared::institution::Site;
use shared::lang::LocalText;
use shared::time::Timestamp;
use shared::workdays::Calendar;

use super::crypto::{self, Keys};
use super::failure::Outcome;
use super::rate::Rate;
use super::sql::Sql;
use crate::certificates::rules::{self, Rules};

/// What is known of the request besides its content.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Facts {
    pub request_id: String,
    /// The trainee app's session cookie.
    pub session: Option<String>,
    /// The console's session cookie.
    pub staff_session: Option<String>,
    /// The client's address as far as it can be trusted.
    pub address: String,
    /// Shortened user agent.
    pub device: String,
    pub idempotency_key: Option<String>,
}

/// Small data that changes rarely, kept in memory between turns. The object is the only writer, so it cannot go stale:
/// whoever changes the institution, the stages, rules or calendar calls [`Cache::forget`].
#[derive(Clone, Default)]
pub struct Cache {
    inner: Rc<RefCell<Cached>>,
    /// Heartbeats of each trainee.
    pub beats: Rc<Rate>,
}

#[derive(Default)]
struct Cached {
    site: Option<Site>,
    stages: Option<Rc<Vec<Stage>>>,
    rules: Option<Rc<Rules>>,
    calendar: Option<Rc<Calendar>>,
}

impl Cache {
    pub fn forget(&self) {
        *self.inner.borrow_mut() = Cached::default();
    }
}

/// One turn.
pub struct Context<'a> {
    pub sql: Sql<'a>,
    pub now: Timestamp,
    pub keys: &'a Keys,
    pub facts: Facts,
    pub cache: Cache,
    /// A demonstration with made-up people.
    pub demo: bool,
    /// The deployment's set-up token, for the first administrator.
    pub setup_token: &'a str,
    /// Fills a buffer with random bytes.
    pub random: &'a dyn Fn(&mut [u8]),
}

impl Context<'_> {
    fn random_bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        (self.random)(&mut bytes);
        bytes
    }

    /// A fresh token of 256 bits.
    pub fn token(&self) -> String {
        crypto::token_from(self.random_bytes())
    }

    /// Fresh random bytes, for secrets of other shapes.
    pub fn secret<const N: usize>(&self) -> [u8; N] {
        self.random_bytes()
    }

    /// Seals a value for one table and column.
    pub fn seal(&self, context: &str, plain: &str) -> Outcome<String> {
        self.keys.seal(self.random_bytes(), context, plain)
    }

    pub fn open(&self, context: &str, sealed: &str) -> Outcome<String> {
        self.keys.open(context, sealed)
    }

    /// What every page shows of the institution.
    pub fn site(&self) -> Outcome<Site> {
        if let Some(site) = &self.cache.inner.borrow().site {
            return Ok(site.clone());
        }
        let site: Site = self.sql.one(
            "select json_object('name', name, 'phone', phone, 'address', address, 'icp', icp, 'demo', json(iif(?1, 'true', 'false')))
             from institution where id = 1",
            crate::params![self.demo],
        )?;
        self.cache.inner.borrow_mut().site = Some(site.clone());
        Ok(site)
    }

    /// The rules of all ways.
    pub fn rules(&self) -> Outcome<Rc<Rules>> {
        if let Some(rules) = &self.cache.inner.borrow().rules {
            return Ok(Rc::clone(rules));
        }
        let rules = Rc::new(rules::load(self)?);
        self.cache.inner.borrow_mut().rules = Some(Rc::clone(&rules));
        Ok(rules)
    }

    /// The working days that are published.
    pub fn calendar(&self) -> Outcome<Rc<Calendar>> {
        if let Some(calendar) = &self.cache.inner.borrow().calendar {
            return Ok(Rc::clone(calendar));
        }
        let calendar = Rc::new(rules::load_calendar(self)?);
        self.cache.inner.borrow_mut().calendar = Some(Rc::clone(&calendar));
        Ok(calendar)
    }

    /// All stages that a way can have, in order.
    pub fn stages(&self) -> Outcome<Rc<Vec<Stage>>> {
        if let Some(stages) = &self.cache.inner.borrow().stages {
            return Ok(Rc::clone(stages));
        }
        let rows: Vec<StageRow> = self.sql.rows(
            "select json_object('position', position, 'label', label, 'name_en', name_en, 'meaning_zh', meaning_zh,
               'meaning_en', meaning_en, 'todo_zh', todo_zh, 'todo_en', todo_en) from stages order by position",
            &[],
        )?;
        let stages = rows.into_iter().map(|row| Stage {
            position: row.position,
            name: LocalText { zh: row.label, en: row.name_en },
            meaning: LocalText { zh: row.meaning_zh, en: row.meaning_en },
            todo: LocalText { zh: row.todo_zh, en: row.todo_en },
        });
        let stages = Rc::new(stages.collect::<Vec<_>>());
        self.cache.inner.borrow_mut().stages = Some(Rc::clone(&stages));
        Ok(stages)
    }
}

/// A row of `stages`.
#[derive(serde::Deserialize)]
struct StageRow {
    position: i64,
    label: String,
    name_en: String,
    meaning_zh: String,
    meaning_en: String,
    todo_zh: String,
    todo_en: String,
}
