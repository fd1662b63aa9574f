//! `courses.get_class`: one class.

use shared::courses::api::{Class, ClassRequest};
use shared::error::ErrorCode;

use super::classes;
use crate::institution::callers::AnyStaff;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;

pub fn get_class(context: &Context, _caller: AnyStaff, request: ClassRequest) -> Outcome<Class> {
    classes::one(context, request.id)?.ok_or_else(|| ErrorCode::NotFound.into())
}
