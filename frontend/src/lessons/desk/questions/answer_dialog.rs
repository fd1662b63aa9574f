//! Answering a question, or correcting an answer.

use std::rc::Rc;

use shared::lessons::api::{AnswerQuestion, AnswerRequest, StaffQuestion};
use yew::prelude::*;

use crate::i18n::lesson_talk::{self, QuestionText};
use crate::staff::{Draft, use_form};
use crate::ui::{ButtonKind, CheckboxField, Dialog, TextareaField, muted, prose};

#[derive(Clone, PartialEq, Properties)]
pub struct AnswerDialogProps {
    pub question: StaffQuestion,
    pub on_answered: Callback<Rc<StaffQuestion>>,
    pub on_close: Callback<()>,
}

#[component]
pub fn AnswerDialog(props: &AnswerDialogProps) -> Html {
    let AnswerDialogProps { question, on_answered, on_close } = props;
    let draft = use_form::<AnswerQuestion>(|| form_of(question), on_answered, on_close);
    let title = lesson_talk::about(&question.trainee_name, &question.lesson);
    html! {
        <Dialog {title} open=true on_close={on_close.clone()}>{ answer_form(&draft, question) }</Dialog>
    }
}

/// What stands there now; what was shown to the class stays so.
fn form_of(question: &StaffQuestion) -> AnswerRequest {
    let answer = question.question.answer.as_ref();
    AnswerRequest {
        id: question.question.id,
        text: answer.map(|answer| answer.text.clone()).unwrap_or_default(),
        public: answer.is_some_and(|answer| answer.public),
        version: question.version,
    }
}

fn answer_form(draft: &Draft<AnswerRequest>, question: &StaffQuestion) -> Html {
    let (lang, form) = (draft.lang, &draft.form);
    let text = |text: QuestionText| text.text(lang);
    let corrects = question.question.answer.is_some();
    let act = if corrects { QuestionText::Correct } else { QuestionText::Answer };
    draft.form_with(draft.buttons(ButtonKind::Primary, text(act)), |fields| {
        html! {
            <>
                { muted(lesson_talk::place(lang, &question.lesson, question.question.at_ms).into()) }
                { prose(&question.question.text) }
                <TextareaField
                    required=true rows=6 hint={text(QuestionText::AnswerHint)}
                    ..fields.long_text("text", text(QuestionText::AnswerText), &form.text, |form, typed| form.text = typed)
                />
                <CheckboxField
                    ..fields.tick("public", text(QuestionText::Public), form.public, |form, on| form.public = on)
                />
                { muted(text(QuestionText::PublicHint).into()) }
                if corrects {
                    { muted(text(QuestionText::CorrectHint).into()) }
                }
            </>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_correction_begins_with_what_stands_there() {
        let [open, _, private, public] = <[StaffQuestion; 4]>::try_from(StaffQuestion::samples()).unwrap();
        assert_eq!((form_of(&open).text.as_str(), form_of(&open).public), ("", false));
        assert!(!form_of(&private).public && form_of(&private).text.starts_with("见教材"));
        assert!(form_of(&public).public);
    }
}
