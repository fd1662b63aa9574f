//! Course, kind and class of the whole file, where the roster has no columns for them.

use shared::courses::CourseKind;
use shared::lang::Lang;
use shared::roster::columns::Column;
use yew::prelude::*;

use super::choose_view::{Choice, FOR_ALL_ROWS};
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
    let absent: Vec<Column> =
        FOR_ALL_ROWS.into_iter().filter(|column| choice.mapping.place_of(*column).is_none()).collect();
    if absent.is_empty() {
        return Html::default();
    }
    let hint = AttrValue::Static(ImportText::ForAllRows.text(*lang));
    html! {
        <FieldGrid>
            { for absent.into_iter().map(|column| {
                let label = import::column(*lang, column);
                let name = format!("for-all-{}", column.index());
                let value = typed(choice, column);
                let set = edit(choice, on_change, move |choice: &mut Choice, text: String| put(choice, column, text));
                if column == Column::Kind {
                    let mut options = vec![SelectOption { value: "".into(), text: ImportText::PleaseChoose.text(*lang).into() }];
                    options.extend(CourseKind::ALL.map(|kind| SelectOption {
                        value: kind.label().into(),
                        text: course_kind(*lang, kind).into(),
                    }));
                    html! { <SelectField {name} {label} hint={hint.clone()} {options} {value} onchange={set} /> }
                } else {
                    html! { <Field {name} {label} hint={hint.clone()} {value} oninput={set} /> }
                }
            }) }
        </FieldGrid>
    }
}

fn typed(choice: &Choice, column: Column) -> String {
    choice.typed.iter().find(|(has, _)| *has == column).map(|(_, text)| text.clone()).unwrap_or_default()
}

fn put(choice: &mut Choice, column: Column, text: String) {
    choice.typed.retain(|(has, _)| *has != column);
    choice.typed.push((column, text));
}
