//! Photos, diplomas and signatures: sealed before they are stored, opened for those who may see them.

use shared::error::{ErrorCode, Problem};
use shared::id::FileId;
use worker::Result;

use super::answer::Answer;
use super::object;
use super::request::Incoming;
use super::sealed;
use crate::items::open_file::{OpenFile, OpenFileRequest, Reader};

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
    let Some(bytes) = sealed::find(&incoming.env, &opened.name).await? else {
        // Its time came between the question and now.
        return Answer::refusal(ErrorCode::NotFound, request_id);
    };
    let kind = opened.content_type;
    // A picture is shown; a PDF, which may hold scripts, is only handed over.
    let how = if kind.is_picture() { "inline" } else { "attachment" };
    Ok(Answer::bytes(kind.as_str(), bytes)
        .with("content-disposition", format!("{how}; filename=\"{id}.{}\"", kind.ending()))
        .with("vary", "cookie"))
}
