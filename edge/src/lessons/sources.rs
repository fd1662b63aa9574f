//! Addresses of videos and pictures. They say everything that is needed to send the file, and are signed: the shell asks the
//! object for nothing. Players of phones may fetch without a cookie, so that the session stands inside the signature.

use shared::error::ErrorCode;
use shared::lessons::MediaPurpose;
use shared::lessons::api::Source;
use shared::time::Timestamp;

use crate::institution::crypto::Keys;

/// What an address grants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// Of the file, as in FILES.
    pub name: String,
    pub purpose: MediaPurpose,
    pub bytes: i64,
    pub part_bytes: i64,
    pub stored_at: Timestamp,
    pub expires_at: Timestamp,
    /// Whose: [`session_tag`].
    pub session: String,
}

/// How long an address of a player is good: it is renewed while it plays.
pub const PLAYER_SECONDS: i64 = 15 * 60;
/// What a page without scripts has beyond the length of its video, and at most.
pub const PAGE_SECONDS: i64 = 30 * 60;
pub const PAGE_MOST_SECONDS: i64 = 4 * 3600;

/// The name of a session in addresses: tells nothing of its token.
pub fn session_tag(keys: &Keys, token: &str) -> String {
    let mut tag = keys.blind_index("media session", token);
    tag.truncate(16);
    tag
}

impl Grant {
    /// Where it is fetched. Everything stands behind `?`, which is never logged.
    pub fn address(&self, keys: &Keys) -> String {
        let (bytes, part, stored, expires) =
            (self.bytes, self.part_bytes, self.stored_at.seconds(), self.expires_at.seconds());
        let (purpose, session) = (self.purpose.code(), &self.session);
        let name = &self.name;
        let signature = self.signature(keys);
        format!("/media/{name}?k={purpose}&b={bytes}&p={part}&t={stored}&e={expires}&s={session}&m={signature}")
    }

    pub fn source(&self, keys: &Keys) -> Source {
        Source { address: self.address(keys), expires_at: self.expires_at }
    }

    fn signature(&self, keys: &Keys) -> String {
        let Self { name, purpose, bytes, part_bytes, stored_at, expires_at, session } = self;
        let (purpose, stored, expires) = (purpose.code(), stored_at.seconds(), expires_at.seconds());
        keys.blind_index("media", &format!("{name} {purpose} {bytes} {part_bytes} {stored} {expires} {session}"))
    }

    /// Reads an address. `pairs`: its query; `tokens`: the sessions that the request brings, if any.
    ///
    /// # Errors
    /// `NotFound` for what was never an address of ours, `SourceExpired` for one that is too old or somebody else's.
    pub fn read<'a>(
        keys: &Keys,
        name: &str,
        pairs: impl Fn(&str) -> Option<String>,
        now: Timestamp,
        tokens: impl IntoIterator<Item = &'a str>,
    ) -> Result<Self, ErrorCode> {
        let text = |key: &str| pairs(key).ok_or(ErrorCode::NotFound);
        let number = |key: &str| {
            let text = text(key)?;
            text.parse::<i64>()
                .ok()
                .filter(|number| *number >= 0 && number.to_string() == text)
                .ok_or(ErrorCode::NotFound)
        };
        let seconds = |key: &str| number(key).map(|seconds| Timestamp(seconds.saturating_mul(1000)));
        let grant = Self {
            name: name.to_owned(),
            purpose: MediaPurpose::from_code(&text("k")?).ok_or(ErrorCode::NotFound)?,
            bytes: number("b")?,
            part_bytes: number("p")?,
            stored_at: seconds("t")?,
            expires_at: seconds("e")?,
            session: text("s")?,
        };
        // The signature comes first: of what we have not signed nothing is told. Compared in full, whatever differs.
        let (ours, theirs) = (grant.signature(keys), text("m")?);
        let differs = ours.bytes().zip(theirs.bytes()).fold(0, |sum, (one, other)| sum | (one ^ other));
        if ours.len() != theirs.len() || differs != 0 || grant.part_bytes == 0 {
            return Err(ErrorCode::NotFound);
        }
        if now >= grant.expires_at {
            return Err(ErrorCode::SourceExpired);
        }
        let mut brought = tokens.into_iter().map(|token| session_tag(keys, token)).peekable();
        if brought.peek().is_some() && !brought.any(|tag| tag == grant.session) {
            return Err(ErrorCode::SourceExpired);
        }
        Ok(grant)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys() -> Keys {
        Keys::from_hex(&"5a".repeat(32)).unwrap()
    }

    fn grant(keys: &Keys) -> Grant {
        Grant {
            name: "ab12".to_owned(),
            purpose: MediaPurpose::Video,
            bytes: 1_000,
            part_bytes: 400,
            stored_at: Timestamp(1_795_222_800_000),
            expires_at: Timestamp(1_795_223_700_000),
            session: session_tag(keys, "token"),
        }
    }

    fn read(keys: &Keys, address: &str, now: i64, tokens: &[&str]) -> Result<Grant, ErrorCode> {
        let (path, query) = address.split_once('?').unwrap();
        let find = |key: &str| {
            query.split('&').find_map(|pair| pair.strip_prefix(key)?.strip_prefix('=')).map(ToOwned::to_owned)
        };
        Grant::read(keys, path.strip_prefix("/media/").unwrap(), find, Timestamp(now), tokens.iter().copied())
    }

    #[test]
    fn an_address_is_good_for_its_session_until_its_time() {
        let keys = keys();
        let grant = grant(&keys);
        let address = grant.address(&keys);
        let before = 1_795_223_699_999;
        assert_eq!(read(&keys, &address, before, &[]), Ok(grant.clone()));
        assert_eq!(read(&keys, &address, before, &["token"]), Ok(grant.clone()));
        assert_eq!(read(&keys, &address, before, &["staff", "token"]), Ok(grant));
        assert_eq!(read(&keys, &address, before, &["another"]), Err(ErrorCode::SourceExpired));
        assert_eq!(read(&keys, &address, before + 1, &[]), Err(ErrorCode::SourceExpired));
    }

    #[test]
    fn what_was_changed_was_never_an_address() {
        let keys = keys();
        let address = grant(&keys).address(&keys);
        for (from, to) in [
            ("ab12", "ab13"),
            ("k=video", "k=slide"),
            ("k=video", "k=film"),
            ("b=1000", "b=1001"),
            ("b=1000", "b=01000"),
            ("p=400", "p=0"),
            ("e=1795223700", "e=1795323700"),
            ("e=1795223700", "e=-1"),
            ("&s=", "&s=0"),
            ("&m=", "&m=0"),
            ("&m=", "&x="),
        ] {
            let changed = address.replacen(from, to, 1);
            assert_ne!(changed, address, "{from}");
            assert_eq!(read(&keys, &changed, 0, &[]), Err(ErrorCode::NotFound), "{from} {to}");
        }
        let other = Keys::from_hex(&"5b".repeat(32)).unwrap();
        assert_eq!(read(&other, &address, 0, &[]), Err(ErrorCode::NotFound));
    }
}
