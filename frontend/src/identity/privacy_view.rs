//! The privacy notice in force.

use shared::identity::api::PrivacyNotice;
use shared::lang::Lang;
use yew::prelude::*;
use yew::props;

use crate::i18n::identity::{self, IdentityText};
use crate::ui::{self, CardHeadProps, CardProps, muted, prose};

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct PrivacyViewProps {
    pub lang: Lang,
    pub notice: PrivacyNotice,
}

pub fn privacy_view(props: &PrivacyViewProps) -> Html {
    let PrivacyViewProps { lang, notice } = props;
    let head = ui::card_head(&props!(CardHeadProps {
        main: true,
        title: IdentityText::PrivacyTitle.text(*lang),
        children: muted(identity::notice_version(*lang, notice.version).into())
    }));
    let text = if notice.text.trim().is_empty() {
        muted(IdentityText::PrivacyEmpty.text(*lang).into())
    } else {
        prose(&notice.text)
    };
    ui::card(&props!(CardProps { children: html! { <>{ head }{ text }</> } }))
}

/// [`privacy_view`] as a component.
#[component]
pub fn PrivacyView(props: &PrivacyViewProps) -> Html {
    privacy_view(props)
}
