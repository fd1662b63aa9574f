//! What a file really is, by its content: extensions lie.

use std::io::{Cursor, Read};

use shared::roster::messages::ReadError;
use zip::ZipArchive;

/// A format that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Excel 2007 and later: .xlsx, .xlsm.
    Xlsx,
    /// Excel 97–2003: .xls.
    Xls,
    /// Plain text with separators.
    Text,
}

const OLE: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
/// What all parts of a workbook may unpack to. A roster of 20,000 rows has about 30 MB; 100,000 rows must still come to
/// the clearer answer *too many rows*.
const MAX_UNPACKED_BYTES: u64 = 400 * 1024 * 1024;

/// Tells the format, or why the file cannot be read.
pub fn sniff(bytes: &[u8]) -> Result<Format, ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return sniff_zip(bytes, MAX_UNPACKED_BYTES);
    }
    if bytes.starts_with(&OLE) {
        return sniff_ole(bytes);
    }
    // Excel 2 to 4 wrote the bare stream of records.
    if [[0x09, 0x00], [0x09, 0x02], [0x09, 0x04], [0x09, 0x08]].iter().any(|magic| bytes.starts_with(magic)) {
        return Err(ReadError::UnsupportedFormat);
    }
    sniff_text(bytes)
}

fn sniff_zip(bytes: &[u8], mut left: u64) -> Result<Format, ReadError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_damaged| ReadError::Broken)?;
    let names: Vec<String> =
        archive.file_names().filter_map(Result::ok).map(|name| name.replace('\\', "/").to_lowercase()).collect();
    let has = |name: &str| names.iter().any(|known| known == name);
    if has("encryptedpackage") {
        return Err(ReadError::Encrypted);
    }
    if has("xl/workbook.bin") || has("content.xml") || has("index/document.iwa") || has("index.zip") {
        // .xlsb, .ods and Numbers. An OpenDocument text has content.xml too, but says so.
        return Err(if is_open_document_text(&mut archive) {
            ReadError::NotAWorkbook
        } else {
            ReadError::UnsupportedFormat
        });
    }
    if !has("xl/workbook.xml") {
        return Err(ReadError::NotAWorkbook);
    }
    // The sizes that the archive declares may be lies: unpack once, keep nothing, count.
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|_damaged| ReadError::Broken)?;
        let mut part = part.take(left + 1);
        let unpacked = std::io::copy(&mut part, &mut std::io::sink()).map_err(|_damaged| ReadError::Broken)?;
        left = left.checked_sub(unpacked).ok_or(ReadError::UnpacksTooLarge)?;
    }
    Ok(Format::Xlsx)
}

fn is_open_document_text(archive: &mut ZipArchive<Cursor<&[u8]>>) -> bool {
    let mut mimetype = String::new();
    let Ok(part) = archive.by_name("mimetype") else {
        return false;
    };
    part.take(100).read_to_string(&mut mimetype).is_ok() && !mimetype.contains("spreadsheet")
}

fn sniff_ole(bytes: &[u8]) -> Result<Format, ReadError> {
    // Names of streams stand in the directory in UTF-16. An encrypted .xlsx is such a file around the package.
    let has = |name: &str| {
        let wanted: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
        bytes.windows(wanted.len()).any(|window| window == wanted)
    };
    if has("EncryptedPackage") || has("EncryptionInfo") {
        Err(ReadError::Encrypted)
    } else if has("Workbook") || has("Book") {
        Ok(Format::Xls)
    } else {
        Err(ReadError::NotAWorkbook)
    }
}

fn sniff_text(bytes: &[u8]) -> Result<Format, ReadError> {
    let is_utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    let is_control = |byte: &u8| *byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c | 0x1a);
    if bytes.starts_with(b"%PDF") || (!is_utf16 && bytes.iter().any(is_control)) {
        return Err(ReadError::NotAWorkbook);
    }
    let start: String = bytes
        .iter()
        .take(2_000)
        .filter(|byte| byte.is_ascii())
        .map(|byte| char::from(byte.to_ascii_lowercase()))
        .collect();
    let start = start.trim_start();
    // Web systems export HTML tables and XML under the name .xls. Excel opens them, so people do not know.
    if start.starts_with("<html")
        || start.starts_with("<!doctype")
        || start.starts_with("<table")
        || start.starts_with("<?xml")
    {
        let is_table = start.contains("<table") || start.contains("spreadsheet") || start.contains("excel");
        return Err(if is_table { ReadError::UnsupportedFormat } else { ReadError::NotAWorkbook });
    }
    Ok(Format::Text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    #[test]
    fn an_archive_that_unpacks_to_too_much_is_refused() {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for part in ["xl/workbook.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"] {
            archive.start_file(part, SimpleFileOptions::default()).unwrap();
            archive.write_all(&vec![b' '; 500_000]).unwrap();
        }
        let bomb = archive.finish().unwrap().into_inner();
        assert!(bomb.len() < 10_000);
        assert_eq!(sniff_zip(&bomb, 1_500_000), Ok(Format::Xlsx));
        assert_eq!(sniff_zip(&bomb, 1_499_999), Err(ReadError::UnpacksTooLarge));
        assert_eq!(sniff_zip(&bomb, 400_000), Err(ReadError::UnpacksTooLarge));
    }
}
