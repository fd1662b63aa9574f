//! `courses.print_slips`: the admission slips (报到单) of a class. Makes claim codes where there are none; printing again
//! gives the same codes.

use serde::Deserialize;
use shared::courses::api::{ClassRequest, Slip, Slips};
use shared::error::ErrorCode;
use shared::id::{EnrolmentId, TraineeId};

use super::classes;
use crate::identity::ClaimCode;
use crate::institution::audit;
use crate::institution::callers::Registrar;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

const PAGE: usize = 200;
/// The shell does not tell the object its address: the client completes it with its own origin.
const BIND_PATH: &str = "/bind";

#[derive(Deserialize)]
struct Row {
    enrolment_id: EnrolmentId,
    trainee_id: TraineeId,
    name: String,
    document_masked: String,
    claim: Option<String>,
}

pub fn print_slips(context: &Context, Registrar(member): Registrar, request: ClassRequest) -> Outcome<Slips> {
    let class = classes::one(context, request.id)?.ok_or(ErrorCode::NotFound)?;
    let after: i64 = match &request.after {
        None => 0,
        Some(after) => after.parse().or(Err(ErrorCode::Malformed))?,
    };
    let mut rows: Vec<Row> = context.sql.rows(
        "select json_object('enrolment_id', e.id, 'trainee_id', t.id, 'name', t.name, 'document_masked', t.document_masked,
           'claim', t.claim)
         from enrolments e join trainees t on t.id = e.trainee_id
         where e.class_id = ?1 and e.id > ?2 order by e.id limit ?3",
        params![class.id, after, i64::try_from(PAGE + 1).unwrap_or(i64::MAX)],
    )?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = rows.last().filter(|_| more).map(|last| last.enrolment_id.to_string());
    let made = rows.iter().filter(|row| row.claim.is_none()).count();
    let slips = rows.into_iter().map(|row| slip(context, row)).collect::<Outcome<Vec<_>>>()?;
    let detail = serde_json::json!({ "slips": slips.len(), "codes_made": made });
    audit::record(context, &member.actor(), "courses.print_slips", Some(("class", class.id.0)), &detail)?;
    Ok(Slips { class, slips, next, bind_address: BIND_PATH.to_owned() })
}

fn slip(context: &Context, row: Row) -> Outcome<Slip> {
    let claim_code = match row.claim {
        Some(sealed) => context.open("trainees.claim", &sealed)?,
        None => make_code(context, row.trainee_id)?,
    };
    Ok(Slip { trainee_name: row.name, document_masked: without_last_four(&row.document_masked), claim_code })
}

/// The last four are what somebody must know beside the code: both on one paper would open the record to its finder.
fn without_last_four(masked: &str) -> String {
    let shown = masked.chars().count().saturating_sub(4);
    masked.chars().enumerate().map(|(place, c)| if place < shown { c } else { '*' }).collect()
}

fn make_code(context: &Context, trainee: TraineeId) -> Outcome<String> {
    let code = ClaimCode::from_random(context.secret());
    context.sql.run(
        "update trainees set claim_index = ?2, claim = ?3 where id = ?1",
        params![
            trainee,
            context.keys.blind_index("claim", code.as_str()),
            context.seal("trainees.claim", code.as_str())?
        ],
    )?;
    Ok(code.as_str().to_owned())
}
