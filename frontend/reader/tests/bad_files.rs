//! Files that are no roster, and rosters with hostile contents: each gets its clear error, and nothing panics.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use roster_reader::book::{Book, read};
use rust_xlsxwriter::{Formula, Workbook, Worksheet};
use shared::imports::ImportKind;
use shared::roster::cell::Cell;
use shared::roster::check::{ProblemCode, check};
use shared::roster::columns::Column;
use shared::roster::messages::{Constants, ReadError};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const HEADER: [&str; 8] = ["姓名", "身份证号", "手机号", "培训项目", "培训类型", "班次", "应缴", "已缴"];

fn workbook(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    fill(workbook.add_worksheet());
    workbook.save_to_buffer().unwrap()
}

fn header(sheet: &mut Worksheet) {
    for (column, text) in (0_u16..).zip(HEADER) {
        sheet.write_string(0, column, text).unwrap();
    }
}

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        archive.start_file(*name, options).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// The parts of a workbook of one sheet, with this sheet.
fn raw_workbook(sheet: &[u8]) -> Vec<u8> {
    let sheet = String::from_utf8_lossy(sheet)
        .replace("<worksheet>", "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">");
    archive(&[
        (
            "[Content_Types].xml",
            br#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#,
        ),
        (
            "_rels/.rels",
            br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
        ),
        (
            "xl/workbook.xml",
            br#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            br#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
        ),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

fn ole(stream: &str) -> Vec<u8> {
    let mut bytes = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    bytes.resize(1024, 0);
    bytes.extend(stream.encode_utf16().chain([0]).flat_map(u16::to_le_bytes));
    bytes.resize(4096, 0);
    bytes
}

#[test]
fn files_that_are_no_workbook_say_so() {
    let docx = archive(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w:document/>")]);
    let xlsb = archive(&[("xl/workbook.bin", b"x")]);
    let ods = archive(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", b"<x/>")]);
    let odt = archive(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<x/>")]);
    let good = workbook(header);
    for (what, bytes, error) in [
        ("a document renamed", docx, ReadError::NotAWorkbook),
        ("an old document renamed", ole("WordDocument"), ReadError::NotAWorkbook),
        ("a text document", odt, ReadError::NotAWorkbook),
        ("a pdf", b"%PDF-1.7\n...".to_vec(), ReadError::NotAWorkbook),
        ("a picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(), ReadError::NotAWorkbook),
        ("a web page", b"<!DOCTYPE html><html><body>".to_vec(), ReadError::NotAWorkbook),
        ("noise", vec![0xc3, 0xff, 0x80, 0xff, 0xfe, 0x81], ReadError::NotAWorkbook),
        ("xlsb", xlsb, ReadError::UnsupportedFormat),
        ("ods", ods, ReadError::UnsupportedFormat),
        ("Excel 4", vec![0x09, 0x04, 0x06, 0x00, 0x00, 0x00], ReadError::UnsupportedFormat),
        ("a web table named .xls", b"<html><table><tr><td>x".to_vec(), ReadError::UnsupportedFormat),
        ("an encrypted workbook", ole("EncryptedPackage"), ReadError::Encrypted),
        ("a damaged .xls", ole("Workbook"), ReadError::Broken),
        ("half a workbook", good[..good.len() / 2].to_vec(), ReadError::Broken),
        ("a workbook without its end", good[..good.len() - 30].to_vec(), ReadError::Broken),
        ("only the beginning of an archive", b"PK\x03\x04".to_vec(), ReadError::Broken),
        ("broken xml", raw_workbook(b"<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1"), ReadError::Broken),
        ("no bytes", vec![], ReadError::Empty),
        ("an empty sheet", workbook(|_| {}), ReadError::Empty),
        ("only spaces", b" , ,\r\n".to_vec(), ReadError::Empty),
        ("50 MB", vec![b'x'; 50 * 1024 * 1024], ReadError::TooLarge),
    ] {
        assert_eq!(read("名册.xlsx", &bytes).map(drop), Err(error), "{what}");
    }
}

#[test]
fn every_cut_of_a_good_file_is_an_error_or_a_book() {
    let good = workbook(|sheet| {
        header(sheet);
        sheet.write_string(1, 0, "史轩").unwrap();
    });
    for end in (0..good.len()).step_by(97) {
        let _ = read("x.xlsx", &good[..end]);
    }
    for at in (0..good.len()).step_by(61) {
        let mut flipped = good.clone();
        flipped[at] ^= 0x5a;
        let _ = read("x.xlsx", &flipped);
    }
}

#[test]
fn a_hundred_thousand_rows_are_too_many_and_so_are_twenty_thousand_and_one() {
    let mut text = HEADER.join(",");
    for row in 0..100_000 {
        write!(text, "\n张三,{row},13800000000").unwrap();
    }
    assert_eq!(read("x.csv", text.as_bytes()).map(drop), Err(ReadError::TooManyRows));

    let mut sheet = String::from("<worksheet><sheetData>");
    for row in 1..=100_000 {
        write!(sheet, "<row r=\"{row}\"><c r=\"A{row}\" t=\"inlineStr\"><is><t>x</t></is></c></row>").unwrap();
    }
    sheet.push_str("</sheetData></worksheet>");
    assert_eq!(read("x.xlsx", &raw_workbook(sheet.as_bytes())).map(drop), Err(ReadError::TooManyRows));

    for (rows, fits) in [(20_000, true), (20_001, false)] {
        let text = format!("{}{}", HEADER.join(","), "\n张三,1,13800000000".repeat(rows));
        let book = read("x.csv", text.as_bytes()).unwrap();
        let mapping = book.guess().unwrap().header.unwrap().mapping;
        let data = book.data(ImportKind::Roster, 0, 1, &mapping, &Constants::default());
        assert_eq!(data.map(|data| data.rows.len()), if fits { Ok(rows) } else { Err(ReadError::TooManyRows) });
    }
}

#[test]
fn formatted_but_empty_rows_do_not_count() {
    let mut sheet = String::from("<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row>");
    for row in 2..=60_000 {
        write!(sheet, "<row r=\"{row}\"><c r=\"A{row}\" s=\"0\"/></row>").unwrap();
    }
    sheet.push_str("</sheetData></worksheet>");
    let book = read("x.xlsx", &raw_workbook(sheet.as_bytes())).unwrap();
    assert_eq!(book.sheets[0].row_count, 1);
}

#[test]
fn a_sheet_with_its_two_far_corners_takes_no_memory() {
    let sheet = b"<worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"B1048576\"><v>1</v></c></row></sheetData></worksheet>";
    let book = read("x.xlsx", &raw_workbook(sheet)).unwrap();
    assert_eq!(book.sheets[0].rows.iter().map(|row| row.number).collect::<Vec<_>>(), [1, 1_048_576]);
}

#[test]
fn three_hundred_columns_are_too_many() {
    let bytes = workbook(|sheet| {
        header(sheet);
        for column in 0..300 {
            sheet.write_string(1, column, "x").unwrap();
        }
    });
    assert_eq!(read("x.xlsx", &bytes).map(drop), Err(ReadError::TooManyColumns));
    assert_eq!(read("x.csv", "x,".repeat(300).as_bytes()).map(drop), Err(ReadError::TooManyColumns));
    // Empty columns do not count.
    assert!(read("x.csv", format!("x{}", ",".repeat(300)).as_bytes()).is_ok());
}

#[test]
fn a_roster_that_is_too_long_is_named_even_beside_a_small_sheet() {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().write_string(0, 0, "填表说明").unwrap();
    let sheet = workbook.add_worksheet();
    header(sheet);
    for row in 1..21_000 {
        sheet.write_string(row, 0, "张三").unwrap();
    }
    let book = read("x.xlsx", &workbook.save_to_buffer().unwrap()).unwrap();
    assert_eq!(book.guess().map(drop), Err(ReadError::TooManyRows));
    assert_eq!(book.infos()[1].refused, Some(ReadError::TooManyRows));
    assert!(book.look(0, None, None).is_ok());
    assert_eq!(book.look(9, None, None), Err(ReadError::NoSuchSheet));
    assert_eq!(book.look(0, Some(77), None), Err(ReadError::NoSuchSheet));
}

fn first_row_problems(book: &Book) -> Vec<(Column, ProblemCode)> {
    let header = book.guess().unwrap().header.unwrap();
    let data = book.data(ImportKind::Roster, 0, header.row, &header.mapping, &Constants::default()).unwrap();
    let checked = check(&data.rows[0], &["报名提交"]);
    assert!(checked.row.is_none());
    checked.problems.into_iter().map(|problem| (problem.column, problem.code)).collect()
}

#[test]
fn hostile_cells_become_problems_of_their_row() {
    let long = "长".repeat(200);
    for (name, code) in [
        (long.as_str(), ProblemCode::TextTooLong),
        ("张😀伟", ProblemCode::NameCharacters),
        ("<script>alert(1)</script>", ProblemCode::NameCharacters),
        ("=HYPERLINK(\"http://x\")", ProblemCode::NameCharacters),
    ] {
        let bytes = workbook(|sheet| {
            header(sheet);
            let row = [name, "420199197610093214", "17482937730", "低压电工作业", "初训", "1期", "980", "980"];
            for (column, text) in (0_u16..).zip(row) {
                sheet.write_string(1, column, text).unwrap();
            }
        });
        assert_eq!(first_row_problems(&read("x.xlsx", &bytes).unwrap()), [(Column::Name, code)], "{name}");
    }
}

#[test]
fn formulas_with_errors_become_problems_and_good_ones_their_result() {
    let bytes = workbook(|sheet| {
        header(sheet);
        sheet.write_formula(1, 0, Formula::new("=A99").set_result("#REF!")).unwrap();
        sheet.write_formula(1, 1, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
        sheet.write_string(1, 2, "17482937730").unwrap();
        sheet.write_string(1, 3, "低压电工作业").unwrap();
        sheet.write_formula(1, 4, Formula::new("=\"初\"&\"训\"").set_result("初训")).unwrap();
        sheet.write_string(1, 5, "1期").unwrap();
        sheet.write_formula(1, 6, Formula::new("=900+80").set_result("980")).unwrap();
        sheet.write_formula(1, 7, Formula::new("=VLOOKUP(1,A:B,2)").set_result("#N/A")).unwrap();
    });
    let book = read("x.xlsx", &bytes).unwrap();
    assert_eq!(book.sheets[0].rows[1].cells[6], Cell::Number(980.0));
    let formula = ProblemCode::FormulaError;
    assert_eq!(
        first_row_problems(&book),
        [(Column::Name, formula), (Column::DocumentNumber, formula), (Column::Paid, formula)]
    );
}

#[test]
fn excel_97_files_read_like_new_ones() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/rosters/excel97.xls");
    let book = read("excel97.xls", &std::fs::read(path).unwrap()).unwrap();
    let guess = book.guess().unwrap();
    let header = guess.header.unwrap();
    assert_eq!((guess.sheet, header.row, header.mapping.missing(ImportKind::Roster).len()), (1, 3, 0));
    let rows = &book.sheets[1].rows;
    assert_eq!(rows[3].cells[12].display(), "2026-10-01");
    assert_eq!(rows[6].cells[2].display(), "5.10199200412061E+17");
    assert_eq!(rows[8].cells[3], Cell::Number(15_912_712_010.0));
    let data = book
        .data(ImportKind::Roster, 1, 3, &header.mapping, &Constants(vec![(Column::Remark, "老系统".into())]))
        .unwrap();
    assert_eq!(data.rows.len(), 18);
    assert!(data.rows.iter().all(|row| row.text(Column::Remark) == "老系统"));
}
