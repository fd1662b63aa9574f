//! `imports.list_imports`: all imports, newest first.

use shared::imports::api::{ImportSummary, ListImportsRequest};
use shared::page::Page;

use super::summary::summaries_where;
use crate::institution::callers::Registrar;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

const PAGE: usize = 20;

pub fn list_imports(
    context: &Context,
    _caller: Registrar,
    request: ListImportsRequest,
) -> Outcome<Page<ImportSummary>> {
    let before = super::read_cursor(request.after.as_deref())?.unwrap_or(i64::MAX >> 11);
    let mut items = summaries_where(context, "i.id < ?1 order by i.id desc limit 21", params![before])?;
    let more = items.len() > PAGE;
    items.truncate(PAGE);
    let next = items.last().filter(|_| more).map(|import| import.id.to_string());
    Ok(Page { items, next })
}
