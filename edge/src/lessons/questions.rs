//! Questions to the teacher as the database has them, and how they are found: by pairs of characters, because SQLite's own
//! index for parts of words finds no Chinese word of two characters.

use serde::Deserialize;
use shared::id::{EnrolmentId, LessonId, QuestionId};
use shared::lessons::api::{Answer, Question};
use shared::lessons::bigrams;
use shared::time::Timestamp;

use super::rows::Enrolled;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

/// Questions on one page.
const MOST: usize = 50;

#[derive(Deserialize)]
pub struct Row {
    pub id: QuestionId,
    enrolment_id: EnrolmentId,
    at_ms: i64,
    text: String,
    asked_at: Timestamp,
    answer: String,
    answered_at: Option<Timestamp>,
    public: bool,
}

/// The columns of [`Row`] of a question `q`.
pub const ROW_JSON: &str = "json_object('id', q.id, 'enrolment_id', q.enrolment_id, 'at_ms', q.at_ms, 'text', q.text,
    'asked_at', q.asked_at, 'answer', q.answer, 'answered_at', q.answered_at,
    'public', json(iif(q.public = 1, 'true', 'false')))";

impl Row {
    /// For somebody of this enrolment; none: for staff.
    pub fn question(self, reader: Option<EnrolmentId>) -> Question {
        let answer = self.answered_at.map(|at| Answer { text: self.answer, at, public: self.public });
        Question {
            id: self.id,
            own: reader == Some(self.enrolment_id),
            at_ms: self.at_ms,
            text: self.text,
            asked_at: self.asked_at,
            answer,
        }
    }
}

/// The reader's own, and public ones of the class; newest first.
pub fn of_lesson(
    context: &Context,
    enrolled: &Enrolled,
    lesson: LessonId,
    search: Option<&str>,
) -> Outcome<Vec<Question>> {
    let found =
        "((q.enrolment_id = ?1 and q.lesson_id = ?2) or (q.class_id = ?3 and q.lesson_id = ?2 and q.public = 1))";
    let typed = search.map(str::trim).filter(|typed| !typed.is_empty());
    let rows: Vec<Row> = match typed {
        None => context.sql.rows(
            &format!("select {ROW_JSON} from questions q where {found} order by q.id desc limit {MOST}"),
            params![enrolled.id, lesson, enrolled.class_id],
        )?,
        Some(typed) => {
            let Some(terms) = bigrams::terms_of_query(typed) else { return Ok(Vec::new()) };
            context.sql.rows(
                &format!(
                    "select {ROW_JSON} from questions q where {found} and {HAS_TERMS} order by q.id desc limit {MOST}"
                )
                .replace("?t", "?4"),
                params![enrolled.id, lesson, enrolled.class_id, serde_json::to_string(&terms)?],
            )?
        }
    };
    Ok(rows.into_iter().map(|row| row.question(Some(enrolled.id))).collect())
}

/// Whether a question `q` has all the terms of the JSON array `?t`.
pub const HAS_TERMS: &str = "not exists (select 1 from json_each(?t) w
    where not exists (select 1 from question_terms x where x.term = w.value and x.question_id = q.id))";

/// Writes the terms of a question and its answer anew.
pub fn index(context: &Context, id: QuestionId, texts: &[&str]) -> Outcome<()> {
    // Each with its own limit: a long question leaves room for its answer.
    let terms: Vec<String> = texts.iter().flat_map(|text| bigrams::terms_of_text(text)).collect();
    context.sql.run("delete from question_terms where question_id = ?1", params![id])?;
    context.sql.run(
        "insert into question_terms (term, question_id) select value, ?1 from json_each(?2) where true
         on conflict do nothing",
        params![id, serde_json::to_string(&terms)?],
    )?;
    Ok(())
}
