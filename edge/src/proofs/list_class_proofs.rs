//! `proofs.list_class_proofs`: who of a class has a proof or can get one.

use shared::courses::api::ClassRequest;
use shared::error::ErrorCode;
use shared::page::Page;
use shared::proofs::api::ClassProof;

use super::basis::basis_of_class;
use crate::institution::callers::AnyStaff;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

const PAGE: usize = 100;

pub fn list_class_proofs(context: &Context, _caller: AnyStaff, request: ClassRequest) -> Outcome<Page<ClassProof>> {
    let after: i64 = match &request.after {
        None => 0,
        Some(after) => after.parse().or(Err(ErrorCode::Malformed))?,
    };
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let mut rows = basis_of_class(context, params![request.id, after, limit])?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = rows.last().filter(|_| more).map(|last| last.enrolment_id.to_string());
    let items = rows.into_iter().map(|basis| {
        let (hours_due, hours_done) = basis.hours(context)?;
        Ok(ClassProof {
            enrolment_id: basis.enrolment_id,
            obstacles: basis.obstacles(context)?,
            trained_from: basis.starts_on,
            trained_to: basis.ends_on,
            hours_due,
            hours_done,
            revoked: basis.revoked,
            name: basis.name,
            document_masked: basis.document_masked,
            number: basis.in_force.map(|proof| proof.number),
        })
    });
    Ok(Page { items: items.collect::<Outcome<_>>()?, next })
}
