//! How the state of a lesson is said and coloured.

use shared::lang::Lang;
use shared::lessons::api::{Credit, Gate, LessonRow};
use shared::lessons::player::Reason;
use yew::prelude::*;
use yew::props;

use crate::i18n::lesson_reasons;
use crate::i18n::lessons::{self, LessonText};
use crate::ui::{self, CallButtonProps, FormMessageProps, MessageKind, TagKind, tag};

/// Whether anything of it was watched.
pub fn is_begun(row: &LessonRow) -> bool {
    row.place_ms > 0 || row.credit.counted_ms > 0
}

pub fn state_tag(lang: Lang, row: &LessonRow) -> Html {
    let text = |text: LessonText| AttrValue::Static(text.text(lang));
    let (kind, text) = match row {
        row if row.finished => (TagKind::Good, text(LessonText::Finished)),
        row if !row.gate.is_open() => (TagKind::Plain, text(LessonText::NotOpen)),
        row if is_begun(row) => (TagKind::Info, lessons::watched_to(lang, row.place_ms).into()),
        _ => (TagKind::Act, text(LessonText::NotBegun)),
    };
    tag(kind, text)
}

/// Teacher and length.
pub fn facts(lang: Lang, row: &LessonRow) -> String {
    let length = lessons::length(lang, row.length_ms);
    if row.teacher.is_empty() { length } else { format!("{} · {length}", lessons::teacher(lang, &row.teacher)) }
}

/// Why a lesson cannot be watched and what to do now; nothing for an open one.
pub fn gate_message(lang: Lang, gate: &Gate, phone: &str) -> Html {
    let Some((why, what)) = lesson_reasons::gate(lang, gate) else { return Html::default() };
    let kind = if matches!(gate, Gate::NotPaid) { MessageKind::Act } else { MessageKind::Info };
    // Only where a call helps.
    let call = matches!(gate, Gate::NotPaid | Gate::Over { .. })
        .then(|| ui::call_button(&props!(CallButtonProps { lang, phone: phone.to_owned() })));
    let children = html! { <><p><strong>{ why }</strong></p><p>{ what }</p>{ call.unwrap_or_default() }</> };
    ui::form_message(&props!(FormMessageProps { kind, quiet: true, children }))
}

/// `未计 2 分钟（页面在后台）`; nothing when all was counted.
pub fn uncounted(lang: Lang, credit: Credit) -> Option<String> {
    let not: Vec<_> = Reason::noticeable(credit.uncounted).map(|(why, ms)| lessons::uncounted(lang, ms, why)).collect();
    (!not.is_empty()).then(|| not.join(lessons::separator(lang)))
}

/// `已计 23 分钟；未计 2 分钟（页面在后台）`.
pub fn account(lang: Lang, credit: Credit) -> String {
    let counted = lessons::counted(lang, credit.counted_ms);
    match uncounted(lang, credit) {
        Some(not) => format!("{counted}{}{not}", lessons::separator(lang)),
        None => counted,
    }
}
