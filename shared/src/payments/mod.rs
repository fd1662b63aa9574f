//! What a trainee owes and has paid.

use serde::{Deserialize, Serialize};

use crate::money::Money;

/// How money came in. The labels are those of the rosters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentMethod {
    WeChat,
    Alipay,
    Cash,
    BankTransfer,
    Card,
    Other,
}

impl PaymentMethod {
    /// Reads the words that rosters use; `None` for an unknown one.
    pub fn from_label(label: &str) -> Option<Self> {
        Some(match label {
            "微信" | "微信支付" | "微信转账" => Self::WeChat,
            "支付宝" => Self::Alipay,
            "现金" => Self::Cash,
            "对公转账" | "对公" | "转账" | "银行转账" | "汇款" => Self::BankTransfer,
            "刷卡" | "POS" | "pos" | "银行卡" => Self::Card,
            "其他" | "其它" => Self::Other,
            _ => return None,
        })
    }
}

/// Where the knowledge of a payment comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentSource {
    /// Told by a roster: paid before or outside the portal.
    CarriedOver,
}

/// Due and paid of one order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dues {
    pub due: Money,
    pub paid: Money,
}

/// The rule for *paid*: the one place where it is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Nothing is due.
    Free,
    /// Nothing paid of what is due.
    Unpaid,
    /// Some paid.
    Partial,
    /// All paid.
    Paid,
}

impl Dues {
    pub fn remaining(self) -> Money {
        self.due.checked_sub(self.paid).unwrap_or(Money::ZERO)
    }

    pub fn standing(self) -> Standing {
        if self.due == Money::ZERO {
            Standing::Free
        } else if self.paid >= self.due {
            Standing::Paid
        } else if self.paid == Money::ZERO {
            Standing::Unpaid
        } else {
            Standing::Partial
        }
    }
}
