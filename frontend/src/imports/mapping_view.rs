//! What each column of the sheet means, and the first rows as they stand in the file.

use shared::lang::Lang;
use shared::roster::columns::Column;
use yew::prelude::*;

use super::choose_view::Choice;
use crate::i18n::import::{self, ImportText};
use crate::staff::edit;
use crate::ui::{self, FieldGrid, Row, SelectField, SelectOption, Table};

#[derive(Clone, PartialEq, Properties)]
pub struct MappingFieldsProps {
    pub lang: Lang,
    pub choice: Choice,
    pub on_change: Callback<Choice>,
}

/// One choice for each column that holds something.
#[component]
pub fn MappingFields(props: &MappingFieldsProps) -> Html {
    let MappingFieldsProps { lang, choice, on_change } = props;
    let mut options = vec![SelectOption { value: "".into(), text: ImportText::IgnoreColumn.text(*lang).into() }];
    options.extend(Column::of(choice.kind).into_iter().filter(|column| *column != Column::Sequence).map(|column| {
        SelectOption { value: column.index().to_string().into(), text: import::column(*lang, column).into() }
    }));
    html! {
        <FieldGrid>
            { for shown_places(choice).into_iter().map(|place| {
                let meaning = choice.mapping.columns().get(place).copied().flatten();
                let onchange = edit(choice, on_change, move |choice: &mut Choice, value: String| {
                    let meaning = value.parse::<usize>().ok().and_then(|index| Column::ALL.get(index).copied());
                    choice.mapping = choice.mapping.clone().corrected(place, meaning);
                    choice.touched = true;
                });
                html! {
                    <SelectField
                        key={place}
                        name={format!("column-{place}")}
                        label={import::sheet_column(*lang, place, &head_text(choice, place))}
                        options={options.clone()}
                        value={meaning.filter(|column| *column != Column::Sequence).map(|column| column.index().to_string()).unwrap_or_default()}
                        {onchange}
                    />
                }
            }) }
        </FieldGrid>
    }
}

/// More would be no roster; the page must stay light.
const MOST_COLUMNS: usize = 40;
/// Enough to see whether the columns fit.
const MOST_ROWS: usize = 8;

/// Columns with a header or with something in the first rows.
fn shown_places(choice: &Choice) -> Vec<usize> {
    let header_row = choice.header.as_ref().map_or(0, |header| header.row);
    let below = || choice.preview.iter().filter(|row| row.row_no > header_row);
    let width = below()
        .map(|row| row.texts.len())
        .chain(choice.header.iter().map(|header| header.texts.len()))
        .max()
        .unwrap_or(0);
    (0..width)
        .filter(|place| {
            !head_text(choice, *place).is_empty()
                || below().any(|row| row.texts.get(*place).is_some_and(|text| !text.is_empty()))
        })
        .take(MOST_COLUMNS)
        .collect()
}

fn head_text(choice: &Choice, place: usize) -> String {
    choice.header.as_ref().and_then(|header| header.texts.get(place)).cloned().unwrap_or_default()
}

#[derive(Clone, PartialEq, Properties)]
pub struct FirstRowsProps {
    pub lang: Lang,
    pub choice: Choice,
}

/// The first rows below the header, under the meaning that their columns will have.
#[component]
pub fn FirstRows(props: &FirstRowsProps) -> Html {
    let FirstRowsProps { lang, choice } = props;
    let places: Vec<usize> = shown_places(choice);
    let mut columns = vec![ui::Column::number(ImportText::RowNo.text(*lang))];
    columns.extend(places.iter().map(|place| {
        let meaning = choice.mapping.columns().get(*place).copied().flatten();
        ui::Column::text(import::mapped_heading(*lang, &head_text(choice, *place), meaning))
    }));
    let header_row = choice.header.as_ref().map_or(0, |header| header.row);
    let rows: Vec<Row> = choice
        .preview
        .iter()
        .filter(|row| row.row_no > header_row)
        .take(MOST_ROWS)
        .map(|row| {
            let mut cells = vec![html! { row.row_no }];
            cells.extend(places.iter().map(|place| html! { row.texts.get(*place).cloned().unwrap_or_default() }));
            Row::new(row.row_no, cells)
        })
        .collect();
    html! { <Table sample=true caption={ImportText::FirstRows.text(*lang)} {columns} {rows} /> }
}
