//! Links as the database has them: of a token only its hash.

use serde::{Deserialize, Serialize};
use shared::id::{CertificateId, ProofId};
use shared::links::OneTimeLink;
use shared::time::Timestamp;

use crate::institution::context::Context;
use crate::institution::crypto::token_hash;
use crate::institution::failure::Outcome;
use crate::params;

const LINK_SECONDS: i64 = 600;

/// What a link leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "what", content = "id")]
pub enum Subject {
    /// The PDF of a proof.
    Proof(ProofId),
    /// The next day of a certificate, for a calendar.
    Certificate(CertificateId),
}

impl Subject {
    /// As in the database and in the audit.
    pub const fn columns(self) -> (&'static str, i64) {
        match self {
            Self::Proof(id) => ("proof", id.0),
            Self::Certificate(id) => ("certificate", id.0),
        }
    }
}

/// Makes a link. The newest of a thing is the one that counts: tapping again and again leaves one open, not ten.
pub fn make(context: &Context, subject: Subject) -> Outcome<OneTimeLink> {
    let (token, expires_at) = (context.token(), context.now.plus_seconds(LINK_SECONDS));
    let (what, id) = subject.columns();
    context.sql.run(
        "insert or replace into one_time_links (token_hash, what, subject_id, expires_at) values (?1, ?2, ?3, ?4)",
        params![token_hash(&token), what, id, expires_at],
    )?;
    Ok(OneTimeLink { token, expires_at })
}

/// A link that can still be used.
#[derive(Deserialize)]
pub struct Open {
    #[serde(flatten)]
    pub subject: Subject,
    pub expires_at: Timestamp,
}

pub fn find(context: &Context, token: &str) -> Outcome<Option<Open>> {
    Ok(context.sql.row(
        "select json_object('what', what, 'id', subject_id, 'expires_at', expires_at) from one_time_links
         where token_hash = ?1 and expires_at > ?2",
        params![token_hash(token), context.now],
    )?)
}

/// Uses a link up.
pub fn take(context: &Context, token: &str) -> Outcome<Option<Subject>> {
    let used: Vec<Subject> = context.sql.returning(
        "delete from one_time_links where token_hash = ?1 and expires_at > ?2
         returning json_object('what', what, 'id', subject_id)",
        params![token_hash(token), context.now],
    )?;
    Ok(used.first().copied())
}
