//! The certificates of a trainee, one card each, and where to look them up officially.

use shared::certificates::api::{Certificate, Certificates, NextDue};
use shared::date::Date;
use shared::lang::Lang;
use yew::prelude::*;
use yew::props;

use crate::i18n::common::CommonText;
use crate::i18n::my_certificates::{self, MyCertificatesText};
use crate::ui::{
    self, ButtonKind, CardHeadProps, CardProps, CellListProps, CellProps, EmptyProps, HeadingProps, LinkButtonProps,
    TagKind, TodoMood, TodoProps, date, muted, tag, tags, unbroken,
};

/// Where the ministry lets anybody look a certificate up (`domain.md` D4).
const OFFICIAL_QUERY: &str = "https://cx.mem.gov.cn/";

pub fn certificates_view(lang: Lang, answer: &Certificates) -> Html {
    let text = |text: MyCertificatesText| text.text(lang);
    let certificates = &answer.certificates;
    html! {
        <>
            { ui::heading(&props!(HeadingProps { text: CommonText::NavCertificates.text(lang) })) }
            { muted(text(MyCertificatesText::Facts).into()) }
            { for certificates.iter().map(|certificate| card(lang, certificate)) }
            if certificates.is_empty() {
                { ui::card(&props!(CardProps {
                    children: ui::empty(&props!(EmptyProps {
                        title: text(MyCertificatesText::EmptyTitle),
                        children: html! { <p>{ text(MyCertificatesText::EmptyAdvice) }</p> }
                    }))
                })) }
            }
            { official(lang) }
        </>
    }
}

fn card(lang: Lang, certificate: &Certificate) -> Html {
    let head = ui::card_head(&props!(CardHeadProps {
        title: certificate.operation.clone(),
        children: tags(vec![
            tag(TagKind::Info, my_certificates::regime(lang, certificate.regime)),
            state(lang, certificate),
        ])
    }));
    let next = certificate.next.map(|next| what_comes_next(lang, certificate, next));
    ui::card(&props!(CardProps {
        children: html! { <>{ head }{ next.unwrap_or_default() }{ cells(lang, certificate) }</> }
    }))
}

/// One word for how it stands by its days.
fn state(lang: Lang, certificate: &Certificate) -> Html {
    let (kind, text) = match (certificate.replaced, certificate.next) {
        (true, _) => (TagKind::Plain, MyCertificatesText::Replaced),
        (false, Some(next)) if next.missed => (TagKind::Warn, my_certificates::missed(next.kind)),
        (false, Some(_)) => (TagKind::Good, MyCertificatesText::InForce),
        (false, None) => return Html::default(),
    };
    tag(kind, text.text(lang))
}

fn what_comes_next(lang: Lang, certificate: &Certificate, next: NextDue) -> Html {
    let line = |mood, label: MyCertificatesText, line: String| {
        ui::todo(&props!(TodoProps { mood, label: label.text(lang), children: line }))
    };
    if next.missed {
        return line(TodoMood::Act, MyCertificatesText::Missed, my_certificates::missed_line(lang, next.kind, next.on));
    }
    let calendar = format!("/certificates/{}.ics", certificate.id);
    html! {
        <>
            { line(TodoMood::Wait, MyCertificatesText::Next, my_certificates::next_line(lang, &next)) }
            { ui::link_button(&props!(LinkButtonProps {
                wide: true,
                href: calendar,
                full_load: true,
                children: MyCertificatesText::Calendar.text(lang)
            })) }
            { muted(MyCertificatesText::CalendarHint.text(lang).into()) }
        </>
    }
}

fn cells(lang: Lang, certificate: &Certificate) -> Html {
    let known = |day: Option<Date>| day.map_or_else(|| CommonText::NotKnown.text(lang).into(), |day| date(lang, day));
    let mut cells = vec![
        (MyCertificatesText::Number, unbroken(&certificate.number_masked)),
        (MyCertificatesText::ValidFrom, date(lang, certificate.valid_from)),
        (MyCertificatesText::ValidUntil, known(certificate.valid_until)),
    ];
    if !certificate.category.is_empty() {
        cells.insert(1, (MyCertificatesText::Category, Html::from(&certificate.category)));
    }
    if certificate.review_due_on.is_some() {
        cells.push((MyCertificatesText::ReviewDue, known(certificate.review_due_on)));
    }
    if certificate.first_issued_on.is_some() {
        cells.push((MyCertificatesText::FirstIssued, known(certificate.first_issued_on)));
    }
    if !certificate.authority.is_empty() {
        cells.push((MyCertificatesText::Authority, Html::from(&certificate.authority)));
    }
    let cells =
        cells.into_iter().map(|(label, children)| ui::cell(&props!(CellProps { label: label.text(lang), children })));
    ui::cell_list(&props!(CellListProps { children: cells.collect::<Html>() }))
}

/// The authority has the last word: where it can be asked.
fn official(lang: Lang) -> Html {
    let text = |text: MyCertificatesText| text.text(lang);
    let children = html! {
        <>
            <p>{ text(MyCertificatesText::OfficialWhy) }</p>
            { ui::link_button(&props!(LinkButtonProps {
                kind: ButtonKind::Primary,
                wide: true,
                href: OFFICIAL_QUERY,
                children: text(MyCertificatesText::OfficialLink)
            })) }
            <p>{ text(MyCertificatesText::OfficialAccount) }</p>
            { muted(text(MyCertificatesText::OfficialLag).into()) }
        </>
    };
    ui::card(&props!(CardProps { title: text(MyCertificatesText::OfficialTitle), children }))
}
