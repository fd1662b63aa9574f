//! Settings of the institution.

use serde::{Deserialize, Serialize};

use crate::endpoint::Nothing;
use crate::endpoints;

/// The settings as staff see them. The secret is never sent back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    pub name: String,
    pub phone: String,
    pub address: String,
    pub icp: String,
    /// `AppID` of the WeChat Official Account (`wx` + 16 characters); empty before it is connected.
    pub app_id: String,
    /// Whether a secret is stored.
    pub app_secret_set: bool,
    /// Name and content of the file that WeChat wants at the root (`MP_verify_….txt`).
    pub verify_file_name: String,
    pub verify_file_body: String,
    /// The privacy notice in force: plain paragraphs separated by empty lines.
    pub privacy_text: String,
    /// Counts up each time the text is changed; consent is recorded for a version.
    pub privacy_version: i64,
    /// For the guarded write: what the caller saw.
    pub version: i64,
}

/// New settings; all fields as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingsForm {
    pub name: String,
    pub phone: String,
    pub address: String,
    pub icp: String,
    pub app_id: String,
    /// Absent: keep the stored one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub app_secret: Option<String>,
    pub verify_file_name: String,
    pub verify_file_body: String,
    pub privacy_text: String,
    /// The version that was shown when editing began.
    pub version: i64,
}

endpoints! {
    /// The settings.
    GetSettings = "institution.get_settings": Get "/api/staff/settings", Administrator, Nothing => Settings;
    /// Replaces the settings when nobody else changed them in between.
    SaveSettings = "institution.save_settings": Post "/api/staff/settings", Administrator, SettingsForm => Settings;
}
