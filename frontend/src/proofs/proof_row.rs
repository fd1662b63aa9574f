//! One proof in the list of an enrolment.

use shared::lang::Lang;
use shared::proofs::ProofState;
use shared::proofs::api::{Proof, pdf_address, picture_address};
use yew::prelude::*;

use crate::i18n::proofs::{self, StaffProofText};
use crate::ui::{Button, ButtonKind, ButtonRow, Item, LinkButton, TagKind, moment, tag};

#[derive(Clone, PartialEq, Properties)]
pub struct ProofRowProps {
    pub lang: Lang,
    pub proof: Proof,
    /// Takes it back; absent for those who may not.
    pub on_revoke: Option<Callback<Proof>>,
}

#[component]
pub fn ProofRow(props: &ProofRowProps) -> Html {
    let ProofRowProps { lang, proof, on_revoke } = props;
    let lang = *lang;
    let kind = if proof.state == ProofState::Issued { TagKind::Good } else { TagKind::Plain };
    let title = html! { <>{ proof.number.clone() }{ " " }{ tag(kind, proofs::state(lang, &proof.state)) }</> };
    let revoke = on_revoke.clone().filter(|_| proof.state.is_in_force()).map(|on_revoke| {
        let proof = proof.clone();
        Callback::from(move |_: MouseEvent| on_revoke.emit(proof.clone()))
    });
    html! {
        <Item {title} aside={moment(proof.issued_at)}>
            <p>{ format!("{} · {}", proof.name, proof.issued_by) }</p>
            if !proof.state.is_in_force() {
                <p>{ proofs::state_means(lang, &proof.state) }</p>
            }
            if !proof.cause.is_empty() {
                <p>{ proofs::class_failed(lang, StaffProofText::Reason.text(lang), &proof.cause) }</p>
            }
            <ButtonRow>
                <LinkButton full_load=true href={picture_address(proof.id)}>{ StaffProofText::OpenPicture.text(lang) }</LinkButton>
                <LinkButton full_load=true href={pdf_address(proof.id)}>{ StaffProofText::OpenPdf.text(lang) }</LinkButton>
                if let Some(onclick) = revoke {
                    <Button kind={ButtonKind::Warn} {onclick}>{ StaffProofText::Revoke.text(lang) }</Button>
                }
            </ButtonRow>
        </Item>
    }
}
