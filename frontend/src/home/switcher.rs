//! Whose pages are shown, where a family shares a phone.

use shared::enrolments::api::TraineeName;
use shared::id::TraineeId;
use shared::lang::Lang;
use yew::prelude::*;

use crate::i18n::home::HomeText;
use crate::ui::{Button, ButtonRow, PlainForm, muted};

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct TraineeSwitcherProps {
    pub lang: Lang,
    pub current: TraineeId,
    /// Everybody bound to this account, the current one included.
    pub trainees: Vec<TraineeName>,
    #[prop_or_default]
    pub form_key: Option<AttrValue>,
}

/// A plain form that works without scripts; nothing when there is only one.
#[component]
pub fn TraineeSwitcher(props: &TraineeSwitcherProps) -> Html {
    if props.trainees.len() < 2 {
        return Html::default();
    }
    html! {
        <section aria-label={HomeText::WhoseTitle.text(props.lang)}>
            { muted(HomeText::WhoseHint.text(props.lang).into()) }
            <PlainForm action="/switch" idempotency_key={props.form_key.clone()}>
                <ButtonRow>
                    { for props.trainees.iter().map(|trainee| html! {
                        <Button
                            submit=true
                            name="trainee_id"
                            value={trainee.id.to_string()}
                            current={trainee.id == props.current}
                        >
                            { &trainee.name }
                        </Button>
                    }) }
                </ButtonRow>
            </PlainForm>
        </section>
    }
}
