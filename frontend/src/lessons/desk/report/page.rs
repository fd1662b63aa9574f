//! The page of a class's hours: who has them, who lacks them, and the report to hand out.

use std::rc::Rc;

use shared::error::ErrorCode;
use shared::id::{ClassId, EnrolmentId};
use shared::lang::Lang;
use shared::lessons::api::{ClassReport, GetClassReport, RecordReport};
use yew::prelude::*;
use yew_router::Routable as _;

use super::details_dialog::DetailsDialog;
use super::gather::{Gathered, use_report};
use super::making::{Made, Maker, Making, Step, What, use_maker};
use super::report_sheet::ReportSheet;
use super::report_table::ReportTable;
use crate::i18n::lesson_report::{self, ReportText};
use crate::i18n::staff::ClassText;
use crate::staff::{StaffRoute, print_page, problem_face, problem_summary, use_console};
use crate::ui::{
    Button, ButtonKind, ButtonRow, Card, Cell, CellList, Empty, FormMessage, LinkButton, MessageKind, ProgressBar,
    Stack, TabItem, Tabs, Toolbar, muted, small,
};

const ALL: &str = "all";
const MISSING: &str = "missing";

#[derive(Clone, PartialEq, Properties)]
pub struct ReportPageProps {
    pub id: ClassId,
}

#[component]
pub fn ReportPage(props: &ReportPageProps) -> Html {
    let id = props.id;
    let console = use_console();
    let lang = console.lang;
    let (gathered, reload) = use_report(id);
    let on_read = {
        let gathered = gathered.setter();
        Callback::from(move |report| gathered.set(Gathered::Ready(report)))
    };
    let maker = use_maker(id, on_read);
    if let Making::Made(made @ Made { what: What::Paper, .. }) = &maker.state {
        return paper(lang, made, &maker.stop);
    }
    let report = match &*gathered {
        Gathered::Ready(report) => Rc::clone(report),
        Gathered::Reading(count) => {
            return html! { <Card><ProgressBar label={lesson_report::reading(lang, *count)} /></Card> };
        }
        Gathered::Failed(problem) => {
            let on_retry = reload.reform(|_: MouseEvent| ());
            return problem_face::<GetClassReport>(&console, problem, Some(on_retry));
        }
    };
    let may_make = console.may::<RecordReport>() && !report.rows.is_empty();
    html! {
        <>
            <Toolbar title={lesson_report::title(lang, &report)}>
                <LinkButton href={StaffRoute::Class { id }.to_path()}>{ ClassText::BackToClass.text(lang) }</LinkButton>
                if may_make {
                    { buttons(lang, &maker) }
                }
            </Toolbar>
            { making(lang, &maker) }
            <ReportView {lang} {report} {may_make} />
        </>
    }
}

fn buttons(lang: Lang, maker: &Maker) -> Html {
    let pending = matches!(maker.state, Making::Running(_));
    let make = |what: What| maker.make.reform(move |_: MouseEvent| what);
    html! {
        <>
            <Button {pending} onclick={make(What::File)}>{ ReportText::Xlsx.text(lang) }</Button>
            <Button kind={ButtonKind::Primary} {pending} onclick={make(What::Paper)}>{ ReportText::Print.text(lang) }</Button>
        </>
    }
}

/// How far making a report has come, what went wrong, or that it is done.
fn making(lang: Lang, maker: &Maker) -> Html {
    match &maker.state {
        Making::Idle => Html::default(),
        Making::Running(step) => html! {
            <Card>
                <Stack>
                    { progress(lang, *step) }
                    <ButtonRow>
                        <Button onclick={maker.stop.reform(|_: MouseEvent| ())}>{ ReportText::Stop.text(lang) }</Button>
                    </ButtonRow>
                </Stack>
            </Card>
        },
        Making::Failed(problem) if problem.code == ErrorCode::Changed => html! {
            <FormMessage kind={MessageKind::Act}>{ ReportText::Changed.text(lang) }</FormMessage>
        },
        Making::Failed(problem) => problem_summary(lang, Some(problem), &[]),
        Making::Made(made) => recorded(lang, made),
    }
}

