//! Training proofs in the shell: the page is written here, outside the object, and stored before the object makes it a
//! proof. Also the pages and files that trainees and those who check see.

use std::cell::RefCell;
use std::rc::Rc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use frontend::proofs::{ProofPage, proof_page, verify_page};
use proof::RenderError;
use proof::seal::{Seal, SealError};
use serde_json::value::RawValue;
use sha2::{Digest as _, Sha256};
use shared::endpoint::{Endpoint as _, Nothing};
use shared::error::{ErrorCode, FieldCode, FieldErrors, Problem};
use shared::id::ProofId;
use shared::proofs::api::{
    GetProof, GetProofSettings, IssueProofRequest, MAX_SEAL_BYTES, MakeProofLink, ProofRequest, ProofSettingsForm,
    SAMPLE_ADDRESS, TraineeProof,
};
use shared::staff::api::GetMe;
use worker::{Env, Error, Method, Result};

use super::answer::Answer;
use super::request::{Incoming, random_hex};
use super::{links, object, plain, sealed, template};
use crate::institution::crypto::to_hex;
use crate::proofs::announce_files::{AnnounceFiles, AnnounceFilesRequest, PageFiles};
use crate::proofs::begin_proof::BeginProof;
use crate::proofs::find_file::{FindProofFile, ProofFile};
use crate::proofs::finish_proof::{FinishProof, FinishProofRequest};
use crate::proofs::settings::{GetProofSample, StoreProofSettings, StoreSettingsRequest};

/// Where the build has laid the font. Not an asset for browsers: its ending is not served.
const FONT: &str = "http://assets/fonts/proof.ttf";

/// A picture that is opened by itself may load the seal inside it, and nothing else.
const PICTURE_POLICY: &str = "default-src 'none'; img-src data:; frame-ancestors 'none'";

thread_local! {
    /// Read once per isolate: ten megabytes, which the next proofs of a class need as well.
    static FONT_BYTES: RefCell<Option<Rc<[u8]>>> = const { RefCell::new(None) };
}

async fn font(env: &Env) -> Result<Rc<[u8]>> {
    if let Some(font) = FONT_BYTES.with_borrow(Clone::clone) {
        return Ok(font);
    }
    let mut file = env.service("ASSETS")?.fetch(FONT, None).await?;
    if file.status_code() != 200 {
        return Err(Error::RustError(format!("the build's font is missing ({})", file.status_code())));
    }
    let font: Rc<[u8]> = file.bytes().await?.into();
    FONT_BYTES.with_borrow_mut(|kept| *kept = Some(Rc::clone(&font)));
    Ok(font)
}

/// Issues a proof in two turns of the object. Repeated with the same key, both turns repeat their answers, and the same
/// page is stored under the same name.
pub async fn issue(incoming: &Incoming, request: &RawValue) -> Result<Answer> {
    let Ok(request) = serde_json::from_str::<IssueProofRequest>(request.get()) else {
        return unreadable(incoming).await;
    };
    // A key of its own for each turn. A missing or misformed one is refused by the object.
    let key = incoming.facts.idempotency_key.as_deref().filter(|key| (8..=128).contains(&key.len()));
    let begin_key = key.map(|key| to_hex(&Sha256::digest(format!("begin {key}").as_bytes())));
    let begun = match object::call_with_key::<BeginProof>(incoming, begin_key, &request).await? {
        Ok(begun) => begun,
        Err(problem) => return refuse(incoming, problem),
    };
    let portal = incoming.config.origins.first().map_or("", String::as_str);
    let link = format!("{portal}/verify#{}", begun.fragment);
    let seal = load_seal(&incoming.env, &begun.seal_file).await?;
    let page = match proof::render(&begun.fields, seal.as_ref(), &link, &font(&incoming.env).await?) {
        Ok(page) => page,
        Err(error) => return refuse(incoming, unprintable(error)?),
    };
    let sha256 = to_hex(&Sha256::digest(&page.pdf));
    // With its hash in the name nothing that was issued is ever written over by other bytes.
    let file = format!("proofs/{}-{}", begun.fields.number, sha256.get(..16).unwrap_or_default());
    let announced = AnnounceFilesRequest { enrolment_id: request.id, file: file.clone() };
    let names = match object::call::<AnnounceFiles>(incoming, &announced).await? {
        Ok(names) => names,
        Err(problem) => return refuse(incoming, problem),
    };
    sealed::store(&incoming.env, &names.pdf, &page.pdf).await?;
    sealed::store(&incoming.env, &names.svg, page.svg.as_bytes()).await?;
    let bytes = i64::try_from(page.pdf.len()).unwrap_or(i64::MAX);
    let finish = FinishProofRequest { request, begun, file, sha256, bytes };
    match object::call::<FinishProof>(incoming, &finish).await? {
        Ok(proof) => Answer::json(&proof),
        // What was stored goes by itself.
        Err(problem) => refuse(incoming, problem),
    }
}

