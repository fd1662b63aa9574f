//! The training proofs of an enrolment: what there is, and issuing, replacing and revoking.

use std::rc::Rc;

use shared::enrolments::api::EnrolmentRequest;
use shared::error::Problem;
use shared::id::EnrolmentId;
use shared::lang::Lang;
use shared::proofs::ProofObstacle;
use shared::proofs::api::{
    EnrolmentProofs, IssueProof, IssueProofRequest, ListProofs, Proof, RevokeProof, RevokeProofRequest,
};
use yew::prelude::*;

use super::proof_row::ProofRow;
use crate::i18n::common::CommonText;
use crate::i18n::proofs::{self, StaffProofText};
use crate::staff::{field_error, problem_summary, show, use_console, use_staff_action, use_staff_resource};
use crate::ui::{
    Button, ButtonKind, ButtonRow, Card, Dialog, Field, FormMessage, ItemList, MessageKind, SentForm, muted,
};

#[derive(Clone, PartialEq, Properties)]
pub struct ProofsCardProps {
    /// The enrolment.
    pub id: EnrolmentId,
    /// Something was issued or revoked: what else shows the enrolment is out of date.
    #[prop_or_default]
    pub on_change: Callback<()>,
}

/// The dialog over the page.
#[derive(Clone, PartialEq)]
enum Open {
    Nothing,
    /// In the place of the one in force, if there is one.
    Issue(Option<Proof>),
    Revoke(Proof),
}

#[component]
pub fn ProofsCard(props: &ProofsCardProps) -> Html {
    let console = use_console();
    let lang = console.lang;
    let id = props.id;
    let resource = use_staff_resource::<ListProofs>(EnrolmentRequest { id });
    let open = use_state(|| Open::Nothing);
    let reason = use_state(String::new);
    let done = |text: StaffProofText| {
        let (open, reason, console) = (open.clone(), reason.clone(), console.clone());
        let (reload, on_change) = (resource.reload.clone(), props.on_change.clone());
        move || {
            open.set(Open::Nothing);
            reason.set(String::new());
            console.say_text(text.text(lang));
            reload.emit(());
            on_change.emit(());
        }
    };
    let issued = done(StaffProofText::Done);
    let issue = use_staff_action::<IssueProof>(Callback::from(move |_: Rc<Proof>| issued()));
    let revoked = done(StaffProofText::RevokedDone);
    let revoke = use_staff_action::<RevokeProof>(Callback::from(move |_: Rc<Proof>| revoked()));
    let to_open = {
        let (open, reset_issue, reset_revoke) = (open.clone(), issue.reset.clone(), revoke.reset.clone());
        Callback::from(move |what: Open| {
            reset_issue.emit(());
            reset_revoke.emit(());
            open.set(what);
        })
    };
    let onsubmit = {
        let (open, reason) = (open.clone(), reason.clone());
        let (issue, revoke) = (issue.run.clone(), revoke.run.clone());
        Callback::from(move |()| match &*open {
            Open::Nothing => {}
            Open::Issue(known) => issue.emit(IssueProofRequest {
                id,
                replaces: known.as_ref().map(|proof| proof.id),
                reason: (*reason).clone(),
            }),
            Open::Revoke(proof) => {
                revoke.emit(RevokeProofRequest { id: proof.id, reason: (*reason).clone(), version: proof.version });
            }
        })
    };
    let on_reason = {
        let reason = reason.clone();
        Callback::from(move |typed| reason.set(typed))
    };
    let (may_issue, may_revoke) = (console.may::<IssueProof>(), console.may::<RevokeProof>());
    let problem = issue.problem().or(revoke.problem()).cloned();
    let pending = issue.is_pending() || revoke.is_pending();
    html! {
        <Card title={StaffProofText::Title.text(lang)}>
            { show::<ListProofs>(&console, &resource, |proofs| list(lang, proofs, may_issue, may_revoke, &to_open)) }
            <ProofDialog
                {lang} open={(*open).clone()} reason={(*reason).clone()} {problem} {pending} {on_reason} {onsubmit}
                on_close={to_open.reform(|()| Open::Nothing)}
            />
        </Card>
    }
}

