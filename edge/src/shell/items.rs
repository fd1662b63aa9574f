//! The trainee's pages about items, and what is sent from them. The bytes are checked and sealed here; the object hears of
//! them before they are stored and again when they are: nothing is ever stored that it does not know of.

use frontend::items::{ItemsContent, Refused, SendProblem, items_page};
use sha2::{Digest as _, Sha256};
use shared::endpoint::Endpoint as _;
use shared::enrolments::api::EnrolmentRequest;
use shared::error::{ErrorCode, Problem};
use shared::id::EnrolmentId;
use shared::items::api::{GetItems, Items, WithdrawConsent, WithdrawConsentRequest};
use shared::items::document::{self, ContentType, DocumentProblem};
use shared::items::photo::{self, PhotoProblem};
use shared::items::{ItemKind, jpeg};
use shared::text::PersonName;
use worker::{Method, Result};

use super::answer::Answer;
use super::request::{Incoming, random_hex};
use super::{body, object, origin, plain, sealed, template};
use crate::institution::crypto::to_hex;
use crate::items::files::{NewFile, Purpose};
use crate::items::multipart::{self, Part};
use crate::items::upload::{BeginUpload, BeginUploadRequest, FinishUpload, FinishUploadRequest};

/// A form with the largest paper, the reduced picture beside a photo, and its plain fields.
const MAX_FORM: usize = document::MAX_BYTES + 64 * 1024;
const MAX_PLAIN_FORM: usize = 4 * 1024;

/// What an address names.
struct Target {
    enrolment: EnrolmentId,
    kind: Option<ItemKind>,
    withdraw: bool,
}

impl Target {
    /// `/items/{enrolment}`, `/items/{enrolment}/{kind}`, `/items/{enrolment}/{kind}/withdraw`.
    fn of(path: &str) -> Option<Self> {
        let mut parts = path.strip_prefix("/items/")?.split('/');
        let enrolment = parts.next()?.parse().ok()?;
        let kind = parts.next().map(|code| ItemKind::from_code(code).ok_or(())).transpose().ok()?;
        let withdraw = parts.next().map(|word| if word == "withdraw" { Ok(()) } else { Err(()) }).transpose().ok()?;
        parts.next().is_none().then_some(Self { enrolment, kind, withdraw: withdraw.is_some() })
    }
}

/// Answers everything under `/items/`.
pub async fn answer(mut incoming: Incoming) -> Result<Answer> {
    let Some(target) = Target::of(incoming.url.path()) else {
        return plain::trouble(&incoming, ErrorCode::NotFound.into()).await;
    };
    match (incoming.request.method(), target.kind) {
        (Method::Get | Method::Head, kind) if !target.withdraw => show(&incoming, target.enrolment, kind, None).await,
        (Method::Post, Some(kind)) if target.withdraw => withdraw(incoming, target.enrolment, kind).await,
        (Method::Post, Some(kind)) => match send(&mut incoming, target.enrolment, kind).await? {
            Sent::Done => Ok(Answer::see_other(&format!("/items/{}", target.enrolment))),
            Sent::OldPage => Ok(Answer::see_other(&format!("/items/{}/{}", target.enrolment, kind.code()))),
            Sent::NotTaken(refused) => show(&incoming, target.enrolment, Some(kind), Some(refused)).await,
            Sent::Trouble(problem) => plain::trouble(&incoming, problem).await,
        },
        _ => plain::trouble(&incoming, ErrorCode::MethodNotAllowed.into()).await,
    }
}

/// A page: all items of a case, or one of them.
async fn show(
    incoming: &Incoming,
    enrolment: EnrolmentId,
    kind: Option<ItemKind>,
    refused: Option<Refused>,
) -> Result<Answer> {
    let request = serde_json::value::to_raw_value(&EnrolmentRequest { id: enrolment })?;
    let reply = object::call_raw(incoming, GetItems::NAME, &request, true).await?;
    let items: Items = match reply.result {
        Ok(json) => serde_json::from_str(json.get())?,
        Err(problem) if problem.code == ErrorCode::BindingRequired => return Ok(Answer::see_other("/bind")),
        Err(problem) => return plain::show_problem(incoming, reply.site, problem).await,
    };
    let content = match kind {
        None => ItemsContent::List(items),
        Some(kind) if items.items.iter().any(|item| item.item.kind == kind) => {
            ItemsContent::One { items, kind, refused }
        }
        Some(_) => return plain::show_problem(incoming, reply.site, ErrorCode::NotFound.into()).await,
    };
    let status = refused.map(|_not_taken| ErrorCode::Invalid);
    let page = items_page(&plain::page_of(incoming, reply.site), &random_hex::<16>(), &content);
    let answer = plain::send(incoming, template::ITEMS, page).await?;
    Ok(answer.with_status(status.map_or(200, ErrorCode::status)).about(status))
}

