//! The desk around recorded lessons: what was watched and counted, the report for the inspector, objections, questions.

mod evidence_card;
mod objections;
mod plays_table;
mod questions;
mod report;

pub use evidence_card::{EvidenceCard, EvidenceView};
pub use objections::{DecideDialog, ObjectionCard, ObjectionsPage};
pub use plays_table::PlaysTable;
pub use questions::{AnswerDialog, QuestionCard, QuestionsPage};
pub use report::{Made, ReportPage, ReportSheet, ReportTable, What};