/// What staff can do something about; everything else is ours.
fn unprintable(error: RenderError) -> Result<Problem> {
    let blockers = match error {
        RenderError::MissingGlyphs(missing) => {
            missing.into_iter().map(|c| format!("{c} (U+{:04X})", u32::from(c))).collect()
        }
        RenderError::TooLong | RenderError::Link => Vec::new(),
        RenderError::Font => return Err(Error::RustError("the build's font cannot be used".to_owned())),
    };
    Ok(Problem { blockers, ..Problem::new(ErrorCode::ProofUnprintable) })
}

async fn load_seal(env: &Env, file: &str) -> Result<Option<Seal>> {
    if file.is_empty() {
        return Ok(None);
    }
    let seal = Seal::from_png(&sealed::load(env, file).await?);
    seal.map(Some).map_err(|error| Error::RustError(format!("the stored seal cannot be read: {error:?}")))
}

/// Stores the settings; the picture of a seal is made small first.
pub async fn save_settings(incoming: &Incoming, request: &RawValue) -> Result<Answer> {
    let Ok(mut form) = serde_json::from_str::<ProofSettingsForm>(request.get()) else {
        return unreadable(incoming).await;
    };
    // Who may not save them does not have a picture unpacked.
    if let Err(problem) = object::call::<GetProofSettings>(incoming, &Nothing {}).await? {
        return refuse(incoming, problem);
    }
    let seal_file = match form.seal.take().map(|picture| read_seal(&picture)).transpose() {
        Ok(None) => None,
        Ok(Some(seal)) => {
            let png = seal.to_png();
            let file = format!("seals/{}.png", to_hex(&Sha256::digest(&png)));
            sealed::store(&incoming.env, &file, &png).await?;
            Some(file)
        }
        Err(code) => {
            let mut errors = FieldErrors::default();
            errors.push("seal", code);
            return refuse(incoming, errors.into_problem());
        }
    };
    match object::call::<StoreProofSettings>(incoming, &StoreSettingsRequest { form, seal_file }).await? {
        Ok(settings) => Answer::json(&settings),
        Err(problem) => refuse(incoming, problem),
    }
}

/// What cannot be read gets its answer, but whoever is no staff hears of that first.
async fn unreadable(incoming: &Incoming) -> Result<Answer> {
    let asked = object::call::<GetMe>(incoming, &Nothing {}).await?;
    refuse(incoming, asked.err().unwrap_or_else(|| ErrorCode::Malformed.into()))
}

fn read_seal(picture: &str) -> core::result::Result<Seal, FieldCode> {
    if picture.len() > MAX_SEAL_BYTES.div_ceil(3).saturating_mul(4) {
        return Err(FieldCode::TooLong);
    }
    let bytes = STANDARD.decode(picture).or(Err(FieldCode::Format))?;
    Seal::from_png(&bytes).map_err(|error| match error {
        SealError::NotPng | SealError::Opaque | SealError::Empty => FieldCode::Format,
        SealError::TooSmall | SealError::TooLarge => FieldCode::OutOfRange,
    })
}

fn refuse(incoming: &Incoming, problem: Problem) -> Result<Answer> {
    Answer::problem(&Problem { request_id: incoming.facts.request_id.clone(), ..problem })
}

/// What is asked for below `/proofs/`.
enum Target {
    Page(ProofId),
    Picture(ProofId),
    Pdf(ProofId),
    Link(ProofId),
}

impl Target {
    fn of(path: &str) -> Option<Self> {
        let rest = path.strip_prefix("/proofs/")?;
        let (id, part) = rest.split_once('/').map_or((rest, None), |(id, part)| (id, Some(part)));
        let id = id.parse().ok()?;
        match part {
            None => Some(Self::Page(id)),
            Some("picture") => Some(Self::Picture(id)),
            Some("pdf") => Some(Self::Pdf(id)),
            Some("link") => Some(Self::Link(id)),
            Some(_) => None,
        }
    }
}

/// Whether an address is answered here.
pub fn is_ours(path: &str) -> bool {
    path == "/verify" || path.starts_with("/proofs/")
}

