//! What was paid, when and how.

use shared::enrolments::api::Payment;
use shared::lang::Lang;
use yew::prelude::*;

use crate::i18n::enrolments::{self, EnrolmentText};
use crate::ui::{Card, Item, ItemList, date, money, muted};

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct PaymentsProps {
    pub lang: Lang,
    /// Oldest first.
    pub payments: Vec<Payment>,
}

#[component]
pub fn Payments(props: &PaymentsProps) -> Html {
    let PaymentsProps { lang, payments } = props;
    html! {
        <Card title={EnrolmentText::Payments.text(*lang)}>
            if payments.is_empty() {
                { muted(EnrolmentText::NoPayments.text(*lang).into()) }
            } else {
                <ItemList>{ for payments.iter().map(|payment| line(*lang, payment)) }</ItemList>
            }
        </Card>
    }
}

fn line(lang: Lang, payment: &Payment) -> Html {
    let method = payment.method.map(|method| enrolments::method(lang, method));
    let source = enrolments::source(lang, payment.source);
    let note = method.into_iter().chain([source]).collect::<Vec<_>>().join(" · ");
    // Without the day of payment the day on which the portal heard of it is the best there is.
    let day = payment.paid_on.unwrap_or_else(|| payment.recorded_at.day());
    html! { <Item title={money(payment.amount)} aside={date(lang, day)}>{ muted(note.into()) }</Item> }
}
