//! One objection with everything that it is decided by.

use shared::lang::Lang;
use shared::lessons::api::{Decided, StaffObjection};
use shared::time::Timestamp;
use yew::prelude::*;
use yew_router::Routable as _;

use super::super::plays_table::PlaysTable;
use crate::i18n::lesson_desk::{self, DeskText};
use crate::i18n::lesson_talk::{self, ObjectionText, Urgency};
use crate::staff::StaffRoute;
use crate::ui::{
    Button, ButtonKind, ButtonRow, Card, CardHead, Cell, CellList, Disclosure, LinkButton, Stack, TagKind, moment,
    muted, prose, tag, tags, unbroken,
};

#[derive(Clone, PartialEq, Properties)]
pub struct ObjectionCardProps {
    pub lang: Lang,
    pub objection: StaffObjection,
    pub now: Timestamp,
    /// Absent for those who may only look, and for what is decided.
    #[prop_or_default]
    pub on_decide: Option<Callback<()>>,
}

#[component]
pub fn ObjectionCard(props: &ObjectionCardProps) -> Html {
    let ObjectionCardProps { lang, objection, now, on_decide } = props;
    let lang = *lang;
    let enrolment = StaffRoute::Enrolment { id: objection.enrolment_id }.to_path();
    html! {
        <Card>
            <CardHead title={lesson_talk::about(&objection.trainee_name, &objection.lesson)}>
                { tags(vec![state_tag(lang, &objection.objection.decided, *now)]) }
            </CardHead>
            <Stack>
                { prose(&objection.objection.text) }
                { facts(lang, objection) }
                if objection.plays.is_empty() {
                    { muted(DeskText::NoPlays.text(lang).into()) }
                } else {
                    <Disclosure summary={lesson_talk::plays(lang, objection.plays.len())}>
                        <PlaysTable {lang} plays={objection.plays.clone()} now={*now} />
                    </Disclosure>
                }
                <ButtonRow>
                    if let Some(on_decide) = on_decide {
                        <Button kind={ButtonKind::Primary} onclick={on_decide.reform(|_: MouseEvent| ())}>
                            { ObjectionText::Decide.text(lang) }
                        </Button>
                    }
                    <LinkButton href={enrolment}>{ ObjectionText::OpenEnrolment.text(lang) }</LinkButton>
                </ButtonRow>
            </Stack>
        </Card>
    }
}

fn state_tag(lang: Lang, decided: &Decided, now: Timestamp) -> Html {
    match decided {
        Decided::Open { due_at } => {
            let kind = match lesson_talk::urgency(*due_at, now) {
                Urgency::Late => TagKind::Warn,
                Urgency::Soon => TagKind::Act,
                Urgency::Later => TagKind::Info,
            };
            tag(kind, lesson_talk::deadline(lang, *due_at, now))
        }
        Decided::Granted { granted_ms, .. } => tag(TagKind::Good, lesson_talk::granted(lang, *granted_ms)),
        Decided::Refused { .. } => tag(TagKind::Plain, ObjectionText::Refused.text(lang)),
    }
}

fn facts(lang: Lang, objection: &StaffObjection) -> Html {
    let counted = lesson_desk::of(objection.counted_ms, objection.length_ms);
    let decided = match &objection.objection.decided {
        Decided::Open { .. } => None,
        Decided::Granted { decided_at, reason, .. } | Decided::Refused { decided_at, reason } => {
            Some((*decided_at, reason))
        }
    };
    html! {
        <CellList>
            <Cell label={ObjectionText::At.text(lang)}>{ moment(objection.objection.at) }</Cell>
            <Cell label={ObjectionText::Course.text(lang)}>{ &objection.course }</Cell>
            <Cell label={ObjectionText::Class.text(lang)}>{ &objection.class_code }</Cell>
            <Cell label={ObjectionText::CountedOf.text(lang)}>{ unbroken(&counted) }</Cell>
            if let Some((at, reason)) = decided {
                <Cell label={ObjectionText::Reason.text(lang)}>{ reason }</Cell>
                <Cell label={ObjectionText::DecidedAt.text(lang)}>{ moment(at) }</Cell>
            }
            if let Some(by) = &objection.by {
                <Cell label={ObjectionText::By.text(lang)}>{ by }</Cell>
            }
        </CellList>
    }
}
