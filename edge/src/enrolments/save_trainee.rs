//! `enrolments.save_trainee`: staff add a trainee by hand, or correct one: a wrong phone must be curable.

use serde::Deserialize;
use shared::enrolments::api::{HistoryEvent, TraineeDetail, TraineeForm};
use shared::error::{ErrorCode, FieldCode, FieldErrors};
use shared::id::{StaffId, TraineeId};
use shared::identity::document::DocumentNumber;
use shared::phone::Phone;
use shared::text::PersonName;

use super::enrol::enrol;
use super::trainees::{self, DocumentColumns};
use crate::institution::audit;
use crate::institution::callers::Registrar;
use crate::institution::context::Context;
use crate::institution::failure::{Failure, Outcome};
use crate::institution::sql::SqlError;
use crate::params;

/// A form that can be stored.
struct Checked {
    name: PersonName,
    phone: Phone,
    /// Absent: the known one stays.
    document: Option<DocumentNumber>,
}

pub fn save_trainee(context: &Context, Registrar(member): Registrar, form: TraineeForm) -> Outcome<TraineeDetail> {
    let checked = check(&form)?;
    let (id, action, mut changed) = match form.id {
        None => (insert(context, &checked)?, "enrolments.create_trainee", Vec::new()),
        Some(id) => (id, "enrolments.change_trainee", update(context, id, form.version, &checked, member.id)?),
    };
    if let Some(class) = form.class_id {
        enrol(context, id, class)?;
        changed.push("enrolled");
    }
    let detail = serde_json::json!({ "changed": changed, "class_id": form.class_id });
    audit::record(context, &member.actor(), action, Some(("trainee", id.0)), &detail)?;
    trainees::detail_of(context, id)
}

fn check(form: &TraineeForm) -> Outcome<Checked> {
    let mut errors = FieldErrors::default();
    let name = errors.check("name", PersonName::parse(&form.name));
    let phone = errors.check("phone", Phone::parse(&form.phone));
    let keeps = form.id.is_some() && form.document_number.trim().is_empty();
    let document = if keeps {
        None
    } else {
        errors.check("document_number", DocumentNumber::parse(form.document_kind, &form.document_number))
    };
    match name.zip(phone) {
        Some((name, phone)) if errors.is_empty() => Ok(Checked { name, phone, document }),
        _ => Err(errors.into()),
    }
}

fn insert(context: &Context, form: &Checked) -> Outcome<TraineeId> {
    let document = form.document.as_ref().ok_or_else(|| Failure::broken("a new trainee without a document number"))?;
    let DocumentColumns { kind, sealed, masked, index, last_four_index } =
        trainees::document_columns(context, document)?;
    let inserted = context.sql.insert(
        "insert into trainees (name, document_kind, document, document_masked, document_index, last_four_index, phone, created_at)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) returning id",
        params![form.name.as_str(), kind, sealed, masked, index, last_four_index, form.phone.as_str(), context.now],
    );
    inserted.map(TraineeId).map_err(document_taken)
}

/// Returns which fields changed, for the audit: names only.
fn update(
    context: &Context,
    id: TraineeId,
    version: i64,
    form: &Checked,
    staff: StaffId,
) -> Outcome<Vec<&'static str>> {
    #[derive(Deserialize)]
    struct Known {
        name: String,
        phone: String,
        document_index: String,
    }
    let known: Option<Known> = context.sql.row(
        "select json_object('name', name, 'phone', phone, 'document_index', document_index)
         from trainees where id = ?1 and merged_into is null",
        params![id],
    )?;
    let known = known.ok_or(ErrorCode::NotFound)?;
    let document = form.document.as_ref().map(|document| trainees::document_columns(context, document)).transpose()?;
    let document = document.filter(|document| document.index != known.document_index);
    let saved = context.sql.changed(
        "update trainees set name = ?3, phone = ?4, version = version + 1 where id = ?1 and version = ?2 returning 1",
        params![id, version, form.name.as_str(), form.phone.as_str()],
    )?;
    if saved == 0 {
        return Err(ErrorCode::Changed.into());
    }
    let mut changed = Vec::new();
    if known.name != form.name.as_str() {
        corrected(context, id, &known.name, form.name.as_str(), staff)?;
        changed.push("name");
    }
    if known.phone != form.phone.as_str() {
        changed.push("phone");
    }
    if let Some(DocumentColumns { kind, sealed, masked, index, last_four_index }) = document {
        context
            .sql
            .run(
                "update trainees set document_kind = ?2, document = ?3, document_masked = ?4, document_index = ?5,
                   last_four_index = ?6 where id = ?1",
                params![id, kind, sealed, masked, index, last_four_index],
            )
            .map_err(document_taken)?;
        changed.push("document_number");
    }
    Ok(changed)
}

/// A corrected name stands in the history of each enrolment: papers with the old one are explained by it.
fn corrected(context: &Context, id: TraineeId, old_name: &str, new_name: &str, staff: StaffId) -> Outcome<()> {
    let event = HistoryEvent::NameCorrected { old_name: old_name.to_owned(), new_name: new_name.to_owned() };
    context.sql.run(
        "insert into enrolment_events (enrolment_id, at, event, staff_id)
         select e.id, ?2, ?3, ?4 from enrolments e where e.trainee_id = ?1",
        params![id, context.now, serde_json::to_string(&event)?, staff],
    )?;
    Ok(())
}

fn document_taken(error: SqlError) -> Failure {
    if error.is_unique_violation("trainees.document_index") {
        let mut errors = FieldErrors::default();
        errors.push("document_number", FieldCode::Taken);
        return errors.into();
    }
    error.into()
}
