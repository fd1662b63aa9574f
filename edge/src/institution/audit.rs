//! Who did what: written in the transaction that did it.

use serde::Serialize;
use shared::id::{StaffId, TraineeId};

use super::context::Context;
use super::failure::Outcome;
use crate::params;

/// Who acted.
#[derive(Clone, Debug)]
pub enum Actor {
    Staff(StaffId),
    Trainee(TraineeId),
    /// A WeChat account that is nobody yet.
    OpenId(String),
    System,
}

impl Actor {
    fn columns(&self) -> (&'static str, String) {
        match self {
            Self::Staff(id) => ("staff", id.to_string()),
            Self::Trainee(id) => ("trainee", id.to_string()),
            Self::OpenId(openid) => ("openid", openid.clone()),
            Self::System => ("system", String::new()),
        }
    }
}

/// Writes an audit row. `detail` must hold no personal data in clear.
pub fn record(
    context: &Context,
    actor: &Actor,
    action: &str,
    subject: Option<(&str, i64)>,
    detail: &impl Serialize,
) -> Outcome<()> {
    let (kind, id) = actor.columns();
    let (subject_kind, subject_id) = subject.map_or(("", None), |(kind, id)| (kind, Some(id)));
    context.sql.run(
        "insert into audit (at, actor_kind, actor_id, action, subject_kind, subject_id, detail)
         values (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![context.now, kind, id, action, subject_kind, subject_id, serde_json::to_string(detail)?],
    )?;
    Ok(())
}
