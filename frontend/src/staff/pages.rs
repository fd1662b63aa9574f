//! The frame with its navigation, and which page stands at an address.

use shared::certificates::api::SaveRuleSet;
use shared::courses::api::SaveCourse;
use shared::endpoint::Nothing;
use shared::error::{ErrorCode, Problem};
use shared::imports::api::ListImports;
use shared::institution::api::GetSettings;
use shared::lang::Lang;
use shared::lessons::api::{ListQuestions, SaveLesson};
use shared::staff::api::{ListStaff, StaffSignOut};
use yew::prelude::*;
use yew_router::prelude::*;
use yew_router::query::Raw;

use super::browser::set_title;
use super::console::{Console, use_console};
use super::faces::StaffProblem;
use super::hooks::use_staff_action;
use super::kept::forget_kept;
use super::route::StaffRoute;
use crate::accounts::{AccountsPage, SessionsPage};
use crate::cases::{BoardPage, CollectionPage, EndedPage, RulesPage, ScanPage, StagePage};
use crate::courses::{ClassPage, ClassesPage, CoursesPage, SlipsPage};
use crate::i18n::staff::StaffText;
use crate::imports::{ImportPage, ImportsPage};
use crate::items::{ClassItemsPage, ItemRulesPage};
use crate::lessons::console::{LessonSettingsPage, LessonsPage};
use crate::lessons::desk::{ObjectionsPage, QuestionsPage, ReportPage};
use crate::proofs::{ClassProofsPage, ProofSettingsPage};
use crate::settings::SettingsPage;
use crate::trainees::{EnrolmentPage, TraineePage, TraineesPage};
use crate::ui::{ConsoleFrame, NavLink, on_link_click};

#[derive(Clone, PartialEq, Properties)]
pub struct PagesProps {
    pub on_language: Callback<Lang>,
    pub on_signed_out: Callback<()>,
}

/// Everything a signed-in member of staff sees.
#[component]
pub fn Pages(props: &PagesProps) -> Html {
    let console = use_console();
    let route = use_route::<StaffRoute>().unwrap_or(StaffRoute::NotFound);
    let navigator = use_navigator();
    let first = use_mut_ref(|| true);
    let title = title(&console, &route);
    {
        let title = title.clone();
        use_effect_with(route.clone(), move |_route| {
            if first.replace(false) {
                set_title(&title);
            } else {
                crate::browser::begin_page(&title);
            }
        });
    }
    use_effect_with(console.lang, move |_lang| set_title(&title));
    let on_signed_out = props.on_signed_out.clone();
    let sign_out = use_staff_action::<StaffSignOut>(Callback::from(move |_| {
        forget_kept();
        on_signed_out.emit(());
    }));
    let onclick = on_link_click(move |address| {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let inner = path.starts_with("/staff").then(|| StaffRoute::recognize(path)).flatten();
        let (Some(navigator), Some(route)) = (&navigator, inner) else { return false };
        go_to(navigator, &route, query);
        true
    });
    html! {
            <ConsoleFrame
                lang={console.lang}
                name={console.me.institution.clone()}
                user={console.me.name.clone()}
                demo={console.me.demo}
                nav={nav(&console, &route)}
                signing_out={sign_out.is_pending()}
                {onclick}
                on_language={props.on_language.clone()}
                on_sign_out={sign_out.run.reform(|()| Nothing {})}
            >
                { page_of(&console, &route) }
            </ConsoleFrame>
    }
}

/// To a page, with what stands behind `?`.
pub fn go_to(navigator: &Navigator, route: &StaffRoute, query: &str) {
    if query.is_empty() {
        navigator.push(route);
        return;
    }
    match navigator.push_with_query(route, Raw(query)) {
        Ok(()) => {}
        Err(never) => match never {},
    }
}

fn title(console: &Console, route: &StaffRoute) -> String {
    let section = section_text(&route.section()).map(|text| text.text(console.lang));
    let console_name = StaffText::Console.text(console.lang);
    section.map_or_else(|| console_name.to_owned(), |section| format!("{section} · {console_name}"))
}

