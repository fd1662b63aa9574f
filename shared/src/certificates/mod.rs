//! The certificate's way (办证): from registration through an authority that nobody here controls to the card in the
//! trainee's hand. Every enrolment has one case. What the stages are, who acts in them and how long they may take is data
//! ([`regime::RuleSet`]); how a case moves along them is decided here.

pub mod api;
pub mod case;
pub mod clocks;
pub mod estimate;
pub mod exams;
pub mod hours;
pub mod ics;
pub mod regime;
#[cfg(any(test, feature = "samples"))]
pub mod samples;
pub mod waiting;
