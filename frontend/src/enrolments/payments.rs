//! What was paid, when and how.

use shared::enrolments::api::Payment;
use shared::lang::Lang;
use yew::prelude::*;
use yew::props;

use crate::i18n::enrolments::{self, EnrolmentText};
use crate::ui::{self, CardProps, ItemListProps, ItemProps, date, money, muted};

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct PaymentsProps {
    pub lang: Lang,
    /// Oldest first.
    pub payments: Vec<Payment>,
}

/// [`payments`] as a component.
#[component]
pub fn Payments(props: &PaymentsProps) -> Html {
    payments(props.lang, &props.payments)
}

/// `payments`: oldest first.
pub fn payments(lang: Lang, payments: &[Payment]) -> Html {
    let children = if payments.is_empty() {
        muted(EnrolmentText::NoPayments.text(lang).into())
    } else {
        let lines = payments.iter().map(|payment| line(lang, payment));
        ui::item_list(&props!(ItemListProps { children: lines.collect::<Html>() }))
    };
    ui::card(&props!(CardProps { title: EnrolmentText::Payments.text(lang), children }))
}

fn line(lang: Lang, payment: &Payment) -> Html {
    let method = payment.method.map(|method| enrolments::method(lang, method));
    let source = enrolments::source(lang, payment.source);
    let note = method.into_iter().chain([source]).collect::<Vec<_>>().join(" · ");
    // Without the day of payment the day on which the portal heard of it is the best there is.
    let day = payment.paid_on.unwrap_or_else(|| payment.recorded_at.day());
    ui::item(&props!(ItemProps { title: money(payment.amount), aside: date(lang, day), children: muted(note.into()) }))
}
