//! Writes the report of an import: XLSX, and CSV for other programs.

use rust_xlsxwriter::{Format, IgnoreError, Workbook, XlsxError};
use shared::roster::messages::{ReportFormat, ReportHeading};

/// Excel's own limit for one cell.
const MAX_CELL_CHARS: usize = 32_767;

/// One table of a report. Every row has one text per column.
pub struct Sheet {
    pub name: String,
    pub columns: Vec<ReportHeading>,
    pub rows: Vec<Vec<String>>,
}

impl Sheet {
    pub const fn new(name: String, columns: Vec<ReportHeading>) -> Self {
        Self { name, columns, rows: Vec::new() }
    }
}

/// Writes a report. A CSV has only the first sheet.
pub fn write(format: ReportFormat, sheets: &[Sheet]) -> Result<Vec<u8>, XlsxError> {
    match format {
        ReportFormat::Xlsx => {
            let mut workbook = Workbook::new();
            for sheet in sheets {
                write_sheet(&mut workbook, sheet)?;
            }
            workbook.save_to_buffer()
        }
        ReportFormat::Csv => Ok(sheets.first().map(|sheet| write_csv(&sheet.columns, &sheet.rows)).unwrap_or_default()),
    }
}

/// All cells are texts (a document number keeps its digits, a text is never a formula), except short whole numbers
/// such as row numbers, which stay sortable.
fn write_sheet(workbook: &mut Workbook, table: &Sheet) -> Result<(), XlsxError> {
    let Sheet { name, columns, rows } = table;
    let bold = Format::new().set_bold().set_text_wrap();
    let sheet = workbook.add_worksheet();
    sheet.set_name(valid_sheet_name(name))?;
    sheet.set_freeze_panes(1, 0)?;
    for (column, heading) in (0_u16..).zip(columns) {
        sheet.set_column_width(column, f64::from(heading.width))?;
        sheet.write_string_with_format(0, column, cut(&heading.text), &bold)?;
    }
    for (row, cells) in (1_u32..).zip(rows) {
        for (column, text) in (0_u16..).zip(cells) {
            match short_number(text) {
                Some(number) => sheet.write_number(row, column, number)?,
                None => sheet.write_string(row, column, cut(text))?,
            };
        }
    }
    if let (Ok(last_row), Ok(count)) = (u32::try_from(rows.len()), u16::try_from(columns.len()))
        && let Some(last_column) = count.checked_sub(1)
    {
        sheet.autofilter(0, 0, last_row, last_column)?;
        // No green corners beside every document number.
        sheet.ignore_error_range(0, 0, last_row, last_column, IgnoreError::NumberStoredAsText)?;
    }
    Ok(())
}

fn short_number(text: &str) -> Option<u32> {
    let is_plain = !text.is_empty() && text.len() <= 7 && text.chars().all(|c| c.is_ascii_digit());
    if is_plain && (text == "0" || !text.starts_with('0')) { text.parse().ok() } else { None }
}

fn cut(text: &str) -> String {
    text.chars().take(MAX_CELL_CHARS).collect()
}

fn valid_sheet_name(name: &str) -> String {
    let name: String =
        name.chars().filter(|c| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\')).take(31).collect();
    let name = name.trim_matches(['\'', ' ']);
    if name.is_empty() { "Report".to_owned() } else { name.to_owned() }
}

/// UTF-8 with a byte-order mark, so that Excel does not take it for GBK; comma, CRLF, every field in quotes.
///
/// Two guards for people who open it in Excel. A field that begins like a formula gets an apostrophe in front, because
/// a name like `=HYPERLINK(…)` must not run. A field of twelve digits or more gets a tab behind, because Excel would
/// keep only fifteen digits of a document number; the reader of this package drops the tab again.
fn write_csv(columns: &[ReportHeading], rows: &[Vec<String>]) -> Vec<u8> {
    let mut text = String::from('\u{feff}');
    let headings: Vec<String> = columns.iter().map(|heading| heading.text.clone()).collect();
    for row in std::iter::once(&headings).chain(rows) {
        for (place, field) in row.iter().enumerate() {
            if place > 0 {
                text.push(',');
            }
            text.push('"');
            if field.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']) {
                text.push('\'');
            }
            text.push_str(&field.replace('"', "\"\""));
            if field.len() >= 12 && field.chars().all(|c| c.is_ascii_digit()) {
                text.push('\t');
            }
            text.push('"');
        }
        text.push_str("\r\n");
    }
    text.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::read;
    use shared::roster::cell::Cell;

    fn sample() -> (Vec<ReportHeading>, Vec<Vec<String>>) {
        let columns = ["行号", "姓名", "证件号码"].map(|text| ReportHeading { text: text.into(), width: 20 });
        let rows =
            [["4", "=1+1", "420199197610093214"], ["10", "@x, \"y\"\nz", "42019919950102485X"], ["0012", "-", "+86"]];
        (columns.into(), rows.map(|row| row.map(String::from).to_vec()).to_vec())
    }

    #[test]
    fn a_workbook_keeps_every_digit_and_runs_no_formula() {
        let (columns, rows) = sample();
        let second = Sheet { name: "名单".into(), columns: columns.clone(), rows: rows.clone() };
        let bytes = write(ReportFormat::Xlsx, &[Sheet { name: "导入[报告]".into(), columns, rows }, second]).unwrap();
        let book = read("report.xlsx", &bytes).unwrap();
        assert_eq!((book.sheets[0].name.as_str(), book.sheets[1].name.as_str()), ("导入报告", "名单"));
        let cells = &book.sheets[0].rows[1].cells;
        let expected = [Cell::Number(4.0), Cell::Text("=1+1".into()), Cell::Text("420199197610093214".into())];
        assert_eq!(cells, &expected);
        assert_eq!(book.sheets[0].rows[3].cells[0], Cell::Text("0012".into()));
    }

    #[test]
    fn a_text_file_is_safe_to_open_in_excel() {
        let (columns, rows) = sample();
        let bytes = write(ReportFormat::Csv, &[Sheet { name: "x".into(), columns, rows }]).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        let expected = "\u{feff}\"行号\",\"姓名\",\"证件号码\"\r\n\
            \"4\",\"'=1+1\",\"420199197610093214\t\"\r\n\
            \"10\",\"'@x, \"\"y\"\"\nz\",\"42019919950102485X\"\r\n\
            \"0012\",\"'-\",\"'+86\"\r\n";
        assert_eq!(text, expected);
    }

    #[test]
    fn odd_sheet_names_are_mended() {
        for (name, valid) in [("", "Report"), ("[]", "Report"), ("'a'", "a"), ("a/b", "ab")] {
            assert_eq!(valid_sheet_name(name), valid);
        }
        assert_eq!(valid_sheet_name(&"长".repeat(40)).chars().count(), 31);
    }
}
