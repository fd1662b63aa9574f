//! What one trainee has watched: lesson by lesson what counted, and every play behind it.

use shared::enrolments::api::EnrolmentRequest;
use shared::id::EnrolmentId;
use shared::lang::Lang;
use shared::lessons::api::{Evidence, GetEvidence, LessonRow};
use shared::time::Timestamp;
use yew::prelude::*;

use super::plays_table::{PlaysTable, uncounted_lines};
use crate::i18n::lesson_desk::{self, DeskText};
use crate::staff::{now, show, use_console, use_staff_resource};
use crate::ui::{
    Button, ButtonRow, Card, Cell, CellList, Column, Row, Stack, Table, TagKind, muted, small, tag, unbroken,
};

/// Plays that are shown at first, and that every further press adds.
const STEP: usize = 20;

#[derive(Clone, PartialEq, Properties)]
pub struct EvidenceCardProps {
    /// The enrolment.
    pub id: EnrolmentId,
}

#[component]
pub fn EvidenceCard(props: &EvidenceCardProps) -> Html {
    let console = use_console();
    let resource = use_staff_resource::<GetEvidence>(EnrolmentRequest { id: props.id });
    html! {
        <Card title={DeskText::EvidenceTitle.text(console.lang)}>
            { show::<GetEvidence>(&console, &resource, |evidence| html! {
                <EvidenceView lang={console.lang} evidence={(**evidence).clone()} now={now()} />
            }) }
        </Card>
    }
}

#[derive(Clone, PartialEq, Properties)]
pub struct EvidenceViewProps {
    pub lang: Lang,
    pub evidence: Evidence,
    pub now: Timestamp,
}

#[component]
pub fn EvidenceView(props: &EvidenceViewProps) -> Html {
    let EvidenceViewProps { lang, evidence, now } = props;
    let lang = *lang;
    let shown = use_state(|| STEP);
    if evidence.lessons.is_empty() && evidence.plays.is_empty() {
        return muted(DeskText::NoLessons.text(lang).into());
    }
    let titles = evidence.lessons.iter().map(|lesson| (lesson.id, AttrValue::from(lesson.title.clone()))).collect();
    let plays: Vec<_> = evidence.plays.iter().take(*shown).cloned().collect();
    let (count, all) = (plays.len(), evidence.plays.len());
    let more = {
        let shown = shown.clone();
        Callback::from(move |_: MouseEvent| shown.set(*shown + STEP))
    };
    html! {
        <Stack>
            { hours(lang, evidence) }
            if !evidence.lessons.is_empty() {
                { lessons_table(lang, &evidence.lessons) }
            }
            if all == 0 {
                { muted(DeskText::NoPlays.text(lang).into()) }
            } else {
                { muted(lesson_desk::shown(lang, count, all).into()) }
                <PlaysTable {lang} {plays} now={*now} lessons={Some(titles)} />
                if count < all {
                    <ButtonRow><Button onclick={more}>{ DeskText::ShowMore.text(lang) }</Button></ButtonRow>
                }
                { small(DeskText::MayHoldGranted.text(lang).into()) }
            }
        </Stack>
    }
}

fn hours(lang: Lang, evidence: &Evidence) -> Html {
    let head = &evidence.head;
    let hours = |seconds: i64| unbroken(&lesson_desk::hours(lang, seconds, head.class_minutes));
    html! {
        <CellList>
            if head.due_seconds > 0 {
                <Cell label={DeskText::HoursDue.text(lang)}>{ hours(head.due_seconds) }</Cell>
            }
            <Cell label={DeskText::HoursDone.text(lang)}>{ hours(head.done_seconds) }</Cell>
            <Cell label={DeskText::ByLessons.text(lang)}>{ hours(head.lessons_seconds) }</Cell>
        </CellList>
    }
}

fn lessons_table(lang: Lang, lessons: &[LessonRow]) -> Html {
    let columns = vec![
        Column::text(DeskText::Lesson.text(lang)),
        Column::number(DeskText::CountedOf.text(lang)),
        Column::text(DeskText::State.text(lang)),
        Column::text(DeskText::Uncounted.text(lang)),
    ];
    let rows = lessons.iter().map(|lesson| {
        let credit = &lesson.credit;
        let begun = credit.counted_ms > 0 || credit.uncounted.total_ms() > 0 || lesson.place_ms > 0;
        let finished = (begun || lesson.finished).then_some(lesson.finished);
        let cells = vec![
            html! { format!("{}. {}", lesson.number, lesson.title) },
            unbroken(&lesson_desk::of(credit.counted_ms, lesson.required_ms)),
            state_tag(lang, finished),
            uncounted_lines(lang, &credit.uncounted),
        ];
        Row::new(lesson.id, cells)
    });
    html! { <Table caption={DeskText::Lesson.text(lang)} {columns} rows={rows.collect::<Vec<_>>()} /> }
}

/// `finished` is absent before the lesson was begun.
pub fn state_tag(lang: Lang, finished: Option<bool>) -> Html {
    let kind = match finished {
        Some(true) => TagKind::Good,
        Some(false) => TagKind::Info,
        None => TagKind::Plain,
    };
    tag(kind, lesson_desk::state(lang, finished))
}
