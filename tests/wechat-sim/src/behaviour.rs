//! How WeChat shall behave at the next authorisation.

use serde::{Deserialize, Serialize};

/// Chosen on the chat page (kept in a cookie) or queued through the control API. A behaviour that concerns the
/// exchange is attached to the code it was issued with, so that parallel visitors do not disturb one another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Behaviour {
    #[default]
    Ordinary,
    /// The follower refuses: `state` comes back, `code` does not.
    Refuse,
    /// The page that was redirected to is opened twice with the same code, the first load being cut off.
    Twice,
    /// The visitor looks at a snapshot page: `is_snapshotuser` is 1 and the openid is nobody's.
    Snapshot,
    /// The exchange answers only after [`SLOW_MILLISECONDS`].
    Slow,
    /// The exchange uses the code at once and answers [`LATE_MILLISECONDS`] later.
    Late,
    /// The exchange accepts the call and does not answer.
    Silent,
    /// The exchange answers 502 with a page of HTML, as a gateway does.
    ServerError,
    /// The exchange answers errcode -1, "system busy", with status 200.
    Busy,
    /// The code is already more than five minutes old when it arrives.
    Expired,
}

pub const SLOW_MILLISECONDS: u64 = 4_000;
pub const LATE_MILLISECONDS: u64 = 700;
/// Longer than anybody waits.
pub const SILENT_MILLISECONDS: u64 = 60_000;

impl Behaviour {
    pub const ALL: [Self; 10] = [
        Self::Ordinary,
        Self::Refuse,
        Self::Twice,
        Self::Snapshot,
        Self::Slow,
        Self::Late,
        Self::Silent,
        Self::ServerError,
        Self::Busy,
        Self::Expired,
    ];

    /// As it stands in the cookie and in the control API.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ordinary => "ordinary",
            Self::Refuse => "refuse",
            Self::Twice => "twice",
            Self::Snapshot => "snapshot",
            Self::Slow => "slow",
            Self::Late => "late",
            Self::Silent => "silent",
            Self::ServerError => "server_error",
            Self::Busy => "busy",
            Self::Expired => "expired",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|behaviour| behaviour.name() == name)
    }

    /// For the chat page.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Ordinary => "正常授权",
            Self::Refuse => "拒绝授权（只带回 state）",
            Self::Twice => "回调被打开两次",
            Self::Snapshot => "快照页虚拟账号",
            Self::Slow => "接口很慢（4 秒）",
            Self::Late => "接口答复迟到（0.7 秒）",
            Self::Silent => "接口不答复",
            Self::ServerError => "接口故障（502）",
            Self::Busy => "系统繁忙（-1）",
            Self::Expired => "code 已过期",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_reads_back_and_is_the_one_of_the_control_api() {
        for behaviour in Behaviour::ALL {
            assert_eq!(Behaviour::from_name(behaviour.name()), Some(behaviour));
            assert_eq!(serde_json::to_value(behaviour).unwrap(), behaviour.name());
        }
    }
}
