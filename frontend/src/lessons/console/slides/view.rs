//! The dialog of slides, as it is seen.

use shared::lang::Lang;
use yew::prelude::*;

use super::dialog::{Face, Msg, SlidesDialog, SlidesDialogProps, Trouble};
use super::job::Job;
use crate::i18n::common::CommonText;
use crate::i18n::staff_slides::{self, SlidesText};
use crate::staff::problem_summary;
use crate::ui::{
    Button, ButtonKind, ButtonRow, Dialog, FileDrop, FormMessage, MessageKind, ProgressBar, Thumbnails, amount_bar,
    muted,
};

/// What the file dialog offers.
const ACCEPT: &str = "application/pdf,.pdf";

pub struct View<'a> {
    pub props: &'a SlidesDialogProps,
    pub state: &'a SlidesDialog,
    pub send: Callback<Msg>,
}

impl View<'_> {
    fn lang(&self) -> Lang {
        self.props.console.lang
    }

    fn on<T>(&self, message: impl Fn(T) -> Msg + 'static) -> Callback<T> {
        let send = self.send.clone();
        Callback::from(move |given: T| send.emit(message(given)))
    }

    fn button(&self, kind: ButtonKind, text: &'static str, message: impl Fn() -> Msg + 'static) -> Html {
        let onclick = self.on(move |_: MouseEvent| message());
        html! { <Button {kind} {onclick}>{ text }</Button> }
    }
}

pub fn slides_view(view: &View<'_>) -> Html {
    let lang = view.lang();
    let state = view.state;
    let body = match (&state.job, &state.trouble) {
        (Some(job), trouble) => working(view, job, trouble.as_ref()),
        (None, Some(trouble)) => html! { <>{ refused(lang, state, trouble) }{ choose(view) }</> },
        (None, None) => match state.face {
            Face::Choosing => choose(view),
            Face::Opening => opening(view),
            Face::Removing => removal(view),
        },
    };
    html! {
        <Dialog title={SlidesText::Title.text(lang)} open=true on_close={view.on(|()| Msg::Close)}>
            { muted(view.props.lesson.title.clone().into()) }
            { body }
        </Dialog>
    }
}

fn choose(view: &View<'_>) -> Html {
    let lang = view.lang();
    let slides = &view.props.lesson.slides;
    let pictures = (1..).zip(slides).map(|(number, slide)| {
        (AttrValue::from(slide.address.clone()), AttrValue::from(staff_slides::page(lang, number)))
    });
    html! {
        <>
            if !slides.is_empty() {
                <p>{ staff_slides::present(lang, slides.len()) }</p>
                <Thumbnails pictures={pictures.collect::<Vec<_>>()} />
            }
            <FileDrop
                name="slides" label={SlidesText::Drop.text(lang)} hint={SlidesText::DropHint.text(lang)}
                accept={ACCEPT} on_file={view.on(Msg::Chose)}
            />
            { muted(SlidesText::HowToExport.text(lang).into()) }
            <ButtonRow>
                if !slides.is_empty() {
                    { view.button(ButtonKind::Warn, SlidesText::Remove.text(lang), || Msg::AskRemove) }
                }
                { view.button(ButtonKind::Default, CommonText::Close.text(lang), || Msg::Close) }
            </ButtonRow>
        </>
    }
}

fn removal(view: &View<'_>) -> Html {
    let lang = view.lang();
    html! {
        <>
            <p>{ SlidesText::RemoveQuestion.text(lang) }</p>
            <ButtonRow>
                { view.button(ButtonKind::Warn, SlidesText::Remove.text(lang), || Msg::Remove) }
                { view.button(ButtonKind::Default, CommonText::Cancel.text(lang), || Msg::Back) }
            </ButtonRow>
        </>
    }
}

fn opening(view: &View<'_>) -> Html {
    let lang = view.lang();
    html! {
        <>
            { muted(view.state.name.clone().into()) }
            <ProgressBar label={SlidesText::Opening.text(lang)} />
            <ButtonRow>{ view.button(ButtonKind::Default, CommonText::Cancel.text(lang), || Msg::Back) }</ButtonRow>
        </>
    }
}

fn working(view: &View<'_>, job: &Job, trouble: Option<&Trouble>) -> Html {
    let (lang, state) = (view.lang(), view.state);
    let pages = i64::from(job.pages());
    let stored = i64::try_from(job.stored()).unwrap_or(pages);
    // With every page in its place there is nothing to give up any more, only to go on.
    let may_give_up = !job.is_changing() && pages > 0;
    html! {
        <>
            { muted(state.name.clone().into()) }
            if pages > 0 && stored < pages {
                { amount_bar(staff_slides::storing(lang, stored, pages), stored, pages) }
                <p>{ SlidesText::KeepOpen.text(lang) }</p>
            } else if !state.asks_acceptance() {
                <ProgressBar label={SlidesText::Changing.text(lang)} />
            }
            if let Some(trouble) = trouble {
                { refused(lang, state, trouble) }
            } else if state.asks_acceptance() {
                <FormMessage kind={MessageKind::Act}>{ staff_slides::lacking(lang, &state.lacking) }</FormMessage>
            }
            <ButtonRow>
                if trouble.is_some() {
                    { view.button(ButtonKind::Primary, SlidesText::GoOn.text(lang), || Msg::GoOn) }
                } else if state.asks_acceptance() {
                    { view.button(ButtonKind::Primary, SlidesText::UseAnyway.text(lang), || Msg::Accept) }
                }
                if may_give_up {
                    { view.button(ButtonKind::Default, CommonText::Cancel.text(lang), || Msg::Back) }
                }
            </ButtonRow>
        </>
    }
}

fn refused(lang: Lang, state: &SlidesDialog, trouble: &Trouble) -> Html {
    let warn = |words: &'static str| {
        html! {
            <FormMessage kind={MessageKind::Warn}>
                <p><strong>{ SlidesText::Refused.text(lang) }</strong></p>
                if state.job.is_none() && !state.name.is_empty() {
                    { muted(state.name.clone().into()) }
                }
                <p>{ words }</p>
            </FormMessage>
        }
    };
    match trouble {
        Trouble::File(problem) => warn(staff_slides::problem(lang, *problem)),
        Trouble::NoTool => warn(SlidesText::NoTool.text(lang)),
        Trouble::NoPicture => warn(SlidesText::NoPicture.text(lang)),
        Trouble::Refused(problem) => problem_summary(lang, Some(problem), &[]),
    }
}