fn list(lang: Lang, proofs: &EnrolmentProofs, may_issue: bool, may_revoke: bool, open: &Callback<Open>) -> Html {
    let in_force = proofs.proofs.iter().find(|proof| proof.state.is_in_force()).cloned();
    let text = if in_force.is_some() { StaffProofText::Reissue } else { StaffProofText::Issue };
    let kind = if in_force.is_none() || proofs.outdated { ButtonKind::Primary } else { ButtonKind::Default };
    let onclick = open.reform(move |_: MouseEvent| Open::Issue(in_force.clone()));
    let on_revoke = may_revoke.then(|| open.reform(Open::Revoke));
    html! {
        <>
            if proofs.outdated {
                <FormMessage kind={MessageKind::Act}>{ StaffProofText::Outdated.text(lang) }</FormMessage>
            }
            if proofs.proofs.is_empty() {
                { muted(StaffProofText::None.text(lang).into()) }
            } else {
                <ItemList>
                    { for proofs.proofs.iter().map(|proof| html! {
                        <ProofRow key={proof.id.0} {lang} proof={proof.clone()} on_revoke={on_revoke.clone()} />
                    }) }
                </ItemList>
            }
            if !proofs.obstacles.is_empty() {
                { obstacles(lang, &proofs.obstacles) }
            } else if may_issue {
                <Button {kind} {onclick}>{ text.text(lang) }</Button>
            }
        </>
    }
}

fn obstacles(lang: Lang, obstacles: &[ProofObstacle]) -> Html {
    html! {
        <FormMessage quiet=true>
            <p>{ StaffProofText::Obstacles.text(lang) }</p>
            <ul>{ for obstacles.iter().map(|obstacle| html! { <li>{ proofs::obstacle(lang, *obstacle) }</li> }) }</ul>
        </FormMessage>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct ProofDialogProps {
    lang: Lang,
    open: Open,
    reason: String,
    problem: Option<Problem>,
    pending: bool,
    on_reason: Callback<String>,
    onsubmit: Callback<()>,
    on_close: Callback<()>,
}

/// Says what will happen, asks why where that must be said, and does it.
#[component]
fn ProofDialog(props: &ProofDialogProps) -> Html {
    let lang = props.lang;
    let (title, means, act, kind) = match &props.open {
        Open::Nothing | Open::Issue(None) => {
            (StaffProofText::IssueTitle, StaffProofText::IssueMeans, StaffProofText::Issue, ButtonKind::Primary)
        }
        Open::Issue(Some(_)) => {
            (StaffProofText::ReissueTitle, StaffProofText::ReissueMeans, StaffProofText::Reissue, ButtonKind::Primary)
        }
        Open::Revoke(_) => {
            (StaffProofText::RevokeTitle, StaffProofText::RevokeMeans, StaffProofText::Revoke, ButtonKind::Warn)
        }
    };
    let asks_why = !matches!(props.open, Open::Nothing | Open::Issue(None));
    let label = StaffProofText::Reason.text(lang);
    html! {
        <Dialog title={title.text(lang)} open={props.open != Open::Nothing} on_close={props.on_close.clone()}>
            <SentForm onsubmit={props.onsubmit.clone()}>
                { problem_summary(lang, props.problem.as_ref(), &[("reason", label)]) }
                <p>{ means.text(lang) }</p>
                if asks_why {
                    <Field
                        name="reason" {label} hint={StaffProofText::ReasonHint.text(lang)} required=true max_length=100
                        value={props.reason.clone()} oninput={props.on_reason.clone()}
                        error={field_error(lang, props.problem.as_ref(), "reason")}
                    />
                }
                <ButtonRow>
                    <Button {kind} submit=true pending={props.pending}>{ act.text(lang) }</Button>
                    <Button onclick={props.on_close.reform(|_: MouseEvent| ())}>{ CommonText::Cancel.text(lang) }</Button>
                </ButtonRow>
            </SentForm>
        </Dialog>
    }
}
