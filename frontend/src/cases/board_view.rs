//! The cases of each way, stage by stage.

use shared::certificates::api::{BoardStage, Way};
use shared::certificates::case::Outcome;
use shared::id::ClassId;
use shared::lang::Lang;
use yew::prelude::*;

use super::filter::CaseFilter;
use crate::i18n::cases::{self, CaseText};
use crate::staff::{OutcomeName, StaffRoute, StageName};
use crate::ui::{Anchor, Card, Empty, Lane, Lanes, TagKind, date, muted, tag, tags};

#[derive(Clone, PartialEq, Properties)]
pub struct BoardViewProps {
    pub lang: Lang,
    pub ways: Vec<Way>,
    /// All classes when absent.
    pub of_class: Option<ClassId>,
}

#[component]
pub fn BoardView(props: &BoardViewProps) -> Html {
    let BoardViewProps { lang, ways, of_class: class } = props;
    if ways.is_empty() {
        let advice = if class.is_some() { CaseText::NoCasesInClassAdvice } else { CaseText::NoCasesAdvice };
        return html! {
            <Empty title={CaseText::NoCases.text(*lang)}><p>{ advice.text(*lang) }</p></Empty>
        };
    }
    html! { <>{ for ways.iter().map(|way| way_card(*lang, way, *class)) }</> }
}

fn way_card(lang: Lang, way: &Way, class: Option<ClassId>) -> Html {
    let name = way.name.in_lang(lang).to_owned();
    // Nobody waits at the last stage: it is reached by a hand-over, which ends the case.
    let open = way.stages.split_last().map_or(&[][..], |(_last, open)| open);
    let lanes: Vec<Lane> = open.iter().map(|stage| lane(lang, way.rule_set, stage, class)).collect();
    let ended = |(how, count): &(Outcome, i64)| {
        let route = StaffRoute::Ended { rule_set: way.rule_set, outcome: OutcomeName(*how) };
        let href = CaseFilter { class, stuck: false }.address(&route);
        html! { <Anchor {href}>{ tag(TagKind::Plain, cases::ended(lang, *how, *count)) }</Anchor> }
    };
    let ended: Vec<Html> = way.ended.iter().map(ended).collect();
    html! {
        <Card key={way.rule_set} title={name.clone()}>
            { muted(way.source.in_lang(lang).to_owned().into()) }
            <Lanes label={name} {lanes} />
            if !ended.is_empty() {
                { tags([vec![html! { <span>{ CaseText::Ended.text(lang) }</span> }], ended].concat()) }
            }
        </Card>
    }
}

fn lane(lang: Lang, rule_set: i64, stage: &BoardStage, class: Option<ClassId>) -> Lane {
    let route = StaffRoute::Stage { rule_set, stage: StageName(stage.key) };
    let mut notes = vec![html! { cases::actor(lang, stage.actor) }];
    // The day breaks over to a line of its own, never inside.
    notes.extend(stage.oldest.map(|day| html! { <>{ CaseText::Oldest.text(lang) }{ " " }{ date(lang, day) }</> }));
    let stuck = CaseFilter { class, stuck: true };
    Lane {
        href: CaseFilter { class, stuck: false }.address(&route).into(),
        name: stage.name.in_lang(lang).to_owned().into(),
        count: stage.open,
        count_text: cases::people(lang, stage.open).into(),
        notes,
        alarm: (stage.stuck > 0).then(|| (cases::stuck_count(lang, stage.stuck).into(), stuck.address(&route).into())),
    }
}
