//! The institution's settings.

use serde::{Deserialize, Serialize};
use shared::endpoint::Nothing;
use shared::error::{ErrorCode, FieldCode, FieldErrors};
use shared::institution::api::{GetSettings, SaveSettings, Settings, SettingsForm};
use shared::text;

use super::audit;
use super::callers::{Administrator, Anyone};
use super::context::Context;
use super::dispatch::Dispatcher;
use super::failure::Outcome;
use super::internal::internal;
use super::prose;
use crate::params;

const NAME_MAX: usize = 60;
const PHONE_MAX: usize = 30;
const ADDRESS_MAX: usize = 120;
const ICP_MAX: usize = 60;
const SECRET_MAX: usize = 100;
const VERIFY_BODY_MAX: usize = 200;
const PRIVACY_MAX: usize = 20_000;

/// Which file WeChat asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VerifyFileRequest {
    pub name: String,
}

/// What stands in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VerifyFile {
    pub body: String,
}

internal!(
    /// The file that WeChat wants at the root, if this is its name.
    GetVerifyFile = "institution.get_verify_file", VerifyFileRequest => VerifyFile
);

/// Use cases of this feature.
pub fn register(dispatcher: &mut Dispatcher) {
    dispatcher.on::<GetSettings, _>(get_settings);
    dispatcher.on::<SaveSettings, _>(save_settings);
    dispatcher.on::<GetVerifyFile, _>(get_verify_file);
}

fn get_settings(context: &Context, _caller: Administrator, _request: Nothing) -> Outcome<Settings> {
    current(context)
}

fn current(context: &Context) -> Outcome<Settings> {
    Ok(context.sql.one(
        "select json_object('name', name, 'phone', phone, 'address', address, 'icp', icp, 'app_id', app_id,
           'app_secret_set', json(iif(app_secret <> '', 'true', 'false')), 'verify_file_name', verify_file_name,
           'verify_file_body', verify_file_body, 'privacy_text', privacy_text, 'privacy_version', privacy_version,
           'version', version)
         from institution where id = 1",
        &[],
    )?)
}

fn get_verify_file(context: &Context, _caller: Anyone, request: VerifyFileRequest) -> Outcome<VerifyFile> {
    let file: Option<VerifyFile> = context.sql.row(
        "select json_object('body', verify_file_body) from institution
         where id = 1 and verify_file_name = ?1 and verify_file_name <> ''",
        params![request.name],
    )?;
    file.ok_or_else(|| ErrorCode::NotFound.into())
}

fn save_settings(context: &Context, Administrator(member): Administrator, form: SettingsForm) -> Outcome<Settings> {
    let before = current(context)?;
    let after = check(&form)?;
    let secret = match &after.app_secret {
        Some(secret) if secret.is_empty() => Some(String::new()),
        Some(secret) => Some(context.seal("institution.app_secret", secret)?),
        None => None,
    };
    let saved = context.sql.changed(
        "update institution set name = ?2, phone = ?3, address = ?4, icp = ?5, app_id = ?6,
           app_secret = coalesce(?7, app_secret), verify_file_name = ?8, verify_file_body = ?9,
           privacy_version = privacy_version + (privacy_text <> ?10), privacy_text = ?10, version = version + 1
         where id = 1 and version = ?1 returning 1",
        params![
            form.version,
            &after.name,
            &after.phone,
            &after.address,
            &after.icp,
            &after.app_id,
            secret,
            &after.verify_file_name,
            &after.verify_file_body,
            &after.privacy_text,
        ],
    )?;
    if saved == 0 {
        return Err(ErrorCode::Changed.into());
    }
    context.cache.forget();
    let detail = serde_json::json!({ "changed": changed_fields(&before, &after) });
    audit::record(context, &member.actor(), "institution.save_settings", None, &detail)?;
    current(context)
}

/// Names only: the audit needs no values, and the secret must not be there.
fn changed_fields(before: &Settings, after: &SettingsForm) -> Vec<&'static str> {
    let pairs = [
        ("name", before.name != after.name),
        ("phone", before.phone != after.phone),
        ("address", before.address != after.address),
        ("icp", before.icp != after.icp),
        ("app_id", before.app_id != after.app_id),
        ("app_secret", after.app_secret.is_some()),
        ("verify_file_name", before.verify_file_name != after.verify_file_name),
        ("verify_file_body", before.verify_file_body != after.verify_file_body),
        ("privacy_text", before.privacy_text != after.privacy_text),
    ];
    pairs.into_iter().filter(|(_, changed)| *changed).map(|(name, _)| name).collect()
}

