//! Life cycle of an authorisation code: issued, exchanged once within five minutes, else refused (`domain.md` A1).

use std::collections::HashMap;

use serde_json::{Value, json};

use crate::behaviour::Behaviour;
use crate::clock::Seconds;
use crate::random;

/// A code older than this is refused. Five minutes, for web authorisation of an Official Account.
pub const CODE_LIFETIME: Seconds = 300;
const TOKEN_LIFETIME: Seconds = 7_200;

/// What the code stands for.
#[derive(Clone, Debug)]
pub struct Issued {
    pub openid: String,
    pub scope: String,
    pub behaviour: Behaviour,
    pub at: Seconds,
    used: bool,
}

#[derive(Debug, Default)]
pub struct Codes {
    issued: HashMap<String, Issued>,
}

/// The parameters of `sns/oauth2/access_token`, as they came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exchange {
    pub app_id: Option<String>,
    pub secret: Option<String>,
    pub code: Option<String>,
    pub grant_type: Option<String>,
}

/// A granted exchange.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    pub access_token: String,
    pub refresh_token: String,
    pub openid: String,
    pub scope: String,
    pub snapshot: bool,
}

/// WeChat answers all of these with HTTP status 200.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    SystemBusy,
    InvalidGrantType,
    InvalidAppId,
    /// Unknown, expired, or another account's.
    InvalidCode,
    InvalidSecret,
    CodeBeenUsed,
    MissingAppId,
    MissingSecret,
    MissingCode,
}

impl Codes {
    pub fn issue(&mut self, openid: &str, scope: &str, behaviour: Behaviour, now: Seconds) -> String {
        let code = random::text("0", 31);
        // A virtual account is nobody's follower: its openid is not the visitor's.
        let openid = if behaviour == Behaviour::Snapshot { random::text("oSnap", 23) } else { openid.to_owned() };
        let at = if behaviour == Behaviour::Expired { now.saturating_sub(CODE_LIFETIME + 1) } else { now };
        self.issued.insert(code.clone(), Issued { openid, scope: scope.to_owned(), behaviour, at, used: false });
        code
    }

    pub fn behaviour_of(&self, code: &str) -> Behaviour {
        self.issued.get(code).map_or(Behaviour::Ordinary, |issued| issued.behaviour)
    }

    /// Checks in the order in which WeChat complains: the account before the code.
    pub fn exchange(&mut self, request: &Exchange, app_id: &str, secret: &str, now: Seconds) -> Result<Token, Refusal> {
        let given = |value: &Option<String>| value.clone().filter(|text| !text.is_empty());
        let given_app_id = given(&request.app_id).ok_or(Refusal::MissingAppId)?;
        let given_secret = given(&request.secret).ok_or(Refusal::MissingSecret)?;
        if given_app_id != app_id {
            return Err(Refusal::InvalidAppId);
        }
        if given_secret != secret {
            return Err(Refusal::InvalidSecret);
        }
        let code = given(&request.code).ok_or(Refusal::MissingCode)?;
        if request.grant_type.as_deref() != Some("authorization_code") {
            return Err(Refusal::InvalidGrantType);
        }
        let issued = self.issued.get_mut(&code).ok_or(Refusal::InvalidCode)?;
        if issued.behaviour == Behaviour::Busy {
            return Err(Refusal::SystemBusy);
        }
        if now.saturating_sub(issued.at) > CODE_LIFETIME {
            return Err(Refusal::InvalidCode);
        }
        if issued.used {
            return Err(Refusal::CodeBeenUsed);
        }
        issued.used = true;
        Ok(Token {
            access_token: random::text("97_", 60),
            refresh_token: random::text("97_", 60),
            openid: issued.openid.clone(),
            scope: issued.scope.clone(),
            snapshot: issued.behaviour == Behaviour::Snapshot,
        })
    }
}

impl Token {
    pub fn body(&self) -> Value {
        let mut body = json!({
            "access_token": self.access_token,
            "expires_in": TOKEN_LIFETIME,
            "refresh_token": self.refresh_token,
            "openid": self.openid,
            "scope": self.scope,
        });
        // The field is absent for real users, never 0.
        if let (true, Some(fields)) = (self.snapshot, body.as_object_mut()) {
            fields.insert("is_snapshotuser".to_owned(), json!(1));
        }
        body
    }
}

impl Refusal {
    pub const fn code(self) -> i64 {
        match self {
            Self::SystemBusy => -1,
            Self::InvalidGrantType => 40_002,
            Self::InvalidAppId => 40_013,
            Self::InvalidCode => 40_029,
            Self::InvalidSecret => 40_125,
            Self::CodeBeenUsed => 40_163,
            Self::MissingAppId => 41_002,
            Self::MissingSecret => 41_004,
            Self::MissingCode => 41_008,
        }
    }

