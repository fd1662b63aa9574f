//! `certificates.list_ended_cases`: cases of one way that have ended alike, newest enrolments first.

use shared::certificates::api::{CaseRow, ListEndedCasesRequest};
use shared::error::ErrorCode;
use shared::id::EnrolmentId;
use shared::page::Page;

use super::board;
use crate::institution::callers::AnyStaff;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::institution::sql::LAST_ID;
use crate::params;

const PAGE: usize = 50;

pub fn list_ended_cases(
    context: &Context,
    _caller: AnyStaff,
    request: ListEndedCasesRequest,
) -> Outcome<Page<CaseRow>> {
    context.rules()?.all().into_iter().find(|set| set.id == request.rule_set).ok_or(ErrorCode::NotFound)?;
    let after: i64 = match &request.after {
        None => LAST_ID,
        Some(after) => after.parse().or(Err(ErrorCode::Malformed))?,
    };
    let (outcome, limit) = (request.outcome.code(), i64::try_from(PAGE + 1).unwrap_or(i64::MAX));
    let mut ids: Vec<EnrolmentId> = match request.class_id {
        None => context.sql.rows(
            "select e.id from enrolments e indexed by enrolments_ended
             where e.rule_set_id = ?1 and e.outcome = ?2 and e.outcome is not null and e.id < ?3
             order by e.id desc limit ?4",
            params![request.rule_set, outcome, after, limit],
        )?,
        Some(class) => context.sql.rows(
            "select e.id from enrolments e indexed by enrolments_ended_of_class
             where e.class_id = ?5 and e.rule_set_id = ?1 and e.outcome = ?2 and e.outcome is not null and e.id < ?3
             order by e.id desc limit ?4",
            params![request.rule_set, outcome, after, limit, class],
        )?,
    };
    let more = ids.len() > PAGE;
    ids.truncate(PAGE);
    let next = ids.last().filter(|_| more).map(ToString::to_string);
    let items =
        board::rows(context, "select value from json_each(?1)", "e.id desc", params![serde_json::to_string(&ids)?])?;
    Ok(Page { items, next })
}
