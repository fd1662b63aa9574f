//! Whose pages are shown, where a family shares a phone.

use shared::enrolments::api::TraineeName;
use shared::id::TraineeId;
use shared::lang::Lang;
use yew::prelude::*;
use yew::props;

use crate::i18n::home::HomeText;
use crate::ui::{self, ButtonProps, ButtonRowProps, PlainFormProps, muted};

/// A plain form that works without scripts; nothing when there is only one. `trainees` is everybody bound to this
/// account, the current one included.
pub fn trainee_switcher(
    lang: Lang,
    current: TraineeId,
    trainees: &[TraineeName],
    form_key: Option<&AttrValue>,
) -> Html {
    if trainees.len() < 2 {
        return Html::default();
    }
    let buttons = trainees.iter().map(|trainee| {
        ui::button(&props!(ButtonProps {
            submit: true,
            name: "trainee_id",
            value: trainee.id.to_string(),
            current: trainee.id == current,
            children: trainee.name.clone()
        }))
    });
    html! {
        <section aria-label={HomeText::WhoseTitle.text(lang)}>
            { muted(HomeText::WhoseHint.text(lang).into()) }
            { ui::plain_form(&props!(PlainFormProps {
                action: "/switch",
                idempotency_key: form_key.cloned(),
                children: ui::button_row(&props!(ButtonRowProps { children: buttons.collect::<Html>() }))
            })) }
        </section>
    }
}
