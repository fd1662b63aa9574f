//! What the simulator is told on its command line.

/// The portal and the account the simulator plays for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    pub port: u16,
    /// Origins of the portal without a trailing slash. The menu links to the first; the others (its https listener)
    /// are offered as further links.
    pub portals: Vec<String>,
    pub app_id: String,
    pub secret: String,
}

pub const USAGE: &str =
    "usage: wechat-sim --port N --portal URL [--portal URL …] [--app-id wxdemo] [--secret demo-secret]";

impl Settings {
    /// Reads the arguments after the program's name. The error is one line for the person who typed them.
    pub fn from_arguments(arguments: impl IntoIterator<Item = String>) -> Result<Self, String> {
        let mut port = None;
        let mut portals = Vec::new();
        let mut app_id = "wxdemo".to_owned();
        let mut secret = "demo-secret".to_owned();
        let mut arguments = arguments.into_iter();
        while let Some(flag) = arguments.next() {
            let value = arguments.next().ok_or_else(|| format!("{flag} needs a value; {USAGE}"))?;
            match flag.as_str() {
                "--port" => port = Some(value.parse().map_err(|error| format!("--port {value}: {error}"))?),
                "--portal" => portals.push(value.trim_end_matches('/').to_owned()),
                "--app-id" => app_id = value,
                "--secret" => secret = value,
                other => return Err(format!("unknown flag {other}; {USAGE}")),
            }
        }
        let port = port.ok_or_else(|| format!("--port is missing; {USAGE}"))?;
        if portals.is_empty() {
            return Err(format!("--portal is missing; {USAGE}"));
        }
        if let Some(bad) = portals.iter().find(|portal| host_of(portal).is_none()) {
            return Err(format!("--portal {bad}: expected http://host:port or https://host:port"));
        }
        Ok(Self { port, portals, app_id, secret })
    }

    /// The menu's link.
    pub fn portal(&self) -> &str {
        self.portals.first().map_or("", String::as_str)
    }

    /// The console's "web authorisation domain" knows hosts only: neither scheme nor port.
    pub fn is_authorised_host(&self, host: &str) -> bool {
        self.portals.iter().filter_map(|portal| host_of(portal)).any(|known| known == host)
    }
}

/// Host without port of an absolute http(s) address.
pub fn host_of(url: &str) -> Option<&str> {
    let rest = url.strip_prefix("http://").or_else(|| url.strip_prefix("https://"))?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = match authority.strip_prefix('[') {
        Some(v6) => v6.split_once(']')?.0,
        None => authority.split(':').next()?,
    };
    (!host.is_empty() && !host.contains('@')).then_some(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(line: &str) -> Result<Settings, String> {
        Settings::from_arguments(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn flags_are_read_and_defaults_filled_in() {
        let settings =
            arguments("--port 8789 --portal http://127.0.0.1:8787/ --portal https://127.0.0.1:8788").unwrap();
        assert_eq!(settings.portal(), "http://127.0.0.1:8787");
        assert_eq!((settings.app_id.as_str(), settings.secret.as_str()), ("wxdemo", "demo-secret"));
        assert!(settings.is_authorised_host("127.0.0.1"));
        assert!(!settings.is_authorised_host("localhost"));
    }

    #[test]
    fn mistakes_are_named() {
        assert!(arguments("--portal http://a").unwrap_err().contains("--port is missing"));
        assert!(arguments("--port 1").unwrap_err().contains("--portal is missing"));
        assert!(arguments("--port x --portal http://a").unwrap_err().contains("--port x"));
        assert!(arguments("--port 1 --portal a.example").unwrap_err().contains("expected http://"));
        assert!(arguments("--port 1 --colour red").unwrap_err().contains("--colour"));
    }

    #[test]
    fn host_is_found_without_port() {
        assert_eq!(host_of("http://127.0.0.1:8787/entered?x=1"), Some("127.0.0.1"));
        assert_eq!(host_of("https://a.example"), Some("a.example"));
        assert_eq!(host_of("http://[::1]:80/"), Some("::1"));
        assert_eq!(host_of("http://127.0.0.1@evil.example/"), None);
        assert_eq!(host_of("ftp://a.example"), None);
    }
}
