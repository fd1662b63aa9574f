//! What to do with the selected cases: chosen here, confirmed in a dialog that says what will happen.

use std::rc::Rc;

use shared::certificates::api::{
    CaseRow, HoursForm, MovePreview, MoveRequest, MoveSummary, PreviewMove, SaveHours, SaveShelf, Saved, ShelfForm,
};
use shared::certificates::case::{Outcome, Target};
use shared::certificates::regime::{RuleSet, StageKey};
use shared::error::{FieldError, Problem};
use shared::id::EnrolmentId;
use shared::lang::Lang;
use yew::prelude::*;

use super::move_dialog::MoveDialog;
use super::wish::{StageNames, Wish, direction, wants_reason, wishes};
use crate::i18n::cases::{self, CaseText, MoveText};
use crate::i18n::common::CommonText;
use crate::i18n::staff::StaffText;
use crate::staff::{field_error, problem_summary, use_console, use_staff_action};
use crate::ui::{
    Button, ButtonKind, ButtonRow, Card, Dialog, Field, FieldGrid, InputKind, SelectField, SelectOption, SentForm,
};

#[derive(Clone, PartialEq, Properties)]
pub struct MovePanelProps {
    /// Without one: how many are selected.
    #[prop_or_default]
    pub title: Option<AttrValue>,
    pub rules: Rc<Vec<RuleSet>>,
    /// At least one.
    pub cases: Vec<CaseRow>,
    pub on_moved: Callback<MoveSummary>,
    /// Something was entered that moves nothing.
    pub on_saved: Callback<()>,
}

/// What is typed.
#[derive(Clone, Default, PartialEq)]
struct Draft {
    /// Until somebody chooses, the usual one.
    wish: Option<Wish>,
    reason: String,
    note: String,
}

