//! What a deployment must say. A missing value is named at once, in the log and by `/healthz`.

use std::cell::OnceCell;
use std::rc::Rc;

use worker::Env;

thread_local! {
    static CONFIG: OnceCell<Rc<Config>> = const { OnceCell::new() };
}

/// The deployment's settings.
#[derive(Clone, Debug)]
pub struct Config {
    /// Addresses of the portal, the canonical one first.
    pub origins: Vec<String>,
    /// Where browsers are sent to authorise.
    pub wechat_authorize_base: String,
    /// Where the portal exchanges codes.
    pub wechat_api_base: String,
    /// Trusted header with the client's address, set by the proxy or platform before the portal.
    pub client_ip_header: Option<String>,
    /// The platform compresses text by itself and shows us an `Accept-Encoding` of its own (Cloudflare).
    pub platform_compresses: bool,
    /// Tell what a page cost in a header: for tests and benchmarks.
    pub report_cost: bool,
}

impl Config {
    /// The deployment's, read once: bindings never change under a running isolate.
    ///
    /// # Errors
    /// As [`Config::from_env`], each time until nothing is missing.
    pub fn of(env: &Env) -> Result<Rc<Self>, Vec<&'static str>> {
        if let Some(config) = CONFIG.with(|known| known.get().cloned()) {
            return Ok(config);
        }
        let config = Rc::new(Self::from_env(env)?);
        if config.client_ip_header.is_none() {
            let missing = "CLIENT_IP_HEADER: without it tries are not counted by address";
            worker::console_warn!("{}", serde_json::json!({ "level": "warn", "at": "shell", "missing": missing }));
        }
        Ok(CONFIG.with(|known| Rc::clone(known.get_or_init(|| config))))
    }

    /// # Errors
    /// The names of what is missing.
    fn from_env(env: &Env) -> Result<Self, Vec<&'static str>> {
        let text = |name: &str| env.var(name).map(|value| value.to_string()).ok().filter(|text| !text.is_empty());
        let mut missing = Vec::new();
        let mut needed = |name: &'static str| {
            text(name).unwrap_or_else(|| {
                missing.push(name);
                String::new()
            })
        };
        let origins = needed("PORTAL_ORIGIN");
        let wechat_authorize_base = needed("WECHAT_AUTHORIZE_BASE");
        let wechat_api_base = needed("WECHAT_API_BASE");
        needed("DATA_KEY");
        if !missing.is_empty() {
            return Err(missing);
        }
        Ok(Self {
            origins: origins.split(',').map(|origin| origin.trim().trim_end_matches('/').to_owned()).collect(),
            wechat_authorize_base,
            wechat_api_base,
            client_ip_header: text("CLIENT_IP_HEADER"),
            platform_compresses: text("PLATFORM_COMPRESSES").as_deref() == Some("1"),
            report_cost: text("REPORT_COST").as_deref() == Some("1"),
        })
    }

    /// The address that people use is TLS, whatever a proxy before the portal speaks to it.
    pub fn is_behind_tls(&self) -> bool {
        self.origins.first().is_some_and(|origin| origin.starts_with("https://"))
    }

    /// The portal's address as this visitor uses it, if it is one of ours; else the canonical one.
    pub fn origin_for(&self, request_origin: &str) -> &str {
        let known = self.origins.iter().find(|origin| *origin == request_origin);
        known.or(self.origins.first()).map_or("", String::as_str)
    }
}
