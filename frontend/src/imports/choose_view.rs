//! What was found in the file, before its rows are sent: what it lists, sheet, header row, meaning of the columns, first rows.

use shared::imports::ImportKind;
use shared::lang::Lang;
use shared::roster::columns::{Certainty, Column, Mapping};
use shared::roster::header::Header;
use shared::roster::messages::{Constants, Guess, PreviewRow, SheetInfo};
use yew::prelude::*;

use super::constants::ConstantFields;
use super::mapping_view::{FirstRows, MappingFields};
use crate::i18n::import::{self, ImportText};
use crate::ui::{
    Button, ButtonKind, ButtonRow, Card, Disclosure, FieldGrid, FormMessage, MessageKind, SelectField, SelectOption,
};

/// What the person and the reader have settled on so far.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    pub kind: ImportKind,
    pub sheets: Vec<SheetInfo>,
    pub sheet: usize,
    pub header: Option<Header>,
    pub preview: Vec<PreviewRow>,
    pub file_hash: String,
    pub mapping: Mapping,
    /// Values for the whole file, as typed, for columns that it does not have.
    pub typed: Vec<(Column, String)>,
    /// The mapping is the one that was used for this header before.
    pub remembered: bool,
    /// The person has changed the mapping.
    pub touched: bool,
    /// All rows were read and there was none.
    pub no_rows: bool,
}

impl Choice {
    pub fn new(sheets: Vec<SheetInfo>, guess: Guess, file_hash: String) -> Self {
        Self {
            kind: guess.kind,
            sheets,
            sheet: guess.sheet,
            mapping: guess.header.as_ref().map(|header| header.mapping.clone()).unwrap_or_default(),
            header: guess.header,
            preview: guess.preview,
            file_hash,
            typed: Vec::new(),
            remembered: false,
            touched: false,
            no_rows: false,
        }
    }

    /// The typed values of columns that are not in the sheet.
    pub fn constants(&self) -> Constants {
        let needed = |column: &Column| self.mapping.place_of(*column).is_none();
        let filled = self.typed.iter().filter(|(column, text)| needed(column) && !text.trim().is_empty());
        Constants(filled.map(|(column, text)| (*column, text.trim().to_owned())).collect())
    }

    /// Required columns that are neither in the sheet nor typed.
    pub fn missing(&self) -> Vec<Column> {
        let given: Vec<Column> = self.constants().0.into_iter().map(|(column, _)| column).collect();
        self.mapping.missing_besides(self.kind, &given)
    }

    /// Whether a person should look at the columns before the rows are sent.
    pub fn is_unsure(&self) -> bool {
        let likely = self.header.as_ref().is_none_or(|header| header.certainty.contains(&Some(Certainty::Likely)));
        self.touched || !self.mapping.missing(self.kind).is_empty() || (likely && !self.remembered)
    }
}

#[derive(Clone, PartialEq, Properties)]
pub struct ChooseViewProps {
    pub lang: Lang,
    pub file_name: AttrValue,
    pub choice: Choice,
    /// Guess anew: sheet and, where a person has said so, header row and what the file lists.
    pub on_look: Callback<(usize, Option<u32>, Option<ImportKind>)>,
    pub on_change: Callback<Choice>,
    pub on_send: Callback<()>,
    pub on_close: Callback<()>,
}

#[component]
pub fn ChooseView(props: &ChooseViewProps) -> Html {
    let ChooseViewProps { lang, choice, on_change, .. } = props;
    let lang = *lang;
    let missing = choice.missing();
    let ready = choice.header.is_some() && missing.is_empty();
    let fields = html! { <MappingFields {lang} choice={choice.clone()} on_change={on_change.clone()} /> };
    html! {
        <Card title={props.file_name.clone()}>
            { message(lang, choice, &missing) }
            <FieldGrid>
                { kind_field(props) }
                { sheet_field(props) }
                { header_field(props) }
            </FieldGrid>
            if choice.header.is_some() {
                <ConstantFields {lang} choice={choice.clone()} on_change={on_change.clone()} />
                // Kept apart by key: the browser remembers whether a person has opened it.
                <Disclosure key={choice.file_hash.clone()} summary={import::columns_found(lang, &choice.mapping)} open={choice.is_unsure()}>
                    { fields }
                </Disclosure>
                <FirstRows {lang} choice={choice.clone()} />
            }
            <ButtonRow>
                <Button kind={ButtonKind::Primary} disabled={!ready} onclick={props.on_send.reform(|_: MouseEvent| ())}>
                    { ImportText::Check.text(lang) }
                </Button>
                <Button onclick={props.on_close.reform(|_: MouseEvent| ())}>{ ImportText::OtherFile.text(lang) }</Button>
            </ButtonRow>
            <p>{ ImportText::CheckAdvice.text(lang) }</p>
        </Card>
    }
}

