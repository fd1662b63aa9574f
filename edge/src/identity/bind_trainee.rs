//! `identity.bind_trainee`: a visitor proves to be a trainee of the roster.

use serde::Deserialize;
use shared::enrolments::api::TraineeName;
use shared::error::{ErrorCode, FieldCode, FieldErrors};
use shared::id::TraineeId;
use shared::identity::api::{BindBy, BindForm, Bound};
use shared::identity::document::{DocumentKind, DocumentNumber};
use shared::phone::Phone;
use shared::text::PersonName;

use super::{ClaimCode, document_index, sessions};
use crate::institution::audit::{self, Actor};
use crate::institution::callers::{Anyone, Session};
use crate::institution::context::Context;
use crate::institution::failure::{Failure, Outcome};
use crate::institution::outbox::{self, Message};
use crate::institution::tries;
use crate::params;

/// The answer never says which of the answers was wrong; counted tries stand also when it is refused.
pub fn bind_trainee(context: &Context, caller: Anyone, form: BindForm) -> Outcome<Bound> {
    let proof = read(context, caller.session.as_ref(), &form)?;
    let openid = caller.session.as_ref().and_then(|session| session.openid.as_deref());
    tries::count(context, "bind_address", &context.facts.address)?;
    if let Some(openid) = openid {
        tries::count(context, "bind_openid", openid)?;
    }
    let trainee = find(context, &proof)?.ok_or_else(|| Failure::kept(ErrorCode::NoMatch))?;
    record_consent(context, openid, trainee.id)?;
    let session = if let (Some(session), Some(openid)) = (&caller.session, openid) {
        bind(context, openid, trainee.id)?;
        sessions::show(context, &session.token_hash, Some(trainee.id))?;
        None
    } else {
        // Outside WeChat nothing is bound: the code opens a session of its own.
        let subject = Some(("trainee", trainee.id.0));
        audit::record(context, &Actor::Trainee(trainee.id), "identity.enter_by_code", subject, &serde_json::json!({}))?;
        Some(sessions::start(context, None, Some(trainee.id))?)
    };
    Ok(Bound { trainee, session })
}

/// What proves who somebody is, well-formed.
enum Proof {
    Details { name: PersonName, documents: Vec<DocumentNumber>, phone: Phone },
    ClaimCode { code: ClaimCode, last_four: String },
}

fn read(context: &Context, session: Option<&Session>, form: &BindForm) -> Outcome<Proof> {
    let mut errors = FieldErrors::default();
    let proof = match form.by {
        BindBy::Details if session.and_then(|session| session.openid.as_ref()).is_none() => {
            return Err(ErrorCode::SignInRequired.into());
        }
        BindBy::Details => {
            let name = errors.check("name", PersonName::parse(&form.name));
            let documents = errors.check("document_number", documents(&form.document_number));
            let phone = errors.check("phone", Phone::parse(&form.phone));
            name.zip(phone).zip(documents).map(|((name, phone), documents)| Proof::Details { name, documents, phone })
        }
        BindBy::ClaimCode => {
            let code = ClaimCode::parse(&form.claim_code);
            if code.is_none() {
                let missing = form.claim_code.trim().is_empty();
                errors.push("claim_code", if missing { FieldCode::Required } else { FieldCode::Format });
            }
            let last_four = shared::text::normalise(&form.last_four).to_ascii_uppercase();
            if last_four.chars().count() != 4 {
                errors.push("last_four", if last_four.is_empty() { FieldCode::Required } else { FieldCode::Format });
            }
            code.map(|code| Proof::ClaimCode { code, last_four })
        }
    };
    let version: i64 = context.sql.one("select json(privacy_version) from institution where id = 1", &[])?;
    if form.consent.as_deref() != Some(version.to_string().as_str()) {
        errors.push("consent", FieldCode::MustAccept);
    }
    match proof {
        Some(proof) if errors.is_empty() => Ok(proof),
        _ => Err(errors.into()),
    }
}

