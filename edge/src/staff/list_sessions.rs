//! `staff.list_sessions`: where the caller is signed in.

use serde::Deserialize;
use shared::endpoint::Nothing;
use shared::staff::api::StaffSession;
use shared::time::Timestamp;

use crate::institution::callers::AnyStaff;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

/// How much of a token's hash names a session: enough to be unique, useless to get in.
const ID_CHARS: usize = 16;

/// Newest first; at most 50.
pub fn list_sessions(context: &Context, AnyStaff(member): AnyStaff, _request: Nothing) -> Outcome<Vec<StaffSession>> {
    #[derive(Deserialize)]
    struct Row {
        token_hash: String,
        device: String,
        created_at: Timestamp,
        seen_at: Timestamp,
    }
    let rows: Vec<Row> = context.sql.rows(
        "select json_object('token_hash', token_hash, 'device', device, 'created_at', created_at, 'seen_at', seen_at)
         from staff_sessions where staff_id = ?1 and expires_at > ?2 order by created_at desc, token_hash limit 50",
        params![member.id, context.now],
    )?;
    let sessions = rows.into_iter().map(|row| StaffSession {
        current: row.token_hash == member.token_hash,
        id: row.token_hash.chars().take(ID_CHARS).collect(),
        device: row.device,
        created_at: row.created_at,
        seen_at: row.seen_at,
    });
    Ok(sessions.collect())
}
