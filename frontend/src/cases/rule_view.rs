//! One rule set: where its numbers come from, the numbers, its stages.

use shared::certificates::regime::{RuleSet, RuleStage};
use shared::lang::Lang;
use yew::prelude::*;

use crate::i18n::cases::actor;
use crate::i18n::rules::{RuleText, limit};
use crate::ui::{
    Button, ButtonKind, ButtonRow, Cell, CellList, Column, Columns, Disclosure, FormMessage, MessageKind, Row, Stack,
    Table, TagKind, date, tag, tags,
};

#[derive(Clone, PartialEq, Properties)]
pub struct RuleViewProps {
    pub lang: Lang,
    pub rules: RuleSet,
    /// Absent for those who may only look.
    #[prop_or_default]
    pub on_confirm: Option<Callback<RuleSet>>,
    #[prop_or_default]
    pub on_change: Option<Callback<RuleSet>>,
    /// Only for one that has not begun.
    #[prop_or_default]
    pub on_delete: Option<Callback<RuleSet>>,
}

#[component]
pub fn RuleView(props: &RuleViewProps) -> Html {
    let RuleViewProps { lang, rules, on_confirm, on_change, on_delete } = props;
    let lang = *lang;
    let confirmed = rules.confirmed_at.is_some();
    let state = match rules.confirmed_at {
        Some(at) => {
            html! { <>{ tag(TagKind::Good, RuleText::Confirmed.text(lang)) }{ " " }{ date(lang, at.day()) }</> }
        }
        None => tag(TagKind::Act, RuleText::NotConfirmed.text(lang)),
    };
    let give = |callback: &Callback<RuleSet>| {
        let rules = rules.clone();
        callback.reform(move |_: MouseEvent| rules.clone())
    };
    html! {
        <Stack>
            { tags(vec![html! { <strong>{ rules.source.in_lang(lang).to_owned() }</strong> }, state]) }
            if !confirmed && on_confirm.is_some() {
                <FormMessage kind={MessageKind::Act} quiet=true>{ RuleText::NotConfirmedAdvice.text(lang) }</FormMessage>
            }
            <Columns>
                <CellList>
                    <Cell label={RuleText::EffectiveFrom.text(lang)}>{ date(lang, rules.effective_from) }</Cell>
                    { for numbers(lang, rules).into_iter().map(|(label, number)| html! { <Cell {label}>{ number }</Cell> }) }
                </CellList>
                <Disclosure summary={RuleText::Stages.text(lang)} open=true>
                    <StageTable {lang} stages={rules.stages.clone()} />
                </Disclosure>
            </Columns>
            if on_confirm.is_some() || on_change.is_some() {
                <ButtonRow>
                    if let Some(on_confirm) = on_confirm.as_ref().filter(|_| !confirmed) {
                        <Button kind={ButtonKind::Primary} onclick={give(on_confirm)}>{ RuleText::Confirm.text(lang) }</Button>
                    }
                    if let Some(on_change) = on_change {
                        <Button onclick={give(on_change)}>{ RuleText::Change.text(lang) }</Button>
                    }
                    if let Some(on_delete) = on_delete {
                        <Button kind={ButtonKind::Warn} onclick={give(on_delete)}>{ RuleText::Delete.text(lang) }</Button>
                    }
                </ButtonRow>
            }
        </Stack>
    }
}

fn numbers(lang: Lang, rules: &RuleSet) -> Vec<(&'static str, String)> {
    let practical = if rules.practical { RuleText::Yes } else { RuleText::No };
    [
        (RuleText::PassMark, rules.pass_mark.to_string()),
        (RuleText::MakeUps, rules.make_ups.to_string()),
        (RuleText::PartValid, rules.part_valid_months.to_string()),
        (RuleText::Practical, practical.text(lang).to_owned()),
        (RuleText::HoursDue, rules.hours_due.to_string()),
        (RuleText::ClassMinutes, rules.class_minutes.to_string()),
        (RuleText::ValidYears, rules.valid_years.to_string()),
        (RuleText::ReviewYears, rules.review_years.to_string()),
        (RuleText::WindowDays, rules.window_days.to_string()),
    ]
    .map(|(label, number)| (label.text(lang), number))
    .to_vec()
}

#[derive(Clone, PartialEq, Properties)]
struct StageTableProps {
    lang: Lang,
    stages: Vec<RuleStage>,
}

#[component]
fn StageTable(props: &StageTableProps) -> Html {
    let lang = props.lang;
    let columns = [RuleText::Stage, RuleText::Actor, RuleText::Limit, RuleText::Evidence]
        .map(|title| Column::text(title.text(lang)))
        .to_vec();
    let row = |stage: &RuleStage| {
        let limited = stage.limit.map_or_else(|| RuleText::NoLimit.text(lang).to_owned(), |known| limit(lang, known));
        let cells = vec![
            html! { stage.stage.name.in_lang(lang).to_owned() },
            html! { actor(lang, stage.actor) },
            html! { limited },
            html! { stage.evidence.in_lang(lang).to_owned() },
        ];
        Row::new(stage.stage.position, cells)
    };
    let rows: Vec<Row> = props.stages.iter().map(row).collect();
    html! { <Table caption={RuleText::Stages.text(lang)} {columns} {rows} /> }
}
