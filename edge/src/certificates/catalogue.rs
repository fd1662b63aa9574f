//! Lists of work categories and permitted operations, as the database has them.

use serde::Deserialize;
use shared::certificates::api::{Catalogue, Operation};
use shared::date::Date;

use crate::institution::context::Context;
use crate::institution::failure::{Failure, Outcome};
use crate::params;

#[derive(Deserialize)]
struct Head {
    id: i64,
    code: String,
    source: String,
    effective_from: Date,
}

/// The list that holds today: the newest that has begun.
pub fn current(context: &Context) -> Outcome<Catalogue> {
    let head: Option<Head> = context.sql.row(
        "select json_object('id', id, 'code', code, 'source', source_zh, 'effective_from', effective_from) from catalogues
         where effective_from <= ?1 order by effective_from desc, id desc limit 1",
        params![context.now.day()],
    )?;
    let head = head.ok_or_else(|| Failure::broken("there is no list of work categories"))?;
    let operations: Vec<Operation> = context.sql.rows(
        "select json_object('category_no', category_no, 'category', category, 'name', name) from operations
         where catalogue_id = ?1 order by category_no, id",
        params![head.id],
    )?;
    Ok(Catalogue { code: head.code, source: head.source, effective_from: head.effective_from, operations })
}
