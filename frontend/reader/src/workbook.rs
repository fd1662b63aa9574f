//! Excel workbooks, by calamine.

use std::io::Cursor;

use calamine::{Data, DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xls, XlsError, Xlsx, XlsxError};
use shared::date::Date;
use shared::roster::cell::Cell;
use shared::roster::messages::ReadError;

use crate::book::Sheet;
use crate::sheet_builder::{SheetBuilder, Wanted};

/// Reads .xlsx cell by cell: a sheet whose only cells are A1 and XFD1048576 must not be laid out as a rectangle.
pub fn read_xlsx(bytes: &[u8]) -> Result<Vec<Sheet>, ReadError> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(xlsx_error)?;
    let mut sheets = Vec::new();
    for (name, hidden) in worksheets(workbook.sheets_metadata()) {
        let mut builder = SheetBuilder::default();
        let mut cells = workbook.worksheet_cells_reader(&name).map_err(xlsx_error)?;
        while let Some(cell) = cells.next_cell().map_err(xlsx_error)? {
            let (row, column) = cell.get_position();
            if builder.add(row, index(column), xlsx_cell(cell.get_value())) == Wanted::NoMore {
                break;
            }
        }
        sheets.push(builder.finish(name, hidden));
    }
    Ok(sheets)
}

/// Reads .xls, whose sheets have at most 65,536 rows of 256 columns.
pub fn read_xls(bytes: &[u8]) -> Result<Vec<Sheet>, ReadError> {
    let mut workbook: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(xls_error)?;
    let mut sheets = Vec::new();
    for (name, hidden) in worksheets(workbook.sheets_metadata()) {
        let mut builder = SheetBuilder::default();
        let range = workbook.worksheet_range(&name).map_err(xls_error)?;
        let (first_row, first_column) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            let row = first_row.saturating_add(u32::try_from(row).unwrap_or(u32::MAX));
            if builder.add(row, index(first_column) + column, xls_cell(value)) == Wanted::NoMore {
                break;
            }
        }
        sheets.push(builder.finish(name, hidden));
    }
    Ok(sheets)
}

fn worksheets(sheets: &[calamine::Sheet]) -> Vec<(String, bool)> {
    let tables = sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    tables.map(|sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible)).collect()
}

fn index(column: u32) -> usize {
    usize::try_from(column).unwrap_or(usize::MAX)
}

fn xlsx_cell(value: &DataRef<'_>) -> Cell {
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::Int(number) => integer(*number),
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::String(text) => Cell::Text(text.clone()),
        DataRef::SharedString(text) => Cell::Text((*text).to_owned()),
        DataRef::Bool(value) => Cell::Bool(*value),
        DataRef::DateTime(moment) => date_cell(*moment),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => iso_cell(text),
        DataRef::Error(error) => Cell::Error(error.to_string()),
    }
}

fn xls_cell(value: &Data) -> Cell {
    match value {
        Data::Empty => Cell::Empty,
        Data::Int(number) => integer(*number),
        Data::Float(number) => Cell::Number(*number),
        Data::String(text) => Cell::Text(text.clone()),
        Data::Bool(value) => Cell::Bool(*value),
        Data::DateTime(moment) => date_cell(*moment),
        Data::DateTimeIso(text) | Data::DurationIso(text) => iso_cell(text),
        Data::Error(error) => Cell::Error(error.to_string()),
    }
}

/// Excel's numbers are floats; the few that calamine gives as integers are small.
fn integer(number: i64) -> Cell {
    number.to_string().parse().map_or(Cell::Empty, Cell::Number)
}

/// A number whose format is a date. What is no day (a duration, a phone number in a date format) stays a number.
fn date_cell(moment: ExcelDateTime) -> Cell {
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    match Date::new(year, month, day) {
        Ok(date) if moment.is_datetime() && moment.as_f64() >= 1.0 => Cell::Date(date),
        _ => Cell::Number(moment.as_f64()),
    }
}

fn iso_cell(text: &str) -> Cell {
    Date::parse(text).map_or_else(|_no_day| Cell::Text(text.to_owned()), Cell::Date)
}

fn xlsx_error(error: XlsxError) -> ReadError {
    match error {
        XlsxError::Password => ReadError::Encrypted,
        _ => ReadError::Broken,
    }
}

fn xls_error(error: XlsError) -> ReadError {
    match error {
        XlsError::Password => ReadError::Encrypted,
        _ => ReadError::Broken,
    }
}