fn progress(lang: Lang, step: Step) -> Html {
    let label = step.text(lang);
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    match step {
        Step::Evidence { done, all } => html! { <ProgressBar {label} value={count(done)} max={count(all)} /> },
        Step::Reading | Step::Recording | Step::Packing => html! { <ProgressBar {label} /> },
    }
}

fn recorded(lang: Lang, made: &Made) -> Html {
    html! {
        <FormMessage kind={MessageKind::Good}>
            <p>{ lesson_report::recorded(lang, &made.at.to_minute_text()) }</p>
            { small(lesson_report::hash_heading(lang, &made.sha256).into()) }
        </FormMessage>
    }
}

/// The sheet as it will be printed; the buttons stay on the screen.
fn paper(lang: Lang, made: &Made, on_back: &Callback<()>) -> Html {
    html! {
        <>
            <Toolbar title={lesson_report::title(lang, &made.report)}>
                <Button onclick={on_back.reform(|_: MouseEvent| ())}>{ ReportText::BackToList.text(lang) }</Button>
                <Button kind={ButtonKind::Primary} onclick={Callback::from(|_: MouseEvent| print_page())}>
                    { ReportText::PrintNow.text(lang) }
                </Button>
            </Toolbar>
            { recorded(lang, made) }
            { muted(ReportText::PrintAdvice.text(lang).into()) }
            <ReportSheet {lang} made={made.clone()} />
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct ReportViewProps {
    lang: Lang,
    report: Rc<ClassReport>,
    may_make: bool,
}

/// The class on the screen.
#[component]
fn ReportView(props: &ReportViewProps) -> Html {
    let ReportViewProps { lang, report, may_make } = props;
    let lang = *lang;
    let missing_only = use_state(|| false);
    let details = use_state(|| None::<EnrolmentId>);
    if report.rows.is_empty() {
        return html! { <Empty title={ReportText::Nobody.text(lang)} /> };
    }
    let all = report.rows.len();
    let met = report.met();
    let tab = |key: &'static str, text: ReportText, count: usize| TabItem {
        key: AttrValue::Static(key),
        text: text.text(lang).into(),
        count: i64::try_from(count).ok(),
    };
    let on_select = {
        let missing_only = missing_only.clone();
        Callback::from(move |key: AttrValue| missing_only.set(key == MISSING))
    };
    let on_details = {
        let details = details.clone();
        Callback::from(move |id| details.set(Some(id)))
    };
    let on_close = {
        let details = details.clone();
        Callback::from(move |()| details.set(None))
    };
    let chosen = report.rows.iter().find(|row| Some(row.enrolment_id) == *details).cloned();
    html! {
        <>
            { facts(lang, report) }
            if report.lessons.is_empty() {
                <FormMessage>{ ReportText::NoLessons.text(lang) }</FormMessage>
            }
            if *may_make {
                { muted(ReportText::MakingRecords.text(lang).into()) }
            }
            <Tabs
                label={ReportText::Filter.text(lang)} current={if *missing_only { MISSING } else { ALL }} {on_select}
                items={vec![tab(ALL, ReportText::All, all), tab(MISSING, ReportText::NotMet, all - met)]}
            />
            if *missing_only && met == all {
                <Empty title={ReportText::NobodyLeft.text(lang)} />
            } else {
                <ReportTable {lang} report={Rc::clone(report)} missing_only={*missing_only} {on_details} />
            }
            if let Some(row) = chosen {
                <DetailsDialog {lang} lessons={report.lessons.clone()} {row} {on_close} />
            }
        </>
    }
}

fn facts(lang: Lang, report: &ClassReport) -> Html {
    html! {
        <Card>
            <CellList>
                <Cell label={ReportText::Course.text(lang)}>{ &report.course }</Cell>
                <Cell label={ReportText::Dates.text(lang)}>
                    { lesson_report::dates(lang, report.starts_on, report.ends_on) }
                </Cell>
                <Cell label={ReportText::ClassHour.text(lang)}>{ lesson_report::class_hour(lang, report) }</Cell>
                <Cell label={ReportText::Due.text(lang)}>{ lesson_report::due(lang, report) }</Cell>
                <Cell label={ReportText::People.text(lang)}>{ lesson_report::standing(lang, report) }</Cell>
            </CellList>
        </Card>
    }
}
