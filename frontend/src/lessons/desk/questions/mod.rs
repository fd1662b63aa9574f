//! Questions of trainees: the list, and answering one.

mod answer_dialog;
mod page;
mod question_card;

pub use answer_dialog::AnswerDialog;
pub use page::QuestionsPage;
pub use question_card::QuestionCard;
