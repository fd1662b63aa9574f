//! The privacy notice in force.

use shared::identity::api::PrivacyNotice;
use shared::lang::Lang;
use yew::prelude::*;

use crate::i18n::identity::{self, IdentityText};
use crate::ui::{Card, CardHead, muted, prose};

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct PrivacyViewProps {
    pub lang: Lang,
    pub notice: PrivacyNotice,
}

#[component]
pub fn PrivacyView(props: &PrivacyViewProps) -> Html {
    let PrivacyViewProps { lang, notice } = props;
    html! {
        <Card>
            <CardHead main=true title={IdentityText::PrivacyTitle.text(*lang)}>
                { muted(identity::notice_version(*lang, notice.version).into()) }
            </CardHead>
            if notice.text.trim().is_empty() {
                { muted(IdentityText::PrivacyEmpty.text(*lang).into()) }
            } else {
                { prose(&notice.text) }
            }
        </Card>
    }
}
