//! The enrolment page: the card of the first page, then everything behind it.

use shared::enrolments::api::EnrolmentDetail;
use shared::lang::Lang;
use yew::prelude::*;

use super::class_info::ClassInfo;
use super::history::History;
use super::payments::Payments;
use super::stages::Stages;
use crate::home::{FeeSummary, NextStepLine};
use crate::i18n::common::{self, CommonText};
use crate::i18n::home;
use crate::ui::{Card, CardHead, LinkButton, TagKind, tag, tags};

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct EnrolmentViewProps {
    pub lang: Lang,
    pub detail: EnrolmentDetail,
}

#[component]
pub fn EnrolmentView(props: &EnrolmentViewProps) -> Html {
    let EnrolmentViewProps { lang, detail } = props;
    let card = &detail.card;
    html! {
        <>
            <Card>
                <CardHead main=true title={card.course.clone()}>
                    { tags(vec![
                        tag(TagKind::Info, common::course_kind(*lang, card.kind)),
                        html! { <span>{ home::class_code(*lang, &card.class_code) }</span> },
                    ]) }
                </CardHead>
                <NextStepLine
                    lang={*lang}
                    next_step={card.next_step.clone()}
                    dues={card.dues}
                    progress={card.progress.clone()}
                />
                <FeeSummary lang={*lang} dues={card.dues} />
            </Card>
            <Stages lang={*lang} stages={detail.stages.clone()} progress={card.progress.clone()} />
            <Payments lang={*lang} payments={detail.payments.clone()} />
            <ClassInfo lang={*lang} detail={detail.clone()} />
            <History lang={*lang} entries={detail.history.clone()} />
            <LinkButton wide=true href="/">{ CommonText::BackHome.text(*lang) }</LinkButton>
        </>
    }
}