#[component]
pub fn MovePanel(props: &MovePanelProps) -> Html {
    let console = use_console();
    let lang = console.lang;
    let MovePanelProps { title, rules, cases, on_moved, on_saved } = props;
    let title = title.clone().unwrap_or_else(|| cases::selected(lang, cases.len()).into());
    let draft = use_state(Draft::default);
    let offered = wishes(rules, cases);
    let wish = draft.wish.filter(|wish| offered.contains(wish)).or(offered.first().copied()).unwrap_or(Wish::Hours);
    let preview = use_state(|| None::<(MoveRequest, Rc<MovePreview>)>);
    let asked = use_mut_ref(|| None::<MoveRequest>);
    let ask = {
        let (asked, preview) = (Rc::clone(&asked), preview.clone());
        use_staff_action::<PreviewMove>(Callback::from(move |answer| {
            preview.set(asked.borrow().clone().map(|request| (request, answer)));
        }))
    };
    let saved = {
        let (console, draft, on_saved) = (console.clone(), draft.clone(), on_saved.clone());
        Callback::from(move |_: Rc<Saved>| {
            console.say_text(StaffText::Saved.text(lang));
            draft.set(Draft::default());
            on_saved.emit(());
        })
    };
    let hours = use_staff_action::<SaveHours>(saved.clone());
    let shelf = use_staff_action::<SaveShelf>(saved);
    let look = {
        let (asked, run) = (Rc::clone(&asked), ask.run.clone());
        Callback::from(move |request: MoveRequest| {
            *asked.borrow_mut() = Some(request.clone());
            run.emit(request);
        })
    };
    let onsubmit = {
        let (draft, cases, look) = (draft.clone(), cases.clone(), look.clone());
        let (hours, shelf) = (hours.run.clone(), shelf.run.clone());
        Callback::from(move |()| {
            let versions = || cases.iter().map(|case| (case.id, case.version)).collect::<Vec<(EnrolmentId, i64)>>();
            let Draft { reason, note, .. } = (*draft).clone();
            match wish {
                Wish::Go(target) => {
                    let cases = cases.iter().map(|case| case.id).collect();
                    look.emit(MoveRequest { cases, target, reason, note });
                }
                Wish::Hours => hours.emit(HoursForm { cases: versions(), hours: note }),
                Wish::Shelf => shelf.emit(ShelfForm { cases: versions(), shelf: note }),
            }
        })
    };
    let close = {
        let preview = preview.clone();
        Callback::from(move |()| preview.set(None))
    };
    let on_moved = {
        let (close, draft, on_moved, say) = (close.clone(), draft.clone(), on_moved.clone(), console.say.clone());
        Callback::from(move |summary: MoveSummary| {
            close.emit(());
            draft.set(Draft::default());
            say.emit(cases::moved(lang, summary.cases).into());
            on_moved.emit(summary);
        })
    };
    let set = |change: fn(&mut Draft, String)| {
        let draft = draft.clone();
        Callback::from(move |typed: String| {
            let mut next = (*draft).clone();
            change(&mut next, typed);
            draft.set(next);
        })
    };
    let names = StageNames::of_rules(rules);
    let option = |wish: &Wish| {
        let toward = if let Wish::Go(Target::Stage(key)) = wish { Some(*key) } else { None };
        let direction = toward.map_or(core::cmp::Ordering::Equal, |key| direction(rules, cases, key));
        SelectOption { value: wish.code().into(), text: wish.text(lang, &names, direction).into() }
    };
    let problem = [ask.problem(), hours.problem(), shelf.problem()].into_iter().flatten().next().map(own_names);
    let problem = problem.as_ref();
    let note = note_words(lang, wish);
    let controls = [
        ("move-reason", MoveText::Reason.text(lang)),
        ("move-note", note.label),
        ("move-hours", MoveText::Hours.text(lang)),
        ("move-shelf", CaseText::Shelf.text(lang)),
    ];
    let moves = matches!(wish, Wish::Go(_));
    html! {
        <Card {title}>
            <SentForm {onsubmit}>
                { problem_summary(lang, problem, &controls) }
                <FieldGrid>
                    <SelectField
                        name="move-wish" label={MoveText::What.text(lang)} value={wish.code()}
                        options={offered.iter().map(option).collect::<Vec<_>>()}
                        onchange={set(|draft, code| draft.wish = Wish::from_code(&code))}
                    />
                    <Field
                        name={note.name} label={note.label} hint={note.hint} kind={note.kind} max_length=60
                        value={draft.note.clone()} oninput={set(|draft, typed| draft.note = typed)}
                        error={field_error(lang, problem, note.name)}
                    />
                    if let Some(all) = wants_reason(rules, cases, wish) {
                        <Field
                            name="move-reason" label={MoveText::Reason.text(lang)} required={all} max_length=200
                            hint={if all { MoveText::ReasonHint } else { MoveText::ReasonForBack }.text(lang)}
                            value={draft.reason.clone()} oninput={set(|draft, typed| draft.reason = typed)}
                            error={field_error(lang, problem, "move-reason")}
                        />
                    }
                </FieldGrid>
                <ButtonRow>
                    <Button
                        kind={ButtonKind::Primary} submit=true
                        pending={ask.is_pending() || hours.is_pending() || shelf.is_pending()}
                    >
                        { if moves { MoveText::GoOn.text(lang) } else { CommonText::Save.text(lang) } }
                    </Button>
                </ButtonRow>
            </SentForm>
            <Dialog title={MoveText::Title.text(lang)} open={preview.is_some()} on_close={close.clone()}>
                if let Some((request, found)) = &*preview {
                    <MoveDialog
                        request={request.clone()} preview={Rc::clone(found)} {names} {on_moved}
                        on_outdated={look} on_cancel={close}
                    />
                }
            </Dialog>
        </Card>
    }
}

/// The panel stands on pages beside forms whose fields have the same names: its own carry a word before them.
fn own_names(problem: &Problem) -> Problem {
    let own = |error: &FieldError| FieldError { field: format!("move-{}", error.field), code: error.code };
    Problem { fields: problem.fields.iter().map(own).collect(), ..problem.clone() }
}

/// The line beside a wish.
struct NoteWords {
    /// As the portal calls the field, see [`own_names`].
    name: &'static str,
    label: &'static str,
    hint: &'static str,
    kind: InputKind,
}

fn note_words(lang: Lang, wish: Wish) -> NoteWords {
    let (name, label, hint, kind) = match wish {
        Wish::Go(Target::Stage(StageKey::Ready)) => {
            ("move-note", CaseText::Shelf.text(lang), MoveText::ShelfHint, InputKind::Text)
        }
        Wish::Go(Target::End(Outcome::Collected)) => {
            ("move-note", MoveText::SignedBy.text(lang), MoveText::SignedByHint, InputKind::Text)
        }
        Wish::Go(Target::End(Outcome::Mailed)) => {
            ("move-note", MoveText::MailNumber.text(lang), MoveText::MailNumberHint, InputKind::Code)
        }
        Wish::Hours => ("move-hours", MoveText::Hours.text(lang), MoveText::HoursHint, InputKind::Money),
        Wish::Shelf => ("move-shelf", CaseText::Shelf.text(lang), MoveText::ShelfHint, InputKind::Text),
        Wish::Go(_) => ("move-note", MoveText::Note.text(lang), MoveText::NoteHint, InputKind::Text),
    };
    NoteWords { name, label, hint: hint.text(lang), kind }
}
