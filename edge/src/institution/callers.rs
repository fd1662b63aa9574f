//! Callers as types: each can only be made from a session that proves it.

use shared::endpoint;
use shared::enrolments::api::TraineeName;
use shared::error::ErrorCode;
use shared::id::{StaffId, TraineeId};
use shared::role::Role;
use shared::time::Timestamp;

use super::audit::Actor;
use super::context::Context;
use super::crypto::token_hash;
use super::failure::Outcome;
use crate::params;

/// A caller that can be proved from a request. `Marker` is the endpoint's caller in the contract.
pub trait Authenticate: Sized {
    type Marker: endpoint::Caller;
    fn authenticate(context: &Context) -> Outcome<Self>;
    /// A stable name of who this is, for idempotency keys.
    fn identity(&self) -> String;
}

/// A trainee-app session, bound or not.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct Session {
    pub token_hash: String,
    pub openid: Option<String>,
    pub trainee_id: Option<TraineeId>,
    pub trainee_name: Option<String>,
}

impl Session {
    /// The session of this request, if it has a valid one.
    pub fn of(context: &Context) -> Outcome<Option<Self>> {
        let Some(token) = &context.facts.session else { return Ok(None) };
        Ok(context.sql.row(
            "select json_object('token_hash', s.token_hash, 'openid', s.openid, 'trainee_id', s.trainee_id, 'trainee_name', t.name)
             from sessions s left join trainees t on t.id = s.trainee_id
             where s.token_hash = ?1 and s.expires_at > ?2",
            params![token_hash(token), context.now],
        )?)
    }
}

/// Anybody, with the session if there is one.
#[derive(Clone, Debug)]
pub struct Anyone {
    pub session: Option<Session>,
}

impl Authenticate for Anyone {
    type Marker = endpoint::Anyone;
    fn authenticate(context: &Context) -> Outcome<Self> {
        Ok(Self { session: Session::of(context)? })
    }
    fn identity(&self) -> String {
        self.session.as_ref().map_or_else(|| "anyone".to_owned(), |session| format!("session:{}", session.token_hash))
    }
}

/// Somebody with a session.
#[derive(Clone, Debug)]
pub struct Visitor {
    pub session: Session,
}

impl Authenticate for Visitor {
    type Marker = endpoint::Visitor;
    fn authenticate(context: &Context) -> Outcome<Self> {
        Session::of(context)?.map(|session| Self { session }).ok_or_else(|| ErrorCode::SignInRequired.into())
    }
    fn identity(&self) -> String {
        format!("session:{}", self.session.token_hash)
    }
}

/// A trainee.
#[derive(Clone, Debug)]
pub struct Trainee {
    pub session: Session,
    pub trainee: TraineeName,
}

impl Trainee {
    pub fn actor(&self) -> Actor {
        Actor::Trainee(self.trainee.id)
    }
}

impl Authenticate for Trainee {
    type Marker = endpoint::Trainee;
    fn authenticate(context: &Context) -> Outcome<Self> {
        let session = Visitor::authenticate(context)?.session;
        match (session.trainee_id, session.trainee_name.clone()) {
            (Some(id), Some(name)) => Ok(Self { session, trainee: TraineeName { id, name } }),
            _ => Err(ErrorCode::BindingRequired.into()),
        }
    }
    fn identity(&self) -> String {
        format!("trainee:{}", self.trainee.id)
    }
}

/// A signed-in member of staff.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct StaffMember {
    pub id: StaffId,
    pub login: String,
    pub name: String,
    pub roles: Vec<Role>,
    pub token_hash: String,
    pub seen_at: Timestamp,
}

impl StaffMember {
    pub fn actor(&self) -> Actor {
        Actor::Staff(self.id)
    }

    fn of(context: &Context) -> Outcome<Self> {
        let Some(token) = &context.facts.staff_session else { return Err(ErrorCode::StaffSignInRequired.into()) };
        let member: Option<Self> = context.sql.row(
            "select json_object('id', p.id, 'login', p.login, 'name', p.name, 'roles', json(p.roles),
               'token_hash', s.token_hash, 'seen_at', s.seen_at)
             from staff_sessions s join staff p on p.id = s.staff_id
             where s.token_hash = ?1 and s.expires_at > ?2 and p.active = 1",
            params![token_hash(token), context.now],
        )?;
        let member = member.ok_or(ErrorCode::StaffSignInRequired)?;
        if context.now > member.seen_at.plus_seconds(SEEN_EVERY_SECONDS) {
            context.sql.run(
                "update staff_sessions set seen_at = ?2, expires_at = ?3 where token_hash = ?1",
                params![&member.token_hash, context.now, context.now.plus_seconds(STAFF_IDLE_SECONDS)],
            )?;
        }
        Ok(member)
    }
}

/// A staff session ends after two hours without a request (domain.md E2: session time-out).
pub const STAFF_IDLE_SECONDS: i64 = 2 * 3600;
/// How often `seen_at` is written.
const SEEN_EVERY_SECONDS: i64 = 600;

/// Defines a staff caller type for a marker of the contract.
macro_rules! staff_callers {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug)]
        pub struct $name(pub StaffMember);

        impl Authenticate for $name {
            type Marker = endpoint::$name;
            fn authenticate(context: &Context) -> Outcome<Self> {
                let member = StaffMember::of(context)?;
                match <endpoint::$name as endpoint::Caller>::ACCESS {
                    endpoint::Access::Staff(roles)
                        if roles.is_empty() || member.roles.iter().any(|role| roles.contains(role)) => Ok(Self(member)),
                    _ => Err(ErrorCode::RoleRequired.into()),
                }
            }
            fn identity(&self) -> String {
                format!("staff:{}", self.0.id)
            }
        }
    )+};
}

staff_callers! {
    /// Any member of staff.
    AnyStaff,
    /// 教务 or 管理员.
    Registrar,
    /// 教务 or 审核.
    Reviewer,
    /// 教务 or 编辑.
    Editor,
    /// 教务 or 教师.
    Teacher,
    /// 管理员.
    Administrator,
}
