//! A cell of a spreadsheet, as far as rosters need it.

use crate::date::Date;
use crate::text;

/// What a cell holds. A formula is represented by its stored result.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    #[default]
    Empty,
    Text(String),
    /// A number that is not formatted as a date. From 10^15 on Excel has lost digits.
    Number(f64),
    /// A number formatted as a date; a time of day is dropped.
    Date(Date),
    Bool(bool),
    /// `#REF!`, `#N/A` and their like.
    Error(String),
}

/// From here on a number cell no longer holds every digit that was typed: Excel keeps fifteen.
pub const FIRST_LOSSY_NUMBER: f64 = 1e15;

impl Cell {
    /// Nothing to see in it: empty, or spaces and invisible characters only.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.chars().all(|c| c.is_whitespace() || text::is_invisible(c)),
            Self::Number(_) | Self::Date(_) | Self::Bool(_) | Self::Error(_) => false,
        }
    }

    pub const fn is_number(&self) -> bool {
        matches!(self, Self::Number(_))
    }

    /// As a person sees it. Numbers have up to fifteen digits, as in Excel; from 10^15 on the exponent form
    /// `5.10199200412061E+17`, by which a document number with lost digits is recognised.
    pub fn display(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Error(text) => text.clone(),
            Self::Number(number) => display_number(*number),
            Self::Date(date) => date.to_string(),
            Self::Bool(true) => "TRUE".to_owned(),
            Self::Bool(false) => "FALSE".to_owned(),
        }
    }
}

fn display_number(number: f64) -> String {
    if !number.is_finite() {
        return "#NUM!".to_owned();
    }
    let scientific = format!("{number:.14e}");
    let Some((mantissa, exponent)) = scientific.split_once('e') else {
        return scientific;
    };
    if number.abs() >= FIRST_LOSSY_NUMBER {
        let mantissa = mantissa.trim_end_matches('0').trim_end_matches('.');
        return format!("{mantissa}E+{exponent}");
    }
    // Rounded to fifteen digits: 0.1 + 0.2 is 0.3 on the sheet. Adding zero turns -0 into 0.
    scientific.parse::<f64>().map_or(scientific.clone(), |rounded| (rounded + 0.0).to_string())
}

/// A row of a sheet that holds something. Rows without content are not represented: their numbers are missing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SheetRow {
    /// As the spreadsheet numbers it, from 1.
    pub number: u32,
    /// From column A on; cells behind the last filled one are absent.
    pub cells: Vec<Cell>,
}

impl SheetRow {
    pub fn cell(&self, column: usize) -> &Cell {
        const EMPTY: &Cell = &Cell::Empty;
        self.cells.get(column).unwrap_or(EMPTY)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_look_as_in_the_sheet() {
        for (number, shown) in [
            (980.0, "980"),
            (-0.0, "0"),
            (0.1 + 0.2, "0.3"),
            (1080.5, "1080.5"),
            (13_221_271_685.0, "13221271685"),
            (130_503_670_401_001.0, "130503670401001"),
            (5.101_992_004_120_607e17, "5.10199200412061E+17"),
            (4.2e17, "4.2E+17"),
            (1e15, "1E+15"),
            (-12.25, "-12.25"),
            (f64::NAN, "#NUM!"),
        ] {
            assert_eq!(Cell::Number(number).display(), shown);
        }
    }

    #[test]
    fn blank_is_what_shows_nothing() {
        for cell in [Cell::Empty, Cell::Text(String::new()), Cell::Text(" \u{3000}\n\u{200b}".into())] {
            assert!(cell.is_blank());
        }
        assert!(!Cell::Number(0.0).is_blank());
        assert!(SheetRow::default().cell(7).is_blank());
    }
}
