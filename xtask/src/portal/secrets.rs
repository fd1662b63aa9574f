//! What only this installation knows. Made once; lost with it is every encrypted id number.

use crate::failure::{Context as _, Outcome};
use crate::workspace;
use serde_json::Value;
use std::path::Path;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Secrets {
    /// 64 hex digits: encrypts id numbers.
    pub data_key: String,
    /// Lets its holder ask for the first administrator's one-time link.
    pub setup_token: String,
}

impl Secrets {
    pub fn open(path: &Path) -> Outcome<Self> {
        if path.is_file() {
            return Self::read(&workspace::read_text(path)?)
                .context(|| format!("{} is not what was written there: restore it from the backup", path.display()));
        }
        let made = Self { data_key: random_hex::<32>()?, setup_token: random_hex::<16>()? };
        write_private(path, &made.to_json())?;
        Ok(made)
    }

    /// A test or a service unit may give its own.
    pub fn overridden_by(mut self, settings: &[(String, String)]) -> Self {
        for (name, value) in settings {
            match name.as_str() {
                "DATA_KEY" => self.data_key.clone_from(value),
                "SETUP_TOKEN" => self.setup_token.clone_from(value),
                _ => {}
            }
        }
        self
    }

    fn read(text: &str) -> Option<Self> {
        let found: Value = serde_json::from_str(text).ok()?;
        let field = |name| found.get(name)?.as_str().map(str::to_owned);
        Some(Self { data_key: field("DATA_KEY")?, setup_token: field("SETUP_TOKEN")? })
    }

    fn to_json(&self) -> String {
        format!("{:#}\n", serde_json::json!({ "DATA_KEY": self.data_key, "SETUP_TOKEN": self.setup_token }))
    }
}

/// Readable by its owner only, from the first moment.
pub fn write_private(path: &Path, text: &str) -> Outcome {
    use std::io::Write as _;
    use std::os::unix::fs::OpenOptionsExt as _;
    let file = std::fs::File::options().create_new(true).write(true).mode(0o600).open(path);
    let written = file.and_then(|mut file| file.write_all(text.as_bytes()));
    written.context(|| format!("cannot write {}", path.display()))
}

const DIGITS: &[u8; 16] = b"0123456789abcdef";

fn random_hex<const BYTES: usize>() -> Outcome<String> {
    let mut bytes = [0; BYTES];
    getrandom::fill(&mut bytes).context(|| "the system gives no random numbers".to_owned())?;
    let halves = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    Ok(halves.filter_map(|half| DIGITS.get(usize::from(half))).copied().map(char::from).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn made_once_and_read_again() {
        let path = std::env::temp_dir().join(format!("anpei-secrets-{}.json", std::process::id()));
        let made = Secrets::open(&path).unwrap();
        assert_eq!(made.data_key.len(), 64);
        assert_eq!(Secrets::open(&path).unwrap(), made);
        std::fs::remove_file(&path).unwrap();
    }

    #[test]
    fn half_a_file_is_refused() {
        assert_eq!(Secrets::read("{\"DATA_KEY\":\"00\"}"), None);
        assert_eq!(Secrets::read("{"), None);
    }
}
