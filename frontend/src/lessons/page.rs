//! The trainee's pages about lessons: what they are made from, and what stands on them.

use shared::error::{ErrorCode, FieldCode};
use shared::lang::Lang;
use shared::lessons::api::{LessonPage, LessonVideo, Lessons};
use shared::time::Timestamp;

use super::lesson_view::lesson_view;
use super::list_view::list_view;
use crate::i18n::errors;
use crate::i18n::lessons::LessonText;
use crate::plain_pages::{PlainPage, Rendered};

/// What stands on a page.
pub enum LessonsContent {
    /// The lessons of an enrolment.
    List(Lessons),
    One(Box<OneLesson>),
}

/// One lesson, with what its address and its forms say.
pub struct OneLesson {
    pub page: LessonPage,
    /// Only questions with these words are shown.
    pub search: Option<String>,
    /// The place that was asked for.
    pub asked_ms: Option<i64>,
    pub now: Timestamp,
    /// Idempotency keys, one for each form: whoever sends both from one page is refused neither.
    pub ask_key: String,
    pub object_key: String,
    pub refused: Option<Refused>,
}

/// A form that was not taken. Nothing was recorded then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    pub form: TalkForm,
    /// What was typed: it is shown again.
    pub text: String,
    pub at_ms: i64,
    pub why: NotTaken,
}

/// Why a form was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotTaken {
    /// What was typed has to be mended.
    Field(FieldCode),
    /// Its time is over: nothing can be mended, and what was typed is not lost either.
    TooLate,
    /// As many were sent as may be in a day: it stays typed until it can be sent.
    TooOften,
}

impl NotTaken {
    /// What the page is answered as.
    pub const fn code(self) -> ErrorCode {
        match self {
            Self::Field(_) => ErrorCode::Invalid,
            Self::TooLate => ErrorCode::TooLate,
            Self::TooOften => ErrorCode::TooManyTries,
        }
    }

    /// What is said beside the control.
    pub(super) const fn text(self, lang: Lang) -> &'static str {
        match self {
            Self::Field(code) => errors::field(lang, code),
            Self::TooLate => errors::error(lang, ErrorCode::TooLate).title,
            Self::TooOften => LessonText::TooOften.text(lang),
        }
    }
}

/// The forms on the page of a lesson.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TalkForm {
    Ask,
    Object,
}

impl TalkForm {
    /// The last part of the address that it is sent to.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Ask => "ask",
            Self::Object => "object",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Ask, Self::Object].into_iter().find(|form| form.word() == word)
    }

    /// The part of the page where it stands.
    pub const fn part(self) -> &'static str {
        match self {
            Self::Ask => "questions",
            Self::Object => "objections",
        }
    }

    /// Where to go on when it was not taken: the form itself, with what is wrong.
    pub(super) const fn place(self) -> &'static str {
        match self {
            Self::Ask => "ask-form",
            Self::Object => "object-form",
        }
    }

    /// Its one control.
    pub(super) const fn control(self) -> &'static str {
        match self {
            Self::Ask => "question",
            Self::Object => "objection",
        }
    }
}

impl OneLesson {
    /// The last try of a form, if it was this one.
    pub(super) fn refused_of(&self, form: TalkForm) -> Option<&Refused> {
        self.refused.as_ref().filter(|refused| refused.form == form)
    }

    /// The address of a form. A page that comes instead of a redirect stands where the address says: without that, what is
    /// wrong would be far below, and nobody would see it.
    pub(super) fn action(&self, form: TalkForm) -> String {
        format!("{}/{}#{}", self.address(), form.word(), form.place())
    }

    /// What can be watched now.
    pub(super) fn video(&self) -> Option<&LessonVideo> {
        self.page.video.as_ref().filter(|_| self.page.lesson.gate.is_open())
    }

    /// `/lessons/{enrolment}/{lesson}`.
    pub(super) fn address(&self) -> String {
        address(&self.page, self.page.lesson.id)
    }
}

/// The page of a lesson of the same enrolment.
pub(super) fn address(page: &LessonPage, lesson: shared::id::LessonId) -> String {
    format!("/lessons/{}/{lesson}", page.head.enrolment_id)
}

pub fn lessons_page(page: &PlainPage, content: &LessonsContent) -> Rendered {
    let lang: Lang = page.lang;
    match content {
        LessonsContent::List(lessons) => {
            page.for_trainee(LessonText::Title.text(lang), list_view(lang, lessons, &page.site.phone))
        }
        LessonsContent::One(one) => page.for_trainee(&one.page.lesson.title, lesson_view(lang, one, &page.site.phone)),
    }
}
