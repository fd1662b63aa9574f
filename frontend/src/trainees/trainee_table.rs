//! Trainees in a list, each with the enrolment that matters.

use shared::enrolments::api::{EnrolmentRow, TraineeRow};
use shared::lang::Lang;
use shared::payments::{Dues, Standing};
use yew::prelude::*;
use yew_router::Routable as _;

use crate::i18n::certificates::outcome;
use crate::i18n::home::standing;
use crate::i18n::staff::{ClassText, StaffText, TraineeText};
use crate::staff::StaffRoute;
use crate::ui::{Column, Row, Table, TagKind, tag, unbroken};

#[derive(Clone, PartialEq, Properties)]
pub struct TraineeTableProps {
    pub lang: Lang,
    pub trainees: Vec<TraineeRow>,
    /// Inside a class its own name need not be repeated.
    #[prop_or_default]
    pub in_class: bool,
}

#[component]
pub fn TraineeTable(props: &TraineeTableProps) -> Html {
    let lang = props.lang;
    let mut columns = vec![
        Column::text(TraineeText::Name.text(lang)),
        Column::text(TraineeText::Document.text(lang)),
        Column::text(TraineeText::Phone.text(lang)),
        Column::text(TraineeText::Employer.text(lang)),
    ];
    if !props.in_class {
        columns.push(Column::text(ClassText::Course.text(lang)));
        columns.push(Column::text(ClassText::Code.text(lang)));
    }
    columns.extend([
        Column::text(TraineeText::Fee.text(lang)),
        Column::text(TraineeText::Stage.text(lang)),
        Column::text(TraineeText::Account.text(lang)),
    ]);
    let rows: Vec<Row> = props.trainees.iter().map(|trainee| trainee_row(lang, trainee, props.in_class)).collect();
    html! { <Table caption={StaffText::NavTrainees.text(lang)} {columns} {rows} /> }
}

fn trainee_row(lang: Lang, trainee: &TraineeRow, in_class: bool) -> Row {
    let enrolment = trainee.enrolment.as_ref();
    let mut cells = vec![
        html! { &trainee.name },
        unbroken(&trainee.document_masked),
        unbroken(&trainee.phone),
        html! { &trainee.employer },
    ];
    if !in_class {
        cells.push(html! { { enrolment.map(|enrolment| enrolment.course.clone()).unwrap_or_default() } });
        cells.push(html! { { enrolment.map(|enrolment| enrolment.class_code.clone()).unwrap_or_default() } });
    }
    cells.push(enrolment.map(|enrolment| dues_tag(lang, enrolment.dues)).unwrap_or_default());
    cells.push(enrolment.map(|enrolment| standing_of(lang, enrolment)).unwrap_or_default());
    cells.push(bound_tag(lang, trainee.bound));
    Row::new(trainee.id, cells).linked(StaffRoute::Trainee { id: trainee.id }.to_path())
}

/// The stage, or how it has ended.
pub fn standing_of(lang: Lang, enrolment: &EnrolmentRow) -> Html {
    match enrolment.outcome {
        Some(how) => tag(TagKind::Plain, outcome(lang, how)),
        None => html! { enrolment.stage_name.in_lang(lang).to_owned() },
    }
}

/// What is paid, in a word.
pub fn dues_tag(lang: Lang, dues: Dues) -> Html {
    let kind = match dues.standing() {
        Standing::Free | Standing::Paid => TagKind::Good,
        Standing::Unpaid => TagKind::Warn,
        Standing::Partial => TagKind::Act,
    };
    tag(kind, standing(lang, dues))
}

/// Whether a WeChat account is bound.
pub fn bound_tag(lang: Lang, bound: bool) -> Html {
    if bound {
        tag(TagKind::Good, TraineeText::Bound.text(lang))
    } else {
        tag(TagKind::Plain, TraineeText::NotBound.text(lang))
    }
}
