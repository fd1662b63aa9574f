//! The bind page: two ways to prove who one is, as plain forms that work without scripts.

use shared::error::{ErrorCode, Problem};
use shared::identity::api::{BindBy, BindForm, BindPage};
use shared::lang::Lang;
use yew::prelude::*;
use yew::props;

use super::bind_form::{BindFields, claim_form, details_form};
use crate::i18n::common::{self, CommonText};
use crate::i18n::errors;
use crate::i18n::identity::{self, BindField, IdentityText};
use crate::ui::{
    self, CallButtonProps, CardHeadProps, CardProps, DayStyle, DisclosureProps, ErrorSummaryProps, FormMessageProps,
    LinkButtonProps, MessageKind, SummaryLine, muted,
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

pub fn bind_view(props: &BindViewProps) -> Html {
    let BindViewProps { lang, page, form, problem, form_key, phone } = props;
    let text = |text: IdentityText| text.text(*lang);
    let claim_first = !page.through_wechat || form.by == BindBy::ClaimCode || !form.claim_code.is_empty();
    let fields = BindFields {
        lang: *lang,
        form,
        errors: FieldTexts::of(*lang, form.by, problem.as_ref()),
        privacy_version: page.privacy_version,
        privacy_text: page.privacy_text.clone().into(),
        form_key: form_key.clone(),
    };
    let (details, claim) = (details_form(&fields), claim_form(&fields));
    let (why, first, other_way, second) = if claim_first {
        (IdentityText::BindWhyClaim, claim, IdentityText::BindDetailsWay, details)
    } else {
        (IdentityText::BindWhy, details, IdentityText::BindOtherWay, claim)
    };
    let head = ui::card_head(&props!(CardHeadProps {
        main: true,
        title: text(IdentityText::BindTitle),
        children: muted(text(why).into())
    }));
    let second = if page.through_wechat {
        let second = ui::disclosure(&props!(DisclosureProps { summary: text(other_way), children: second }));
        ui::card(&props!(CardProps { children: second }))
    } else {
        muted(text(IdentityText::BindNeedsWeChat).into())
    };
    html! {
        <>
            { already_bound(*lang, page) }
            { moved(*lang, page, phone) }
            if let Some(problem) = problem {
                { summary(*lang, form.by, problem, phone) }
            }
            { ui::card(&props!(CardProps { children: html! { <>{ head }{ first }</> } })) }
            { second }
        </>
    }
}

/// [`bind_view`] as a component.
#[component]
pub fn BindView(props: &BindViewProps) -> Html {
    bind_view(props)
}

fn moved(lang: Lang, page: &BindPage, phone: &AttrValue) -> Html {
    let Some(at) = page.moved_at else { return Html::default() };
    ui::form_message(&props!(FormMessageProps {
        kind: MessageKind::Act,
        children: html! {
            <>
                <p>{ identity::moved(lang, &common::day(lang, at.day(), DayStyle::WithYear)) }</p>
                { call(lang, phone) }
            </>
        }
    }))
}

fn call(lang: Lang, phone: &AttrValue) -> Html {
    ui::call_button(&props!(CallButtonProps { lang, phone: phone.clone() }))
}

fn already_bound(lang: Lang, page: &BindPage) -> Html {
    let names: Vec<&str> = page.bound.iter().map(|trainee| trainee.name.as_str()).collect();
    if names.is_empty() {
        return Html::default();
    }
    let names = names.join(match lang {
        Lang::Zh => "、",
        Lang::En => ", ",
    });
    let back = props!(LinkButtonProps { href: "/", children: CommonText::BackHome.text(lang) });
    ui::form_message(&props!(FormMessageProps {
        kind: MessageKind::Good,
        children: html! {
            <>
                <p>{ IdentityText::AlreadyBound.text(lang) }<strong>{ names }</strong></p>
                <p>{ IdentityText::BindOneMore.text(lang) }</p>
                { ui::link_button(&back) }
            </>
        }
    }))
}

fn summary(lang: Lang, by: BindBy, problem: &Problem, phone: &AttrValue) -> Html {
    if problem.code != ErrorCode::Invalid || problem.fields.is_empty() {
        return ui::error_summary(&props!(ErrorSummaryProps {
            title: errors::error(lang, problem.code).title,
            children: html! { <><p>{ errors::advice(lang, problem) }</p>{ call(lang, phone) }</> }
        }));
    }
    let lines = problem.fields.iter().map(|error| {
        let field = BindField::from_wire(&error.field);
        SummaryLine { control: control_id(by, field), text: identity::bind_field_line(lang, field, error.code).into() }
    });
    ui::error_summary(&props!(ErrorSummaryProps {
        title: IdentityText::MendFields.text(lang),
        lines: lines.collect::<Vec<_>>()
    }))
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
