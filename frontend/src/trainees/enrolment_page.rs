//! One enrolment for staff: what is paid, where the certificate stands, what happened.

use shared::enrolments::api::{EnrolmentDetail, EnrolmentRequest, GetEnrolmentForStaff};
use shared::id::EnrolmentId;
use shared::lang::Lang;
use yew::prelude::*;
use yew_router::Routable as _;

use crate::cases::{CaseCard, StaffHistory};
use crate::enrolments::{ClassInfo, Payments, stages};
use crate::home::FeeSummary;
use crate::i18n::cases::acts;
use crate::i18n::common::course_kind;
use crate::i18n::home::class_code;
use crate::i18n::staff::TraineeText;
use crate::items::StaffItemsCard;
use crate::lessons::desk::EvidenceCard;
use crate::proofs::ProofsCard;
use crate::staff::{StaffRoute, show, use_console, use_staff_resource};
use crate::ui::{Card, Columns, LinkButton, Stack, TagKind, Toolbar, tag, tags};

#[derive(Clone, PartialEq, Properties)]
pub struct EnrolmentPageProps {
    pub id: EnrolmentId,
}

#[component]
pub fn EnrolmentPage(props: &EnrolmentPageProps) -> Html {
    let console = use_console();
    let resource = use_staff_resource::<GetEnrolmentForStaff>(EnrolmentRequest { id: props.id });
    show::<GetEnrolmentForStaff>(&console, &resource, |detail| {
        html! {
            <>
                <StaffEnrolmentView lang={console.lang} detail={(**detail).clone()} on_changed={resource.reload.clone()} />
                <ProofsCard id={props.id} on_change={resource.reload.clone()} />
                <EvidenceCard id={props.id} />
            </>
        }
    })
}

#[derive(Clone, PartialEq, Properties)]
pub struct StaffEnrolmentViewProps {
    pub lang: Lang,
    pub detail: EnrolmentDetail,
    /// The page must be read again.
    #[prop_or_default]
    pub on_changed: Callback<()>,
}

#[component]
pub fn StaffEnrolmentView(props: &StaffEnrolmentViewProps) -> Html {
    let StaffEnrolmentViewProps { lang, detail, on_changed } = props;
    let (lang, card) = (*lang, &detail.card);
    let trainee = StaffRoute::Trainee { id: detail.trainee.id }.to_path();
    html! {
        <>
            <Toolbar title={format!("{} · {}", detail.trainee.name, card.course)}>
                <LinkButton href={trainee}>{ TraineeText::BackToTrainee.text(lang) }</LinkButton>
            </Toolbar>
            <Columns>
                <Stack>
                    <Card title={TraineeText::Fee.text(lang)}>
                        { tags(vec![
                            tag(TagKind::Info, course_kind(lang, card.kind)),
                            html! { <span>{ class_code(lang, &card.class_code) }</span> },
                        ]) }
                        <FeeSummary {lang} dues={card.dues} />
                    </Card>
                    <Payments {lang} payments={detail.payments.clone()} />
                    <StaffItemsCard id={card.id} />
                    <ClassInfo {lang} detail={detail.clone()} />
                    <StaffHistory {lang} entries={detail.history.clone()} />
                </Stack>
                <Stack>
                    <CaseCard id={card.id} detail={detail.case.clone()} on_changed={on_changed.clone()} />
                    { stages(lang, &detail.stages, &card.progress, "", acts) }
                </Stack>
            </Columns>
        </>
    }
}
