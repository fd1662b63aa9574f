//! Values for the whole file, where it has no columns for them: course, kind and class of a roster, the day of an exam.

use shared::certificates::exams::Part;
use shared::courses::CourseKind;
use shared::imports::ImportKind;
use shared::lang::Lang;
use shared::lists::part_label;
use shared::roster::columns::Column;
use yew::prelude::*;

use super::choose_view::Choice;
use crate::i18n::common::course_kind;
use crate::i18n::import::{self, ImportText};
use crate::staff::edit;
use crate::ui::{Field, FieldGrid, SelectField, SelectOption};

#[derive(Clone, PartialEq, Properties)]
pub struct ConstantFieldsProps {
    pub lang: Lang,
    pub choice: Choice,
    pub on_change: Callback<Choice>,
}

#[component]
pub fn ConstantFields(props: &ConstantFieldsProps) -> Html {
    let ConstantFieldsProps { lang, choice, on_change } = props;
    let absent: Vec<Column> = offered(choice);
    if absent.is_empty() {
        return Html::default();
    }
    html! {
        <FieldGrid>
            { for absent.into_iter().map(|column| {
                let label = import::column(*lang, column);
                let hint: AttrValue = import::for_all_rows(*lang, is_required(choice, column)).into();
                let name = format!("for-all-{}", column.index());
                let value = typed(choice, column);
                let set = edit(choice, on_change, move |choice: &mut Choice, text: String| put(choice, column, text));
                if let Some(options) = options_of(*lang, column) {
                    html! { <SelectField {name} {label} {hint} {options} {value} onchange={set} /> }
                } else {
                    html! { <Field {name} {label} {hint} {value} oninput={set} /> }
                }
            }) }
        </FieldGrid>
    }
}

/// Without a column of their own. Where one part of the exam has its day, no common day is asked for.
fn offered(choice: &Choice) -> Vec<Column> {
    let has = |column: Column| choice.mapping.place_of(column).is_some();
    let has_own_days = has(Column::TheoryOn) || has(Column::PracticalOn);
    let has_own_scores = has(Column::TheoryScore) || has(Column::PracticalScore);
    let absent = Column::for_all_rows(choice.kind).iter().copied().filter(|column| !has(*column));
    absent
        .filter(|column| match column {
            Column::ExamPart => !has_own_scores && (!has_own_days || choice.kind == ImportKind::ExamResults),
            Column::ExamOn => !has_own_days,
            _ => true,
        })
        .collect()
}

fn is_required(choice: &Choice, column: Column) -> bool {
    Column::required(choice.kind).iter().any(|group| group.contains(&column))
}

/// The words to choose from; a column with others is typed.
fn options_of(lang: Lang, column: Column) -> Option<Vec<SelectOption>> {
    let mut options = vec![SelectOption { value: "".into(), text: ImportText::PleaseChoose.text(lang).into() }];
    match column {
        Column::Kind => options.extend(
            CourseKind::ALL
                .map(|kind| SelectOption { value: kind.label().into(), text: course_kind(lang, kind).into() }),
        ),
        Column::ExamPart => {
            options.extend(Part::ALL.map(|part| SelectOption {
                value: part_label(part).into(),
                text: import::exam_part(lang, part).into(),
            }));
        }
        _ => return None,
    }
    Some(options)
}

fn typed(choice: &Choice, column: Column) -> String {
    choice.typed.iter().find(|(has, _)| *has == column).map(|(_, text)| text.clone()).unwrap_or_default()
}

fn put(choice: &mut Choice, column: Column, text: String) {
    choice.typed.retain(|(has, _)| *has != column);
    choice.typed.push((column, text));
}
