//! All texts that a person reads, in every language. Chinese first: it is what most of them read.
//!
//! A text without a value is a variant of an enum made by `texts!`: it does not compile without both languages. A
//! text with values is a function that matches on the language. One file for each area.

/// Defines an enum of texts: `texts! { pub enum HomeText { Title => "我的报名", "Enrolments"; } }`.
macro_rules! texts {
    ($(#[$meta:meta])* $vis:vis enum $name:ident { $($variant:ident => $zh:literal, $en:literal;)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        $vis enum $name {
            $($variant),+
        }

        impl $name {
            /// The text in a language.
            pub const fn text(self, lang: ::shared::lang::Lang) -> &'static str {
                match (self, lang) {
                    $(
                        (Self::$variant, ::shared::lang::Lang::Zh) => $zh,
                        (Self::$variant, ::shared::lang::Lang::En) => $en,
                    )+
                }
            }
        }
    };
}

#[cfg(feature = "staff")]
pub mod cases;
pub mod certificates;
pub mod common;
#[cfg(any(feature = "edge", feature = "staff"))]
pub mod devices;
pub mod enrolments;
pub mod errors;
pub mod home;
#[cfg(feature = "staff")]
pub mod hours;
pub mod identity;
#[cfg(feature = "staff")]
pub mod import;
#[cfg(feature = "staff")]
mod import_problems;
#[cfg(feature = "staff")]
pub mod item_rules;
pub mod items;
#[cfg(feature = "staff")]
pub mod lesson_desk;
#[cfg(feature = "edge")]
pub mod lesson_reasons;
#[cfg(feature = "staff")]
pub mod lesson_report;
#[cfg(feature = "staff")]
pub mod lesson_talk;
#[cfg(feature = "edge")]
pub mod lessons;
#[cfg(feature = "edge")]
pub mod links;
#[cfg(feature = "edge")]
pub mod messages;
#[cfg(feature = "staff")]
pub mod moves;
#[cfg(feature = "edge")]
pub mod my_certificates;
pub mod next_steps;
#[cfg(feature = "edge")]
pub mod player;
pub mod proofs;
#[cfg(feature = "staff")]
pub mod rules;
#[cfg(feature = "staff")]
pub mod staff;
#[cfg(feature = "staff")]
pub mod staff_captions;
#[cfg(feature = "staff")]
pub mod staff_lesson_files;
#[cfg(feature = "staff")]
pub mod staff_lesson_settings;
#[cfg(feature = "staff")]
pub mod staff_lessons;
#[cfg(feature = "staff")]
pub mod staff_slides;
#[cfg(feature = "staff")]
pub mod staff_video;
