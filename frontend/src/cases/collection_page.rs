//! The list of those whose certificates can be collected, to be printed and signed.

use std::rc::Rc;

use shared::certificates::api::{CaseRow, ListCases, ListCasesRequest};
use shared::certificates::regime::StageKey;
use shared::date::Date;
use shared::error::Problem;
use shared::lang::Lang;
use yew::prelude::*;

use super::filter::{CaseFilter, use_case_filter};
use crate::hooks::call;
use crate::i18n::cases::{self, CaseText, CollectionText};
use crate::i18n::staff::{ClassText, TraineeText};
use crate::staff::{StaffRoute, StageName, print_page, problem_face, today, use_console};
use crate::ui::{
    Button, ButtonKind, Empty, FormMessage, LinkButton, Loading, MessageKind, PrintColumn, PrintColumnKind, PrintList,
    Toolbar,
};

/// More would not be read from paper; the class chooses fewer.
const MOST: usize = 1_000;

#[derive(Clone, PartialEq, Properties)]
pub struct CollectionPageProps {
    pub rule_set: i64,
}

/// The list as far as it has come.
#[derive(Clone, PartialEq)]
enum Gathered {
    Asking,
    Failed(Problem),
    /// By shelf, then by name. `more`: it was cut off.
    Ready {
        cases: Rc<Vec<CaseRow>>,
        more: bool,
    },
}

#[component]
pub fn CollectionPage(props: &CollectionPageProps) -> Html {
    let console = use_console();
    let lang = console.lang;
    let rule_set = props.rule_set;
    let (filter, _change) = use_case_filter();
    let gathered = use_state(|| Gathered::Asking);
    let turn = use_state(|| 0_u32);
    {
        let gathered = gathered.setter();
        use_effect_with((rule_set, filter, *turn, console.sign_ins), move |(rule_set, filter, ..)| {
            let (rule_set, filter) = (*rule_set, *filter);
            gathered.set(Gathered::Asking);
            wasm_bindgen_futures::spawn_local(async move { gathered.set(gather(rule_set, filter).await) });
        });
    }
    let again = Callback::from(move |_: MouseEvent| turn.set(turn.wrapping_add(1)));
    let back = filter.address(&StaffRoute::Stage { rule_set, stage: StageName(StageKey::Ready) });
    let ready = matches!(&*gathered, Gathered::Ready { cases, .. } if !cases.is_empty());
    html! {
        <>
            <Toolbar title={CollectionText::Title.text(lang)}>
                <LinkButton href={back}>{ CollectionText::Back.text(lang) }</LinkButton>
                <Button kind={ButtonKind::Primary} disabled={!ready} onclick={Callback::from(|_: MouseEvent| print_page())}>
                    { ClassText::Print.text(lang) }
                </Button>
            </Toolbar>
            { match &*gathered {
                Gathered::Asking => html! { <Loading {lang} /> },
                Gathered::Failed(problem) => problem_face::<ListCases>(&console, problem, Some(again)),
                Gathered::Ready { cases, .. } if cases.is_empty() => {
                    html! { <Empty title={CollectionText::Nobody.text(lang)} /> }
                }
                Gathered::Ready { cases, more } => html! {
                    <>
                        if *more {
                            <FormMessage kind={MessageKind::Act}>{ CollectionText::TooMany.text(lang) }</FormMessage>
                        }
                        <CollectionSheet {lang} institution={console.me.institution.clone()} printed_on={today()} cases={Rc::clone(cases)} />
                    </>
                },
            } }
        </>
    }
}

/// Page by page.
async fn gather(rule_set: i64, filter: CaseFilter) -> Gathered {
    let mut request =
        ListCasesRequest { rule_set, stage: StageKey::Ready, class_id: filter.class, stuck: filter.stuck, after: None };
    let mut cases = Vec::new();
    loop {
        match call::<ListCases>(&request, "").await {
            Err(problem) => return Gathered::Failed(problem),
            Ok(page) => {
                cases.extend(page.items);
                request.after = page.next;
            }
        }
        if request.after.is_none() || cases.len() >= MOST {
            cases.sort_by(|a, b| (&a.shelf, &a.trainee).cmp(&(&b.shelf, &b.trainee)));
            return Gathered::Ready { cases: Rc::new(cases), more: request.after.is_some() };
        }
    }
}

#[derive(Clone, PartialEq, Properties)]
pub struct CollectionSheetProps {
    pub lang: Lang,
    pub institution: AttrValue,
    pub printed_on: Date,
    pub cases: Rc<Vec<CaseRow>>,
}

#[component]
pub fn CollectionSheet(props: &CollectionSheetProps) -> Html {
    let lang = props.lang;
    let columns = [
        (CaseText::Shelf.text(lang), PrintColumnKind::Code),
        (TraineeText::Name.text(lang), PrintColumnKind::Whole),
        (TraineeText::Document.text(lang), PrintColumnKind::Whole),
        (CollectionText::Operation.text(lang), PrintColumnKind::Text),
        (ClassText::Code.text(lang), PrintColumnKind::Code),
        (CollectionText::Signature.text(lang), PrintColumnKind::Signature),
        (CollectionText::Day.text(lang), PrintColumnKind::Day),
    ]
    .map(|(title, kind)| PrintColumn { title: AttrValue::Static(title), kind })
    .to_vec();
    let row = |case: &CaseRow| {
        vec![
            html! { &case.shelf },
            html! { &case.trainee },
            html! { &case.document_masked },
            html! { &case.course },
            html! { &case.class_code },
            Html::default(),
            Html::default(),
        ]
    };
    let owner = cases::printed_on(lang, &props.institution, props.printed_on);
    let rows: Vec<Vec<Html>> = props.cases.iter().map(row).collect();
    html! { <PrintList title={CollectionText::Title.text(lang)} {owner} {columns} {rows} /> }
}
