//! Questions for the teacher: open ones with the oldest first, answered ones, and those with these words.

use std::rc::Rc;

use shared::id::QuestionId;
use shared::lang::Lang;
use shared::lessons::api::{ListQuestions, ListQuestionsRequest, StaffQuestion};
use yew::prelude::*;

use super::answer_dialog::AnswerDialog;
use super::question_card::QuestionCard;
use crate::i18n::lesson_talk::{self, QuestionText};
use crate::i18n::staff::StaffText;
use crate::staff::{now, show, use_console, use_kept, use_paging, use_staff_resource};
use crate::ui::{Button, ButtonRow, Empty, Pagination, SearchBox, Stack, TabItem, Tabs, Toolbar, muted};

const OPEN: &str = "open";
const ANSWERED: &str = "answered";

#[component]
pub fn QuestionsPage() -> Html {
    let console = use_console();
    let lang = console.lang;
    let answered = use_kept::<bool>(Some("questions answered"));
    let search = use_kept::<String>(Some("questions"));
    let typed = use_state(|| (*search).clone());
    let to = {
        let (answered, search, typed) = (answered.clone(), search.clone(), typed.clone());
        move |is_answered: bool| {
            answered.set(is_answered);
            search.set(String::new());
            typed.set(String::new());
        }
    };
    let on_select = {
        let to = to.clone();
        Callback::from(move |key: AttrValue| to(key == ANSWERED))
    };
    let clear = {
        let is_answered = *answered;
        Callback::from(move |_: MouseEvent| to(is_answered))
    };
    let onsearch = {
        let (typed, search) = (typed.clone(), search.clone());
        Callback::from(move |()| search.set(typed.trim().to_owned()))
    };
    let oninput = {
        let typed = typed.clone();
        Callback::from(move |text| typed.set(text))
    };
    let tab = |key: &'static str, text: QuestionText| TabItem {
        key: AttrValue::Static(key),
        text: text.text(lang).into(),
        count: None,
    };
    let searching = !search.is_empty();
    let current = match (searching, *answered) {
        // What is found is of both.
        (true, _) => "",
        (false, true) => ANSWERED,
        (false, false) => OPEN,
    };
    html! {
        <>
            <Toolbar title={QuestionText::Title.text(lang)} />
            <Tabs
                label={QuestionText::Which.text(lang)} {current} {on_select}
                items={vec![tab(OPEN, QuestionText::OpenOnes), tab(ANSWERED, QuestionText::AnsweredOnes)]}
            />
            <SearchBox
                label={QuestionText::Search.text(lang)} button={StaffText::Search.text(lang)}
                value={(*typed).clone()} {oninput} {onsearch}
            />
            if searching {
                { muted(lesson_talk::found(lang, &search).into()) }
                <ButtonRow><Button onclick={clear}>{ QuestionText::ClearSearch.text(lang) }</Button></ButtonRow>
            }
            // A list of its own for each: the one never stands under the name of the other.
            <QuestionList key={format!("{current} {}", *search)} answered={*answered} search={(*search).clone()} />
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct QuestionListProps {
    answered: bool,
    search: String,
}

#[component]
fn QuestionList(props: &QuestionListProps) -> Html {
    let console = use_console();
    let lang = console.lang;
    let paging = use_paging(Some(&format!("questions {} {}", props.answered, props.search)));
    let resource = use_staff_resource::<ListQuestions>(ListQuestionsRequest {
        search: props.search.clone(),
        answered: props.answered,
        after: paging.after(),
    });
    let answering = use_state(|| None::<QuestionId>);
    // What somebody else has answered meanwhile shows itself too.
    let on_close = {
        let (answering, reload) = (answering.clone(), resource.reload.clone());
        Callback::from(move |()| {
            answering.set(None);
            reload.emit(());
        })
    };
    let on_answered = {
        let (on_close, console) = (on_close.clone(), console.clone());
        Callback::from(move |_: Rc<StaffQuestion>| {
            console.say_text(QuestionText::Answered.text(lang));
            on_close.emit(());
        })
    };
    show::<ListQuestions>(&console, &resource, |page| {
        let card = |question: &StaffQuestion| {
            let id = question.question.id;
            let answering = answering.clone();
            let on_answer = Callback::from(move |()| answering.set(Some(id)));
            html! { <QuestionCard key={id.0} {lang} question={question.clone()} now={now()} {on_answer} /> }
        };
        let chosen = page.items.iter().find(|question| Some(question.question.id) == *answering);
        html! {
            <>
                if page.items.is_empty() {
                    { nothing(lang, props, paging.after().is_none()) }
                }
                <Stack>{ for page.items.iter().map(card) }</Stack>
                <Pagination {lang} on_previous={paging.on_previous()} on_next={paging.on_next(page.next.as_ref())} />
                if let Some(question) = chosen.cloned() {
                    <AnswerDialog {question} {on_answered} {on_close} />
                }
            </>
        }
    })
}

fn nothing(lang: Lang, props: &QuestionListProps, first_page: bool) -> Html {
    if !first_page {
        return html! { <Empty title={QuestionText::PageEmpty.text(lang)} /> };
    }
    let (title, advice) = match (props.search.is_empty(), props.answered) {
        (false, _) => (QuestionText::NotFound, Some(QuestionText::NotFoundAdvice)),
        (true, true) => (QuestionText::NoneAnswered, None),
        (true, false) => (QuestionText::NoneOpen, Some(QuestionText::NoneOpenAdvice)),
    };
    html! {
        <Empty title={title.text(lang)}>
            if let Some(advice) = advice {
                <p>{ advice.text(lang) }</p>
            }
        </Empty>
    }
}
