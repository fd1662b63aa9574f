//! Small files that are personal: sealed under their name before they are stored.

use std::cell::OnceCell;
use std::rc::Rc;

use worker::{Env, Error, Result};

use super::files::Files;
use crate::institution::crypto::Keys;
use crate::institution::failure::Failure;

thread_local! {
    static KEYS: OnceCell<Rc<Keys>> = const { OnceCell::new() };
}

/// The institution's keys, made once per isolate.
pub fn keys(env: &Env) -> Result<Rc<Keys>> {
    if let Some(keys) = KEYS.with(|known| known.get().cloned()) {
        return Ok(keys);
    }
    let keys = Keys::from_hex(&env.var("DATA_KEY")?.to_string());
    let keys = Rc::new(keys.map_err(|_bad| Error::RustError("DATA_KEY is not 64 hex digits".to_owned()))?);
    Ok(KEYS.with(|known| Rc::clone(known.get_or_init(|| keys))))
}

/// Stores bytes sealed.
pub async fn store(env: &Env, name: &str, bytes: &[u8]) -> Result<()> {
    let mut nonce = [0; 12];
    if getrandom::fill(&mut nonce).is_err() {
        return Err(Error::RustError("no source of randomness".to_owned()));
    }
    let sealed = keys(env)?.seal_bytes(nonce, name, bytes).map_err(ours)?;
    Files::of(env)?.put_bytes(name, sealed).await
}

/// Reads what [`store`] stored, if it is still there.
pub async fn find(env: &Env, name: &str) -> Result<Option<Vec<u8>>> {
    let Some(sealed) = Files::of(env)?.get_bytes(name).await? else { return Ok(None) };
    keys(env)?.open_bytes(name, &sealed).map(Some).map_err(ours)
}

/// Reads what must be there.
pub async fn load(env: &Env, name: &str) -> Result<Vec<u8>> {
    let missing = || Error::RustError("a file that the institution knows is not in FILES".to_owned());
    find(env, name).await?.ok_or_else(missing)
}

fn ours(failure: Failure) -> Error {
    Error::RustError(match failure {
        Failure::Broken(text) => text,
        Failure::Refused(_) | Failure::RefusedAndKept(_) => "refused".to_owned(),
    })
}
