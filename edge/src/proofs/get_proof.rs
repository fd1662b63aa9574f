//! `proofs.get_proof`: one proof of the caller.

use serde::Deserialize;
use shared::error::ErrorCode;
use shared::id::{EnrolmentId, ProofId};
use shared::proofs::ProofFields;
use shared::proofs::api::{ProofRequest, TraineeProof};

use super::rows::{END, End};
use crate::institution::callers::Trainee;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

/// Somebody else's proof is answered as if it did not exist.
pub fn get_proof(context: &Context, caller: Trainee, request: ProofRequest) -> Outcome<TraineeProof> {
    #[derive(Deserialize)]
    struct Row {
        id: ProofId,
        enrolment_id: EnrolmentId,
        fields: ProofFields,
        bytes: i64,
        newest: Option<ProofId>,
        #[serde(flatten)]
        end: End,
    }
    let sql = format!(
        "select json_object('id', p.id, 'enrolment_id', p.enrolment_id, 'fields', json(p.fields), 'bytes', p.bytes,
           'newest', iif(p.state = 'issued', null, (select n.id from proofs n where n.enrolment_id = p.enrolment_id and n.state = 'issued')),
           {END})
         from proofs p join enrolments e on e.id = p.enrolment_id where p.id = ?1 and e.trainee_id = ?2"
    );
    let row: Option<Row> = context.sql.row(&sql, params![request.id, caller.trainee.id])?;
    let Row { id, enrolment_id, fields, bytes, newest, end } = row.ok_or(ErrorCode::NotFound)?;
    Ok(TraineeProof { id, enrolment_id, fields, bytes, newest, state: end.state(id)? })
}
