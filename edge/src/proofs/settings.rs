//! What all proofs have in common: signatory, seal and number pattern. The shell makes the picture of a seal small and
//! stores it; here is its name.

use serde::{Deserialize, Serialize};
use shared::endpoint::Nothing;
use shared::error::{ErrorCode, FieldCode, FieldErrors};
use shared::proofs::ProofFields;
use shared::proofs::api::{ProofSettings, ProofSettingsForm};
use shared::text::{self, PersonName};

use crate::institution::audit;
use crate::institution::callers::{Administrator, Anyone, Authenticate as _};
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::institution::internal::internal;
use crate::params;

const PREFIX_MAX: usize = 12;

/// The settings with what a proof needs of the institution.
#[derive(Clone, Debug, Deserialize)]
pub struct Common {
    pub institution: String,
    pub signatory: String,
    pub prefix: String,
    /// Empty: none.
    pub seal_file: String,
    version: i64,
}

impl Common {
    pub fn is_complete(&self) -> bool {
        ![&self.institution, &self.signatory, &self.seal_file].iter().any(|text| text.is_empty())
    }
}

pub fn common(context: &Context) -> Outcome<Common> {
    Ok(context.sql.one(
        "select json_object('institution', i.name, 'signatory', s.signatory, 'prefix', s.prefix, 'seal_file', s.seal_file,
           'version', s.version) from proof_settings s join institution i on i.id = 1 where s.id = 1",
        &[],
    )?)
}

/// New settings, with the seal where the shell has stored it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoreSettingsRequest {
    /// Without the picture.
    pub form: ProofSettingsForm,
    /// Absent keeps the known one.
    pub seal_file: Option<String>,
}

/// A proof of nobody, to look at seal and signatory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProofSample {
    pub fields: ProofFields,
    /// Empty: none.
    pub seal_file: String,
}

internal!(
    /// Changes the settings of proofs.
    change StoreProofSettings = "proofs.store_settings", StoreSettingsRequest => ProofSettings
);
internal!(
    /// What a sample says.
    GetProofSample = "proofs.get_sample", Nothing => ProofSample
);

pub fn get_settings(context: &Context, _caller: Administrator, _request: Nothing) -> Outcome<ProofSettings> {
    let Common { signatory, prefix, seal_file, version, .. } = common(context)?;
    Ok(ProofSettings { signatory, prefix, has_seal: !seal_file.is_empty(), version })
}

pub fn store_settings(context: &Context, _caller: Anyone, request: StoreSettingsRequest) -> Outcome<ProofSettings> {
    let caller = Administrator::authenticate(context)?;
    let StoreSettingsRequest { form, seal_file } = request;
    let mut errors = FieldErrors::default();
    let signatory = errors.check("signatory", PersonName::parse(&form.signatory));
    let prefix = errors.check("prefix", prefix(&form.prefix));
    let (Some(signatory), Some(prefix)) = (signatory, prefix) else { return Err(errors.into()) };
    let saved = context.sql.changed(
        "update proof_settings set signatory = ?2, prefix = ?3, seal_file = coalesce(?4, seal_file), version = version + 1
         where id = 1 and version = ?1 returning 1",
        params![form.version, signatory.as_str(), prefix, seal_file.clone()],
    )?;
    if saved == 0 {
        return Err(ErrorCode::Changed.into());
    }
    let detail = serde_json::json!({ "seal_changed": seal_file.is_some() });
    audit::record(context, &caller.0.actor(), "proofs.save_settings", None, &detail)?;
    get_settings(context, caller, Nothing {})
}

/// Letters and digits of every keyboard: the number is typed, read out and part of a file's name.
fn prefix(typed: &str) -> Result<String, FieldCode> {
    let prefix = text::line(&text::squash(typed).to_ascii_uppercase(), PREFIX_MAX)?;
    let good = prefix.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if good && !prefix.starts_with('-') && !prefix.ends_with('-') { Ok(prefix) } else { Err(FieldCode::BadCharacters) }
}

pub fn get_sample(context: &Context, _caller: Anyone, _request: Nothing) -> Outcome<ProofSample> {
    let _caller = Administrator::authenticate(context)?;
    let common = common(context)?;
    let today = context.now.day();
    let number = format!("{}-{}-00000", common.prefix, today.year());
    let fields = ProofFields::specimen(number, common.institution, common.signatory, today);
    Ok(ProofSample { fields, seal_file: common.seal_file })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_can_be_typed_and_read_out() {
        for (typed, stored) in [
            ("PX", Some("PX")),
            (" glap-px ", Some("GLAP-PX")),
            ("ＰＸ２", Some("PX2")),
            ("", None),
            ("培证", None),
            ("PX-", None),
            ("A/B", None),
            ("ABCDEFGHIJKLM", None),
        ] {
            assert_eq!(prefix(typed).ok().as_deref(), stored, "{typed}");
        }
    }
}