    const fn message(self) -> &'static str {
        match self {
            Self::SystemBusy => "system error",
            Self::InvalidGrantType => "invalid grant_type",
            Self::InvalidAppId => "invalid appid",
            Self::InvalidCode => "invalid code",
            Self::InvalidSecret => "invalid appsecret",
            Self::CodeBeenUsed => "code been used",
            Self::MissingAppId => "appid missing",
            Self::MissingSecret => "appsecret missing",
            Self::MissingCode => "missing code",
        }
    }

    /// The tail differs each time, as with WeChat: nobody may match on the message.
    pub fn body(self, now: Seconds) -> Value {
        let message = format!("{}, rid: {now:x}-{}-{}", self.message(), random::text("", 8), random::text("", 8));
        json!({ "errcode": self.code(), "errmsg": message })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Seconds = 1_800_000_000;

    fn request(code: &str) -> Exchange {
        Exchange {
            app_id: Some("wxdemo".to_owned()),
            secret: Some("demo-secret".to_owned()),
            code: Some(code.to_owned()),
            grant_type: Some("authorization_code".to_owned()),
        }
    }

    fn exchange(codes: &mut Codes, request: &Exchange, now: Seconds) -> Result<Token, Refusal> {
        codes.exchange(request, "wxdemo", "demo-secret", now)
    }

    #[test]
    fn a_code_is_exchanged_once() {
        let mut codes = Codes::default();
        let code = codes.issue("oFollower", "snsapi_base", Behaviour::Ordinary, NOW);
        let token = exchange(&mut codes, &request(&code), NOW + 1).unwrap();
        assert_eq!((token.openid.as_str(), token.scope.as_str()), ("oFollower", "snsapi_base"));
        assert!(token.body().get("is_snapshotuser").is_none());
        assert_eq!(exchange(&mut codes, &request(&code), NOW + 2), Err(Refusal::CodeBeenUsed));
    }

    #[test]
    fn a_code_lives_for_five_minutes() {
        let mut codes = Codes::default();
        let kept = codes.issue("oFollower", "snsapi_base", Behaviour::Ordinary, NOW);
        let late = codes.issue("oFollower", "snsapi_base", Behaviour::Ordinary, NOW);
        assert!(exchange(&mut codes, &request(&kept), NOW + 300).is_ok());
        assert_eq!(exchange(&mut codes, &request(&late), NOW + 301), Err(Refusal::InvalidCode));
    }

    #[test]
    fn a_code_that_was_too_late_stays_refused() {
        let mut codes = Codes::default();
        let code = codes.issue("oFollower", "snsapi_base", Behaviour::Expired, NOW);
        assert_eq!(exchange(&mut codes, &request(&code), NOW), Err(Refusal::InvalidCode));
        assert_eq!(exchange(&mut codes, &request(&code), NOW), Err(Refusal::InvalidCode));
    }

    #[test]
    fn mistakes_in_the_request_do_not_use_the_code_up() {
        let mut codes = Codes::default();
        let code = codes.issue("oFollower", "snsapi_base", Behaviour::Ordinary, NOW);
        let right = request(&code);
        let text = |value: &str| Some(value.to_owned());
        let cases = [
            (Exchange { app_id: None, ..right.clone() }, Refusal::MissingAppId),
            (Exchange { app_id: text("wxother"), ..right.clone() }, Refusal::InvalidAppId),
            (Exchange { secret: None, ..right.clone() }, Refusal::MissingSecret),
            (Exchange { secret: text("guess"), ..right.clone() }, Refusal::InvalidSecret),
            (Exchange { code: None, ..right.clone() }, Refusal::MissingCode),
            (Exchange { code: text(""), ..right.clone() }, Refusal::MissingCode),
            (Exchange { code: text("nonsense"), ..right.clone() }, Refusal::InvalidCode),
            (Exchange { grant_type: text("password"), ..right.clone() }, Refusal::InvalidGrantType),
        ];
        for (wrong, refusal) in cases {
            assert_eq!(exchange(&mut codes, &wrong, NOW), Err(refusal), "{wrong:?}");
        }
        assert!(exchange(&mut codes, &right, NOW).is_ok());
    }

    #[test]
    fn a_snapshot_account_is_marked_and_has_its_own_openid() {
        let mut codes = Codes::default();
        let code = codes.issue("oFollower", "snsapi_base", Behaviour::Snapshot, NOW);
        let token = exchange(&mut codes, &request(&code), NOW).unwrap();
        assert_eq!(token.body().get("is_snapshotuser"), Some(&json!(1)));
        assert_ne!(token.openid, "oFollower");
    }

    #[test]
    fn codes_differ_and_error_texts_have_a_changing_tail() {
        let mut codes = Codes::default();
        let mut issue = || codes.issue("oFollower", "snsapi_base", Behaviour::Ordinary, NOW);
        assert_ne!(issue(), issue());
        let (one, two) = (Refusal::InvalidCode.body(NOW), Refusal::InvalidCode.body(NOW));
        assert_eq!(one["errcode"], 40029);
        assert!(one["errmsg"].as_str().unwrap().starts_with("invalid code, rid: "));
        assert_ne!(one["errmsg"], two["errmsg"]);
    }
}
