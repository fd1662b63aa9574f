//! The conversation with the page: one file and one report at a time.

use sha2::{Digest, Sha256};
use shared::roster::messages::{BATCH_ROWS, FromReader, Guess, ReadError, ReportFormat, ToReader};

use crate::book::{Book, RosterData, read};
use crate::pack::Pack;
use crate::report::{self, Sheet};

/// What the worker remembers between messages.
#[derive(Default)]
pub struct Session {
    file: Option<OpenFile>,
    report: Option<ReportDraft>,
    pack: Option<Pack>,
}

struct OpenFile {
    book: Book,
    hash: String,
}

struct ReportDraft {
    format: ReportFormat,
    /// At least one.
    sheets: Vec<Sheet>,
}

/// Where answers go: the message, and bytes to be transferred beside it.
pub type Post<'a> = &'a mut dyn FnMut(FromReader, Option<Vec<u8>>);

impl Session {
    /// Handles one message; `bytes` are those of the attached file.
    pub fn handle(&mut self, message: ToReader, bytes: Option<&[u8]>, post: Post<'_>) {
        if let Err(error) = self.answer(message, bytes.unwrap_or_default(), post) {
            post(FromReader::Failed { error }, None);
        }
    }

    fn answer(&mut self, message: ToReader, bytes: &[u8], post: Post<'_>) -> Result<(), ReadError> {
        match message {
            ToReader::Open { file_name } => {
                // The former file goes first: two large ones need not be in memory together.
                self.file = None;
                let book = read(&file_name, bytes)?;
                let guess = book.guess()?;
                let file = self.file.insert(OpenFile { book, hash: hash(bytes) });
                post(file.opened(guess), None);
            }
            ToReader::Look { sheet, header_row, kind } => {
                let file = self.file()?;
                post(file.opened(file.book.look(sheet, header_row, kind)?), None);
            }
            ToReader::Map { kind, sheet, header_row, mapping, constants } => {
                post_rows(self.file()?.book.data(kind, sheet, header_row, &mapping, &constants)?, post);
            }
            ToReader::ReportBegin { format, sheet_name, columns } => {
                self.report = Some(ReportDraft { format, sheets: vec![Sheet::new(sheet_name, columns)] });
            }
            ToReader::ReportSheet { sheet_name, columns } => {
                if let Some(draft) = &mut self.report {
                    draft.sheets.push(Sheet::new(sheet_name, columns));
                }
            }
            ToReader::ReportRows { rows } => {
                if let Some(sheet) = self.report.as_mut().and_then(|draft| draft.sheets.last_mut()) {
                    sheet.rows.extend(rows);
                }
            }
            ToReader::ReportEnd => {
                let (format, bytes) = self.finish_report()?;
                post(FromReader::Report { format }, Some(bytes));
            }
            ToReader::PackBegin => self.pack = Some(Pack::default()),
            ToReader::PackReport { name } => {
                let (_format, bytes) = self.finish_report()?;
                self.pack.as_mut().ok_or(ReadError::NoSuchSheet)?.add(&name, &bytes)?;
            }
            ToReader::PackFile { name } => {
                self.pack.as_mut().ok_or(ReadError::NoSuchSheet)?.add(&name, bytes)?;
            }
            ToReader::PackEnd => {
                let bytes = self.pack.take().ok_or(ReadError::NoSuchSheet)?.finish()?;
                post(FromReader::Packed, Some(bytes));
            }
        }
        Ok(())
    }

    fn finish_report(&mut self) -> Result<(ReportFormat, Vec<u8>), ReadError> {
        let ReportDraft { format, sheets } = self.report.take().ok_or(ReadError::NoSuchSheet)?;
        let bytes = report::write(format, &sheets).map_err(|_limits| ReadError::Broken)?;
        Ok((format, bytes))
    }

    fn file(&self) -> Result<&OpenFile, ReadError> {
        self.file.as_ref().ok_or(ReadError::NoSuchSheet)
    }
}

impl OpenFile {
    fn opened(&self, guess: Guess) -> FromReader {
        FromReader::Opened { sheets: self.book.infos(), guess, file_hash: self.hash.clone() }
    }
}

/// Posts the rows in batches; at least one, which may be empty.
fn post_rows(data: RosterData, post: Post<'_>) {
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let total = count(data.rows.len());
    let mut skipped = data.skipped;
    let mut rows = data.rows.into_iter();
    let mut sent = 0;
    loop {
        let batch: Vec<_> = rows.by_ref().take(BATCH_ROWS).collect();
        sent += count(batch.len());
        let last = sent == total;
        post(FromReader::Rows { rows: batch, skipped: std::mem::take(&mut skipped), sent, total, last }, None);
        if last {
            break;
        }
    }
}

fn hash(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or('0');
    Sha256::digest(bytes).iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}
