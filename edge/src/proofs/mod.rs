//! The institution's own training proofs: issued by staff, taken along by trainees, checked by anybody.
//!
//! Issuing takes two turns of the object: [`begin_proof`] looks whether it may be and gives a number, the shell writes the
//! page, has its files known by [`announce_files`] and stores them, [`finish_proof`] makes it a proof. What is lost in between
//! leaves a number out and nothing else.

pub mod announce_files;
mod basis;
pub mod begin_proof;
pub mod find_file;
pub mod finish_proof;
mod get_proof;
mod get_standing;
mod list_class_proofs;
mod list_proofs;
mod make_link;
mod revoke_proof;
mod rows;
pub mod settings;

use shared::proofs::api;

use crate::institution::dispatch::Dispatcher;

/// Use cases of this feature.
pub fn register(dispatcher: &mut Dispatcher) {
    dispatcher.on::<api::ListProofs, _>(list_proofs::list_proofs);
    dispatcher.on::<begin_proof::BeginProof, _>(begin_proof::begin_proof);
    dispatcher.on::<announce_files::AnnounceFiles, _>(announce_files::announce_files);
    dispatcher.on::<finish_proof::FinishProof, _>(finish_proof::finish_proof);
    dispatcher.on::<api::RevokeProof, _>(revoke_proof::revoke_proof);
    dispatcher.on::<api::ListClassProofs, _>(list_class_proofs::list_class_proofs);
    dispatcher.on::<api::GetProofSettings, _>(settings::get_settings);
    dispatcher.on::<settings::StoreProofSettings, _>(settings::store_settings);
    dispatcher.on::<settings::GetProofSample, _>(settings::get_sample);
    dispatcher.on::<api::GetProof, _>(get_proof::get_proof);
    dispatcher.on::<find_file::FindProofFile, _>(find_file::find_file);
    dispatcher.on::<api::MakeProofLink, _>(make_link::make_link);
    dispatcher.on::<api::GetProofStanding, _>(get_standing::get_standing);
}
