//! The address `/connect/oauth2/authorize`: read as strictly as the documentation writes it.

use crate::settings::{Settings, host_of};

/// A well-formed request of the authorise page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthoriseRequest {
    pub redirect_uri: String,
    pub scope: String,
    pub state: Option<String>,
}

/// Shown to the visitor on an error page, as WeChat does; the reason is for the developer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// WeChat may refuse or misread other orders: the documentation asks for exactly this one.
    ParameterOrder,
    AppId,
    /// Not an address, or not fully percent-encoded.
    RedirectUri,
    /// Its host is not the account's web authorisation domain.
    RedirectHost,
    ResponseType,
    Scope,
    /// Up to 128 bytes of `[a-zA-Z0-9]`.
    State,
}

impl Mistake {
    pub const fn text(self) -> &'static str {
        match self {
            Self::ParameterOrder => "参数顺序错误：appid, redirect_uri, response_type, scope, state",
            Self::AppId => "appid 参数错误",
            Self::RedirectUri => "redirect_uri 参数错误：须为完整地址并全部转义",
            Self::RedirectHost => "redirect_uri 域名与后台配置不一致，错误码 10003",
            Self::ResponseType => "response_type 参数错误",
            Self::Scope => "scope 参数错误或没有 scope 权限，错误码 10005",
            Self::State => "state 参数错误：至多 128 个字母或数字",
        }
    }
}

const ORDER: [&str; 5] = ["appid", "redirect_uri", "response_type", "scope", "state"];

/// Reads the query as it came, still encoded. `state` may be missing, nothing else may.
pub fn read(query: &str, settings: &Settings) -> Result<AuthoriseRequest, Mistake> {
    let raw: Vec<(&str, &str)> = query.split('&').map(|pair| pair.split_once('=').unwrap_or((pair, ""))).collect();
    let names: Vec<&str> = raw.iter().map(|(name, _)| *name).collect();
    if names != ORDER && names != ORDER[..4] {
        return Err(Mistake::ParameterOrder);
    }
    let raw_redirect = raw.get(1).map_or("", |(_, value)| *value);
    let mut values = form_urlencoded::parse(query.as_bytes()).map(|(_, value)| value.into_owned());
    let mut next = || values.next().unwrap_or_default();
    let (app_id, redirect_uri, response_type, scope) = (next(), next(), next(), next());
    let state = values.next();

    if app_id != settings.app_id {
        return Err(Mistake::AppId);
    }
    let encoded = !raw_redirect.bytes().any(|byte| matches!(byte, b':' | b'/' | b'?' | b'=' | b'+'));
    let host = host_of(&redirect_uri).filter(|_| encoded).ok_or(Mistake::RedirectUri)?;
    if !settings.is_authorised_host(host) {
        return Err(Mistake::RedirectHost);
    }
    if response_type != "code" {
        return Err(Mistake::ResponseType);
    }
    if scope != "snsapi_base" && scope != "snsapi_userinfo" {
        return Err(Mistake::Scope);
    }
    let well_formed = |state: &String| state.len() <= 128 && state.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if !state.iter().all(well_formed) {
        return Err(Mistake::State);
    }
    Ok(AuthoriseRequest { redirect_uri, scope, state: state.filter(|state| !state.is_empty()) })
}

impl AuthoriseRequest {
    /// Where the visitor goes next. Without a code the visitor has refused.
    pub fn location(&self, code: Option<&str>) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        if let Some(code) = code {
            query.append_pair("code", code);
        }
        query.append_pair("state", self.state.as_deref().unwrap_or(""));
        let separator = if self.redirect_uri.contains('?') { '&' } else { '?' };
        format!("{}{separator}{}", self.redirect_uri, query.finish())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings() -> Settings {
        Settings {
            port: 1,
            portals: vec!["http://127.0.0.1:8787".to_owned()],
            app_id: "wxdemo".to_owned(),
            secret: "demo-secret".to_owned(),
        }
    }

    const REDIRECT: &str = "http%3A%2F%2F127.0.0.1%3A8787%2Fentered";

    #[test]
    fn the_documented_form_is_read() {
        let query = format!("appid=wxdemo&redirect_uri={REDIRECT}&response_type=code&scope=snsapi_base&state=abc123");
        let request = read(&query, &settings()).unwrap();
        assert_eq!(request.redirect_uri, "http://127.0.0.1:8787/entered");
        assert_eq!(request.location(Some("0C0DE")), "http://127.0.0.1:8787/entered?code=0C0DE&state=abc123");
        assert_eq!(request.location(None), "http://127.0.0.1:8787/entered?state=abc123");
    }

    #[test]
    fn state_may_be_missing_and_the_redirect_may_have_a_query() {
        let query = format!("appid=wxdemo&redirect_uri={REDIRECT}%3Fa%3D1&response_type=code&scope=snsapi_userinfo");
        let request = read(&query, &settings()).unwrap();
        assert_eq!(request.location(Some("0C0DE")), "http://127.0.0.1:8787/entered?a=1&code=0C0DE&state=");
    }

    #[test]
    fn every_mistake_is_named() {
        let long = "a".repeat(129);
        let cases = [
            (String::new(), Mistake::ParameterOrder),
            (
                format!("redirect_uri={REDIRECT}&appid=wxdemo&response_type=code&scope=snsapi_base"),
                Mistake::ParameterOrder,
            ),
            (
                format!("appid=wxdemo&redirect_uri={REDIRECT}&response_type=code&scope=snsapi_base&state=a&lang=zh"),
                Mistake::ParameterOrder,
            ),
            (format!("appid=wxother&redirect_uri={REDIRECT}&response_type=code&scope=snsapi_base"), Mistake::AppId),
            (
                "appid=wxdemo&redirect_uri=http://127.0.0.1:8787/entered&response_type=code&scope=snsapi_base"
                    .to_owned(),
                Mistake::RedirectUri,
            ),
            ("appid=wxdemo&redirect_uri=entered&response_type=code&scope=snsapi_base".to_owned(), Mistake::RedirectUri),
            (
                "appid=wxdemo&redirect_uri=http%3A%2F%2Fevil.example%2F&response_type=code&scope=snsapi_base"
                    .to_owned(),
                Mistake::RedirectHost,
            ),
            (
                format!("appid=wxdemo&redirect_uri={REDIRECT}&response_type=token&scope=snsapi_base"),
                Mistake::ResponseType,
            ),
            (format!("appid=wxdemo&redirect_uri={REDIRECT}&response_type=code&scope=snsapi_login"), Mistake::Scope),
            (
                format!("appid=wxdemo&redirect_uri={REDIRECT}&response_type=code&scope=snsapi_base&state=a-b"),
                Mistake::State,
            ),
            (
                format!("appid=wxdemo&redirect_uri={REDIRECT}&response_type=code&scope=snsapi_base&state={long}"),
                Mistake::State,
            ),
        ];
        for (query, mistake) in cases {
            assert_eq!(read(&query, &settings()), Err(mistake), "{query}");
        }
    }
}
