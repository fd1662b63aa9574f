//! Trainees as the database has them, for staff.

use shared::enrolments::api::{EnrolmentRow, TraineeDetail};
use shared::error::ErrorCode;
use shared::id::TraineeId;
use shared::identity::document::{DocumentKind, DocumentNumber};

use crate::identity::document_index;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

/// One trainee with the newest enrolments, at most 50. A merged record leads to the one that lives on.
pub fn detail_of(context: &Context, id: TraineeId) -> Outcome<TraineeDetail> {
    #[derive(serde::Deserialize)]
    struct Row {
        id: TraineeId,
        name: String,
        document_kind: DocumentKind,
        document_masked: String,
        phone: String,
        bound: bool,
        version: i64,
    }
    let row: Option<Row> = context.sql.row(
        "select json_object('id', t.id, 'name', t.name, 'document_kind', t.document_kind,
           'document_masked', t.document_masked, 'phone', t.phone,
           'bound', json(iif(b.trainee_id is null, 'false', 'true')), 'version', t.version)
         from trainees r join trainees t on t.id = coalesce(r.merged_into, r.id)
         left join bindings b on b.trainee_id = t.id where r.id = ?1",
        params![id],
    )?;
    let row = row.ok_or(ErrorCode::NotFound)?;
    let enrolments: Vec<EnrolmentRow> = context.sql.rows(
        "select json_object('id', e.id, 'course', c.name, 'kind', c.kind, 'class_code', k.code,
           'dues', json_object('due', e.fee, 'paid', e.paid), 'stage_name', json_object('zh', s.label, 'en', s.name_en),
           'outcome', e.outcome)
         from enrolments e join classes k on k.id = e.class_id join courses c on c.id = k.course_id
         join stages s on s.position = e.stage where e.trainee_id = ?1 order by e.id desc limit 50",
        params![row.id],
    )?;
    let Row { id, name, document_kind, document_masked, phone, bound, version } = row;
    Ok(TraineeDetail { id, name, document_kind, document_masked, phone, bound, enrolments, version })
}

/// A document number in the columns that hold it.
pub struct DocumentColumns {
    pub kind: &'static str,
    /// Sealed (context trainees.document).
    pub sealed: String,
    pub masked: String,
    pub index: String,
    pub last_four_index: String,
}

pub fn document_columns(context: &Context, document: &DocumentNumber) -> Outcome<DocumentColumns> {
    Ok(DocumentColumns {
        kind: document.kind().code(),
        sealed: context.seal("trainees.document", document.number())?,
        masked: document.masked(),
        index: document_index(context, document),
        last_four_index: context.keys.blind_index("last_four", &document.last_four()),
    })
}
