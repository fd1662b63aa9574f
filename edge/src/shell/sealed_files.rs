//! Photos, diplomas and signatures: sealed before they are stored, opened for those who may see them.

use core::cell::OnceCell;
use std::rc::Rc;

use shared::error::{ErrorCode, Problem};
use shared::id::FileId;
use worker::{Env, Error, Result};

use super::answer::Answer;
use super::files::Files;
use super::object;
use super::request::Incoming;
use crate::institution::crypto::Keys;
use crate::institution::failure::Failure;
use crate::items::open_file::{OpenFile, OpenFileRequest, Reader};

thread_local! {
    static KEYS: OnceCell<Rc<Keys>> = const { OnceCell::new() };
}

/// The institution's keys, made once per isolate.
fn keys(env: &Env) -> Result<Rc<Keys>> {
    if let Some(keys) = KEYS.with(|known| known.get().cloned()) {
        return Ok(keys);
    }
    let keys = Keys::from_hex(&env.var("DATA_KEY")?.to_string());
    let keys = Rc::new(keys.map_err(|_bad| Error::RustError("DATA_KEY is not 64 hex digits".to_owned()))?);
    Ok(KEYS.with(|known| Rc::clone(known.get_or_init(|| keys))))
}

/// Stores bytes sealed under their name.
pub async fn store(incoming: &Incoming, name: &str, bytes: &[u8]) -> Result<()> {
    let mut nonce = [0; 12];
    if getrandom::fill(&mut nonce).is_err() {
        return Err(Error::RustError("no source of randomness".to_owned()));
    }
    let sealed = keys(&incoming.env)?.seal_bytes(nonce, name, bytes).map_err(ours)?;
    Files::of(&incoming.env)?.put_bytes(name, sealed).await
}

fn ours(failure: Failure) -> Error {
    Error::RustError(match failure {
        Failure::Broken(text) => text,
        Failure::Refused(_) | Failure::RefusedAndKept(_) => "refused".to_owned(),
    })
}

/// `/files/{id}`: for its owner.
pub async fn for_trainee(incoming: &Incoming, path: &str) -> Result<Answer> {
    answer(incoming, path.strip_prefix("/files/"), Reader::Trainee).await
}

/// `/staff/files/{id}`: for those whose work needs it.
pub async fn for_staff(incoming: &Incoming, path: &str) -> Result<Answer> {
    answer(incoming, path.strip_prefix("/staff/files/"), Reader::Staff).await
}

async fn answer(incoming: &Incoming, id: Option<&str>, reader: Reader) -> Result<Answer> {
    let request_id = &incoming.facts.request_id;
    if incoming.request.method() != worker::Method::Get {
        return Answer::refusal(ErrorCode::MethodNotAllowed, request_id);
    }
    let Some(id) = id.and_then(|id| id.parse().ok()).map(FileId) else {
        return Answer::refusal(ErrorCode::NotFound, request_id);
    };
    let opened = match object::call::<OpenFile>(incoming, &OpenFileRequest { id, reader }).await? {
        Ok(opened) => opened,
        Err(problem) => return Answer::problem(&Problem { request_id: request_id.clone(), ..problem }),
    };
    let Some(sealed) = Files::of(&incoming.env)?.get_bytes(&opened.name).await? else {
        // Its time came between the question and now.
        return Answer::refusal(ErrorCode::NotFound, request_id);
    };
    let bytes = keys(&incoming.env)?.open_bytes(&opened.name, &sealed).map_err(ours)?;
    let kind = opened.content_type;
    // A picture is shown; a PDF, which may hold scripts, is only handed over.
    let how = if kind.is_picture() { "inline" } else { "attachment" };
    Ok(Answer::bytes(kind.as_str(), bytes)
        .with("content-disposition", format!("{how}; filename=\"{id}.{}\"", kind.ending()))
        .with("vary", "cookie"))
}