fn message(lang: Lang, choice: &Choice, missing: &[Column]) -> Html {
    let (kind, text) = if choice.header.is_none() {
        (MessageKind::Act, ImportText::PointAtHeader.text(lang).to_owned())
    } else if choice.no_rows {
        (MessageKind::Warn, ImportText::NoRows.text(lang).to_owned())
    } else if !missing.is_empty() {
        (MessageKind::Act, import::columns_missing(lang, missing))
    } else if choice.remembered {
        (MessageKind::Good, ImportText::MappingRemembered.text(lang).to_owned())
    } else if choice.is_unsure() {
        (MessageKind::Act, ImportText::LookAtColumns.text(lang).to_owned())
    } else {
        (MessageKind::Good, ImportText::ColumnsClear.text(lang).to_owned())
    };
    html! { <FormMessage {kind}>{ text }</FormMessage> }
}

/// What the file lists decides what its columns can mean.
fn kind_field(props: &ChooseViewProps) -> Html {
    let (lang, choice) = (props.lang, &props.choice);
    let options =
        ImportKind::ALL.map(|kind| SelectOption { value: kind.code().into(), text: import::kind(lang, kind).into() });
    let (sheet, row) = (choice.sheet, choice.header.as_ref().map(|header| header.row));
    let on_look = props.on_look.clone();
    let onchange = Callback::from(move |value: String| {
        if let Some(kind) = ImportKind::from_code(&value) {
            on_look.emit((sheet, row, Some(kind)));
        }
    });
    html! {
        <SelectField
            name="kind" label={ImportText::Kind.text(lang)} hint={ImportText::KindHint.text(lang)}
            options={options.to_vec()} value={choice.kind.code()} {onchange}
        />
    }
}

fn sheet_field(props: &ChooseViewProps) -> Html {
    let lang = props.lang;
    let options = props.choice.sheets.iter().enumerate().map(|(place, sheet)| SelectOption {
        value: place.to_string().into(),
        text: import::sheet(lang, sheet).into(),
    });
    let onchange = {
        let on_look = props.on_look.clone();
        Callback::from(move |value: String| {
            if let Ok(sheet) = value.parse() {
                on_look.emit((sheet, None, None));
            }
        })
    };
    html! {
        <SelectField
            name="sheet" label={ImportText::Sheet.text(lang)} options={options.collect::<Vec<_>>()}
            value={props.choice.sheet.to_string()} {onchange}
        />
    }
}

fn header_field(props: &ChooseViewProps) -> Html {
    let (lang, choice) = (props.lang, &props.choice);
    let current = choice.header.as_ref().map(|header| header.row);
    let mut options = Vec::new();
    if current.is_none() {
        options.push(SelectOption { value: "".into(), text: ImportText::ChooseHeader.text(lang).into() });
    } else if let Some(header) =
        choice.header.as_ref().filter(|header| choice.preview.iter().all(|row| row.row_no != header.row))
    {
        options.push(header_option(lang, header.row, &header.texts));
    }
    options.extend(choice.preview.iter().map(|row| header_option(lang, row.row_no, &row.texts)));
    let (kind, sheet, on_look) = (choice.kind, choice.sheet, props.on_look.clone());
    let onchange = Callback::from(move |value: String| {
        if let Ok(row) = value.parse() {
            on_look.emit((sheet, Some(row), Some(kind)));
        }
    });
    html! {
        <SelectField
            name="header" label={ImportText::HeaderRow.text(lang)} {options}
            value={current.map(|row| row.to_string()).unwrap_or_default()} {onchange}
        />
    }
}

fn header_option(lang: Lang, row: u32, texts: &[String]) -> SelectOption {
    let filled: Vec<&str> = texts.iter().map(String::as_str).filter(|text| !text.is_empty()).take(4).collect();
    SelectOption { value: row.to_string().into(), text: import::header_row(lang, row, &filled.join(" | ")).into() }
}
