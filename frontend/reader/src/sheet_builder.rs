//! Collects the cells of a sheet within the limits.

use std::collections::BTreeMap;

use shared::roster::cell::{Cell, SheetRow};
use shared::roster::columns::MAX_COLUMNS;
use shared::roster::messages::{MAX_SHEET_ROWS, ReadError};
use shared::roster::row::MAX_CELL_CHARS;

use crate::book::Sheet;

/// Rows that a refused sheet keeps: enough to recognise its header, so that the refusal names the right sheet.
const KEPT_ROWS: usize = 40;
/// Texts of one sheet. Shared strings let a small file name one long text millions of times.
const MAX_TEXT_BYTES: usize = 100 * 1024 * 1024;

#[derive(Default)]
pub struct SheetBuilder {
    rows: BTreeMap<u32, Vec<Cell>>,
    columns: usize,
    text_bytes: usize,
    refused: Option<ReadError>,
}

/// Whether more cells are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    More,
    /// A limit is exceeded: the sheet is refused.
    NoMore,
}

impl SheetBuilder {
    /// Adds a cell; row and column count from 0. Blank ones are not kept and do not count.
    pub fn add(&mut self, row: u32, column: usize, cell: Cell) -> Wanted {
        if cell.is_blank() {
            return Wanted::More;
        }
        if column >= MAX_COLUMNS {
            return self.refuse(ReadError::TooManyColumns);
        }
        let cell = shortened(cell);
        if let Cell::Text(text) | Cell::Error(text) = &cell {
            self.text_bytes += text.len();
        }
        if self.text_bytes > MAX_TEXT_BYTES {
            return self.refuse(ReadError::UnpacksTooLarge);
        }
        self.columns = self.columns.max(column + 1);
        let cells = self.rows.entry(row.saturating_add(1)).or_default();
        if cells.len() <= column {
            cells.resize(column + 1, Cell::Empty);
        }
        if let Some(slot) = cells.get_mut(column) {
            *slot = cell;
        }
        if self.rows.len() > MAX_SHEET_ROWS {
            return self.refuse(ReadError::TooManyRows);
        }
        Wanted::More
    }

    fn refuse(&mut self, error: ReadError) -> Wanted {
        self.refused = Some(error);
        Wanted::NoMore
    }

    pub fn finish(self, name: String, hidden: bool) -> Sheet {
        let row_count = self.rows.len();
        let keep = if self.refused.is_some() { KEPT_ROWS } else { usize::MAX };
        let rows = self.rows.into_iter().take(keep).map(|(number, cells)| SheetRow { number, cells }).collect();
        Sheet { name, hidden, rows, row_count, column_count: self.columns, refused: self.refused }
    }
}

/// Texts much longer than any column allows are cut and end in `…`: they will be reported as too long.
fn shortened(cell: Cell) -> Cell {
    match cell {
        Cell::Text(text) => match text.char_indices().nth(MAX_CELL_CHARS) {
            Some((end, _)) => Cell::Text(format!("{}…", text.split_at(end).0)),
            None => Cell::Text(text),
        },
        other => other,
    }
}
