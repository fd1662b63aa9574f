//! A file that was read: its sheets, the guess what it lists and where, and its rows.

use shared::imports::ImportKind;
use shared::roster::cell::{Cell, SheetRow};
use shared::roster::columns::Mapping;
use shared::roster::header::{Header, find_header, guess_header, header_at};
use shared::roster::messages::{Constants, Guess, MAX_FILE_BYTES, PREVIEW_ROWS, PreviewRow, ReadError, SheetInfo};
use shared::roster::row::{RawRow, SkipReason, SkippedRows, skip_reason};

use crate::csv::read_csv;
use crate::sniff::{Format, sniff};
use crate::workbook::{read_xls, read_xlsx};

/// Most data rows in one import.
const MAX_DATA_ROWS: usize = 20_000;

/// The sheets of a file, in its order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Book {
    pub sheets: Vec<Sheet>,
}

/// A sheet. A refused one keeps only its first rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    pub name: String,
    pub hidden: bool,
    pub rows: Vec<SheetRow>,
    /// Rows that hold something; of a refused sheet those that were seen.
    pub row_count: usize,
    pub column_count: usize,
    pub refused: Option<ReadError>,
}

/// The data rows of a file, and what was skipped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RosterData {
    pub rows: Vec<RawRow>,
    pub skipped: Vec<SkippedRows>,
}

/// Reads a file of any supported format, told by its content. The name only names the sheet of a text file.
pub fn read(file_name: &str, bytes: &[u8]) -> Result<Book, ReadError> {
    if u64::try_from(bytes.len()).is_ok_and(|length| length > MAX_FILE_BYTES) {
        return Err(ReadError::TooLarge);
    }
    let sheets = match sniff(bytes)? {
        Format::Xlsx => read_xlsx(bytes)?,
        Format::Xls => read_xls(bytes)?,
        Format::Text => read_csv(file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem), bytes)?,
    };
    if sheets.iter().any(|sheet| !sheet.rows.is_empty() && sheet.refused.is_none()) {
        return Ok(Book { sheets });
    }
    Err(sheets.iter().find_map(|sheet| sheet.refused).unwrap_or(ReadError::Empty))
}

impl Book {
    pub fn infos(&self) -> Vec<SheetInfo> {
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let info = |sheet: &Sheet| SheetInfo {
            name: sheet.name.clone(),
            rows: count(sheet.row_count),
            columns: count(sheet.column_count),
            hidden: sheet.hidden,
            refused: sheet.refused,
        };
        self.sheets.iter().map(info).collect()
    }

    /// The sheet whose header means most; visible ones first, then the first in the file. Refused with that sheet's
    /// reason: a roster of 100,000 rows beside a sheet of instructions is *too many rows*.
    pub fn guess(&self) -> Result<Guess, ReadError> {
        let mut best: Option<(usize, (bool, u32, bool))> = None;
        for (place, sheet) in self.sheets.iter().enumerate().filter(|(_, sheet)| !sheet.rows.is_empty()) {
            let score = guess_header(&sheet.rows).map_or(0, |(_, header)| header.score);
            let rank = (score > 0 && !sheet.hidden, score, !sheet.hidden);
            if best.is_none_or(|(_, known)| rank > known) {
                best = Some((place, rank));
            }
        }
        let (sheet, _) = best.ok_or(ReadError::Empty)?;
        self.look(sheet, None, None)
    }

    /// The guess for one sheet, for one header row of it, or for what a person says that it lists.
    pub fn look(&self, place: usize, header_row: Option<u32>, kind: Option<ImportKind>) -> Result<Guess, ReadError> {
        let sheet = self.usable(place)?;
        let guessed = guess_header(&sheet.rows);
        let kind = kind.or(guessed.as_ref().map(|(kind, _)| *kind)).unwrap_or_default();
        let header = match header_row {
            Some(row_no) => Some(header_at(kind, &sheet.rows, row_no).ok_or(ReadError::NoSuchSheet)?),
            None => guessed
                .filter(|(of, _)| *of == kind)
                .map(|(_, header)| header)
                .or_else(|| find_header(kind, &sheet.rows)),
        };
        let first = header.as_ref().map_or(0, |header| header.row);
        // Also the rows above: the user may have to point at another header.
        let above = sheet.rows.iter().filter(|row| row.number <= first);
        let below = sheet.rows.iter().filter(|row| row.number > first).take(PREVIEW_ROWS);
        let preview =
            |row: &SheetRow| PreviewRow { row_no: row.number, texts: row.cells.iter().map(Cell::display).collect() };
        Ok(Guess { kind, sheet: place, header, preview: above.chain(below).map(preview).collect() })
    }

    /// All rows below the header that are data, with the constants in empty cells.
    pub fn data(
        &self,
        kind: ImportKind,
        place: usize,
        header_row: u32,
        mapping: &Mapping,
        constants: &Constants,
    ) -> Result<RosterData, ReadError> {
        let sheet = self.usable(place)?;
        let header = header_at(kind, &sheet.rows, header_row).ok_or(ReadError::NoSuchSheet)?;
        let mut data = RosterData::default();
        let mut previous = header_row;
        for row in sheet.rows.iter().filter(|row| row.number > header_row) {
            data.skip(previous + 1, row.number - previous - 1, SkipReason::Blank);
            previous = row.number;
            data.add(row, &header, mapping, constants);
        }
        if data.rows.len() > MAX_DATA_ROWS {
            return Err(ReadError::TooManyRows);
        }
        Ok(data)
    }

    fn usable(&self, place: usize) -> Result<&Sheet, ReadError> {
        let sheet = self.sheets.get(place).ok_or(ReadError::NoSuchSheet)?;
        sheet.refused.map_or(Ok(sheet), Err)
    }
}

impl RosterData {
    fn add(&mut self, row: &SheetRow, header: &Header, mapping: &Mapping, constants: &Constants) {
        if let Some(reason) = skip_reason(row, header, mapping) {
            self.skip(row.number, 1, reason);
            return;
        }
        let raw = RawRow::from_sheet(row, mapping);
        self.rows.push(constants.0.iter().fold(raw, |raw, (column, text)| raw.with_default(*column, text)));
    }

    fn skip(&mut self, from_row: u32, count: u32, reason: SkipReason) {
        match self.skipped.last_mut() {
            _ if count == 0 => {}
            Some(last) if last.reason == reason && last.from_row + last.count == from_row => last.count += count,
            _ => self.skipped.push(SkippedRows { from_row, count, reason }),
        }
    }
}