async fn withdraw(mut incoming: Incoming, enrolment: EnrolmentId, kind: ItemKind) -> Result<Answer> {
    #[derive(serde::Deserialize)]
    struct Form {
        idempotency_key: String,
    }
    let read = match origin::check(&incoming) {
        Ok(()) => body::text(&mut incoming.request, MAX_PLAIN_FORM).await,
        Err(code) => Err(code),
    };
    let form = read.and_then(|text| serde_urlencoded::from_str::<Form>(&text).or(Err(ErrorCode::Malformed)));
    match form {
        Ok(form) => incoming.facts.idempotency_key = Some(form.idempotency_key),
        Err(code) => return plain::trouble(&incoming, code.into()).await,
    }
    match object::call::<WithdrawConsent>(&incoming, &WithdrawConsentRequest { kind }).await? {
        Ok(_withdrawn) => Ok(Answer::see_other(&format!("/items/{enrolment}"))),
        Err(problem) if problem.code == ErrorCode::KeyUnusable => {
            Ok(Answer::see_other(&format!("/items/{enrolment}/{}", kind.code())))
        }
        Err(problem) => plain::trouble(&incoming, problem).await,
    }
}

/// What became of a form.
enum Sent {
    Done,
    /// The page was used before, or something has changed since it was made: it is shown as it is now.
    OldPage,
    NotTaken(Refused),
    Trouble(Problem),
}

/// A form that was found in order.
struct Checked<'a> {
    consent: Option<i64>,
    commitment: Option<i64>,
    /// In the order of [`BeginUploadRequest::files`].
    files: Vec<CheckedFile<'a>>,
}

struct CheckedFile<'a> {
    purpose: Purpose,
    content_type: ContentType,
    content: std::borrow::Cow<'a, [u8]>,
}

async fn send(incoming: &mut Incoming, enrolment: EnrolmentId, kind: ItemKind) -> Result<Sent> {
    if let Err(code) = origin::check(incoming) {
        return Ok(Sent::Trouble(code.into()));
    }
    // Who has no business here does not have ten megabytes read.
    let items = match object::call::<GetItems>(incoming, &EnrolmentRequest { id: enrolment }).await? {
        Ok(items) => items,
        Err(problem) => return Ok(Sent::Trouble(problem)),
    };
    let item = items.items.iter().find(|item| item.item.kind == kind);
    let Some(item) = item else { return Ok(Sent::Trouble(ErrorCode::NotFound.into())) };
    if !item.can_send {
        return Ok(Sent::OldPage);
    }
    let content_type = incoming.header("content-type").unwrap_or_default();
    let Some(boundary) = multipart::boundary(&content_type) else {
        return Ok(Sent::Trouble(ErrorCode::UnsupportedMediaType.into()));
    };
    let form = match body::form(&mut incoming.request, MAX_FORM).await {
        Ok(form) => form,
        Err(ErrorCode::TooLarge) => return Ok(not_taken(SendProblem::BodyTooLarge, false)),
        Err(code) => return Ok(Sent::Trouble(code.into())),
    };
    let Some(parts) = multipart::parts(&form, boundary) else {
        return Ok(not_taken(SendProblem::FormUnreadable, false));
    };
    let Some(key) = text(&parts, "idempotency_key") else {
        return Ok(Sent::Trouble(ErrorCode::KeyUnusable.into()));
    };
    let checked = match check(kind, &items, item.consented_at.is_some(), &parts) {
        Ok(checked) => checked,
        Err(problem) => return Ok(not_taken(problem, text(&parts, "consent").is_some())),
    };
    store(incoming, enrolment, kind, key, &checked).await
}

const fn not_taken(problem: SendProblem, agreed: bool) -> Sent {
    Sent::NotTaken(Refused { problem, agreed })
}

/// Announces the files, stores them sealed, and has them taken into use.
async fn store(
    incoming: &mut Incoming,
    enrolment_id: EnrolmentId,
    kind: ItemKind,
    key: &str,
    checked: &Checked<'_>,
) -> Result<Sent> {
    let announced = checked.files.iter().map(|file| NewFile {
        purpose: file.purpose,
        content_type: file.content_type,
        bytes: u32::try_from(file.content.len()).unwrap_or(u32::MAX),
        sha256: to_hex(&Sha256::digest(&file.content)),
    });
    let begin = BeginUploadRequest { enrolment_id, kind, consent: checked.consent, files: announced.collect() };
    let places = match object::call::<BeginUpload>(incoming, &begin).await? {
        Ok(places) => places.places,
        Err(problem) => return Ok(refused(problem)),
    };
    for (place, file) in places.iter().zip(&checked.files) {
        sealed::store(&incoming.env, &place.name, &file.content).await?;
    }
    let of = |purpose: Purpose| {
        let found = places.iter().zip(&checked.files).find(|(_, file)| file.purpose == purpose);
        found.map(|(place, _)| place.id)
    };
    let finish = FinishUploadRequest {
        enrolment_id,
        kind,
        file: of(Purpose::Item),
        original: of(Purpose::Original),
        commitment: checked.commitment,
    };
    incoming.facts.idempotency_key = Some(key.to_owned());
    Ok(match object::call::<FinishUpload>(incoming, &finish).await? {
        Ok(_sent) => Sent::Done,
        Err(problem) => refused(problem),
    })
}

