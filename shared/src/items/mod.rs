//! Items (材料): what a case needs from its trainee besides money and training – photo, diploma, signed health commitment.
//! Which regime needs which is data (table `required_items`); what may happen to an item is decided here.

pub mod api;
pub mod document;
pub mod export;
pub mod jpeg;
pub mod keeping;
pub mod photo;
pub mod sniff;

use serde::{Deserialize, Serialize};

use crate::time::Timestamp;

/// A kind of item (domain.md D5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// 证件照: 295×413 pixels, JPEG, at most 100 KB.
    Photo,
    /// 学历证明
    Education,
    /// 健康承诺书, signed.
    HealthCommitment,
    /// 身份证复印件
    IdCopy,
}

impl ItemKind {
    pub const ALL: [Self; 4] = [Self::Photo, Self::Education, Self::HealthCommitment, Self::IdCopy];

    /// As in the database and in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Photo => "photo",
            Self::Education => "education",
            Self::HealthCommitment => "health_commitment",
            Self::IdCopy => "id_copy",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Whether its trainee signs a text.
    pub const fn is_signed(self) -> bool {
        matches!(self, Self::HealthCommitment)
    }

    /// Whether it is cut from a larger picture, which is kept for a while.
    pub const fn has_original(self) -> bool {
        matches!(self, Self::Photo)
    }

    /// Whether a paper can stand for it: the authority wants the photo as a file.
    pub const fn can_be_paper(self) -> bool {
        !matches!(self, Self::Photo)
    }
}

/// Where an item stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum ItemState {
    /// Nobody has done anything about it.
    Missing,
    /// The trainee was asked for it.
    Asked {
        at: Timestamp,
    },
    /// The trainee has sent it, staff have not looked yet.
    Submitted {
        at: Timestamp,
    },
    Accepted {
        at: Timestamp,
    },
    /// To be corrected (补正). The trainee reads the reason. `at`: when it was returned, or last asked for again.
    Returned {
        at: Timestamp,
        reason: String,
    },
}

/// What can be done to an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Staff ask the trainee for it, again if need be.
    Ask,
    /// The trainee sends it.
    Submit,
    /// Staff find it in order.
    Accept,
    /// Staff have it on paper.
    ReceivePaper,
    /// Staff want it corrected.
    Return { reason: String },
    /// The trainee takes the consent back: nothing is kept.
    Withdraw,
}

/// Why a command does not fit the state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It was asked for less than [`ASK_AGAIN_SECONDS`] ago.
    JustAsked,
    /// Nothing is missing: it was sent or accepted.
    NotMissing,
    /// It was accepted: staff have to return it first.
    AlreadyAccepted,
    /// The trainee has sent nothing that could be looked at.
    NothingSent,
    /// A paper cannot stand for this kind.
    NotOnPaper,
}

/// Nobody is asked for the same thing twice on a day.
pub const ASK_AGAIN_SECONDS: i64 = 20 * 3600;

impl ItemState {
    /// Whether the case can do without anything further from the trainee.
    pub const fn is_settled(&self) -> bool {
        matches!(self, Self::Accepted { .. })
    }

    /// Whether it is the trainee's turn.
    pub const fn is_with_trainee(&self) -> bool {
        matches!(self, Self::Missing | Self::Asked { .. } | Self::Returned { .. })
    }

