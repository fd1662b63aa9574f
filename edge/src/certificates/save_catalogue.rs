//! `certificates.save_catalogue`: loads a newer list of work categories, without a release.

use shared::certificates::api::{Catalogue, CatalogueForm, Operation};
use shared::date::Date;
use shared::error::{FieldCode, FieldErrors};
use shared::text;

use super::catalogue;
use crate::institution::audit;
use crate::institution::callers::Administrator;
use crate::institution::context::Context;
use crate::institution::failure::{Failure, Outcome};
use crate::institution::prose;
use crate::params;

const CODE_MAX: usize = 20;
const SOURCE_MAX: usize = 100;
const NAME_MAX: usize = 60;
const MOST_LINES: usize = 1_000;

pub fn save_catalogue(
    context: &Context,
    Administrator(member): Administrator,
    form: CatalogueForm,
) -> Outcome<Catalogue> {
    let mut errors = FieldErrors::default();
    let code = errors.check("code", text::line(&text::squash(&form.code), CODE_MAX));
    let source = errors.check("source", prose::sentence(&form.source, SOURCE_MAX));
    let effective_from = errors.check("effective_from", Date::parse(&form.effective_from));
    let operations = errors.check("lines", operations(&form.lines));
    let (Some(code), Some(source), Some(effective_from), Some(operations)) = (code, source, effective_from, operations)
    else {
        return Err(errors.into());
    };
    let inserted = context.sql.insert(
        "insert into catalogues (code, source_zh, effective_from, loaded_at, loaded_by) values (?1, ?2, ?3, ?4, ?5)
         returning id",
        params![&code, source, effective_from, context.now, member.id],
    );
    let id = inserted.map_err(|error| {
        if error.is_unique_violation("catalogues.code") {
            let mut errors = FieldErrors::default();
            errors.push("code", FieldCode::Taken);
            return Failure::from(errors);
        }
        error.into()
    })?;
    context.sql.run(
        "insert into operations (catalogue_id, category_no, category, name)
         select ?1, value ->> 'category_no', value ->> 'category', value ->> 'name' from json_each(?2)",
        params![id, serde_json::to_string(&operations)?],
    )?;
    let detail = serde_json::json!({ "code": code, "operations": operations.len() });
    audit::record(context, &member.actor(), "certificates.save_catalogue", Some(("catalogue", id)), &detail)?;
    catalogue::current(context)
}

/// One operation a line: number of the category, category, operation. All of them or none.
fn operations(lines: &str) -> Result<Vec<Operation>, FieldCode> {
    let mut operations = Vec::new();
    for line in lines.lines().filter(|line| !text::normalise(line).is_empty()) {
        let mut parts = line.split(['\t', ',', '，']).map(text::normalise);
        let (Some(number), Some(category), Some(name), None) = (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(FieldCode::Format);
        };
        let category_no: i64 = number.parse().or(Err(FieldCode::Format))?;
        let operation =
            Operation { category_no, category: text::line(&category, NAME_MAX)?, name: text::line(&name, NAME_MAX)? };
        if operations.contains(&operation) {
            return Err(FieldCode::Taken);
        }
        operations.push(operation);
    }
    match operations.len() {
        0 => Err(FieldCode::Required),
        1..=MOST_LINES => Ok(operations),
        _ => Err(FieldCode::TooLong),
    }
}
