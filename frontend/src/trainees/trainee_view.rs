//! One trainee as staff see them.

use shared::enrolments::api::{EnrolmentRow, TraineeDetail};
use shared::lang::Lang;
use yew::prelude::*;
use yew_router::Routable as _;

use super::trainee_table::{bound_tag, dues_tag, standing_of};
use crate::i18n::common::course_kind;
use crate::i18n::staff::{ClassText, CourseText, TraineeText, document_kind};
use crate::staff::StaffRoute;
use crate::ui::{Card, Cell, CellList, Column, Empty, Row, Table, money, unbroken};

#[derive(Clone, PartialEq, Properties)]
pub struct TraineeViewProps {
    pub lang: Lang,
    pub trainee: TraineeDetail,
}

#[component]
pub fn TraineeView(props: &TraineeViewProps) -> Html {
    let TraineeViewProps { lang, trainee } = props;
    let lang = *lang;
    html! {
        <>
            <Card>
                <CellList>
                    <Cell label={TraineeText::DocumentKind.text(lang)}>{ document_kind(lang, trainee.document_kind) }</Cell>
                    <Cell label={TraineeText::Document.text(lang)}>{ unbroken(&trainee.document_masked) }</Cell>
                    <Cell label={TraineeText::Phone.text(lang)}>{ unbroken(&trainee.phone) }</Cell>
                    <Cell label={TraineeText::Account.text(lang)}>{ bound_tag(lang, trainee.bound) }</Cell>
                </CellList>
            </Card>
            <Card title={TraineeText::Enrolments.text(lang)}>
                if trainee.enrolments.is_empty() {
                    <Empty title={TraineeText::NoEnrolments.text(lang)} />
                } else {
                    <EnrolmentTable {lang} enrolments={trainee.enrolments.clone()} />
                }
            </Card>
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
pub struct EnrolmentTableProps {
    pub lang: Lang,
    pub enrolments: Vec<EnrolmentRow>,
}

/// The enrolments of one trainee.
#[component]
pub fn EnrolmentTable(props: &EnrolmentTableProps) -> Html {
    let lang = props.lang;
    let columns = vec![
        Column::text(ClassText::Course.text(lang)),
        Column::text(CourseText::Kind.text(lang)),
        Column::text(ClassText::Code.text(lang)),
        Column::number(TraineeText::Due.text(lang)),
        Column::number(TraineeText::Paid.text(lang)),
        Column::text(TraineeText::Fee.text(lang)),
        Column::text(TraineeText::Stage.text(lang)),
    ];
    let row = |enrolment: &EnrolmentRow| {
        let cells = vec![
            html! { &enrolment.course },
            html! { course_kind(lang, enrolment.kind) },
            html! { &enrolment.class_code },
            money(enrolment.dues.due),
            money(enrolment.dues.paid),
            dues_tag(lang, enrolment.dues),
            standing_of(lang, enrolment),
        ];
        Row::new(enrolment.id, cells).linked(StaffRoute::Enrolment { id: enrolment.id }.to_path())
    };
    let rows: Vec<Row> = props.enrolments.iter().map(row).collect();
    html! { <Table caption={TraineeText::Enrolments.text(lang)} {columns} {rows} /> }
}
