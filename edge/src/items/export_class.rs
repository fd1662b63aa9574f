//! `items.export_class`: a page of the class list for the authority, with whole document numbers. Every trainee reads who
//! took theirs and why. Cases that have ended are left out.

use serde::Deserialize;
use shared::error::{ErrorCode, FieldCode, FieldErrors};
use shared::id::{EnrolmentId, FileId, TraineeId};
use shared::identity::document::DocumentKind;
use shared::items::ItemKind;
use shared::items::api::{ExportClassRequest, ExportPage, ExportRow};

use super::cases::{ClassOfItems, required};
use crate::institution::audit;
use crate::institution::callers::Registrar;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::institution::prose;
use crate::params;

const PAGE: usize = 100;
const REASON_MIN: usize = 2;
const REASON_MAX: usize = 100;

#[derive(Deserialize)]
struct Row {
    enrolment_id: EnrolmentId,
    trainee_id: TraineeId,
    name: String,
    document_kind: DocumentKind,
    /// Sealed.
    document: String,
    phone: String,
    employer: String,
    accepted: Vec<ItemKind>,
    photo: Option<FileId>,
}

pub fn export_class(
    context: &Context,
    Registrar(member): Registrar,
    request: ExportClassRequest,
) -> Outcome<ExportPage> {
    let mut errors = FieldErrors::default();
    let reason = prose::sentence(&request.reason, REASON_MAX)
        .and_then(|reason| if reason.chars().count() < REASON_MIN { Err(FieldCode::TooShort) } else { Ok(reason) });
    let Some(reason) = errors.check("reason", reason) else { return Err(errors.into()) };
    let class = ClassOfItems::of(context, request.id)?;
    let after: i64 = match &request.after {
        None => 0,
        Some(after) => after.parse().or(Err(ErrorCode::Malformed))?,
    };
    let needed = required(context, class.regime, class.kind)?;
    let mut rows: Vec<Row> = context.sql.rows(
        "select json_object('enrolment_id', e.id, 'trainee_id', t.id, 'name', t.name, 'document_kind', t.document_kind,
           'document', t.document, 'phone', t.phone, 'employer', coalesce(m.name, ''),
           'accepted', json((select json_group_array(i.item) from case_items i
             where i.enrolment_id = e.id and i.state = 'accepted')),
           'photo', (select i.file_id from case_items i
             where i.enrolment_id = e.id and i.item = 'photo' and i.state = 'accepted'))
         from enrolments e join trainees t on t.id = e.trainee_id left join employers m on m.id = e.employer_id
         where e.class_id = ?1 and e.id > ?2 and e.outcome is null
           and (?4 = '[]' or e.stage in (select position from stages where key in (select value from json_each(?4))))
         order by e.id limit ?3",
        params![class.id, after, i64::try_from(PAGE + 1).unwrap_or(i64::MAX), serde_json::to_string(&request.stages)?],
    )?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = rows.last().filter(|_| more).map(|last| last.enrolment_id.to_string());
    record_looks(context, &rows, member.id, &reason)?;
    let detail = serde_json::json!({ "trainees": rows.len(), "stages": request.stages });
    audit::record(context, &member.actor(), "items.export_class", Some(("class", class.id.0)), &detail)?;
    let rows = rows.into_iter().map(|row| {
        Ok(ExportRow {
            document_number: context.open("trainees.document", &row.document)?,
            enrolment_id: row.enrolment_id,
            name: row.name,
            document_kind: row.document_kind,
            phone: row.phone,
            employer: row.employer,
            photo: row.photo,
            missing: needed.iter().copied().filter(|kind| !row.accepted.contains(kind)).collect(),
        })
    });
    let rows = rows.collect::<Outcome<Vec<_>>>()?;
    Ok(ExportPage {
        class_code: class.code,
        course: class.course,
        course_kind: class.kind,
        required: needed,
        rows,
        next,
    })
}

fn record_looks(context: &Context, rows: &[Row], staff: shared::id::StaffId, reason: &str) -> Outcome<()> {
    let trainees: Vec<TraineeId> = rows.iter().map(|row| row.trainee_id).collect();
    context.sql.run(
        "insert into document_looks (trainee_id, staff_id, at, reason)
         select value, ?2, ?3, ?4 from json_each(?1)",
        params![serde_json::to_string(&trainees)?, staff, context.now, reason],
    )?;
    Ok(())
}