/// The form in its stored spelling.
fn check(form: &SettingsForm) -> Outcome<SettingsForm> {
    let mut errors = FieldErrors::default();
    let name = errors.check("name", prose::sentence(&form.name, NAME_MAX));
    let phone = errors.check("phone", phone(&form.phone));
    let address = errors.check("address", address(&form.address));
    let icp = errors.check("icp", optional_line(&form.icp, ICP_MAX));
    let app_id = errors.check("app_id", app_id(&form.app_id));
    let app_secret = errors.check("app_secret", form.app_secret.as_deref().map(app_secret).transpose());
    let file = (
        errors.check("verify_file_name", verify_file_name(&form.verify_file_name)),
        errors.check("verify_file_body", verify_file_body(&form.verify_file_body)),
    );
    if let (Some(name), Some(body)) = &file
        && name.is_empty() != body.is_empty()
    {
        errors.push(if name.is_empty() { "verify_file_name" } else { "verify_file_body" }, FieldCode::Required);
    }
    let privacy_text = errors.check("privacy_text", prose::paragraphs(&form.privacy_text, PRIVACY_MAX));
    if !errors.is_empty() {
        return Err(errors.into());
    }
    Ok(SettingsForm {
        name: name.unwrap_or_default(),
        phone: phone.unwrap_or_default(),
        address: address.unwrap_or_default(),
        icp: icp.unwrap_or_default(),
        app_id: app_id.unwrap_or_default(),
        app_secret: app_secret.unwrap_or_default(),
        verify_file_name: file.0.unwrap_or_default(),
        verify_file_body: file.1.unwrap_or_default(),
        privacy_text: privacy_text.unwrap_or_default(),
        version: form.version,
    })
}

fn optional_line(typed: &str, max: usize) -> Result<String, FieldCode> {
    match text::line(typed, max) {
        Ok(text) => Ok(text),
        Err(text::TextError::Empty) => Ok(String::new()),
        Err(error) => Err(error.into()),
    }
}

fn address(typed: &str) -> Result<String, FieldCode> {
    match prose::sentence(typed, ADDRESS_MAX) {
        Err(FieldCode::Required) => Ok(String::new()),
        other => other,
    }
}

/// A fixed line, a mobile number, perhaps with an extension: `0773-2812345 转 8`.
/// Every page and every error sends trainees to it: it cannot be left out.
fn phone(typed: &str) -> Result<String, FieldCode> {
    let phone = text::line(typed, PHONE_MAX)?;
    let digits = phone.chars().filter(char::is_ascii_digit).count();
    // not a text: the word between a number and its extension
    let fits = phone.chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | '-' | ' ' | '(' | ')' | '/' | '转'));
    if !fits || digits < 5 {
        return Err(FieldCode::Format);
    }
    Ok(phone)
}

/// `wx` and sixteen hex digits; the stand-in for WeChat uses readable ones (`wxdemo…`).
fn app_id(typed: &str) -> Result<String, FieldCode> {
    let id = text::squash(typed);
    let Some(rest) = id.strip_prefix("wx") else {
        return if id.is_empty() { Ok(id) } else { Err(FieldCode::Format) };
    };
    let real = rest.len() == 16 && rest.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    let demo = rest.starts_with("demo") && id.len() <= 32 && rest.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if real || demo { Ok(id) } else { Err(FieldCode::Format) }
}

/// Empty removes it.
fn app_secret(typed: &str) -> Result<String, FieldCode> {
    let secret = typed.trim();
    if secret.len() > SECRET_MAX {
        return Err(FieldCode::TooLong);
    }
    if !secret.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(FieldCode::BadCharacters);
    }
    Ok(secret.to_owned())
}

fn verify_file_name(typed: &str) -> Result<String, FieldCode> {
    let name = typed.trim();
    let middle = name.strip_prefix("MP_verify_").and_then(|rest| rest.strip_suffix(".txt"));
    match middle {
        None if name.is_empty() => Ok(String::new()),
        Some(middle) if middle.len() == 16 && middle.bytes().all(|byte| byte.is_ascii_alphanumeric()) => {
            Ok(name.to_owned())
        }
        _ => Err(FieldCode::Format),
    }
}

fn verify_file_body(typed: &str) -> Result<String, FieldCode> {
    let body = typed.trim();
    if body.len() > VERIFY_BODY_MAX {
        return Err(FieldCode::TooLong);
    }
    if !body.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(FieldCode::BadCharacters);
    }
    Ok(body.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_have_their_forms() {
        for (typed, good) in [
            ("", false),
            ("0773-2812345", true),
            ("(0773) 2812345 转 8", true),
            ("+86 13378707117", true),
            ("1234", false),
            ("call us", false),
        ] {
            assert_eq!(phone(typed).is_ok(), good, "{typed}");
        }
        for (typed, good) in [
            ("", true),
            ("wx0123456789abcdef", true),
            ("wxdemo2026", true),
            ("wx0123456789abcde", false),
            ("wx0123456789ABCDEF", false),
            ("gh_0123456789ab", false),
            ("wxdemo-2026", false),
        ] {
            assert_eq!(app_id(typed).is_ok(), good, "{typed}");
        }
        for (typed, good) in [
            ("", true),
            ("MP_verify_AbCdEf0123456789.txt", true),
            ("MP_verify_AbCdEf012345678.txt", false),
            ("MP_verify_../../etc/passwd.txt", false),
            ("robots.txt", false),
        ] {
            assert_eq!(verify_file_name(typed).is_ok(), good, "{typed}");
        }
    }
}
