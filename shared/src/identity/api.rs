//! What the trainee app calls about identity. The POSTs are plain HTML forms that work without scripts; the shell reads
//! the form and answers with a redirect or the page again.

use serde::{Deserialize, Serialize};

use crate::endpoint::Nothing;
use crate::endpoints;
use crate::enrolments::api::TraineeName;
use crate::id::TraineeId;
use crate::time::Timestamp;

/// What the bind page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BindPage {
    /// The version of the privacy notice that consent is asked for.
    pub privacy_version: i64,
    /// The notice itself, to be read without leaving the form.
    #[serde(default)]
    pub privacy_text: String,
    /// Whether the visitor came through WeChat. If not, only the claim code is offered.
    pub through_wechat: bool,
    /// Trainees already bound to this account: binding one more is possible.
    pub bound: Vec<TraineeName>,
    /// When the last trainee of this account was bound to another one; absent while somebody is bound.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moved_at: Option<Timestamp>,
}

/// The two ways to prove who one is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BindBy {
    /// Name + document number + phone.
    #[default]
    Details,
    /// Claim code of the admission slip + last four of the document number.
    ClaimCode,
}

/// The bind form as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BindForm {
    #[serde(default)]
    pub by: BindBy,
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub document_number: String,
    #[serde(default)]
    pub phone: String,
    #[serde(default)]
    pub claim_code: String,
    #[serde(default)]
    pub last_four: String,
    /// The version consented to, as sent by the ticked box; absent when it is not ticked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consent: Option<String>,
}

/// Who was bound.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bound {
    pub trainee: TraineeName,
    /// A visitor without WeChat gets a session by this token; it is set as a cookie and never shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<String>,
}

/// Chooses one of the trainees bound to this account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SwitchRequest {
    pub trainee_id: TraineeId,
}

/// The trainee's own page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    pub trainee: TraineeName,
    pub switchable: Vec<TraineeName>,
    pub document_masked: String,
    pub phone_masked: String,
    /// Since when a WeChat account is bound; absent when the session came from a claim code.
    pub bound_at: Option<Timestamp>,
    /// Version and time of the consent in force.
    pub consent: Option<Consent>,
    /// Who looked at the whole document number and why, newest first; at most 50.
    pub looks: Vec<DocumentLook>,
}

/// A recorded consent to the privacy notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    pub version: i64,
    pub at: Timestamp,
}

/// A member of staff saw the whole document number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentLook {
    pub at: Timestamp,
    pub staff_name: String,
    pub reason: String,
}

/// The privacy notice in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrivacyNotice {
    pub version: i64,
    /// Paragraphs separated by empty lines.
    pub text: String,
}

endpoints! {
    /// What the bind page shows.
    GetBindPage = "identity.get_bind_page": Get "/api/bind", Anyone, Nothing => BindPage;
    /// Binds the visitor to a trainee.
    BindTrainee = "identity.bind_trainee": Post "/bind", Anyone, BindForm => Bound, max_body = 8 * 1024;
    /// Chooses whose pages are shown.
    SwitchTrainee = "identity.switch_trainee": Post "/switch", Trainee, SwitchRequest => Nothing, max_body = 8 * 1024;
    /// Ends the session.
    SignOut = "identity.sign_out": Post "/sign-out", Anyone, Nothing => Nothing, max_body = 8 * 1024;
    /// Ends the binding of the current trainee and WeChat account.
    Unbind = "identity.unbind": Post "/unbind", Trainee, Nothing => Nothing, max_body = 8 * 1024;
    /// The trainee's own page.
    GetProfile = "identity.get_profile": Get "/api/profile", Trainee, Nothing => Profile;
    /// The privacy notice in force.
    GetPrivacy = "identity.get_privacy": Get "/api/privacy", Anyone, Nothing => PrivacyNotice;
}
