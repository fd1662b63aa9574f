//! `staff.list_staff`: all accounts.

use shared::endpoint::Nothing;
use shared::staff::api::StaffAccount;

use super::accounts;
use crate::institution::callers::Administrator;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;

pub fn list_staff(context: &Context, _caller: Administrator, _request: Nothing) -> Outcome<Vec<StaffAccount>> {
    accounts::all(context)
}
