//! `enrolments.search_trainees`: staff look for trainees. Every combination of filters has its index, so that what is
//! read does not grow with the number of trainees.

use shared::enrolments::api::{SearchTraineesRequest, TraineeRow};
use shared::error::ErrorCode;
use shared::id::ClassId;
use shared::page::Page;

use super::search_terms::Term;
use crate::identity::document_index;
use crate::institution::callers::AnyStaff;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::institution::sql::{LAST_ID, Value, prefix_range};

const PAGE: usize = 50;

pub fn search_trainees(
    context: &Context,
    _caller: AnyStaff,
    request: SearchTraineesRequest,
) -> Outcome<Page<TraineeRow>> {
    let after = match &request.after {
        None => None,
        Some(after) => Some(serde_json::from_str::<(String, i64)>(after).or(Err(ErrorCode::Malformed))?),
    };
    let term = Term::read(&request.term);
    let by_name = matches!(term, Term::Name(_));
    let query = match request.class_id {
        None => everywhere(context, &term, after),
        Some(class) => in_class(context, class, &term, after),
    };
    let Some(query) = query else { return Ok(Page::default()) };
    let mut items: Vec<TraineeRow> = context.sql.rows(&query.sql(), &query.values)?;
    let more = items.len() > PAGE;
    items.truncate(PAGE);
    let next = match items.last().filter(|_| more) {
        None => None,
        Some(last) => Some(match (&last.enrolment, request.class_id) {
            (Some(enrolment), Some(_)) => serde_json::to_string(&("", enrolment.id))?,
            _ => serde_json::to_string(&(if by_name { &last.name } else { "" }, last.id))?,
        }),
    };
    Ok(Page { items, next })
}

/// Which trainees, by which index, in which order.
struct Query {
    /// `select trainee, enrolment … order by …`, without the limit.
    pick: String,
    /// The same order for the whole rows.
    order: &'static str,
    values: Vec<Value>,
}

impl Query {
    /// Picks a page of ids first, then reads what the page shows.
    fn sql(&self) -> String {
        let Self { pick, order, .. } = self;
        let limit = PAGE + 1;
        format!(
            "with p(trainee_id, enrolment_id) as ({pick} limit {limit})
             select json_object('id', t.id, 'name', t.name, 'document_masked', t.document_masked, 'phone', t.phone,
               'bound', json(iif(b.trainee_id is null, 'false', 'true')), 'employer', coalesce(m.name, ''),
               'enrolment', json(iif(e.id is null, 'null', json_object('id', e.id, 'course', c.name, 'kind', c.kind,
                 'class_code', k.code, 'dues', json_object('due', e.fee, 'paid', e.paid), 
                 'stage_name', json_object('zh', s.label, 'en', s.name_en), 'outcome', e.outcome))))
             from p cross join trainees t on t.id = p.trainee_id
             left join bindings b on b.trainee_id = t.id
             left join enrolments e on e.id = p.enrolment_id
             left join employers m on m.id = e.employer_id
             left join classes k on k.id = e.class_id
             left join courses c on c.id = k.course_id
             left join stages s on s.position = e.stage
             order by {order}"
        )
    }
}

/// `None`: nobody can be meant.
fn everywhere(context: &Context, term: &Term, after: Option<(String, i64)>) -> Option<Query> {
    let newest = "(select max(n.id) from enrolments n where n.trainee_id = t.id)";
    if let Term::Name(name) = term {
        let (lower, upper) = prefix_range(name);
        let limit = PAGE + 1;
        // Row numbers begin with 1: nothing of the first page stands before (lower, 0).
        let (after_name, after_id) = after.unwrap_or((lower, 0));
        return Some(Query {
            // In two halves: SQLite seeks (name, id) > (?1, ?2) by the name alone and would walk through all before the
            // page who have the same one.
            pick: format!(
                "select t.id, {newest} from (
                   select * from (select id, name from trainees
                     where name = ?1 and id > ?2 and merged_into is null order by id limit {limit})
                   union all select * from (select id, name from trainees
                     where name > ?1 and name < ?3 and merged_into is null order by name, id limit {limit})) t
                 order by t.name, t.id"
            ),
            order: "t.name, t.id",
            values: vec![after_name.into(), after_id.into(), upper.into()],
        });
    }
    let (filter, value) = filter(context, term)?;
    Some(Query {
        pick: format!(
            "select t.id, {newest} from trainees t where {filter} and t.id < ?2 and t.merged_into is null order by t.id desc"
        ),
        order: "t.id desc",
        values: vec![value, after.map_or(LAST_ID, |(_, id)| id).into()],
    })
}

/// In a class the class leads: it has tens or hundreds of enrolments, whatever the term is.
fn in_class(context: &Context, class: ClassId, term: &Term, after: Option<(String, i64)>) -> Option<Query> {
    let after = after.map_or(LAST_ID, |(_, id)| id);
    let (filter, values) = if let Term::Name(name) = term {
        let (lower, upper) = prefix_range(name);
        ("t.name >= ?1 and t.name < ?4".to_owned(), vec![lower.into(), after.into(), class.into(), upper.into()])
    } else {
        let (filter, value) = filter(context, term)?;
        (filter, vec![value, after.into(), class.into()])
    };
    Some(Query {
        pick: format!(
            "select t.id, n.id from enrolments n cross join trainees t on t.id = n.trainee_id
             where n.class_id = ?3 and n.id < ?2 and {filter} order by n.id desc"
        ),
        order: "e.id desc",
        values,
    })
}

/// The condition of a term that is not a name; its value is ?1.
fn filter(context: &Context, term: &Term) -> Option<(String, Value)> {
    Some(match term {
        Term::Everybody | Term::Name(_) => ("?1 is null".to_owned(), Value::Null),
        Term::LastFour(text) => {
            ("t.last_four_index = ?1".to_owned(), context.keys.blind_index("last_four", text).into())
        }
        Term::Phone(phone) => ("t.phone = ?1".to_owned(), phone.as_str().into()),
        Term::Documents(documents) => {
            let indexes: Vec<String> = documents.iter().map(|document| document_index(context, document)).collect();
            if indexes.is_empty() {
                return None;
            }
            let list = serde_json::to_string(&indexes).ok()?;
            ("t.document_index in (select value from json_each(?1))".to_owned(), list.into())
        }
    })
}
