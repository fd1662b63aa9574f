//! Staff issue proofs, trainees take them along, anybody checks them.

use serde::{Deserialize, Serialize};

use super::{PrintedHours, ProofFields, ProofObstacle, ProofState};
use crate::courses::api::ClassRequest;
use crate::date::Date;
use crate::endpoint::Nothing;
use crate::endpoints;
use crate::enrolments::api::EnrolmentRequest;
use crate::id::{EnrolmentId, ProofId};
use crate::links::OneTimeLink;
use crate::page::Page;
use crate::time::Timestamp;

/// A proof as staff see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    pub id: ProofId,
    pub number: String,
    /// As printed.
    pub name: String,
    #[serde(flatten)]
    pub state: ProofState,
    pub issued_at: Timestamp,
    pub issued_by: String,
    /// Why it replaces another; empty for a first one.
    pub cause: String,
    /// Size of the PDF.
    pub bytes: i64,
    pub version: i64,
}

/// The proofs of an enrolment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolmentProofs {
    /// Newest first; at most 50.
    pub proofs: Vec<Proof>,
    /// What stands in the way of another one; empty: it can be issued.
    pub obstacles: Vec<ProofObstacle>,
    /// The one in force says another name than the trainee has now.
    pub outdated: bool,
}

/// Issues a proof. When one is in force, it is replaced, and why must be said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssueProofRequest {
    /// The enrolment.
    pub id: EnrolmentId,
    /// The proof in force that the caller saw; absent: none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<ProofId>,
    /// 2 to 100 characters when another is replaced.
    #[serde(default)]
    pub reason: String,
}

/// Takes a proof back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RevokeProofRequest {
    pub id: ProofId,
    /// 2 to 100 characters; the trainee reads it.
    pub reason: String,
    pub version: i64,
}

/// Somebody of a class, and whether a proof is there or can be issued.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassProof {
    pub enrolment_id: EnrolmentId,
    pub name: String,
    pub document_masked: String,
    pub trained_from: Option<Date>,
    pub trained_to: Option<Date>,
    pub hours_due: PrintedHours,
    pub hours_done: PrintedHours,
    /// Of the proof in force.
    pub number: Option<String>,
    /// Why the last proof was taken back; absent while one is in force.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revoked: Option<String>,
    pub obstacles: Vec<ProofObstacle>,
}

/// What all proofs have in common.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProofSettings {
    /// Who signs.
    pub signatory: String,
    /// Numbers are `<prefix>-<year>-<five digits>`.
    pub prefix: String,
    /// Whether there is a seal. Its picture has an address of its own.
    pub has_seal: bool,
    pub version: i64,
}

/// New settings of proofs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProofSettingsForm {
    pub signatory: String,
    pub prefix: String,
    /// A PNG with a transparent ground in base64; absent keeps the known seal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seal: Option<String>,
    pub version: i64,
}

/// Largest picture of a seal in bytes, before base64.
pub const MAX_SEAL_BYTES: usize = 200 * 1024;

/// A sample proof with the seal and signatory of the settings, as a picture; for staff.
pub const SAMPLE_ADDRESS: &str = "/proofs/sample";

/// The trainee's page of a proof.
pub fn page_address(id: ProofId) -> String {
    format!("/proofs/{id}")
}

/// The frozen page of a proof as a picture, for its trainee and for staff.
pub fn picture_address(id: ProofId) -> String {
    format!("/proofs/{id}/picture")
}

/// The frozen PDF of a proof, for its trainee and for staff.
pub fn pdf_address(id: ProofId) -> String {
    format!("/proofs/{id}/pdf")
}

/// One proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProofRequest {
    pub id: ProofId,
}

/// A proof as its trainee sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TraineeProof {
    pub id: ProofId,
    pub enrolment_id: EnrolmentId,
    pub fields: ProofFields,
    #[serde(flatten)]
    pub state: ProofState,
    pub bytes: i64,
    /// The one of this enrolment that is in force, when this one is not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub newest: Option<ProofId>,
}

/// Asks for the state of a proof whose code the caller has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProofStandingRequest {
    /// SHA-256 of what the code's signature is over, in hex: only the code leads to it.
    pub code: String,
}

/// The state for those who check: without the reasons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PublicState {
    Issued,
    Superseded,
    Revoked,
}

impl From<ProofState> for PublicState {
    fn from(state: ProofState) -> Self {
        match state {
            ProofState::Issued => Self::Issued,
            ProofState::Superseded { .. } => Self::Superseded,
            ProofState::Revoked { .. } => Self::Revoked,
        }
    }
}

/// What the portal says of a proof.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProofStanding {
    pub state: PublicState,
    /// Of the PDF, in hex.
    pub sha256: String,
    pub issued_at: Timestamp,
}

endpoints! {
    /// The proofs of an enrolment, and what stands in the way of another.
    ListProofs = "proofs.list_proofs": Get "/api/staff/enrolments/{id}/proofs", AnyStaff, EnrolmentRequest => EnrolmentProofs;
    /// Issues a proof, or one in the place of the one in force.
    IssueProof = "proofs.issue_proof": Post "/api/staff/enrolments/{id}/proofs", Registrar, IssueProofRequest => Proof;
    /// Takes a proof back, with a reason that the trainee reads.
    RevokeProof = "proofs.revoke_proof": Post "/api/staff/proofs/{id}/revoke", Registrar, RevokeProofRequest => Proof;
    /// Who of a class has a proof or can get one, 100 at a time.
    ListClassProofs = "proofs.list_class_proofs": Get "/api/staff/classes/{id}/proofs", AnyStaff, ClassRequest => Page<ClassProof>;
    /// What all proofs have in common.
    GetProofSettings = "proofs.get_settings": Get "/api/staff/proof-settings", Administrator, Nothing => ProofSettings;
    /// Changes signatory, seal and number pattern.
    SaveProofSettings = "proofs.save_settings": Post "/api/staff/proof-settings", Administrator, ProofSettingsForm => ProofSettings, max_body = 320 * 1024;
    /// One proof of the caller.
    GetProof = "proofs.get_proof": Get "/api/proofs/{id}", Trainee, ProofRequest => TraineeProof;
    /// Makes a link for another browser: valid once, for ten minutes.
    MakeProofLink = "proofs.make_link": Post "/api/proofs/{id}/link", Trainee, ProofRequest => OneTimeLink;
    /// The state of a proof, for whoever has its code. A query: the code must not stand in an address.
    GetProofStanding = "proofs.get_standing": Query "/api/proofs/standing", Anyone, ProofStandingRequest => ProofStanding;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn survives<T>(values: Vec<T>)
    where
        T: Serialize + serde::de::DeserializeOwned + PartialEq + core::fmt::Debug,
    {
        for value in values {
            let json = serde_json::to_string(&value).unwrap();
            assert_eq!(serde_json::from_str::<T>(&json).unwrap(), value);
        }
    }

    #[test]
    fn what_travels_comes_back() {
        survives(Proof::samples());
        survives(EnrolmentProofs::samples());
        survives(ClassProof::samples());
        survives(TraineeProof::samples());
        survives(ProofStanding::samples());
        survives(ProofFields::samples());
    }
}
