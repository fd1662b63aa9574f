//! What a Chromium page has requested, from the driver's performance log.

use serde_json::Value;

use super::Browser;

/// One request and its answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exchange {
    pub id: String,
    pub method: String,
    pub url: String,
    /// `Document`, `Script`, `Stylesheet`, `Fetch`, …
    pub kind: String,
    pub status: Option<u64>,
    pub content_type: String,
    /// Bytes over the line, head and compressed body; absent until it has ended.
    pub bytes: Option<u64>,
    pub from_cache: bool,
}

impl Browser {
    /// Requests since the last call, in order, without `data:` addresses.
    #[track_caller]
    pub fn traffic(&self) -> Vec<Exchange> {
        let mut exchanges: Vec<Exchange> = Vec::new();
        for entry in self.log("performance") {
            let message = entry.get("message").and_then(Value::as_str).unwrap_or_default();
            let Ok(message) = serde_json::from_str::<Value>(message) else { continue };
            let text = |path: &str| message.pointer(path).and_then(Value::as_str).unwrap_or_default().to_owned();
            let number = |path: &str| message.pointer(path).and_then(whole);
            let id = text("/message/params/requestId");
            let known = exchanges.iter_mut().rev().find(|exchange| exchange.id == id);
            match (text("/message/method").as_str(), known) {
                ("Network.requestWillBeSent", known) => {
                    // A redirect keeps the id: the answer to the request before it comes along.
                    if let Some(before) = known {
                        before.status = number("/message/params/redirectResponse/status");
                        before.bytes = number("/message/params/redirectResponse/encodedDataLength");
                    }
                    exchanges.push(Exchange {
                        id,
                        method: text("/message/params/request/method"),
                        url: text("/message/params/request/url"),
                        kind: text("/message/params/type"),
                        ..Exchange::default()
                    });
                }
                ("Network.responseReceived", Some(exchange)) => {
                    exchange.status = number("/message/params/response/status");
                    exchange.content_type = text("/message/params/response/mimeType");
                    exchange.from_cache =
                        message.pointer("/message/params/response/fromDiskCache") == Some(&Value::Bool(true));
                }
                ("Network.requestServedFromCache", Some(exchange)) => exchange.from_cache = true,
                ("Network.loadingFinished", Some(exchange)) => {
                    exchange.bytes = number("/message/params/encodedDataLength");
                }
                _ => {}
            }
        }
        exchanges.retain(|exchange| !exchange.url.starts_with("data:"));
        exchanges
    }
}

/// Chromium writes counts as floats.
pub(super) fn whole(value: &Value) -> Option<u64> {
    value.as_u64().or_else(|| format!("{:.0}", value.as_f64()?).parse().ok())
}
