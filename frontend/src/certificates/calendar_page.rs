//! Inside WeChat the next day of a certificate cannot be saved: what to do instead.

use shared::certificates::api::NextDue;
use shared::id::CertificateId;
use yew::prelude::*;
use yew::props;

use crate::i18n::my_certificates::{self, MyCertificatesText};
use crate::plain_pages::{PlainPage, Rendered};
use crate::route::CERTIFICATES;
use crate::ui::{
    self, ButtonKind, ButtonProps, CardHeadProps, CardProps, LinkButtonProps, PlainFormProps, muted, tags,
};

/// A day for who wants to take it along.
pub struct CalendarPage<'a> {
    pub certificate: CertificateId,
    pub operation: &'a str,
    pub next: &'a NextDue,
    pub form_key: &'a str,
}

pub fn calendar_page(page: &PlainPage, content: &CalendarPage) -> Rendered {
    let text = |text: MyCertificatesText| text.text(page.lang);
    let head = ui::card_head(&props!(CardHeadProps {
        main: true,
        title: text(MyCertificatesText::Calendar),
        children: tags(vec![html! { <span>{ content.operation.to_owned() }</span> }])
    }));
    let submit = ui::button(&props!(ButtonProps {
        kind: ButtonKind::Primary,
        wide: true,
        submit: true,
        children: text(MyCertificatesText::CalendarOpen)
    }));
    let form = ui::plain_form(&props!(PlainFormProps {
        action: format!("/certificates/{}/calendar/link", content.certificate),
        idempotency_key: AttrValue::from(content.form_key.to_owned()),
        children: html! { <>{ submit }{ muted(text(MyCertificatesText::CalendarOpenHint).into()) }</> }
    }));
    let children = html! { <>{ head }<p>{ my_certificates::next_line(page.lang, content.next) }</p>{ form }</> };
    let view = html! {
        <>
            { ui::card(&props!(CardProps { children })) }
            { ui::link_button(&props!(LinkButtonProps {
                wide: true,
                href: CERTIFICATES,
                children: text(MyCertificatesText::BackToCertificates)
            })) }
        </>
    };
    page.below_certificates(text(MyCertificatesText::Calendar), view)
}
