//! The bind page: two ways to prove who one is, as plain forms that work without scripts.

use shared::error::{ErrorCode, Problem};
use shared::identity::api::{BindBy, BindForm, BindPage};
use shared::lang::Lang;
use yew::prelude::*;

use super::bind_form::{ClaimForm, DetailsForm};
use crate::i18n::common::{self, CommonText};
use crate::i18n::errors;
use crate::i18n::identity::{self, BindField, IdentityText};
use crate::ui::{
    CallButton, Card, CardHead, DayStyle, Disclosure, ErrorSummary, FormMessage, LinkButton, MessageKind, SummaryLine,
    muted,
};

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct BindViewProps {
    pub lang: Lang,
    pub page: BindPage,
    /// As typed before; a claim code from the slip's QR code comes in here as well.
    #[prop_or_default]
    pub form: BindForm,
    /// Why the last try failed.
    #[prop_or_default]
    pub problem: Option<Problem>,
    #[prop_or_default]
    pub form_key: Option<AttrValue>,
    #[prop_or_default]
    pub phone: AttrValue,
}

#[component]
pub fn BindView(props: &BindViewProps) -> Html {
    let BindViewProps { lang, page, form, problem, form_key, phone } = props;
    let text = |text: IdentityText| text.text(*lang);
    let claim_first = !page.through_wechat || form.by == BindBy::ClaimCode || !form.claim_code.is_empty();
    let errors = FieldTexts::of(*lang, form.by, problem.as_ref());
    let details = html! {
        <DetailsForm
            lang={*lang}
            form={form.clone()}
            errors={errors.clone()}
            privacy_version={page.privacy_version}
            form_key={form_key.clone()}
        />
    };
    let claim = html! {
        <ClaimForm
            lang={*lang}
            form={form.clone()}
            {errors}
            privacy_version={page.privacy_version}
            form_key={form_key.clone()}
        />
    };
    html! {
        <>
            { already_bound(*lang, page) }
            if let Some(at) = page.moved_at {
                <FormMessage kind={MessageKind::Act}>
                    <p>{ identity::moved(*lang, &common::day(*lang, at.day(), DayStyle::WithYear)) }</p>
                    <CallButton lang={*lang} phone={phone.clone()} />
                </FormMessage>
            }
            if let Some(problem) = problem {
                { summary(*lang, form.by, problem, phone) }
            }
            <Card>
                <CardHead main=true title={text(IdentityText::BindTitle)}>
                    { muted(text(if claim_first { IdentityText::BindWhyClaim } else { IdentityText::BindWhy }).into()) }
                </CardHead>
                if claim_first { { claim.clone() } } else { { details.clone() } }
            </Card>
            if !page.through_wechat {
                { muted(text(IdentityText::BindNeedsWeChat).into()) }
            } else if claim_first {
                <Card><Disclosure summary={text(IdentityText::BindDetailsWay)}>{ details }</Disclosure></Card>
            } else {
                <Card><Disclosure summary={text(IdentityText::BindOtherWay)}>{ claim }</Disclosure></Card>
            }
        </>
    }
}

fn already_bound(lang: Lang, page: &BindPage) -> Html {
    let names: Vec<&str> = page.bound.iter().map(|trainee| trainee.name.as_str()).collect();
    html! {
        if !names.is_empty() {
            <FormMessage kind={MessageKind::Good}>
                <p>{ IdentityText::AlreadyBound.text(lang) }<strong>{ names.join(match lang { Lang::Zh => "、", Lang::En => ", " }) }</strong></p>
                <p>{ IdentityText::BindOneMore.text(lang) }</p>
                <LinkButton href="/">{ CommonText::BackHome.text(lang) }</LinkButton>
            </FormMessage>
        }
    }
}

fn summary(lang: Lang, by: BindBy, problem: &Problem, phone: &AttrValue) -> Html {
    if problem.code != ErrorCode::Invalid || problem.fields.is_empty() {
        return html! {
            <ErrorSummary title={errors::error(lang, problem.code).title}>
                <p>{ errors::advice(lang, problem) }</p>
                <CallButton {lang} phone={phone.clone()} />
            </ErrorSummary>
        };
    }
    let lines = problem.fields.iter().map(|error| {
        let field = BindField::from_wire(&error.field);
        SummaryLine { control: control_id(by, field), text: identity::bind_field_line(lang, field, error.code).into() }
    });
    html! { <ErrorSummary title={IdentityText::MendFields.text(lang)} lines={lines.collect::<Vec<_>>()} /> }
}

/// Ids of the controls: both forms stand on the page, so the consent box needs one for each.
pub(super) fn control_id(by: BindBy, field: BindField) -> AttrValue {
    AttrValue::Static(match (field, by) {
        (BindField::Name, _) => "name",
        (BindField::DocumentNumber, _) => "document_number",
        (BindField::Phone, _) => "phone",
        (BindField::ClaimCode, _) => "claim_code",
        (BindField::LastFour, _) => "last_four",
        (BindField::Consent, BindBy::Details) => "consent-details",
        (BindField::Consent, BindBy::ClaimCode) => "consent-claim",
        (BindField::Other, _) => "main",
    })
}

/// The words beside each field of the form that was sent.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldTexts {
    by: BindBy,
    texts: Vec<(BindField, &'static str)>,
}

impl FieldTexts {
    fn of(lang: Lang, by: BindBy, problem: Option<&Problem>) -> Self {
        let fields = problem.map(|problem| problem.fields.as_slice()).unwrap_or_default();
        let texts = fields.iter().map(|error| {
            let field = BindField::from_wire(&error.field);
            (field, identity::bind_field(lang, field, error.code))
        });
        Self { by, texts: texts.collect() }
    }

    pub(super) fn get(&self, by: BindBy, field: BindField) -> Option<AttrValue> {
        let text = self.texts.iter().find(|(named, _)| self.by == by && *named == field);
        text.map(|(_, text)| AttrValue::Static(text))
    }
}
