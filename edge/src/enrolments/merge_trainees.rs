//! `enrolments.merge_trainees`: two records of one person become one. What hung on the first hangs on the second; the
//! first stays as a pointer, so that a later roster with its document number finds the person.

use serde::Deserialize;
use shared::enrolments::api::{MergeTraineesRequest, TraineeDetail};
use shared::error::{ErrorCode, FieldCode, FieldErrors, Problem};
use shared::id::TraineeId;

use super::trainees;
use crate::identity;
use crate::institution::audit;
use crate::institution::callers::Registrar;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::lessons;
use crate::params;

pub fn merge_trainees(
    context: &Context,
    Registrar(member): Registrar,
    request: MergeTraineesRequest,
) -> Outcome<TraineeDetail> {
    let MergeTraineesRequest { from, into } = request;
    check(context, from, into)?;
    let moved: Vec<i64> = context.sql.returning(
        "update enrolments set trainee_id = ?2, version = version + 1 where trainee_id = ?1 returning json(id)",
        params![from, into],
    )?;
    move_binding(context, from, into)?;
    // Sessions by claim code, and those of the moved binding.
    context.sql.run("update sessions set trainee_id = ?2 where trainee_id = ?1", params![from, into])?;
    context.sql.run("update consents set trainee_id = ?2 where trainee_id = ?1", params![from, into])?;
    context.sql.run("update document_looks set trainee_id = ?2 where trainee_id = ?1", params![from, into])?;
    context.sql.run("update files set trainee_id = ?2 where trainee_id = ?1", params![from, into])?;
    context.sql.run("update sensitive_consents set trainee_id = ?2 where trainee_id = ?1", params![from, into])?;
    context.sql.run("update certificates set trainee_id = ?2 where trainee_id = ?1", params![from, into])?;
    context.sql.run("update messages set trainee_id = ?2 where trainee_id = ?1", params![from, into])?;
    lessons::merge_clocks(context, from, into)?;
    // Records merged earlier point to where the person is now: one step always leads there.
    context.sql.run("update trainees set merged_into = ?2 where merged_into = ?1", params![from, into])?;
    context
        .sql
        .run("update trainees set merged_into = ?2, version = version + 1 where id = ?1", params![from, into])?;
    context.sql.run("update trainees set version = version + 1 where id = ?1", params![into])?;
    let detail = serde_json::json!({ "from": from, "into": into, "enrolments": moved });
    for id in [from, into] {
        audit::record(context, &member.actor(), "enrolments.merge_trainees", Some(("trainee", id.0)), &detail)?;
    }
    trainees::detail_of(context, into)
}

/// Both must live, and no class may have them both: then staff must first say which of the two enrolments is right.
fn check(context: &Context, from: TraineeId, into: TraineeId) -> Outcome<()> {
    if from == into {
        let mut errors = FieldErrors::default();
        errors.push("into", FieldCode::Inconsistent);
        return Err(errors.into());
    }
    let living: i64 = context
        .sql
        .one("select json(count(*)) from trainees where id in (?1, ?2) and merged_into is null", params![from, into])?;
    if living != 2 {
        return Err(ErrorCode::NotFound.into());
    }
    let blockers: Vec<String> = context.sql.rows(
        "select json_quote(k.code) from enrolments a join enrolments b on b.class_id = a.class_id and b.trainee_id = ?2
         join classes k on k.id = a.class_id where a.trainee_id = ?1 order by k.code limit 20",
        params![from, into],
    )?;
    if blockers.is_empty() { Ok(()) } else { Err(Problem { blockers, ..Problem::new(ErrorCode::BothEnrolled) }.into()) }
}

/// A trainee has at most one account: the one of the record that lives on stays, and the other loses its view.
fn move_binding(context: &Context, from: TraineeId, into: TraineeId) -> Outcome<()> {
    #[derive(Deserialize)]
    struct Binding {
        trainee_id: TraineeId,
        openid: String,
    }
    let bindings: Vec<Binding> = context.sql.rows(
        "select json_object('trainee_id', trainee_id, 'openid', openid) from bindings where trainee_id in (?1, ?2)",
        params![from, into],
    )?;
    let of = |id| bindings.iter().find(|binding| binding.trainee_id == id).map(|binding| binding.openid.as_str());
    match (of(from), of(into)) {
        (None, _) => Ok(()),
        (Some(_), None) => {
            context.sql.run("update bindings set trainee_id = ?2 where trainee_id = ?1", params![from, into])?;
            Ok(())
        }
        (Some(left), right) => {
            context.sql.run("delete from bindings where trainee_id = ?1", params![from])?;
            if right == Some(left) { Ok(()) } else { identity::lose_binding(context, left, from) }
        }
    }
}
