//! What a trainee sends: announced first, stored by the shell, then taken into use. The bytes never come here.

use serde::{Deserialize, Serialize};
use shared::error::ErrorCode;
use shared::id::{EnrolmentId, FileId};
use shared::items::api::Item;
use shared::items::{Command, ItemKind};

use super::cases::Case;
use super::consents::{Rules, give, given};
use super::files::{self, NewFile, Place, Purpose};
use super::rows::{command, item_of, refused};
use crate::institution::audit;
use crate::institution::callers::{Anyone, Authenticate as _, Trainee};
use crate::institution::context::Context;
use crate::institution::dispatch::transaction;
use crate::institution::failure::{Failure, Outcome};
use crate::institution::internal::internal;
use crate::institution::tries;
use crate::params;

/// What is about to be stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BeginUploadRequest {
    pub enrolment_id: EnrolmentId,
    pub kind: ItemKind,
    /// The version of the consent that was ticked.
    pub consent: Option<i64>,
    /// None for a commitment signed by typing the name.
    pub files: Vec<NewFile>,
}

/// Where to store it, in the order of the request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UploadPlaces {
    pub places: Vec<Place>,
}

/// What was stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FinishUploadRequest {
    pub enrolment_id: EnrolmentId,
    pub kind: ItemKind,
    pub file: Option<FileId>,
    pub original: Option<FileId>,
    /// The version of the commitment that was signed.
    pub commitment: Option<i64>,
}

/// What the item has become.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    pub version: i64,
}

internal!(
    /// Records the consent, and that bytes are on their way. Never answered from memory: a place that was given before may
    /// be gone by now, and bytes that are stored there would stay for ever.
    BeginUpload = "items.begin_upload", BeginUploadRequest => UploadPlaces
);
internal!(
    /// Takes stored bytes into use: the item is sent.
    change FinishUpload = "items.finish_upload", FinishUploadRequest => Sent
);

pub fn begin_upload(context: &Context, _caller: Anyone, request: BeginUploadRequest) -> Outcome<UploadPlaces> {
    transaction(context, || begin(context, &request))
}

fn begin(context: &Context, request: &BeginUploadRequest) -> Outcome<UploadPlaces> {
    let caller = Trainee::authenticate(context)?;
    let trainee = caller.trainee.id;
    let (_case, _item) = sendable(context, &caller, request.enrolment_id, request.kind)?;
    tries::count(context, "upload_trainee", &trainee.to_string())?;
    let rules = Rules::of(context, request.kind)?;
    if given(context, trainee, request.kind, rules.consent_version)?.is_none() {
        // The page has a box for it: without a tick nothing comes here.
        let ticked = request.consent.ok_or(ErrorCode::Changed)?;
        give(context, &caller, request.kind, &rules, ticked)?;
    }
    let places = request.files.iter().map(|file| files::announce(context, trainee, request.kind, file));
    Ok(UploadPlaces { places: places.collect::<Outcome<_>>()? })
}

pub fn finish_upload(context: &Context, _caller: Anyone, request: FinishUploadRequest) -> Outcome<Sent> {
    let FinishUploadRequest { enrolment_id, kind, file, original, commitment } = request;
    let caller = Trainee::authenticate(context)?;
    let trainee = caller.trainee.id;
    let (_case, item) = sendable(context, &caller, enrolment_id, kind)?;
    let rules = Rules::of(context, kind)?;
    if given(context, trainee, kind, rules.consent_version)?.is_none() {
        // Taken back while the bytes were under way.
        return Err(ErrorCode::Changed.into());
    }
    if kind == ItemKind::HealthCommitment && commitment != Some(rules.commitment_version) {
        return Err(ErrorCode::Changed.into());
    }
    if kind != ItemKind::HealthCommitment && file.is_none() {
        return Err(Failure::broken("an upload without a file"));
    }
    let until = context.now.plus_days(rules.keep_days);
    for id in [file, original].into_iter().flatten() {
        if !files::keep(context, id, trainee, until)? {
            return Err(ErrorCode::Changed.into());
        }
    }
    if let Some(original) = original {
        files::set_accepted_days(context, original, rules.keep_original_days)?;
    }
    for former in [item.file, item.original].into_iter().flatten() {
        files::drop_now(context, former.id)?;
    }
    command(context, enrolment_id, &item, Command::Submit, item.version)?;
    let signed = kind == ItemKind::HealthCommitment;
    context.sql.run(
        "update case_items set file_id = ?3, original_id = ?4, signed_at = ?5, signed_version = ?6, signed_typed = ?7
         where enrolment_id = ?1 and item = ?2",
        params![
            enrolment_id,
            kind.code(),
            file,
            original,
            signed.then_some(context.now),
            commitment.filter(|_| signed),
            signed.then_some(file.is_none())
        ],
    )?;
    let detail = serde_json::json!({ "item": kind });
    audit::record(context, &caller.actor(), "items.send_item", Some(("enrolment", enrolment_id.0)), &detail)?;
    Ok(Sent { version: item.version + 1 })
}

/// The caller's own item, if it can be sent now.
fn sendable(context: &Context, caller: &Trainee, enrolment: EnrolmentId, kind: ItemKind) -> Outcome<(Case, Item)> {
    let case = Case::of_trainee(context, enrolment, caller.trainee.id)?;
    let item = item_of(context, &case, kind)?;
    if !case.open {
        return Err(ErrorCode::Changed.into());
    }
    item.state.clone().apply(kind, Command::Submit, context.now).map_err(refused)?;
    Ok((case, item))
}

impl Purpose {
    /// Whether an item of this kind may come with such a file.
    pub const fn fits(self, kind: ItemKind) -> bool {
        matches!((self, kind), (Self::Item, _) | (Self::Original, ItemKind::Photo))
    }
}
