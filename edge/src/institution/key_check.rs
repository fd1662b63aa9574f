//! Whether the deployment's key is the one that sealed the data. With another one nothing could be read, every look-up
//! would miss, and the next roster would add everybody a second time.

use super::crypto::Keys;
use super::failure::{Failure, Outcome};
use super::sql::Sql;
use crate::params;

const CONTEXT: &str = "institution.key_check";
const KNOWN: &str = "anpei";

/// Seals a known text the first time, opens it every other time.
///
/// # Errors
/// When it does not open: then nothing is served.
pub fn check(sql: &Sql, keys: &Keys, nonce: [u8; 12]) -> Outcome<()> {
    let sealed: String = sql.one("select json_quote(key_check) from institution where id = 1", &[])?;
    if sealed.is_empty() {
        opens_what_is_there(sql, keys)?;
        let sealed = keys.seal(nonce, CONTEXT, KNOWN)?;
        return Ok(sql.run("update institution set key_check = ?1 where id = 1", params![sealed])?);
    }
    match keys.open(CONTEXT, &sealed) {
        Ok(text) if text == KNOWN => Ok(()),
        _ => Err(refusal()),
    }
}

/// A database from before the check: whatever is sealed in it must open.
fn opens_what_is_there(sql: &Sql, keys: &Keys) -> Outcome<()> {
    for (context, select) in [
        ("trainees.document", "select json_quote(document) from trainees limit 1"),
        ("staff.totp", "select json_quote(totp) from staff where totp <> '' limit 1"),
        ("institution.app_secret", "select json_quote(app_secret) from institution where app_secret <> ''"),
    ] {
        if let Some(sealed) = sql.row::<String>(select, &[])?
            && keys.open(context, &sealed).is_err()
        {
            return Err(refusal());
        }
    }
    Ok(())
}

fn refusal() -> Failure {
    Failure::broken("DATA_KEY is not the key that sealed this database: refusing to serve")
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::institution::host::HostEngine;
    use crate::institution::migrate;

    #[test]
    fn another_key_is_refused_and_the_same_one_is_not() {
        let engine = HostEngine::in_memory().unwrap();
        let sql = Sql::new(&engine);
        migrate::migrate(&sql).unwrap();
        let [one, other] = ["11", "22"].map(|byte| Keys::from_hex(&byte.repeat(32)).unwrap());
        check(&sql, &one, [1; 12]).unwrap();
        check(&sql, &one, [2; 12]).unwrap();
        assert!(check(&sql, &other, [3; 12]).is_err());
        // A database that was never checked, with something sealed in it.
        sql.run(
            "update institution set key_check = '', app_secret = ?1",
            params![one.seal([4; 12], "institution.app_secret", "x").unwrap()],
        )
        .unwrap();
        assert!(check(&sql, &other, [5; 12]).is_err());
        check(&sql, &one, [6; 12]).unwrap();
    }
}
