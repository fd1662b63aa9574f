//! Proofs as the database has them.

use serde::Deserialize;
use shared::id::{EnrolmentId, ProofId};
use shared::proofs::ProofState;
use shared::proofs::api::Proof;
use shared::time::Timestamp;

use crate::institution::context::Context;
use crate::institution::failure::{Failure, Outcome};
use crate::params;

#[derive(Deserialize)]
struct Row {
    id: ProofId,
    number: String,
    name: String,
    #[serde(flatten)]
    end: End,
    issued_at: Timestamp,
    issued_by: String,
    cause: String,
    bytes: i64,
    version: i64,
}

/// The columns of a state.
#[derive(Deserialize)]
pub struct End {
    state: String,
    ended_at: Option<Timestamp>,
    reason: String,
    /// Number of the one in its place.
    replaced_by: Option<String>,
}

impl End {
    /// # Errors
    /// A row that is in no state.
    pub fn state(self, id: ProofId) -> Outcome<ProofState> {
        match (self.state.as_str(), self.ended_at, self.replaced_by) {
            ("issued", None, None) => Ok(ProofState::Issued),
            ("superseded", Some(at), Some(by)) => Ok(ProofState::Superseded { at, by }),
            ("revoked", Some(at), None) => Ok(ProofState::Revoked { at, reason: self.reason }),
            _ => Err(Failure::broken(format!("proofs {id}: state, ended_at and replaced_by do not fit"))),
        }
    }
}

/// The columns of [`End`], of a proof `p`.
pub const END: &str = "'state', p.state, 'ended_at', p.ended_at, 'reason', p.reason,
  'replaced_by', (select r.number from proofs r where r.id = p.replaced_by)";

fn select(filter: &str) -> String {
    format!(
        "select json_object('id', p.id, 'number', p.number, 'name', p.fields ->> 'name', {END},
           'issued_at', p.issued_at, 'issued_by', s.name, 'cause', p.cause, 'bytes', p.bytes, 'version', p.version)
         from proofs p join staff s on s.id = p.issued_by where {filter}"
    )
}

fn proof(row: Row) -> Outcome<Proof> {
    let Row { id, number, name, end, issued_at, issued_by, cause, bytes, version } = row;
    Ok(Proof { id, number, name, state: end.state(id)?, issued_at, issued_by, cause, bytes, version })
}

pub fn one(context: &Context, id: ProofId) -> Outcome<Option<Proof>> {
    let row: Option<Row> = context.sql.row(&select("p.id = ?1"), params![id])?;
    row.map(proof).transpose()
}

/// Of an enrolment, newest first.
pub fn of_enrolment(context: &Context, id: EnrolmentId) -> Outcome<Vec<Proof>> {
    let filter = select("p.enrolment_id = ?1 order by p.id desc limit 50");
    let rows: Vec<Row> = context.sql.rows(&filter, params![id])?;
    rows.into_iter().map(proof).collect()
}
