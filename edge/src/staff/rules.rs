//! What must hold among the accounts.

use shared::id::StaffId;
use shared::role::Role;
use shared::staff::api::StaffAccount;

/// Whether somebody could still administer after this account was changed: an active administrator who has used the
/// one-time link.
pub fn leaves_an_administrator(accounts: &[StaffAccount], changed: StaffId, active: bool, roles: &[Role]) -> bool {
    accounts.iter().any(|account| {
        let (active, roles) =
            if account.id == changed { (active, roles) } else { (account.active, account.roles.as_slice()) };
        active && account.ready && roles.contains(&Role::Administrator)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_active_administrator_who_can_sign_in_counts() {
        let account = |id, active, ready, role| StaffAccount {
            id: StaffId(id),
            login: format!("s{id}"),
            name: String::new(),
            roles: vec![role],
            active,
            ready,
            last_seen: None,
            version: 1,
        };
        for (other, remains) in [
            (account(2, true, true, Role::Administrator), true),
            (account(2, false, true, Role::Administrator), false),
            (account(2, true, false, Role::Administrator), false),
            (account(2, true, true, Role::Registrar), false),
        ] {
            let accounts = [account(1, true, true, Role::Administrator), other];
            assert_eq!(leaves_an_administrator(&accounts, StaffId(1), false, &[Role::Administrator]), remains);
            assert_eq!(leaves_an_administrator(&accounts, StaffId(1), true, &[Role::Registrar]), remains);
            assert!(leaves_an_administrator(&accounts, StaffId(1), true, &[Role::Registrar, Role::Administrator]));
        }
    }
}
