//! Courses and classes that the roster names and the portal does not know: they come with the import.

use shared::imports::api::CourseProposal;
use shared::lang::Lang;
use yew::prelude::*;

use crate::i18n::common::course_kind;
use crate::i18n::import::{self, ImportText};
use crate::ui::{Card, Column, Row, Table, money};

#[derive(Clone, PartialEq, Properties)]
pub struct ProposalsProps {
    pub lang: Lang,
    pub proposals: Vec<CourseProposal>,
}

#[component]
pub fn Proposals(props: &ProposalsProps) -> Html {
    let ProposalsProps { lang, proposals } = props;
    let lang = *lang;
    if proposals.is_empty() {
        return Html::default();
    }
    let columns = vec![
        Column::text(import::column(lang, shared::roster::columns::Column::Course)),
        Column::text(import::column(lang, shared::roster::columns::Column::Kind)),
        Column::text(ImportText::WhatIsNew.text(lang)),
        Column::text(ImportText::NewClasses.text(lang)),
        Column::number(ImportText::UsualFee.text(lang)),
        Column::number(ImportText::Rows.text(lang)),
    ];
    let rows: Vec<Row> = proposals
        .iter()
        .enumerate()
        .map(|(index, proposal)| {
            let new = if proposal.is_new_course { ImportText::NewCourse } else { ImportText::OnlyClasses };
            let cells = vec![
                html! { &proposal.name },
                html! { course_kind(lang, proposal.kind) },
                html! { new.text(lang) },
                html! { proposal.class_codes.join("、") },
                money(proposal.fee),
                html! { proposal.rows },
            ];
            Row::new(index, cells)
        })
        .collect();
    html! {
        <Card title={ImportText::Proposals.text(lang)}>
            <p>{ ImportText::ProposalsAdvice.text(lang) }</p>
            <Table caption={ImportText::Proposals.text(lang)} {columns} {rows} />
        </Card>
    }
}
