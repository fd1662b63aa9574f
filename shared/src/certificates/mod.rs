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

/// Names of one operation (准操项目) are the same with and without 作业, spaces and letter case: 低压电工, 低压电工作业.
pub fn operation_key(name: &str) -> String {
    let name = crate::text::squash(name).to_lowercase();
    name.strip_suffix("作业").map_or(name.clone(), str::to_owned)
}