/// Answers `/verify`, and everything below `/proofs/`.
pub async fn answer(mut incoming: Incoming) -> Result<Answer> {
    let path = incoming.path();
    let reads = matches!(incoming.request.method(), Method::Get | Method::Head);
    let posts = incoming.request.method() == Method::Post;
    match (path.as_str(), Target::of(&path)) {
        ("/verify", _) if reads => verify(&incoming).await,
        (SAMPLE_ADDRESS, _) if reads => sample(&incoming).await,
        (_, Some(Target::Page(id))) if reads => page(&incoming, id).await,
        (_, Some(Target::Picture(id))) if reads => picture(&incoming, id).await,
        (_, Some(Target::Pdf(id))) if reads => pdf(&incoming, id).await,
        (_, Some(Target::Link(id))) if posts => {
            links::make::<MakeProofLink>(&mut incoming, &ProofRequest { id }, &format!("/proofs/{id}")).await
        }
        _ => plain::trouble(&incoming, ErrorCode::NotFound.into()).await,
    }
}

/// A proof for its trainee.
async fn page(incoming: &Incoming, id: ProofId) -> Result<Answer> {
    let request = serde_json::value::to_raw_value(&ProofRequest { id })?;
    let reply = object::call_raw(incoming, GetProof::NAME, &request, true).await?;
    let proof: TraineeProof = match reply.result {
        Ok(json) => serde_json::from_str(json.get())?,
        Err(problem) if problem.code == ErrorCode::BindingRequired => return Ok(Answer::see_other("/bind")),
        Err(problem) => return plain::show_problem(incoming, reply.site, problem).await,
    };
    let form_key = random_hex::<16>();
    let content = ProofPage { proof: &proof, form_key: &form_key, in_wechat: incoming.in_wechat() };
    let answer =
        plain::send(incoming, template::PLAIN, proof_page(&plain::page_of(incoming, reply.site), &content)).await?;
    Ok(super::api::report_cost(incoming, answer, reply.cost))
}

async fn picture(incoming: &Incoming, id: ProofId) -> Result<Answer> {
    let ProofFile { file, .. } = match object::call::<FindProofFile>(incoming, &ProofRequest { id }).await? {
        Ok(file) => file,
        Err(problem) => return refuse(incoming, problem),
    };
    let svg = sealed::load(&incoming.env, &format!("{file}.svg")).await?;
    let svg = String::from_utf8(svg).or(Err(Error::RustError("a stored picture is not UTF-8".to_owned())))?;
    Ok(svg_answer(incoming, svg))
}

fn svg_answer(incoming: &Incoming, svg: String) -> Answer {
    Answer::text("image/svg+xml", svg)
        .with("content-security-policy", PICTURE_POLICY)
        .with("vary", "accept-encoding, cookie")
        .compressed_for(incoming)
}

async fn pdf(incoming: &Incoming, id: ProofId) -> Result<Answer> {
    match object::call::<FindProofFile>(incoming, &ProofRequest { id }).await? {
        Ok(file) => send_pdf(incoming, &file).await,
        Err(problem) => refuse(incoming, problem),
    }
}

/// The frozen bytes.
pub async fn send_pdf(incoming: &Incoming, file: &ProofFile) -> Result<Answer> {
    let pdf = sealed::load(&incoming.env, &PageFiles::of(&file.file).pdf).await?;
    // Numbers are letters, digits and hyphens.
    let name = format!("attachment; filename=\"{}.pdf\"", file.number);
    Ok(Answer::bytes("application/pdf", pdf).with("content-disposition", name))
}

/// What a proof will look like.
async fn sample(incoming: &Incoming) -> Result<Answer> {
    let sample = match object::call::<GetProofSample>(incoming, &Nothing {}).await? {
        Ok(sample) => sample,
        Err(problem) => return refuse(incoming, problem),
    };
    let seal = load_seal(&incoming.env, &sample.seal_file).await?;
    match proof::render(&sample.fields, seal.as_ref(), &incoming.origin(), &font(&incoming.env).await?) {
        Ok(page) => Ok(svg_answer(incoming, page.svg)),
        Err(error) => refuse(incoming, unprintable(error)?),
    }
}

/// The public check: the page has the institution's key in it, so that checking asks nobody.
async fn verify(incoming: &Incoming) -> Result<Answer> {
    let site = plain::site(incoming).await?;
    let key = sealed::keys(&incoming.env)?.public_key();
    plain::send(incoming, template::VERIFY, verify_page(&plain::page_of(incoming, site), &key)).await
}
