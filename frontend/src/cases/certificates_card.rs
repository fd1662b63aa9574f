//! The certificates of a trainee, and recording one by hand.

use std::rc::Rc;

use shared::certificates::api::{
    Certificate, ListCertificatesForStaff, MoveSummary, RecordCertificate, RecordedCertificate,
};
use shared::enrolments::api::{EnrolmentRow, TraineeRequest};
use shared::id::{MoveId, TraineeId};
use shared::lang::Lang;
use yew::prelude::*;

use super::certificate_form::CertificateEditor;
use super::moves_view::RecentMoves;
use super::wish::StageNames;
use crate::i18n::cases::{CaseText, CertificateText};
use crate::i18n::common::CommonText;
use crate::i18n::staff::regime;
use crate::staff::{show, use_console, use_staff_resource};
use crate::ui::{Button, ButtonRow, Card, Column, Dialog, Empty, Row, Table, TagKind, date, tag, unbroken};

#[derive(Clone, PartialEq, Properties)]
pub struct CertificatesCardProps {
    pub trainee: TraineeId,
    /// What a certificate can belong to.
    pub enrolments: Vec<EnrolmentRow>,
}

#[component]
pub fn CertificatesCard(props: &CertificatesCardProps) -> Html {
    let console = use_console();
    let lang = console.lang;
    let resource = use_staff_resource::<ListCertificatesForStaff>(TraineeRequest { id: props.trainee });
    let adding = use_state(|| false);
    let set_adding = |open: bool| {
        let adding = adding.clone();
        Callback::from(move |()| adding.set(open))
    };
    let close = set_adding(false);
    let made = use_state(Vec::<MoveSummary>::new);
    let on_saved = {
        let (close, console, made, reload) = (close.clone(), console.clone(), made.clone(), resource.reload.clone());
        Callback::from(move |recorded: Rc<RecordedCertificate>| {
            close.emit(());
            console.say_text(CaseText::SavedUndoable.text(lang));
            made.set([vec![recorded.made.clone()], (*made).clone()].concat());
            reload.emit(());
        })
    };
    let on_undone = {
        let (made, reload) = (made.clone(), resource.reload.clone());
        Callback::from(move |id: MoveId| {
            made.set(made.iter().filter(|summary| summary.id != id).cloned().collect());
            reload.emit(());
        })
    };
    html! {
        <>
        if let Some(newest) = made.first() {
            <RecentMoves at={newest.at} moves={(*made).clone()} names={StageNames::default()} {on_undone} />
        }
        <Card title={CertificateText::Title.text(lang)}>
            { show::<ListCertificatesForStaff>(&console, &resource, |known| html! {
                if known.certificates.is_empty() {
                    <Empty title={CertificateText::None.text(lang)} />
                } else {
                    <CertificateTable {lang} certificates={known.certificates.clone()} />
                }
            }) }
            if console.may::<RecordCertificate>() {
                <ButtonRow>
                    <Button onclick={set_adding(true).reform(|_: MouseEvent| ())}>{ CertificateText::Record.text(lang) }</Button>
                </ButtonRow>
            }
            <Dialog title={CertificateText::Record.text(lang)} open={*adding} on_close={close.clone()}>
                <CertificateEditor
                    trainee={props.trainee} enrolments={props.enrolments.clone()} {on_saved} on_cancel={close}
                />
            </Dialog>
        </Card>
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
pub struct CertificateTableProps {
    pub lang: Lang,
    pub certificates: Vec<Certificate>,
}

#[component]
pub fn CertificateTable(props: &CertificateTableProps) -> Html {
    let lang = props.lang;
    let columns = [
        CertificateText::Operation,
        CertificateText::Regime,
        CertificateText::Number,
        CertificateText::From,
        CertificateText::Until,
        CertificateText::Review,
        CertificateText::Authority,
        CertificateText::State,
    ]
    .map(|title| Column::text(title.text(lang)))
    .to_vec();
    let rows: Vec<Row> = props.certificates.iter().map(|certificate| certificate_row(lang, certificate)).collect();
    html! { <Table caption={CertificateText::Title.text(lang)} {columns} {rows} /> }
}

fn certificate_row(lang: Lang, certificate: &Certificate) -> Row {
    let day = |day: Option<shared::date::Date>| {
        day.map_or_else(|| CommonText::NotKnown.text(lang).into(), |day| date(lang, day))
    };
    let cells = vec![
        html! { &certificate.operation },
        html! { regime(lang, certificate.regime) },
        unbroken(&certificate.number_masked),
        date(lang, certificate.valid_from),
        day(certificate.valid_until),
        day(certificate.review_due_on),
        html! { &certificate.authority },
        state(lang, certificate),
    ];
    Row::new(certificate.id, cells)
}

fn state(lang: Lang, certificate: &Certificate) -> Html {
    if certificate.replaced {
        tag(TagKind::Plain, CertificateText::Replaced.text(lang))
    } else if certificate.next.is_some_and(|next| next.missed) {
        tag(TagKind::Warn, CertificateText::Missed.text(lang))
    } else {
        tag(TagKind::Good, CertificateText::InForce.text(lang))
    }
}
