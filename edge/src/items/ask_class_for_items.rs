//! `items.ask_class_for_items`: asks a page of a class for what each of them lacks.

use shared::error::ErrorCode;
use shared::id::EnrolmentId;
use shared::items::api::{AskedClass, ClassItemsRequest};

use super::ask_for_items::ask;
use super::cases::{Case, ClassOfItems};
use super::rows::items_of;
use crate::institution::audit;
use crate::institution::callers::Reviewer;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

/// Trainees in one call: a turn of the object stays short.
const PAGE: usize = 100;

pub fn ask_class_for_items(
    context: &Context,
    Reviewer(member): Reviewer,
    request: ClassItemsRequest,
) -> Outcome<AskedClass> {
    let class = ClassOfItems::of(context, request.id)?;
    let after: i64 = match &request.after {
        None => 0,
        Some(after) => after.parse().or(Err(ErrorCode::Malformed))?,
    };
    let mut page: Vec<EnrolmentId> = context.sql.rows(
        "select id from enrolments where class_id = ?1 and id > ?2 and outcome is null order by id limit ?3",
        params![class.id, after, i64::try_from(PAGE + 1).unwrap_or(i64::MAX)],
    )?;
    let more = page.len() > PAGE;
    page.truncate(PAGE);
    let mut result = AskedClass { asked: 0, unbound: 0, just_asked: 0, next: None };
    for enrolment in &page {
        let case = Case::of(context, *enrolment)?;
        let asked = ask(context, &case, &items_of(context, &case)?)?;
        if !asked.kinds.is_empty() {
            result.asked += 1;
            result.unbound += i64::from(!case.bound);
        } else if asked.just_asked {
            result.just_asked += 1;
        }
    }
    result.next = page.last().filter(|_| more).map(ToString::to_string);
    let detail = serde_json::json!({ "asked": result.asked });
    audit::record(context, &member.actor(), "items.ask_class_for_items", Some(("class", class.id.0)), &detail)?;
    Ok(result)
}