/// The form does not ask for the kind of document: every kind that the text could be is looked up.
fn documents(typed: &str) -> Result<Vec<DocumentNumber>, FieldCode> {
    let resident = DocumentNumber::parse(DocumentKind::ResidentId, typed);
    let others = DocumentKind::ALL
        .into_iter()
        .filter(|kind| *kind != DocumentKind::ResidentId)
        .filter_map(|kind| DocumentNumber::parse(kind, typed).ok());
    let all: Vec<_> = resident.clone().ok().into_iter().chain(others).collect();
    match resident {
        // Eighteen characters are meant as an identity card: say what is wrong with it.
        Err(error) if all.is_empty() || shared::text::normalise(typed).chars().count() == 18 => Err(error.into()),
        _ => Ok(all),
    }
}

#[derive(Deserialize)]
struct Candidate {
    id: TraineeId,
    name: String,
    phone: String,
    last_four_index: String,
}

fn find(context: &Context, proof: &Proof) -> Outcome<Option<TraineeName>> {
    let found = match proof {
        Proof::Details { name, documents, phone } => {
            let mut found = None;
            for document in documents {
                let index = document_index(context, document);
                tries::count(context, "bind_document", &index)?;
                found = candidate(context, "document_index", &index)?
                    .filter(|row| row.name == name.as_str() && row.phone == phone.as_str());
                if found.is_some() {
                    tries::forget(context, "bind_document", &index)?;
                    break;
                }
            }
            found
        }
        Proof::ClaimCode { code, last_four } => {
            tries::count(context, "bind_document", code.as_str())?;
            let last_four = context.keys.blind_index("last_four", last_four);
            candidate(context, "claim_index", &context.keys.blind_index("claim", code.as_str()))?
                .filter(|row| row.last_four_index == last_four)
        }
    };
    Ok(found.map(|row| TraineeName { id: row.id, name: row.name }))
}

fn candidate(context: &Context, column: &'static str, index: &str) -> Outcome<Option<Candidate>> {
    let sql = match column {
        "claim_index" => {
            "select json_object('id', id, 'name', name, 'phone', phone, 'last_four_index', last_four_index)
             from trainees where claim_index = ?1 and merged_into is null"
        }
        _ => {
            "select json_object('id', id, 'name', name, 'phone', phone, 'last_four_index', last_four_index)
             from trainees where document_index = ?1 and merged_into is null"
        }
    };
    Ok(context.sql.row(sql, params![index])?)
}

/// Binds, taking the trainee from a former account, which is told. Who came by the code on paper has to come again.
fn bind(context: &Context, openid: &str, trainee: TraineeId) -> Outcome<()> {
    sessions::end_by_code(context, trainee)?;
    let former: Option<String> =
        context.sql.row("select json_quote(openid) from bindings where trainee_id = ?1", params![trainee])?;
    if let Some(former) = former.filter(|former| former != openid) {
        sessions::detach(context, &former, trainee)?;
        outbox::push(context, &Message::BindingMovedV1 { openid: former })?;
    }
    context.sql.run(
        "insert into bindings (trainee_id, openid, bound_at) values (?1, ?2, ?3)
         on conflict (trainee_id) do update set openid = ?2, bound_at = iif(openid = ?2, bound_at, ?3)",
        params![trainee, openid, context.now],
    )?;
    // What this account was told before is settled now.
    context.sql.run(
        "update openid_messages set read_at = ?2 where openid = ?1 and read_at is null",
        params![openid, context.now],
    )?;
    let actor = Actor::OpenId(openid.to_owned());
    audit::record(context, &actor, "identity.bind_trainee", Some(("trainee", trainee.0)), &serde_json::json!({}))
}

fn record_consent(context: &Context, openid: Option<&str>, trainee: TraineeId) -> Outcome<()> {
    context.sql.run(
        "insert into consents (trainee_id, privacy_version, at, openid, address)
         select ?1, privacy_version, ?2, ?3, ?4 from institution where id = 1",
        params![trainee, context.now, openid.unwrap_or_default(), &context.facts.address],
    )?;
    Ok(())
}
