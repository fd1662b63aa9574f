//! Separate consent for each kind of item (domain.md E1), and what is signed.

use serde::Deserialize;
use shared::error::ErrorCode;
use shared::id::TraineeId;
use shared::items::ItemKind;
use shared::lang::LocalText;
use shared::time::Timestamp;

use crate::institution::callers::Trainee;
use crate::institution::context::Context;
use crate::institution::failure::{Failure, Outcome};
use crate::params;

/// What holds for a kind of item.
#[derive(Debug, Deserialize)]
pub struct Rules {
    pub consent_version: i64,
    pub consent: LocalText,
    pub commitment_version: i64,
    pub commitment: LocalText,
    pub keep_days: i64,
    pub keep_original_days: i64,
}

impl Rules {
    pub fn of(context: &Context, kind: ItemKind) -> Outcome<Self> {
        let rules: Option<Self> = context.sql.row(
            "select json_object('consent_version', consent_version, 'consent', json_object('zh', consent_zh, 'en', consent_en),
               'commitment_version', commitment_version, 'commitment', json_object('zh', commitment_zh, 'en', commitment_en),
               'keep_days', keep_days, 'keep_original_days', keep_original_days)
             from item_rules where item = ?1",
            params![kind.code()],
        )?;
        rules.ok_or_else(|| Failure::broken(format!("item_rules has no {}", kind.code())))
    }
}

/// When a trainee agreed to a version and has not taken it back since.
pub fn given(context: &Context, trainee: TraineeId, kind: ItemKind, version: i64) -> Outcome<Option<Timestamp>> {
    #[derive(Deserialize)]
    struct Row {
        version: i64,
        at: Timestamp,
        withdrawn_at: Option<Timestamp>,
    }
    let newest: Option<Row> = context.sql.row(
        "select json_object('version', version, 'at', at, 'withdrawn_at', withdrawn_at) from sensitive_consents
         where trainee_id = ?1 and item = ?2 order by id desc limit 1",
        params![trainee, kind.code()],
    )?;
    Ok(newest.filter(|row| row.version == version && row.withdrawn_at.is_none()).map(|row| row.at))
}

/// Records that the caller ticked the box. An older version was another text: the page is loaded again.
pub fn give(context: &Context, caller: &Trainee, kind: ItemKind, rules: &Rules, ticked: i64) -> Outcome<()> {
    if ticked != rules.consent_version {
        return Err(ErrorCode::Changed.into());
    }
    context.sql.run(
        "insert into sensitive_consents (trainee_id, item, version, at, openid, address) values (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            caller.trainee.id,
            kind.code(),
            ticked,
            context.now,
            caller.session.openid.clone().unwrap_or_default(),
            &context.facts.address
        ],
    )?;
    Ok(())
}

/// Marks all consents of this kind as taken back.
pub fn take_back(context: &Context, trainee: TraineeId, kind: ItemKind) -> Outcome<()> {
    context.sql.run(
        "update sensitive_consents set withdrawn_at = ?3 where trainee_id = ?1 and item = ?2 and withdrawn_at is null",
        params![trainee, kind.code(), context.now],
    )?;
    Ok(())
}
