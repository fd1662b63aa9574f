//! Text files with separators, as Excel and others write them.

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use shared::roster::cell::Cell;
use shared::roster::messages::ReadError;

use crate::book::Sheet;
use crate::sheet_builder::{SheetBuilder, Wanted};

/// Reads UTF-8 (with or without a byte-order mark), UTF-16 with one (Excel's *Unicode text*) and GB18030, separated by
/// comma, semicolon or tab. Row numbers count records, as a spreadsheet does.
pub fn read_csv(name: &str, bytes: &[u8]) -> Result<Vec<Sheet>, ReadError> {
    let text = decode(bytes)?;
    let (separator, text) = separator(&text);
    let mut builder = SheetBuilder::default();
    let mut fields = Fields { rest: text.chars().peekable(), separator };
    let (mut row, mut column) = (0, 0);
    while let Some((field, end)) = fields.next_field() {
        if builder.add(row, column, Cell::Text(unprotected(field))) == Wanted::NoMore {
            break;
        }
        match end {
            End::Field => column += 1,
            End::Record => (row, column) = (row.saturating_add(1), 0),
        }
    }
    Ok(vec![builder.finish(name.to_owned(), false)])
}

fn decode(bytes: &[u8]) -> Result<String, ReadError> {
    let (encoding, skip): (&Encoding, usize) = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => (encoding, length),
        None if std::str::from_utf8(bytes).is_ok() => (UTF_8, 0),
        None => (GB18030, 0),
    };
    debug_assert!([UTF_8, UTF_16LE, UTF_16BE, GB18030].contains(&encoding));
    let (text, has_errors) = encoding.decode_without_bom_handling(bytes.get(skip..).unwrap_or_default());
    if has_errors { Err(ReadError::NotAWorkbook) } else { Ok(text.into_owned()) }
}

/// The separator, and the text without Excel's `sep=;` line. The most frequent one in the first lines, outside quotes.
fn separator(text: &str) -> (char, &str) {
    let first = text.lines().next().unwrap_or_default();
    if let Some(named) = first.strip_prefix("sep=").and_then(|rest| rest.chars().next()) {
        return (named, text.get(first.len()..).unwrap_or_default().trim_start_matches(['\r', '\n']));
    }
    let mut quoted = false;
    let mut counts = [(',', 0_u32), ('\t', 0), (';', 0)];
    for c in text.chars().take(20_000) {
        quoted ^= c == '"';
        if let Some((_, count)) = counts.iter_mut().find(|(candidate, _)| *candidate == c && !quoted) {
            *count += 1;
        }
    }
    // The first of equals: a file of one column is read by commas.
    let best = counts.iter().rev().max_by_key(|(_, count)| *count);
    (best.map_or(',', |(separator, _)| *separator), text)
}

/// `="420199…"` is how some programs keep Excel from touching digits.
fn unprotected(field: String) -> String {
    match field.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')) {
        Some(inner) => inner.to_owned(),
        None => field,
    }
}

enum End {
    Field,
    Record,
}

struct Fields<'a> {
    rest: std::iter::Peekable<std::str::Chars<'a>>,
    separator: char,
}

impl Fields<'_> {
    /// The next field and what ends it; `None` behind the last record.
    fn next_field(&mut self) -> Option<(String, End)> {
        self.rest.peek()?;
        let mut field = String::new();
        let mut quoted = self.rest.next_if_eq(&'"').is_some();
        while let Some(c) = self.rest.next() {
            if quoted {
                if c != '"' {
                    field.push(c);
                } else if self.rest.next_if_eq(&'"').is_some() {
                    field.push('"');
                } else {
                    // What stands behind the closing quote is kept as it is.
                    quoted = false;
                }
            } else if c == self.separator {
                return Some((field, End::Field));
            } else if c == '\n' || c == '\r' {
                if c == '\r' {
                    self.rest.next_if_eq(&'\n');
                }
                return Some((field, End::Record));
            } else {
                field.push(c);
            }
        }
        Some((field, End::Record))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(bytes: &[u8]) -> Vec<Vec<String>> {
        let sheets = read_csv("x", bytes).unwrap();
        sheets[0].rows.iter().map(|row| row.cells.iter().map(Cell::display).collect()).collect()
    }

    #[test]
    fn separators_quotes_and_line_ends() {
        let expected = vec![vec!["姓名".to_owned(), "a,;\t\"b\"\nc".to_owned()], vec!["x".to_owned(), "y".to_owned()]];
        for (separator, end) in [(',', "\r\n"), (';', "\n"), ('\t', "\r")] {
            let text = format!("姓名{separator}\"a,;\t\"\"b\"\"\nc\"{end}x{separator}y");
            assert_eq!(table(text.as_bytes()), expected, "{separator:?}");
            assert_eq!(table(format!("\u{feff}{text}{end}").as_bytes()), expected);
            assert_eq!(table(&GB18030.encode(&text).0), expected);
            let utf16: Vec<u8> = format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
            assert_eq!(table(&utf16), expected);
        }
        assert_eq!(table(b"sep=;\r\na;b,c"), [["a", "b,c"]]);
        assert_eq!(
            table(b"=\"420199197610093214\",\"420199197610093214\t\""),
            [["420199197610093214", "420199197610093214\t"]]
        );
    }

    #[test]
    fn rows_are_numbered_as_a_spreadsheet_does() {
        let sheets = read_csv("x", b"a\n\n\"b\nb\"\nc").unwrap();
        assert_eq!(sheets[0].rows.iter().map(|row| row.number).collect::<Vec<_>>(), [1, 3, 4]);
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(read_csv("x", &[0xff, 0xff, 0x80, 0x80]), Err(ReadError::NotAWorkbook));
    }
}
