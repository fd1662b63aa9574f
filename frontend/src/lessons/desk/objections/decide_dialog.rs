//! Deciding an objection: minutes and a reason, then one question, because nothing of it can be taken back.

use std::rc::Rc;

use shared::error::Problem;
use shared::lang::Lang;
use shared::lessons::api::{DecideObjection, DecideObjectionRequest, StaffObjection};
use yew::prelude::*;

use super::check::minutes_of;
use crate::i18n::lesson_talk::{self, ObjectionText};
use crate::staff::{Draft, use_console, use_staff_action};
use crate::ui::{Button, ButtonKind, ButtonRow, Dialog, Field, FocusPlace, InputKind, Stack, muted, prose};

#[derive(Clone, PartialEq, Properties)]
pub struct DecideDialogProps {
    pub objection: StaffObjection,
    pub on_decided: Callback<Rc<StaffObjection>>,
    pub on_close: Callback<()>,
}

#[component]
pub fn DecideDialog(props: &DecideDialogProps) -> Html {
    let DecideDialogProps { objection, on_decided, on_close } = props;
    let lang = use_console().lang;
    let form = use_state(|| DecideObjectionRequest {
        id: objection.objection.id,
        minutes: String::new(),
        reason: String::new(),
        version: objection.version,
    });
    let action = use_staff_action::<DecideObjection>(on_decided.clone());
    // What is asked about; the form stands again as soon as the portal refuses.
    let asked = use_state(|| None::<i64>);
    let wrong = use_state(|| None::<Problem>);
    let on_send = {
        let (asked, wrong, reset) = (asked.clone(), wrong.clone(), action.reset.clone());
        let objection = objection.clone();
        Callback::from(move |form: DecideObjectionRequest| {
            reset.emit(());
            match minutes_of(&form, &objection) {
                Ok(minutes) => {
                    wrong.set(None);
                    asked.set(Some(minutes));
                }
                Err(problem) => wrong.set(Some(problem)),
            }
        })
    };
    let back = {
        let asked = asked.clone();
        Callback::from(move |_: MouseEvent| asked.set(None))
    };
    let confirm = {
        let (run, form) = (action.run.clone(), (*form).clone());
        Callback::from(move |_: MouseEvent| run.emit(form.clone()))
    };
    let draft = Draft {
        problem: (*wrong).clone().or_else(|| action.problem().cloned()),
        on_send,
        on_cancel: Some(on_close.clone()),
        ..Draft::of(lang, &form, &action)
    };
    let title = lesson_talk::about(&objection.trainee_name, &objection.lesson);
    let pending = action.is_pending();
    html! {
        <Dialog {title} open=true on_close={if pending { Callback::noop() } else { on_close.clone() }}>
            if let Some(minutes) = (*asked).filter(|_| draft.problem.is_none()) {
                <FocusPlace label={lesson_talk::question(lang, objection, minutes)} turn=1>
                    <Stack>
                        <p><strong>{ lesson_talk::question(lang, objection, minutes) }</strong></p>
                        { prose(&draft.form.reason) }
                        { muted(ObjectionText::Final.text(lang).into()) }
                        <ButtonRow>
                            <Button kind={kind_of(minutes)} {pending} onclick={confirm}>{ act_of(lang, objection, minutes) }</Button>
                            <Button disabled={pending} onclick={back}>{ ObjectionText::Back.text(lang) }</Button>
                        </ButtonRow>
                    </Stack>
                </FocusPlace>
            } else {
                { decide_form(&draft, objection) }
            }
        </Dialog>
    }
}

fn decide_form(draft: &Draft<DecideObjectionRequest>, objection: &StaffObjection) -> Html {
    let (lang, form) = (draft.lang, &draft.form);
    // The button says by its name what it leads to, as far as what is typed can be read.
    let minutes = form.minutes.trim().parse().unwrap_or_default();
    let act = if minutes > 0 { ObjectionText::Grant } else { ObjectionText::Refuse };
    draft.form_with(draft.buttons(kind_of(minutes), act.text(lang)), |fields| {
        html! {
            <>
                { prose(&objection.objection.text) }
                <Field
                    kind={InputKind::Digits} max_length=3 hint={lesson_talk::minutes_hint(lang, objection)}
                    ..fields.text("minutes", ObjectionText::Minutes.text(lang), &form.minutes, |form, typed| form.minutes = typed)
                />
                <Field
                    required=true max_length=200 hint={ObjectionText::ReasonHint.text(lang)}
                    ..fields.text("reason", ObjectionText::Reason.text(lang), &form.reason, |form, typed| form.reason = typed)
                />
                { muted(ObjectionText::Final.text(lang).into()) }
            </>
        }
    })
}

const fn kind_of(minutes: i64) -> ButtonKind {
    if minutes > 0 { ButtonKind::Primary } else { ButtonKind::Warn }
}

fn act_of(lang: Lang, objection: &StaffObjection, minutes: i64) -> AttrValue {
    if minutes > 0 {
        lesson_talk::grant(lang, objection, minutes).into()
    } else {
        ObjectionText::Refuse.text(lang).into()
    }
}
