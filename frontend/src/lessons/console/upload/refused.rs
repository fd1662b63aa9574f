//! A file that was not sent: what is wrong with it, and how it becomes one that phones can play.

use shared::lang::Lang;
use yew::prelude::*;

use super::film::{Refusal, can_be_converted, needs_only_repacking};
use crate::i18n::staff_lesson_files::FileText;
use crate::i18n::staff_video::{self, CONVERT, REPACK};
use crate::staff::copy_text;
use crate::ui::{Button, ButtonKind, ButtonRow, CopyLine, FormMessage, MessageKind, Stack, muted};

#[derive(Clone, PartialEq, Properties)]
pub struct RefusedProps {
    pub lang: Lang,
    pub file_name: AttrValue,
    pub refusal: Refusal,
    pub on_close: Callback<()>,
}

#[component]
pub fn Refused(props: &RefusedProps) -> Html {
    let RefusedProps { lang, file_name, refusal, on_close } = props;
    let lang = *lang;
    let close = html! {
        <ButtonRow>
            <Button kind={ButtonKind::Primary} onclick={on_close.reform(|_: MouseEvent| ())}>{ FileText::OtherFile.text(lang) }</Button>
        </ButtonRow>
    };
    let (title, body) = match refusal {
        Refusal::Unreadable => (FileText::Unreadable, html! { <p>{ FileText::UnreadableAdvice.text(lang) }</p> }),
        Refusal::Problems(problems) => (
            FileText::CannotBePlayed,
            html! { <ul>{ for problems.iter().map(|problem| html! { <li>{ staff_video::problem(lang, *problem) }</li> }) }</ul> },
        ),
    };
    let help = match refusal {
        Refusal::Problems(problems) if needs_only_repacking(problems) => Some((FileText::RepackHow, REPACK)),
        Refusal::Problems(problems) if can_be_converted(problems) => Some((FileText::ConvertHow, CONVERT)),
        Refusal::Problems(_) | Refusal::Unreadable => None,
    };
    html! {
        <Stack>
            <FormMessage kind={MessageKind::Warn}>
                <p><strong>{ title.text(lang) }</strong></p>
                { muted(file_name.clone().into()) }
                { body }
            </FormMessage>
            if let Some((how, command)) = help {
                <p>{ how.text(lang) }</p>
                <Command {lang} {command} />
            }
            { close }
        </Stack>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct CommandProps {
    lang: Lang,
    command: &'static str,
}

#[component]
fn Command(props: &CommandProps) -> Html {
    let CommandProps { lang, command } = *props;
    let copied = use_state(|| None::<bool>);
    let on_copy = {
        let copied = copied.clone();
        Callback::from(move |()| {
            let copied = copied.clone();
            copy_text(command, move |worked| copied.set(Some(worked)));
        })
    };
    html! {
        <>
            <CopyLine text={command} button={FileText::CopyCommand.text(lang)} {on_copy} />
            if let Some(worked) = *copied {
                <FormMessage>{ if worked { FileText::Copied.text(lang) } else { FileText::CopyByHand.text(lang) } }</FormMessage>
            }
        </>
    }
}
