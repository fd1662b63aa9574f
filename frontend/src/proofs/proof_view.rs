//! A proof for its trainee: the page as a picture, its state, and the way to the file.

use shared::date::Date;
use shared::lang::Lang;
use shared::proofs::api::{pdf_address, picture_address};
use shared::proofs::{PrintedHours, ProofFields, ProofState};
use yew::prelude::*;
use yew::props;

use super::pages::ProofPage;
use crate::i18n::common::course_kind;
use crate::i18n::proofs::{self, ProofFieldText, ProofText};
use crate::plain_pages::PlainPage;
use crate::route::Route;
use crate::ui::{
    self, ButtonKind, ButtonProps, CallButtonProps, CardHeadProps, CardProps, CellListProps, CellProps,
    LinkButtonProps, PagePictureProps, PlainFormProps, TagKind, date, date_range, muted, tag, tags, unbroken,
};
use yew_router::Routable as _;

pub fn proof_view(page: &PlainPage, content: &ProofPage) -> Html {
    let (lang, proof) = (page.lang, content.proof);
    let kind = if proof.state == ProofState::Issued { TagKind::Good } else { TagKind::Warn };
    let head = ui::card_head(&props!(CardHeadProps {
        main: true,
        title: ProofText::Title.text(lang),
        children: tags(vec![tag(kind, proofs::state(lang, &proof.state)), unbroken(&proof.fields.number)])
    }));
    let picture = html! {
        <>
            { head }
            <p>{ proofs::state_means(lang, &proof.state) }</p>
            { instead(page, content) }
            { ui::page_picture(&props!(PagePictureProps {
                src: picture_address(proof.id),
                alt: ProofText::Picture.text(lang)
            })) }
            { muted(ProofText::PictureHint.text(lang).into()) }
            { ways_to_the_file(lang, content) }
        </>
    };
    let back = Route::Enrolment { id: proof.enrolment_id }.to_path();
    html! {
        <>
            { ui::card(&props!(CardProps { children: picture })) }
            { ui::card(&props!(CardProps {
                title: ProofText::Fields.text(lang),
                children: html! { <>{ fields(lang, &proof.fields) }{ muted(ProofText::NotState.text(lang).into()) }</> }
            })) }
            { ui::link_button(&props!(LinkButtonProps {
                wide: true,
                href: back,
                children: ProofText::BackToEnrolment.text(lang)
            })) }
        </>
    }
}

/// What to do about a proof that is not in force.
fn instead(page: &PlainPage, content: &ProofPage) -> Html {
    let lang = page.lang;
    match (content.proof.newest, &content.proof.state) {
        (_, ProofState::Issued) => Html::default(),
        (Some(newest), _) => ui::link_button(&props!(LinkButtonProps {
            kind: ButtonKind::Primary,
            wide: true,
            href: format!("/proofs/{newest}"),
            children: ProofText::LatestProof.text(lang)
        })),
        (None, _) => html! {
            <>
                <p>{ ProofText::RevokedAdvice.text(lang) }</p>
                { ui::call_button(&props!(CallButtonProps { lang, phone: page.site.phone.clone() })) }
            </>
        },
    }
}

fn ways_to_the_file(lang: Lang, content: &ProofPage) -> Html {
    let kind = if content.proof.state.is_in_force() { ButtonKind::Primary } else { ButtonKind::Default };
    if !content.in_wechat {
        let (href, children) = (pdf_address(content.proof.id), ProofText::Download.text(lang));
        return ui::link_button(&props!(LinkButtonProps { kind, wide: true, href, children }));
    }
    let submit = ui::button(&props!(ButtonProps {
        kind,
        wide: true,
        submit: true,
        children: ProofText::OpenInBrowser.text(lang)
    }));
    ui::plain_form(&props!(PlainFormProps {
        action: format!("/proofs/{}/link", content.proof.id),
        idempotency_key: AttrValue::from(content.form_key.to_owned()),
        children: html! { <>{ submit }{ muted(ProofText::OpenInBrowserHint.text(lang).into()) }</> }
    }))
}

fn fields(lang: Lang, fields: &ProofFields) -> Html {
    let cell =
        |label: ProofFieldText, children: Html| ui::cell(&props!(CellProps { label: label.text(lang), children }));
    let text = |label: ProofFieldText, text: &str| {
        if text.is_empty() { Html::default() } else { cell(label, html! { <span>{ text.to_owned() }</span> }) }
    };
    let cells = html! {
        <>
            { text(ProofFieldText::Number, &fields.number) }
            { text(ProofFieldText::Name, &fields.name) }
            { text(ProofFieldText::Document, &fields.document) }
            { text(ProofFieldText::Course, &fields.course) }
            { text(ProofFieldText::Kind, course_kind(lang, fields.kind)) }
            { text(ProofFieldText::Class, &fields.class_code) }
            { period(fields.trained_from, fields.trained_to).map_or_else(Html::default, |(from, to)| {
                cell(ProofFieldText::Period, date_range(lang, from, to))
            }) }
            { text(ProofFieldText::HoursDue, &due(lang, fields.hours_due)) }
            { text(ProofFieldText::HoursDone, &proofs::hours(lang, fields.hours_done)) }
            { text(ProofFieldText::Rule, &fields.rule) }
            { text(ProofFieldText::Institution, &fields.institution) }
            { text(ProofFieldText::Signatory, &fields.signatory) }
            { cell(ProofFieldText::IssuedOn, date(lang, fields.issued_on)) }
        </>
    };
    ui::cell_list(&props!(CellListProps { children: cells }))
}

fn due(lang: Lang, due: PrintedHours) -> String {
    if due > PrintedHours(0) { proofs::hours(lang, due) } else { ProofFieldText::NoneSet.text(lang).to_owned() }
}

fn period(from: Option<Date>, to: Option<Date>) -> Option<(Date, Option<Date>)> {
    match (from, to) {
        (Some(from), to) => Some((from, to)),
        (None, Some(to)) => Some((to, None)),
        (None, None) => None,
    }
}