    /// The state after a command.
    ///
    /// # Errors
    /// When the command does not fit the state.
    pub fn apply(self, kind: ItemKind, command: Command, at: Timestamp) -> Result<Self, Refusal> {
        let just = |asked: Timestamp| at < asked.plus_seconds(ASK_AGAIN_SECONDS);
        Ok(match (command, self) {
            (Command::Withdraw, _) => Self::Missing,
            (Command::Ask, Self::Asked { at: asked } | Self::Returned { at: asked, .. }) if just(asked) => {
                return Err(Refusal::JustAsked);
            }
            (Command::Ask, Self::Missing | Self::Asked { .. }) => Self::Asked { at },
            (Command::Ask, Self::Returned { reason, .. }) => Self::Returned { at, reason },
            (Command::Ask, Self::Submitted { .. } | Self::Accepted { .. }) => return Err(Refusal::NotMissing),
            (Command::Submit, Self::Accepted { .. }) => return Err(Refusal::AlreadyAccepted),
            (Command::Submit, _) => Self::Submitted { at },
            (Command::ReceivePaper, _) if !kind.can_be_paper() => return Err(Refusal::NotOnPaper),
            (Command::Accept, Self::Submitted { .. })
            | (
                Command::ReceivePaper,
                Self::Missing | Self::Asked { .. } | Self::Returned { .. } | Self::Submitted { .. },
            ) => Self::Accepted { at },
            (Command::Accept | Command::ReceivePaper, Self::Accepted { .. }) => return Err(Refusal::AlreadyAccepted),
            (Command::Return { reason }, Self::Submitted { .. } | Self::Accepted { .. }) => {
                Self::Returned { at, reason }
            }
            (Command::Accept | Command::Return { .. }, Self::Missing | Self::Asked { .. } | Self::Returned { .. }) => {
                return Err(Refusal::NothingSent);
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BEFORE: Timestamp = Timestamp(1_000_000);
    const NOW: Timestamp = BEFORE.plus_days(2);

    fn states() -> [ItemState; 5] {
        [
            ItemState::Missing,
            ItemState::Asked { at: BEFORE },
            ItemState::Submitted { at: BEFORE },
            ItemState::Accepted { at: BEFORE },
            ItemState::Returned { at: BEFORE, reason: "逆光".into() },
        ]
    }

    #[test]
    fn every_command_in_every_state() {
        use Refusal::{AlreadyAccepted, NotMissing, NothingSent};
        let (asked, submitted) = (Ok(ItemState::Asked { at: NOW }), Ok(ItemState::Submitted { at: NOW }));
        let (accepted, missing) = (Ok(ItemState::Accepted { at: NOW }), Ok(ItemState::Missing));
        let returned = |reason: &str| Ok(ItemState::Returned { at: NOW, reason: reason.into() });
        let table = [
            (Command::Ask, [asked.clone(), asked, Err(NotMissing), Err(NotMissing), returned("逆光")]),
            (
                Command::Submit,
                [submitted.clone(), submitted.clone(), submitted.clone(), Err(AlreadyAccepted), submitted],
            ),
            (
                Command::Accept,
                [Err(NothingSent), Err(NothingSent), accepted.clone(), Err(AlreadyAccepted), Err(NothingSent)],
            ),
            (
                Command::ReceivePaper,
                [accepted.clone(), accepted.clone(), accepted.clone(), Err(AlreadyAccepted), accepted],
            ),
            (
                Command::Return { reason: "模糊".into() },
                [Err(NothingSent), Err(NothingSent), returned("模糊"), returned("模糊"), Err(NothingSent)],
            ),
            (Command::Withdraw, [missing.clone(), missing.clone(), missing.clone(), missing.clone(), missing]),
        ];
        for (command, row) in table {
            for (state, expected) in states().into_iter().zip(row) {
                let shown = format!("{command:?} in {state:?}");
                assert_eq!(state.apply(ItemKind::Education, command.clone(), NOW), expected, "{shown}");
            }
        }
    }

    #[test]
    fn nobody_is_asked_twice_on_a_day() {
        for state in [ItemState::Asked { at: BEFORE }, ItemState::Returned { at: BEFORE, reason: "x".into() }] {
            let soon = BEFORE.plus_seconds(ASK_AGAIN_SECONDS - 1);
            assert_eq!(state.clone().apply(ItemKind::Photo, Command::Ask, soon), Err(Refusal::JustAsked));
            let later = BEFORE.plus_seconds(ASK_AGAIN_SECONDS);
            assert!(state.apply(ItemKind::Photo, Command::Ask, later).is_ok());
        }
    }

    #[test]
    fn a_photo_is_never_a_paper() {
        for state in states() {
            assert_eq!(state.apply(ItemKind::Photo, Command::ReceivePaper, NOW), Err(Refusal::NotOnPaper));
        }
    }

    #[test]
    fn codes_are_read_back() {
        for kind in ItemKind::ALL {
            assert_eq!(ItemKind::from_code(kind.code()), Some(kind));
            assert_eq!(serde_json::to_string(&kind).unwrap(), format!("\"{}\"", kind.code()));
        }
        for state in states() {
            let json = serde_json::to_string(&state).unwrap();
            assert_eq!(serde_json::from_str::<ItemState>(&json).unwrap(), state);
        }
    }
}
