//! The way from an enrolment to its lessons.

use shared::id::EnrolmentId;
use shared::lang::Lang;
use yew::prelude::*;
use yew::props;

use crate::i18n::common::CommonText;
use crate::ui::{self, LinkButtonProps};

/// For an enrolment whose course has lessons. The edge alone makes that page: the browser loads it.
pub fn lessons_button(lang: Lang, enrolment: EnrolmentId) -> Html {
    ui::link_button(&props!(LinkButtonProps {
        wide: true,
        full_load: true,
        href: format!("/lessons/{enrolment}"),
        children: CommonText::Lessons.text(lang)
    }))
}
