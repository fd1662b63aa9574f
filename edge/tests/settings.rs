//! The institution's settings.
#![cfg(test)]

mod support;

use edge::institution::settings::{GetVerifyFile, VerifyFileRequest};
use shared::endpoint::Nothing;
use shared::error::{ErrorCode, FieldCode};
use shared::identity::api::GetPrivacy;
use shared::institution::api::{GetSettings, SaveSettings, Settings, SettingsForm};
use shared::role::Role;
use shared::staff::api::GetMe;
use support::Portal;

fn form(settings: &Settings) -> SettingsForm {
    SettingsForm {
        name: "桂林安培中心".into(),
        phone: "0773-2812345".into(),
        address: settings.address.clone(),
        icp: settings.icp.clone(),
        app_id: "wx0123456789abcdef".into(),
        app_secret: None,
        verify_file_name: "MP_verify_AbCdEf0123456789.txt".into(),
        verify_file_body: "AbCdEf0123456789".into(),
        privacy_text: settings.privacy_text.clone(),
        version: settings.version,
    }
}

#[test]
fn settings_are_saved_shown_everywhere_and_guarded() {
    let portal = Portal::new();
    let administrator = portal.staff(&[Role::Administrator]);
    let before = administrator.call::<GetSettings>(&Nothing {}).unwrap();
    assert_eq!(administrator.call::<GetMe>(&Nothing {}).unwrap().institution, "");
    let first = SettingsForm { app_secret: Some("s3cret-of-the-account".into()), ..form(&before) };
    let saved = administrator.call::<SaveSettings>(&first).unwrap();
    assert!(
        saved.app_secret_set && saved.version == before.version + 1 && saved.privacy_version == before.privacy_version
    );
    // The cached name has gone with the change.
    assert_eq!(administrator.call::<GetMe>(&Nothing {}).unwrap().institution, "桂林安培中心");
    assert!(!portal.dump(&[]).iter().any(|line| line.contains("s3cret")));
    assert_eq!(administrator.refusal::<SaveSettings>(&first), ErrorCode::Changed);

    // Without a secret in the form the stored one stays; an empty one removes it.
    let kept = administrator.call::<SaveSettings>(&form(&saved)).unwrap();
    assert!(kept.app_secret_set);
    let removed =
        administrator.call::<SaveSettings>(&SettingsForm { app_secret: Some(String::new()), ..form(&kept) }).unwrap();
    assert!(!removed.app_secret_set);
    assert!(portal.text("select detail from audit order by id desc limit 1").contains("app_secret"));
}

#[test]
fn a_changed_privacy_text_is_a_new_version() {
    let portal = Portal::new();
    let administrator = portal.staff(&[Role::Administrator]);
    let before = administrator.call::<GetSettings>(&Nothing {}).unwrap();
    let new = SettingsForm { privacy_text: "第一段：甲，乙；\r\n\r\n第二段 ".into(), ..form(&before) };
    let saved = administrator.call::<SaveSettings>(&new).unwrap();
    assert_eq!(
        (saved.privacy_version, saved.privacy_text.as_str()),
        (before.privacy_version + 1, "第一段：甲，乙；\n\n第二段")
    );
    let notice = portal.anyone().call::<GetPrivacy>(&Nothing {}).unwrap();
    assert_eq!((notice.version, notice.text), (saved.privacy_version, saved.privacy_text.clone()));
    let again = administrator.call::<SaveSettings>(&form(&saved)).unwrap();
    assert_eq!(again.privacy_version, saved.privacy_version);
}

#[test]
fn every_field_is_checked_at_once() {
    let portal = Portal::new();
    let administrator = portal.staff(&[Role::Administrator]);
    let before = administrator.call::<GetSettings>(&Nothing {}).unwrap();
    let wrong = SettingsForm {
        name: String::new(),
        phone: "call".into(),
        address: "a\u{7}".into(),
        icp: "字".repeat(61),
        app_id: "gh_1".into(),
        app_secret: Some("a b".into()),
        verify_file_name: "index.html".into(),
        verify_file_body: "密".into(),
        privacy_text: " ".into(),
        version: before.version,
    };
    let problem = administrator.call::<SaveSettings>(&wrong).unwrap_err();
    let fields: Vec<_> = problem.fields.iter().map(|field| (field.field.as_str(), field.code)).collect();
    assert_eq!(
        fields,
        [
            ("name", FieldCode::Required),
            ("phone", FieldCode::Format),
            ("address", FieldCode::BadCharacters),
            ("icp", FieldCode::TooLong),
            ("app_id", FieldCode::Format),
            ("app_secret", FieldCode::BadCharacters),
            ("verify_file_name", FieldCode::Format),
            ("verify_file_body", FieldCode::BadCharacters),
            ("privacy_text", FieldCode::Required),
        ]
    );
    let half = SettingsForm { verify_file_body: String::new(), ..form(&before) };
    assert_eq!(administrator.call::<SaveSettings>(&half).unwrap_err().fields[0].field, "verify_file_body");
    assert_eq!(administrator.call::<GetSettings>(&Nothing {}).unwrap(), before);
}

#[test]
fn only_the_configured_verify_file_is_served() {
    let portal = Portal::new();
    let administrator = portal.staff(&[Role::Administrator]);
    let file = |name: &str| VerifyFileRequest { name: name.into() };
    assert_eq!(portal.anyone().refusal::<GetVerifyFile>(&file("")), ErrorCode::NotFound);
    let before = administrator.call::<GetSettings>(&Nothing {}).unwrap();
    administrator.call::<SaveSettings>(&form(&before)).unwrap();
    let served = portal.anyone().call::<GetVerifyFile>(&file("MP_verify_AbCdEf0123456789.txt")).unwrap();
    assert_eq!(served.body, "AbCdEf0123456789");
    assert_eq!(portal.anyone().refusal::<GetVerifyFile>(&file("MP_verify_0000000000000000.txt")), ErrorCode::NotFound);
}
