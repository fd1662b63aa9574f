//! Enums whose variants stand flat in JSON beside the name of the variant, read field by field.
//!
//! Serde reads such an enum (`tag = "…"`) by keeping the whole object and then reading it again as each variant. For the
//! fourteen events of a history that was 30 KB of the trainee app; read flat it is 8. What is written stays the same.

use crate::date::Date;
use crate::lang::LocalText;
use crate::money::Money;
use crate::text::InvalidText;

/// Defines an enum that is written with serde's `tag` and read flat. `fields`: all fields of all variants, each once; a
/// name has one type in every variant. A variant or field that is forgotten does not compile.
macro_rules! flat_enum {
    (
        $(#[$meta:meta])*
        $vis:vis enum $name:ident tagged $tag:literal {
            $($(#[$doc:meta])* $variant:ident $({ $($field:ident: $ty:ty),+ $(,)? })?),+ $(,)?
        }
        fields { $($flat:ident: $flat_ty:ty),+ $(,)? }
    ) => {
        $(#[$meta])*
        #[derive(serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "snake_case", tag = $tag, try_from = "flat::Flat")]
        $vis enum $name {
            $($(#[$doc])* $variant $({ $($field: $ty),+ })?),+
        }

        mod flat {
            use super::*;

            #[derive(serde::Deserialize)]
            #[serde(rename_all = "snake_case")]
            enum Tag {
                $($variant),+
            }

            #[derive(serde::Deserialize)]
            pub(super) struct Flat {
                #[serde(rename = $tag)]
                tag: Tag,
                $($flat: Option<$flat_ty>),+
            }

            impl TryFrom<Flat> for $name {
                type Error = crate::text::InvalidText;
                fn try_from(flat: Flat) -> Result<Self, Self::Error> {
                    Ok(match flat.tag {
                        $(Tag::$variant => Self::$variant $({ $($field: crate::flat::Field::of(flat.$field)?),+ })?),+
                    })
                }
            }
        }
    };
}

pub(crate) use flat_enum;

/// A value that a variant needs.
pub(crate) trait Field: Sized {
    /// # Errors
    /// The variant needs it, and it is not there.
    fn of(value: Option<Self>) -> Result<Self, InvalidText> {
        value.ok_or(InvalidText("complete: a field is missing"))
    }
}

/// One that may be absent.
impl<T> Field for Option<T> {
    fn of(value: Option<Self>) -> Result<Self, InvalidText> {
        Ok(value.flatten())
    }
}

impl Field for bool {}
impl Field for i64 {}
impl Field for String {}
impl Field for Date {}
impl Field for LocalText {}
impl Field for Money {}
impl Field for crate::certificates::case::Outcome {}
impl Field for crate::certificates::exams::Part {}
impl Field for Vec<crate::items::ItemKind> {}
