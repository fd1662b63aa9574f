//! `items.list_missing_items`: who in a class lacks what. The class leads: it has tens or hundreds of enrolments.

use serde::Deserialize;
use shared::error::ErrorCode;
use shared::id::{ClassId, EnrolmentId};
use shared::items::api::{ClassItemsRequest, ClassStage, MissingItem, MissingItems, MissingRow};

use super::cases::{ClassOfItems, required};
use crate::institution::callers::Reviewer;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

const PAGE: usize = 50;

/// `r`: what the course ?2, ?3 needs. `lacking`: whether the open case `e` lacks some of it.
const NEEDED: &str = "with r(item) as (select item from required_items where regime = ?2 and kind = ?3)";
const LACKING: &str =
    "e.outcome is null and exists (select 1 from r left join case_items i on i.enrolment_id = e.id and i.item = r.item
   where i.state is not 'accepted')";

pub fn list_missing_items(context: &Context, _caller: Reviewer, request: ClassItemsRequest) -> Outcome<MissingItems> {
    #[derive(Deserialize)]
    struct Row {
        enrolment_id: EnrolmentId,
        name: String,
        document_masked: String,
        phone: String,
        bound: bool,
        items: Vec<MissingItem>,
    }
    let class = ClassOfItems::of(context, request.id)?;
    let after: i64 = match &request.after {
        None => 0,
        Some(after) => after.parse().or(Err(ErrorCode::Malformed))?,
    };
    let needed = required(context, class.regime, class.kind)?;
    let (regime, kind) = (class.regime.code(), class.kind.code());
    let (incomplete, unbound): (i64, i64) = context.sql.one(
        &format!(
            "{NEEDED} select json_array(count(*), count(*) - count(b.trainee_id)) from enrolments e
             left join bindings b on b.trainee_id = e.trainee_id where e.class_id = ?1 and {LACKING}"
        ),
        params![class.id, regime, kind],
    )?;
    let limit = PAGE + 1;
    let mut rows: Vec<Row> = context.sql.rows(
        &format!(
            "{NEEDED} select json_object('enrolment_id', e.id, 'name', t.name, 'document_masked', t.document_masked,
               'phone', t.phone, 'bound', json(iif(b.trainee_id is null, 'false', 'true')),
               'items', json((select json_group_array(json_object('kind', r.item, 'state',
                   json_object('state', coalesce(i.state, 'missing'), 'at', i.since_at, 'reason', i.reason)))
                 from r left join case_items i on i.enrolment_id = e.id and i.item = r.item
                 where i.state is not 'accepted')))
             from enrolments e join trainees t on t.id = e.trainee_id left join bindings b on b.trainee_id = t.id
             where e.class_id = ?1 and e.id > ?4 and {LACKING} order by e.id limit {limit}"
        ),
        params![class.id, regime, kind, after],
    )?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = rows.last().filter(|_| more).map(|last| last.enrolment_id.to_string());
    let place = |item: &MissingItem| needed.iter().position(|kind| *kind == item.kind);
    let rows = rows.into_iter().map(|row| {
        let Row { enrolment_id, name, document_masked, phone, bound, mut items } = row;
        items.sort_by_key(place);
        MissingRow { enrolment_id, name, document_masked, phone, bound, items }
    });
    Ok(MissingItems {
        class_code: class.code,
        course: class.course,
        course_kind: class.kind,
        stages: open_stages(context, class.id)?,
        ended: context.sql.one(
            "select json(coalesce(sum(cases), 0)) from stage_counts where class_id = ?1 and outcome <> ''",
            params![class.id],
        )?,
        incomplete,
        unbound,
        rows: rows.collect(),
        required: needed,
        next,
    })
}

fn open_stages(context: &Context, class: ClassId) -> Outcome<Vec<ClassStage>> {
    Ok(context.sql.rows(
        "select json_object('key', s.key, 'name', json_object('zh', s.label, 'en', s.name_en), 'open', sum(n.cases))
         from stage_counts n join stages s on s.position = n.stage where n.class_id = ?1 and n.outcome = ''
         group by s.position order by s.position",
        params![class],
    )?)
}
