//! What to do with the selected cases: chosen here, confirmed in a dialog that says what will happen.

use std::collections::BTreeSet;
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

use super::hours_words::DoneHours;
use super::move_dialog::MoveDialog;
use super::wish::{StageNames, Wish, direction, wants_reason, wishes};
use crate::i18n::cases::{CaseText, MoveText};
use crate::i18n::common::CommonText;
use crate::i18n::items::list_separator;
use crate::i18n::moves::{self, MovingText};
use crate::i18n::staff::StaffText;
use crate::staff::{Draft, use_console, use_staff_action};
use crate::ui::{ButtonKind, Dialog, Field, FieldGrid, InputKind, SelectField, SelectOption};

#[derive(Clone, PartialEq, Properties)]
pub struct MovePanelProps {
    pub rules: Rc<Vec<RuleSet>>,
    /// At least one.
    pub cases: Vec<CaseRow>,
    pub on_moved: Callback<MoveSummary>,
    /// Something was entered that moves nothing.
    pub on_saved: Callback<()>,
}

/// What is chosen and typed.
#[derive(Clone, Default, PartialEq)]
struct Typed {
    /// Until somebody chooses, the usual one.
    wish: Option<Wish>,
    reason: String,
    note: String,
}

#[component]
pub fn MovePanel(props: &MovePanelProps) -> Html {
    let console = use_console();
    let lang = console.lang;
    let MovePanelProps { rules, cases, on_moved, on_saved } = props;
    let typed = use_state(Typed::default);
    let offered = wishes(rules, cases);
    let wish = typed.wish.filter(|wish| offered.has(*wish)).or(offered.usual.first().copied()).unwrap_or(Wish::Hours);
    let preview = use_state(|| None::<(MoveRequest, Rc<MovePreview>)>);
    let asked = use_mut_ref(|| None::<MoveRequest>);
    let ask = {
        let (asked, preview) = (Rc::clone(&asked), preview.clone());
        use_staff_action::<PreviewMove>(Callback::from(move |answer| {
            preview.set(asked.borrow().clone().map(|request| (request, answer)));
        }))
    };
    let saved = {
        let (console, typed, on_saved) = (console.clone(), typed.clone(), on_saved.clone());
        Callback::from(move |_: Rc<Saved>| {
            console.say_text(StaffText::Saved.text(lang));
            typed.set(Typed::default());
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
    let on_send = {
        let cases = cases.clone();
        let (hours, shelf) = (hours.run.clone(), shelf.run.clone());
        Callback::from(move |Typed { reason, note, .. }| {
            let versions = || cases.iter().map(|case| (case.id, case.version)).collect::<Vec<(EnrolmentId, i64)>>();
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
    let on_outdated = {
        let (close, console, on_saved) = (close.clone(), console.clone(), on_saved.clone());
        Callback::from(move |()| {
            close.emit(());
            console.say_text(MovingText::Outdated.text(lang));
            on_saved.emit(());
        })
    };
    let on_moved = {
        let (close, typed, on_moved, say) = (close.clone(), typed.clone(), on_moved.clone(), console.say.clone());
        Callback::from(move |summary: MoveSummary| {
            close.emit(());
            typed.set(Typed::default());
            say.emit(moves::moved(lang, summary.cases).into());
            on_moved.emit(summary);
        })
    };
    let names = StageNames::of_rules(rules);
    let option = |wish: &Wish| {
        let toward = if let Wish::Go(Target::Stage(key)) = wish { Some(*key) } else { None };
        let direction = toward.map_or(core::cmp::Ordering::Equal, |key| direction(rules, cases, key));
        SelectOption { value: wish.code().into(), text: wish.text(lang, &names, direction).into() }
    };
    let options = offered.usual.iter().map(option).collect();
    let others = (MovingText::OtherStages.text(lang).into(), offered.others.iter().map(option).collect::<Vec<_>>());
    let draft = Draft {
        lang,
        form: (*typed).clone(),
        problem: ask.problem().or(hours.problem()).or(shelf.problem()).map(own_names),
        pending: ask.is_pending() || hours.is_pending() || shelf.is_pending(),
        on_change: Callback::from(move |next| typed.set(next)),
        on_send,
        on_cancel: None,
    };
    let change = change(lang, rules, cases, wish, &draft.form.note);
    let act = if matches!(wish, Wish::Go(_)) { MoveText::GoOn.text(lang) } else { CommonText::Save.text(lang) };
    let form = draft.form_with(draft.buttons(ButtonKind::Primary, act), |fields| {
        // Another wish may have been chosen since: what was said about its field keeps its name.
        fields.label("move-reason", MoveText::Reason.text(lang));
        fields.label("move-hours", MoveText::Hours.text(lang));
        fields.label("move-shelf", CaseText::Shelf.text(lang));
        let wanted = fields.choice("move-wish", MoveText::What.text(lang), wish.code(), options, |typed, code| {
            typed.wish = Wish::from_code(&code);
        });
        let note = note_words(lang, wish);
        html! {
            <>
                <FieldGrid>
                    <SelectField more={others} ..wanted />
                    <Field
                        hint={note.hint} kind={note.kind} required={note.required} max_length=60
                        ..fields.text(note.name, note.label, &draft.form.note, |typed, note| typed.note = note)
                    />
                    if let Some(all) = wants_reason(rules, cases, wish) {
                        <Field
                            required={all} max_length=200
                            hint={if all { MoveText::ReasonHint } else { MoveText::ReasonForBack }.text(lang)}
                            ..fields.text("move-reason", MoveText::Reason.text(lang), &draft.form.reason, |typed, reason| {
                                typed.reason = reason;
                            })
                        />
                    }
                </FieldGrid>
                { change.clone() }
            </>
        }
    });
    html! {
        <>
            { form }
            <Dialog title={MoveText::Title.text(lang)} open={preview.is_some()} on_close={close.clone()}>
                if let Some((request, found)) = &*preview {
                    <MoveDialog
                        request={request.clone()} preview={Rc::clone(found)} rules={Rc::clone(rules)} {on_moved}
                        {on_outdated} on_cancel={close}
                    />
                }
            </Dialog>
        </>
    }
}

/// What entering hours or a shelf does to these cases, before it is done.
fn change(lang: Lang, rules: &[RuleSet], rows: &[CaseRow], wish: Wish, typed: &str) -> Html {
    let typed = typed.trim();
    // Typed hours are those of the classroom: what was counted by lessons stays beside them.
    let (before, after): (BTreeSet<String>, BTreeSet<String>) = match wish {
        Wish::Hours => {
            let hours = rows.iter().map(|row| hours_of(rules, row));
            hours.map(|hours| (hours.parts(lang), hours.with_classroom(lang, typed))).unzip()
        }
        Wish::Shelf => rows.iter().map(|row| (row.shelf.clone(), typed.to_owned())).unzip(),
        Wish::Go(_) => return Html::default(),
    };
    if typed.is_empty() {
        return Html::default();
    }
    let named = |known: String| if known.is_empty() { moves::nothing(lang).to_owned() } else { known };
    let before: Vec<String> = before.into_iter().map(named).collect();
    let after = after.into_iter().collect::<Vec<_>>().join(list_separator(lang));
    let after = if wish == Wish::Hours { moves::class_hours(lang, &after) } else { after };
    html! { <p role="status">{ moves::will_change(lang, rows.len(), &before, &after) }</p> }
}

/// Class hours that a case has done.
fn hours_of(rules: &[RuleSet], row: &CaseRow) -> DoneHours {
    let class_minutes = rules.iter().find(|set| set.id == row.rule_set).map_or(0, |set| set.class_minutes);
    DoneHours { done: row.hours_done, lessons: row.lessons_seconds, class_minutes }
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
    /// A parcel is looked for by its number.
    required: bool,
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
    let required = matches!(wish, Wish::Hours | Wish::Go(Target::End(Outcome::Mailed)));
    NoteWords { name, label, hint: hint.text(lang), kind, required }
}