const fn section_text(section: &StaffRoute) -> Option<StaffText> {
    Some(match section {
        StaffRoute::Imports => StaffText::NavImports,
        StaffRoute::Classes => StaffText::NavClasses,
        StaffRoute::Trainees => StaffText::NavTrainees,
        StaffRoute::Cases => StaffText::NavCases,
        StaffRoute::Objections => StaffText::NavObjections,
        StaffRoute::Questions => StaffText::NavQuestions,
        StaffRoute::Rules => StaffText::NavRules,
        StaffRoute::Courses => StaffText::NavCourses,
        StaffRoute::Settings => StaffText::NavSettings,
        StaffRoute::Accounts => StaffText::NavAccounts,
        StaffRoute::Sessions => StaffText::NavSessions,
        _ => return None,
    })
}

/// Only what the reader's roles open.
fn nav(console: &Console, route: &StaffRoute) -> Vec<NavLink> {
    let all = [
        (StaffRoute::Imports, console.may::<ListImports>()),
        (StaffRoute::Cases, true),
        (StaffRoute::Trainees, true),
        (StaffRoute::Classes, true),
        (StaffRoute::Courses, console.may::<SaveCourse>() || console.may::<SaveLesson>()),
        (StaffRoute::Objections, true),
        (StaffRoute::Questions, console.may::<ListQuestions>()),
        (StaffRoute::Rules, console.may::<SaveRuleSet>()),
        (StaffRoute::Settings, console.may::<GetSettings>()),
        (StaffRoute::Accounts, console.may::<ListStaff>()),
        (StaffRoute::Sessions, true),
    ];
    let shown = all.into_iter().filter(|(_, open)| *open);
    shown
        .filter_map(|(target, _)| {
            Some(NavLink {
                text: section_text(&target)?.text(console.lang).into(),
                href: target.to_path().into(),
                current: (route.section() == target).into(),
            })
        })
        .collect()
}

fn page_of(console: &Console, route: &StaffRoute) -> Html {
    match route {
        StaffRoute::Home if console.may::<ListImports>() => html! { <Redirect<StaffRoute> to={StaffRoute::Imports} /> },
        StaffRoute::Home => html! { <Redirect<StaffRoute> to={StaffRoute::Trainees} /> },
        StaffRoute::Imports => html! { <ImportsPage /> },
        StaffRoute::Import { id } => html! { <ImportPage key={id.0} id={*id} /> },
        StaffRoute::Classes => html! { <ClassesPage /> },
        StaffRoute::Class { id } => html! { <ClassPage key={id.0} id={*id} /> },
        StaffRoute::Slips { id } => html! { <SlipsPage key={id.0} id={*id} /> },
        StaffRoute::ClassProofs { id } => html! { <ClassProofsPage key={id.0} id={*id} /> },
        StaffRoute::ClassItems { id } => html! { <ClassItemsPage key={id.0} id={*id} /> },
        StaffRoute::ClassLessons { id } => html! { <ReportPage key={id.0} id={*id} /> },
        StaffRoute::Courses => html! { <CoursesPage /> },
        StaffRoute::CourseLessons { id } => html! { <LessonsPage key={id.0} id={*id} /> },
        StaffRoute::Trainees => html! { <TraineesPage /> },
        StaffRoute::Trainee { id } => html! { <TraineePage key={id.0} id={*id} /> },
        StaffRoute::Enrolment { id } => html! { <EnrolmentPage key={id.0} id={*id} /> },
        StaffRoute::Cases => html! { <BoardPage /> },
        StaffRoute::Scan => html! { <ScanPage /> },
        StaffRoute::Stage { rule_set, stage } => html! { <StagePage rule_set={*rule_set} stage={stage.0} /> },
        StaffRoute::Ended { rule_set, outcome } => html! { <EndedPage rule_set={*rule_set} outcome={outcome.0} /> },
        StaffRoute::Collection { rule_set } => html! { <CollectionPage rule_set={*rule_set} /> },
        StaffRoute::Objections => html! { <ObjectionsPage /> },
        StaffRoute::Questions => html! { <QuestionsPage /> },
        StaffRoute::Rules => html! { <RulesPage /> },
        StaffRoute::ItemRules => html! { <ItemRulesPage /> },
        StaffRoute::Settings => html! { <SettingsPage /> },
        StaffRoute::ProofSettings => html! { <ProofSettingsPage /> },
        StaffRoute::LessonSettings => html! { <LessonSettingsPage /> },
        StaffRoute::Accounts => html! { <AccountsPage /> },
        StaffRoute::Sessions => html! { <SessionsPage /> },
        StaffRoute::Invite | StaffRoute::NotFound => html! {
            <StaffProblem lang={console.lang} problem={Problem::new(ErrorCode::NotFound)} />
        },
    }
}