fn refused(problem: Problem) -> Sent {
    match problem.code {
        ErrorCode::KeyUnusable | ErrorCode::Changed => Sent::OldPage,
        _ => Sent::Trouble(problem),
    }
}

fn text<'a>(parts: &[Part<'a>], name: &str) -> Option<&'a str> {
    let part = parts.iter().find(|part| part.name == name && !part.is_file)?;
    part.text().filter(|text| !text.is_empty())
}

fn file<'a>(parts: &[Part<'a>], name: &str) -> Option<&'a [u8]> {
    let part = parts.iter().find(|part| part.name == name && part.is_file)?;
    Some(part.content).filter(|content| !content.is_empty())
}

/// What is wrong with the form, or what to store.
fn check<'a>(
    kind: ItemKind,
    items: &Items,
    consented: bool,
    parts: &[Part<'a>],
) -> core::result::Result<Checked<'a>, SendProblem> {
    let number = |name: &str| text(parts, name).and_then(|text| text.parse::<i64>().ok());
    let files = match kind {
        ItemKind::Photo => photo_files(parts)?,
        ItemKind::Education | ItemKind::IdCopy => vec![paper(parts)?],
        ItemKind::HealthCommitment => signature(items, parts)?,
    };
    let commitment = if kind == ItemKind::HealthCommitment { number("commitment") } else { None };
    if kind == ItemKind::HealthCommitment && commitment.is_none() {
        return Err(SendProblem::NotSigned);
    }
    let consent = number("consent");
    if !consented && consent.is_none() {
        return Err(SendProblem::ConsentMissing);
    }
    Ok(Checked { consent, commitment, files })
}

/// Without places and times that a camera wrote.
fn clean(bytes: &[u8]) -> Option<Vec<u8>> {
    jpeg::without_metadata(bytes)
}

fn photo_files<'a>(parts: &[Part<'a>]) -> core::result::Result<Vec<CheckedFile<'a>>, SendProblem> {
    let damaged = SendProblem::Photo(PhotoProblem::Damaged);
    let bytes = file(parts, "file").ok_or(SendProblem::Photo(PhotoProblem::Empty))?;
    // What a camera writes beside the picture may alone be larger than the limit.
    photo::jpeg(bytes).map_err(SendProblem::Photo)?;
    let photo = clean(bytes).ok_or(damaged)?;
    photo::check(&photo).map_err(SendProblem::Photo)?;
    let mut files =
        vec![CheckedFile { purpose: Purpose::Item, content_type: ContentType::Jpeg, content: photo.into() }];
    // Only the page's script sends it: whatever else comes in its place is left out.
    if let Some(original) = file(parts, "original").filter(|bytes| photo::is_original(bytes)).and_then(clean) {
        let content_type = ContentType::Jpeg;
        files.push(CheckedFile { purpose: Purpose::Original, content_type, content: original.into() });
    }
    Ok(files)
}

fn paper<'a>(parts: &[Part<'a>]) -> core::result::Result<CheckedFile<'a>, SendProblem> {
    let bytes = file(parts, "file").ok_or(SendProblem::Paper(DocumentProblem::Empty))?;
    let content_type = document::check(bytes).map_err(SendProblem::Paper)?;
    let content = match content_type {
        ContentType::Jpeg => clean(bytes).ok_or(SendProblem::Paper(DocumentProblem::Damaged))?.into(),
        ContentType::Png | ContentType::Pdf => bytes.into(),
    };
    Ok(CheckedFile { purpose: Purpose::Item, content_type, content })
}

/// Drawn, or the name typed as it is enrolled.
fn signature<'a>(items: &Items, parts: &[Part<'a>]) -> core::result::Result<Vec<CheckedFile<'a>>, SendProblem> {
    if let Some(drawn) = file(parts, "file") {
        if !document::is_signature(drawn) {
            return Err(SendProblem::SignatureUnusable);
        }
        let content_type = ContentType::Png;
        return Ok(vec![CheckedFile { purpose: Purpose::Item, content_type, content: drawn.into() }]);
    }
    let typed = text(parts, "name").and_then(|typed| PersonName::parse(typed).ok());
    if typed.is_some_and(|typed| typed.as_str() == items.trainee.name) {
        Ok(Vec::new())
    } else {
        Err(SendProblem::NotSigned)
    }
}
