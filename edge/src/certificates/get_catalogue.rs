//! `certificates.get_catalogue`: work categories and permitted operations that hold today.

use shared::certificates::api::Catalogue;
use shared::endpoint::Nothing;

use super::catalogue;
use crate::institution::callers::AnyStaff;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;

pub fn get_catalogue(context: &Context, _caller: AnyStaff, _request: Nothing) -> Outcome<Catalogue> {
    catalogue::current(context)
}
