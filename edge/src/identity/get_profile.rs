//! `identity.get_profile`: what the portal knows of the caller, and who looked.

use serde::Deserialize;
use shared::endpoint::Nothing;
use shared::identity::api::{Consent, DocumentLook, Profile};
use shared::phone::{Phone, PhoneError};
use shared::time::Timestamp;

use super::switchable;
use crate::institution::callers::Trainee;
use crate::institution::context::Context;
use crate::institution::failure::{Failure, Outcome};
use crate::params;

pub fn get_profile(context: &Context, caller: Trainee, _request: Nothing) -> Outcome<Profile> {
    #[derive(Deserialize)]
    struct Row {
        document_masked: String,
        phone: String,
        bound_at: Option<Timestamp>,
    }
    let id = caller.trainee.id;
    let row: Row = context.sql.one(
        "select json_object('document_masked', t.document_masked, 'phone', t.phone, 'bound_at', b.bound_at)
         from trainees t left join bindings b on b.trainee_id = t.id where t.id = ?1",
        params![id],
    )?;
    // A roster need not say the phone.
    let phone_masked = match Phone::parse(&row.phone) {
        Ok(phone) => phone.masked(),
        Err(PhoneError::Empty) => String::new(),
        Err(error) => return Err(Failure::broken(format!("trainees.phone of {id} is not a phone number: {error:?}"))),
    };
    let consent: Option<Consent> = context.sql.row(
        "select json_object('version', privacy_version, 'at', at) from consents where trainee_id = ?1 order by id desc limit 1",
        params![id],
    )?;
    let looks: Vec<DocumentLook> = context.sql.rows(
        "select json_object('at', l.at, 'staff_name', s.name, 'reason', l.reason)
         from document_looks l join staff s on s.id = l.staff_id where l.trainee_id = ?1 order by l.id desc limit 50",
        params![id],
    )?;
    Ok(Profile {
        switchable: switchable(context, &caller)?,
        trainee: caller.trainee,
        document_masked: row.document_masked,
        phone_masked,
        bound_at: row.bound_at,
        consent,
        looks,
    })
}
