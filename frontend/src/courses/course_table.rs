//! All courses of the institution.

use shared::courses::api::Course;
use shared::id::CourseId;
use shared::lang::Lang;
use yew::prelude::*;
use yew_router::Routable as _;

use crate::i18n::common::course_kind;
use crate::i18n::staff::{CourseText, StaffText, regime};
use crate::i18n::staff_lessons::LessonsText;
use crate::staff::StaffRoute;
use crate::ui::{Button, ButtonKind, ButtonRow, Column, LinkButton, Row, Table, money};

#[derive(Clone, PartialEq, Properties)]
pub struct CourseTableProps {
    pub lang: Lang,
    pub courses: Vec<Course>,
    /// Absent for those who may only look.
    #[prop_or_default]
    pub on_edit: Option<Callback<CourseId>>,
}

#[component]
pub fn CourseTable(props: &CourseTableProps) -> Html {
    let lang = props.lang;
    let mut columns = vec![
        Column::text(CourseText::Name.text(lang)),
        Column::text(CourseText::Kind.text(lang)),
        Column::text(CourseText::Regime.text(lang)),
        Column::text(CourseText::ShortNames.text(lang)),
        Column::number(CourseText::Fee.text(lang)),
        Column::number(CourseText::Enrolments.text(lang)),
    ];
    columns.push(Column::text(StaffText::Actions.text(lang)));
    let rows: Vec<Row> = props.courses.iter().map(|course| course_row(lang, course, props.on_edit.as_ref())).collect();
    html! { <Table caption={StaffText::NavCourses.text(lang)} {columns} {rows} /> }
}

fn course_row(lang: Lang, course: &Course, on_edit: Option<&Callback<CourseId>>) -> Row {
    let id = course.id;
    let mut cells = vec![
        html! { &course.name },
        html! { course_kind(lang, course.kind) },
        html! { regime(lang, course.regime) },
        html! { course.short_names.join("、") },
        money(course.fee),
        html! { course.enrolments },
    ];
    let edit = on_edit.map(|on_edit| on_edit.reform(move |_: MouseEvent| id));
    let lessons = StaffRoute::CourseLessons { id }.to_path();
    cells.push(html! {
        <ButtonRow>
            <LinkButton kind={ButtonKind::Quiet} href={lessons}>{ LessonsText::Title.text(lang) }</LinkButton>
            if let Some(onclick) = edit {
                <Button kind={ButtonKind::Quiet} {onclick}>{ StaffText::Edit.text(lang) }</Button>
            }
        </ButtonRow>
    });
    Row::new(id, cells)
}
