//! Classes, a page at a time.

use shared::courses::api::Class;
use shared::lang::Lang;
use yew::prelude::*;
use yew_router::Routable as _;

use crate::i18n::common::{CommonText, course_kind};
use crate::i18n::staff::{ClassText, CourseText, StaffText};
use crate::staff::StaffRoute;
use crate::ui::{Column, Row, Table, date, date_range};

#[derive(Clone, PartialEq, Properties)]
pub struct ClassTableProps {
    pub lang: Lang,
    pub classes: Vec<Class>,
}

#[component]
pub fn ClassTable(props: &ClassTableProps) -> Html {
    let lang = props.lang;
    let columns = vec![
        Column::text(ClassText::Code.text(lang)),
        Column::text(ClassText::Course.text(lang)),
        Column::text(CourseText::Kind.text(lang)),
        Column::text(ClassText::Dates.text(lang)),
        Column::text(ClassText::Place.text(lang)),
        Column::number(ClassText::People.text(lang)),
        Column::number(ClassText::Owing.text(lang)),
    ];
    let rows: Vec<Row> = props.classes.iter().map(|class| class_row(lang, class)).collect();
    html! { <Table caption={StaffText::NavClasses.text(lang)} {columns} {rows} /> }
}

fn class_row(lang: Lang, class: &Class) -> Row {
    let cells = vec![
        html! { &class.code },
        html! { &class.course_name },
        html! { course_kind(lang, class.kind) },
        class_dates(lang, class),
        html! { &class.place },
        html! { people(class) },
        html! { class.owing },
    ];
    Row::new(class.id, cells).linked(StaffRoute::Class { id: class.id }.to_path())
}

/// When the class takes place, as far as it is known.
pub fn class_dates(lang: Lang, class: &Class) -> Html {
    match (class.starts_on, class.ends_on) {
        (Some(from), to) => date_range(lang, from, to),
        (None, Some(to)) => date(lang, to),
        (None, None) => html! { CommonText::NotKnown.text(lang) },
    }
}

/// `38` or `38 / 40` where the room is limited.
pub fn people(class: &Class) -> String {
    class.capacity.map_or_else(|| class.enrolments.to_string(), |capacity| format!("{} / {capacity}", class.enrolments))
}
