//! The training proofs of an enrolment: what there is, and issuing, replacing and revoking.

use std::rc::Rc;

use shared::enrolments::api::EnrolmentRequest;
use shared::id::EnrolmentId;
use shared::lang::Lang;
use shared::proofs::ProofObstacle;
use shared::proofs::api::{
    EnrolmentProofs, IssueProof, IssueProofRequest, ListProofs, Proof, RevokeProof, RevokeProofRequest,
};
use yew::prelude::*;

use super::proof_row::ProofRow;
use crate::i18n::proofs::{self, StaffProofText};
use crate::staff::{Draft, show, use_console, use_staff_action, use_staff_resource};
use crate::ui::{Button, ButtonKind, Card, Dialog, Field, FormMessage, ItemList, MessageKind, muted};

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
    let on_send = {
        let open = open.clone();
        let (issue, revoke) = (issue.run.clone(), revoke.run.clone());
        Callback::from(move |reason: String| match &*open {
            Open::Nothing => {}
            Open::Issue(known) => {
                issue.emit(IssueProofRequest { id, replaces: known.as_ref().map(|proof| proof.id), reason });
            }
            Open::Revoke(proof) => {
                revoke.emit(RevokeProofRequest { id: proof.id, reason, version: proof.version });
            }
        })
    };
    let draft = Draft {
        lang,
        form: (*reason).clone(),
        problem: issue.problem().or(revoke.problem()).cloned(),
        pending: issue.is_pending() || revoke.is_pending(),
        on_change: Callback::from(move |typed| reason.set(typed)),
        on_send,
        on_cancel: Some(to_open.reform(|()| Open::Nothing)),
    };
    let (may_issue, may_revoke) = (console.may::<IssueProof>(), console.may::<RevokeProof>());
    html! {
        <Card title={StaffProofText::Title.text(lang)}>
            { show::<ListProofs>(&console, &resource, |proofs| list(lang, proofs, may_issue, may_revoke, &to_open)) }
            { dialog(&open, &draft) }
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

/// Says what will happen, asks why where that must be said, and does it.
fn dialog(open: &Open, draft: &Draft<String>) -> Html {
    let text = |text: StaffProofText| text.text(draft.lang);
    let (title, means, act, kind) = match open {
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
    let asks_why = !matches!(open, Open::Nothing | Open::Issue(None));
    let form = draft.form_with(draft.buttons(kind, text(act)), |fields| {
        html! {
            <>
                <p>{ text(means) }</p>
                if asks_why {
                    <Field
                        hint={text(StaffProofText::ReasonHint)} required=true max_length=100
                        ..fields.text("reason", text(StaffProofText::Reason), &draft.form, |reason, typed| *reason = typed)
                    />
                }
            </>
        }
    });
    let on_close = draft.on_cancel.clone().unwrap_or_default();
    html! { <Dialog title={text(title)} open={*open != Open::Nothing} {on_close}>{ form }</Dialog> }
}
