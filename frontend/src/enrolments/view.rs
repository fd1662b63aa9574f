//! The enrolment page: the card of the first page, then everything behind it.

use shared::enrolments::api::EnrolmentDetail;
use shared::id::ProofId;
use shared::lang::Lang;
use shared::proofs::api::page_address;
use yew::prelude::*;
use yew::props;

use super::class_info::class_info;
use super::exam::exam;
use super::history::history;
use super::payments::payments;
use super::stages::stages;
use super::whereabouts::whereabouts;
use crate::home::{course_tags, fee_summary, next_steps};
use crate::i18n::certificates::acts;
use crate::i18n::common::CommonText;
use crate::i18n::proofs::ProofText;
use crate::lessons::lessons_button;
use crate::ui::{self, CardHeadProps, CardProps, LinkButtonProps};

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct EnrolmentViewProps {
    pub lang: Lang,
    pub detail: EnrolmentDetail,
    /// *Call us*; empty before the institution has filled it in.
    #[prop_or_default]
    pub phone: AttrValue,
    /// Where it is; likewise.
    #[prop_or_default]
    pub address: AttrValue,
}

pub fn enrolment_view(props: &EnrolmentViewProps) -> Html {
    let EnrolmentViewProps { lang, detail, phone, address } = props;
    let (lang, card) = (*lang, &detail.card);
    let head = ui::card_head(&props!(CardHeadProps {
        main: true,
        title: card.course.clone(),
        children: course_tags(lang, card)
    }));
    let now = html! { <>{ head }{ next_steps(lang, card, address) }{ fee_summary(lang, card.dues) }</> };
    // The edge alone makes that page: the browser loads it.
    let items = props!(LinkButtonProps {
        wide: true,
        full_load: true,
        href: format!("/items/{}", card.id),
        children: CommonText::Items.text(lang)
    });
    let back = props!(LinkButtonProps { wide: true, href: "/", children: CommonText::BackHome.text(lang) });
    html! {
        <>
            { ui::card(&props!(CardProps { children: now })) }
            { ui::link_button(&items) }
            if detail.has_lessons {
                { lessons_button(lang, card.id) }
            }
            { proof(lang, detail.proof) }
            { whereabouts(lang, detail, phone) }
            { exam(lang, &detail.case) }
            { stages(lang, &detail.stages, &card.progress, detail.case.rule.in_lang(lang), acts) }
            { payments(lang, &detail.payments) }
            { class_info(lang, detail) }
            { history(lang, &detail.history) }
            { ui::link_button(&back) }
        </>
    }
}

/// The edge alone renders that page: the browser loads it.
fn proof(lang: Lang, proof: Option<ProofId>) -> Html {
    let Some(proof) = proof else { return Html::default() };
    let (href, children) = (page_address(proof), ProofText::Open.text(lang));
    ui::link_button(&props!(LinkButtonProps { wide: true, full_load: true, href, children }))
}

/// [`enrolment_view`] as a component.
#[component]
pub fn EnrolmentView(props: &EnrolmentViewProps) -> Html {
    enrolment_view(props)
}
