//! `certificates.list_cases`: open cases of one stage, the longest waiting first.

use shared::certificates::api::{CaseRow, ListCasesRequest};
use shared::certificates::regime::RuleSet;
use shared::error::ErrorCode;
use shared::id::{ClassId, EnrolmentId};
use shared::page::Page;

use super::authorities;
use super::board;
use super::waits::Waits;
use crate::institution::callers::AnyStaff;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

const PAGE: usize = 50;

/// Where a page begins: behind this day and row.
type Place = (String, i64);

pub fn list_cases(context: &Context, _caller: AnyStaff, request: ListCasesRequest) -> Outcome<Page<CaseRow>> {
    let rules = context.rules()?;
    let set = rules.all().into_iter().find(|set| set.id == request.rule_set).ok_or(ErrorCode::NotFound)?;
    let stage = set.stage_of(request.stage).ok_or(ErrorCode::NotFound)?.stage.position;
    let after: Place = match &request.after {
        None => (String::new(), 0),
        Some(after) => serde_json::from_str(after).or(Err(ErrorCode::Malformed))?,
    };
    let mut picked = if request.stuck {
        stuck(context, set, stage, request.class_id, &after)?
    } else {
        all(context, set, stage, request.class_id, &after)?
    };
    let more = picked.len() > PAGE;
    picked.truncate(PAGE);
    let next = picked.last().filter(|_| more).map(serde_json::to_string).transpose()?;
    let ids: Vec<EnrolmentId> = picked.into_iter().map(|(_, id)| id).collect();
    let pick = "select value from json_each(?1)";
    let items = board::rows(context, pick, "e.clock_on, e.id", params![serde_json::to_string(&ids)?])?;
    Ok(Page { items, next })
}

/// A page and one more, in order.
fn limit() -> i64 {
    i64::try_from(PAGE + 1).unwrap_or(i64::MAX)
}

fn all(
    context: &Context,
    set: &RuleSet,
    stage: i64,
    class: Option<ClassId>,
    (day, id): &Place,
) -> Outcome<Vec<(String, EnrolmentId)>> {
    Ok(match class {
        None => context.sql.rows(
            "select json_array(e.clock_on, e.id) from enrolments e indexed by enrolments_open
             where e.rule_set_id = ?1 and e.stage = ?2 and e.outcome is null and (e.clock_on, e.id) > (?3, ?4)
             order by e.clock_on, e.id limit ?5",
            params![set.id, stage, day, *id, limit()],
        )?,
        Some(class) => context.sql.rows(
            "select json_array(e.clock_on, e.id) from enrolments e indexed by enrolments_open_of_class
             where e.class_id = ?6 and e.stage = ?2 and e.rule_set_id = ?1 and e.outcome is null
               and (e.clock_on, e.id) > (?3, ?4) order by e.clock_on, e.id limit ?5",
            params![set.id, stage, day, *id, limit(), class],
        )?,
    })
}

/// Each authority has a day of its own before which its cases are stuck: they are asked one by one.
fn stuck(
    context: &Context,
    set: &RuleSet,
    stage: i64,
    class: Option<ClassId>,
    (day, id): &Place,
) -> Outcome<Vec<(String, EnrolmentId)>> {
    let (calendar, waits, today) = (context.calendar()?, Waits::load(context)?, context.now.day());
    let mut found: Vec<(String, EnrolmentId)> = Vec::new();
    for authority in authorities::of_cases(context)? {
        let Some(before) = waits.expected(set, stage, authority).stuck_before(&calendar, today) else { continue };
        let rows: Vec<(String, EnrolmentId)> = match class {
            None => context.sql.rows(
                "select json_array(e.clock_on, e.id) from enrolments e indexed by enrolments_open_by_authority
                 where e.rule_set_id = ?1 and e.stage = ?2 and e.authority_id = ?3 and e.outcome is null
                   and (e.clock_on, e.id) > (?4, ?5) and e.clock_on < ?6 order by e.clock_on, e.id limit ?7",
                params![set.id, stage, authority, day, *id, before, limit()],
            )?,
            Some(class) => context.sql.rows(
                "select json_array(e.clock_on, e.id) from enrolments e indexed by enrolments_open_of_class_by_authority
                 where e.class_id = ?8 and e.stage = ?2 and e.rule_set_id = ?1 and e.authority_id = ?3
                   and e.outcome is null and (e.clock_on, e.id) > (?4, ?5) and e.clock_on < ?6
                 order by e.clock_on, e.id limit ?7",
                params![set.id, stage, authority, day, *id, before, limit(), class],
            )?,
        };
        found.extend(rows);
    }
    found.sort();
    found.truncate(PAGE + 1);
    Ok(found)
}
