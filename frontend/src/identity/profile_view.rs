//! The trainee's own page.

use shared::identity::api::Profile;
use shared::lang::Lang;
use yew::prelude::*;

use super::leave::Leave;
use super::looks::Looks;
use crate::home::TraineeSwitcher;
use crate::i18n::common::{self, CommonText};
use crate::i18n::home::HomeText;
use crate::i18n::identity::{self, IdentityText};
use crate::ui::{Card, Cell, CellLink, CellList, DayStyle, Heading, LanguageForm, muted, unbroken};

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ProfileViewProps {
    pub lang: Lang,
    pub profile: Profile,
    #[prop_or_default]
    pub form_key: Option<AttrValue>,
}

#[component]
pub fn ProfileView(props: &ProfileViewProps) -> Html {
    let ProfileViewProps { lang, profile, form_key } = props;
    html! {
        <>
            <Heading text={IdentityText::ProfileTitle.text(*lang)} />
            <TraineeSwitcher
                lang={*lang}
                current={profile.trainee.id}
                trainees={profile.switchable.clone()}
                form_key={form_key.clone()}
            />
            { facts(*lang, profile) }
            <Looks lang={*lang} looks={profile.looks.clone()} />
            <Card title={IdentityText::LanguageTitle.text(*lang)}>
                <LanguageForm lang={*lang} back="/me" />
            </Card>
            <Leave lang={*lang} bound={profile.bound_at.is_some()} form_key={form_key.clone()} />
        </>
    }
}

fn facts(lang: Lang, profile: &Profile) -> Html {
    let text = |text: IdentityText| text.text(lang);
    let day = |at: shared::time::Timestamp| common::day(lang, at.day(), DayStyle::WithYear);
    let account = match profile.bound_at {
        Some(at) => identity::bound_since(lang, &day(at)),
        None => text(IdentityText::NotThroughWeChat).to_owned(),
    };
    let phone = if profile.phone_masked.is_empty() {
        CommonText::NotKnown.text(lang).to_owned()
    } else {
        profile.phone_masked.clone()
    };
    html! {
        <Card>
            <CellList>
                <Cell label={text(IdentityText::Trainee)}>{ &profile.trainee.name }</Cell>
                <Cell label={text(IdentityText::DocumentNumber)}>{ &profile.document_masked }</Cell>
                <Cell label={text(IdentityText::Phone)}>{ unbroken(&phone) }</Cell>
                <Cell label={text(IdentityText::WeChatAccount)}>{ account }</Cell>
                if let Some(consent) = &profile.consent {
                    <Cell label={text(IdentityText::Consented)}>
                        { identity::consented(lang, consent.version, &day(consent.at)) }
                    </Cell>
                }
            </CellList>
            { muted(text(IdentityText::WrongPhone).into()) }
            <CellLink href="/bind">{ HomeText::AddTrainee.text(lang) }</CellLink>
        </Card>
    }
}
