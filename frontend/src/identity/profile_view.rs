//! The trainee's own page.

use shared::identity::api::Profile;
use shared::lang::Lang;
use yew::prelude::*;
use yew::props;

use super::leave::leave;
use super::looks::looks;
use crate::home::trainee_switcher;
use crate::i18n::common::{self, CommonText};
use crate::i18n::home::HomeText;
use crate::i18n::identity::{self, IdentityText};
use crate::ui::{
    self, CardProps, CellLinkProps, CellListProps, CellProps, DayStyle, HeadingProps, LanguageFormProps, muted,
    unbroken,
};

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ProfileViewProps {
    pub lang: Lang,
    pub profile: Profile,
    #[prop_or_default]
    pub form_key: Option<AttrValue>,
}

pub fn profile_view(props: &ProfileViewProps) -> Html {
    let ProfileViewProps { lang, profile, form_key } = props;
    let (lang, form_key) = (*lang, form_key.as_ref());
    let languages = props!(CardProps {
        title: IdentityText::LanguageTitle.text(lang),
        children: ui::language_form(&props!(LanguageFormProps { lang, back: "/me" }))
    });
    html! {
        <>
            { ui::heading(&props!(HeadingProps { text: IdentityText::ProfileTitle.text(lang) })) }
            { trainee_switcher(lang, profile.trainee.id, &profile.switchable, form_key) }
            { facts(lang, profile) }
            { looks(lang, &profile.looks) }
            { ui::card(&languages) }
            { leave(lang, profile.bound_at.is_some(), form_key) }
        </>
    }
}

/// [`profile_view`] as a component.
#[component]
pub fn ProfileView(props: &ProfileViewProps) -> Html {
    profile_view(props)
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
    let consented = profile.consent.as_ref().map(|consent| {
        let version = identity::consented(lang, consent.version, &day(consent.at));
        (IdentityText::Consented, version.into())
    });
    let cells = [
        (IdentityText::Trainee, Html::from(&profile.trainee.name)),
        (IdentityText::DocumentNumber, Html::from(&profile.document_masked)),
        (IdentityText::Phone, unbroken(&phone)),
        (IdentityText::WeChatAccount, account.into()),
    ];
    let cells = cells.into_iter().chain(consented);
    let cells = cells.map(|(label, children)| ui::cell(&props!(CellProps { label: text(label), children })));
    let add = props!(CellLinkProps { href: "/bind", children: HomeText::AddTrainee.text(lang) });
    ui::card(&props!(CardProps {
        children: html! {
            <>
                { ui::cell_list(&props!(CellListProps { children: cells.collect::<Html>() })) }
                { muted(text(IdentityText::WrongPhone).into()) }
                { ui::cell_link(&add) }
            </>
        }
    }))
}
