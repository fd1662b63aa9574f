//! Rosters imported in a real browser, through the staff console as staff use it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Write as _};
use std::path::PathBuf;

use e2e::console::{Console, ShownRow};
use e2e::sample::{self, Sample};
use e2e::{Look, OrFail, Portal, Staff, database, wait};
use roster_reader::book;
use rust_xlsxwriter::{Formula, Workbook, Worksheet};
use serde_json::json;
use shared::imports::RowFate;
use shared::imports::api::{
    ImportRow, ImportSummary, ListImportRows, ListImportRowsRequest, ListImports, ListImportsRequest,
};
use shared::roster::check::{NoteKind, ProblemCode};
use shared::roster::columns::Column;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// What imports keep for themselves, and what every request writes.
const OF_IMPORTS: [&str; 9] = [
    "imports",
    "import_rows",
    "import_counts",
    "import_proposals",
    "import_effects",
    "import_mappings",
    "replies",
    "audit",
    "staff_sessions",
];

/// Everything that an import may only touch once it was confirmed.
fn facts(portal: &mut Portal) -> Vec<String> {
    portal.with_database(|database| {
        database::dump(database, &[&OF_IMPORTS[..], &["staff", "tries", "catalogue"]].concat())
    })
}

fn number(portal: &mut Portal, sql: &str) -> i64 {
    portal.with_database(|database| database.query_row(sql, [], |row| row.get(0)).or_fail(sql))
}

fn newest(staff: &mut Staff) -> ImportSummary {
    let page = staff.call::<ListImports>(&ListImportsRequest::default()).or_fail("imports");
    page.items.into_iter().next().or_fail("an import")
}

/// The rows with a fate as the portal has them.
fn rows_of(staff: &mut Staff, import: &ImportSummary, fate: RowFate) -> Vec<ImportRow> {
    let mut rows = Vec::new();
    let mut request = ListImportRowsRequest { id: import.id, fate: Some(fate), after: None };
    loop {
        let page = staff.call::<ListImportRows>(&request).or_fail("rows");
        rows.extend(page.items);
        request.after = page.next;
        if request.after.is_none() {
            return rows;
        }
    }
}

fn row_numbers(rows: &[ShownRow]) -> Vec<u32> {
    rows.iter().map(|row| row.row_no).collect()
}

#[test]
fn a_clean_roster_goes_from_the_file_to_the_report_and_a_second_time_changes_nothing() {
    let (mut portal, mut staff) = Portal::set_up();
    let sample = Sample::read("clean.xlsx");
    let downloads = tempfile::tempdir().or_fail("a folder for downloads");
    {
        let console = Console::sign_in(&portal, &mut staff, Look::desk());
        console.preview(&sample::path("clean.xlsx"));
        console.browser.wait_for_text("有 60 行可以导入。");
        let shown = console.rows("新增", 60);
        let expected: Vec<u32> = sample.rows.iter().map(shared::roster::row::RawRow::row_no).collect();
        assert_eq!(row_numbers(&shown), expected);
        for (shown, raw) in shown.iter().zip(&sample.rows) {
            for column in [Column::Name, Column::DocumentNumber, Column::Course, Column::Class] {
                assert!(shown.text.contains(raw.text(column)), "{column:?} of {shown:?}");
            }
        }
        console.confirm("导入 60 行", "导入");
        console.browser.wait_for_text("全部处理完毕。");
        console.browser.assert_accessible();
        console.browser.assert_console_empty();

        let behaviour = json!({ "behavior": "allow", "downloadPath": downloads.path().display().to_string() });
        console.browser.devtools("Page.setDownloadBehavior", &behaviour);
        for (button, ending) in [("下载报告（Excel）", "xlsx"), ("下载报告（CSV）", "csv")] {
            console.click(button);
            let bytes = wait::until(format_args!("the report as {ending}"), || {
                let file = fs::read_dir(downloads.path()).ok()?.flatten().map(|entry| entry.path());
                let file = file.into_iter().find(|path| path.extension().is_some_and(|found| found == ending))?;
                fs::read(file).ok().filter(|bytes| !bytes.is_empty())
            });
            assert_report(&sample, &bytes, ending);
        }
    }
    let after_first = facts(&mut portal);
    assert_eq!(number(&mut portal, "select sum(paid) from enrolments"), sample.paid());

    let console = Console::with_session(&portal, &staff, Look::desk());
    console.choose(&sample::path("clean.xlsx"));
    console.browser.wait_for_text("已按上次同样表头的设置对应各列。");
    console.click("上传并检查");
    console.browser.wait_for_text("名册里的内容系统里都有了，没有需要导入的行。");
    assert_eq!(console.rows("无变化", 60).len(), 60);
    assert!(!console.browser.text().contains("导入 60 行"));
    drop(console);
    assert!(facts(&mut portal) == after_first, "the same file has changed something");
}

/// Every row and its fate; document numbers whole and as text.
fn assert_report(sample: &Sample, bytes: &[u8], ending: &str) {
    if ending == "csv" {
        assert!(bytes.starts_with(b"\xef\xbb\xbf"), "no byte order mark: Excel would read it as GB18030");
    }
    let book = book::read(&format!("report.{ending}"), bytes).or_fail("reading the report");
    let sheet = book.sheets.first().or_fail("a sheet");
    let lines: Vec<String> = sheet
        .rows
        .iter()
        .map(|row| row.cells.iter().map(|cell| format!("[{}]", cell.display().trim())).collect::<Vec<_>>().concat())
        .collect();
    assert_eq!(lines.len(), sample.rows.len() + 1, "{lines:#?}");
    for raw in &sample.rows {
        let number = raw.text(Column::DocumentNumber);
        let line = lines.iter().find(|line| line.contains(&format!("[{number}]")));
        let line =
            line.or_fail(format_args!("no whole document number of row {} in the {ending} report", raw.row_no()));
        assert!(line.contains(raw.text(Column::Name)) && line.contains("已新增"), "{line}");
    }
}

#[test]
fn a_messy_roster_is_explained_corrected_imported_and_undone() {
    let (mut portal, mut staff) = Portal::set_up();
    let before = facts(&mut portal);
    {
        let console = Console::with_session(&portal, &staff, Look::desk());
        console.preview(&sample::path("messy.xlsx"));
        console.browser.wait_for_text("有 77 行可以导入；另有 43 行有问题，可以现在更正，也可以先导入其他行。");
        console.browser.wait_for_text("第 133 行（合计行）、第 134 行（表尾）");
        let import = newest(&mut staff);
        assert_problems(&console, &mut staff, &import);
        assert_normalisations(&console, &mut staff, &import);
        assert_eq!(row_numbers(&console.rows("重复", 4)), [34, 65, 96, 128]);
        console.browser.assert_accessible();
        console.browser.assert_console_empty();
    }
    assert!(facts(&mut portal) == before, "the preview has written something");

    {
        let console = Console::with_session(&portal, &staff, Look::desk());
        let import = newest(&mut staff);
        console.open(&format!("/staff/imports/{}", import.id));
        console.browser.wait_for_text("逐行结果");
        console.browser.wait_for_text("第 133 行（合计行）、第 134 行（表尾）");
        // A phone that had ten digits, mended where it stands.
        let problems = console.rows("有问题", 43);
        assert!(problems.iter().any(|row| row.row_no == 14 && row.text.contains("手机号不是 11 位")));
        let field = console.browser.find(&format!("#row-14-{}", Column::Phone.index()));
        field.clear();
        field.type_text("13812345678");
        let script = "document.querySelector(arguments[0]).closest('form').querySelector('[type=submit]').click()";
        console.browser.script_with(script, &[json!(format!("#row-14-{}", Column::Phone.index()))]);
        console.browser.wait_for_text("第 14 行已更正，现在是：新增");
        console.browser.wait_for_text("有 78 行可以导入；另有 42 行有问题");

        console.confirm("导入 78 行", "导入");
        console.browser.wait_for_text("没有问题的行都已导入。还有 42 行有问题，可以在下面更正后再导入。");
        let shown = console.rows("已新增", 78);
        assert!(shown.iter().any(|row| row.row_no == 14));
    }
    assert_eq!(number(&mut portal, "select count(*) from enrolments"), 78);
    assert_eq!(number(&mut portal, "select count(*) from trainees where phone = '13812345678'"), 1);
    let names = "select count(*) from courses a join courses b on b.kind = a.kind and b.id <> a.id and b.name like a.name || '%'";
    assert_eq!(number(&mut portal, names), 0, "a short name has become a course of its own");

    {
        let console = Console::with_session(&portal, &staff, Look::desk());
        let import = newest(&mut staff);
        console.open(&format!("/staff/imports/{}", import.id));
        console.confirm("撤销这次导入", "撤销这次导入");
        console.browser.wait_for_text("这次导入已撤销");
        console.browser.assert_console_empty();
    }
    assert!(facts(&mut portal) == before, "something of the import has stayed");
}

/// Every kind of problem, in its rows, in words, and nothing that is none.
fn assert_problems(console: &Console, staff: &mut Staff, import: &ImportSummary) {
    let off_their_way = Sample::read("messy.xlsx").off_their_way();
    assert_eq!(off_their_way.len(), 8);
    let words: [(ProblemCode, &str, &[u32]); 7] = [
        (ProblemCode::StageNotOnItsWay, "这类培训没有这个办证环节", &off_their_way),
        (ProblemCode::NameMissing, "没有姓名", &[18, 37, 55, 73, 91, 110, 129]),
        (ProblemCode::DocumentDigitsLost, "Excel 已把后几位数字改成 0，号码不完整", &[7, 24, 43, 61, 80, 98, 116]),
        (ProblemCode::DocumentCheckDigit, "校验位不符，有一位输错了", &[13, 31, 49, 68, 86, 105, 122]),
        (ProblemCode::PhoneLength, "手机号不是 11 位", &[14, 32, 50, 69, 87, 106, 123]),
        (ProblemCode::PaidMoreThanDue, "已缴比应缴多", &[16, 35, 53, 71, 89, 108, 125]),
        (ProblemCode::CreditCodeCharacters, "信用代码里有不能使用的字符", &[15, 33, 51, 88, 107, 124]),
    ];
    let mut shown = console.rows("有问题", 43);
    shown.extend(console.rows("新增", 77));
    let mut rows = rows_of(staff, import, RowFate::Problem);
    rows.extend(rows_of(staff, import, RowFate::Add));
    assert_eq!(row_numbers(&shown), rows.iter().map(|row| row.raw.row_no()).collect::<Vec<_>>());
    for (code, text, expected) in words {
        let found: BTreeSet<u32> = shown.iter().filter(|row| row.text.contains(text)).map(|row| row.row_no).collect();
        assert_eq!(found, expected.iter().copied().collect(), "{code:?}");
    }
    let codes: BTreeSet<ProblemCode> = rows.iter().flat_map(|row| &row.problems).map(|problem| problem.code).collect();
    assert_eq!(codes, words.iter().map(|(code, ..)| *code).collect());
    for (shown, row) in shown.iter().zip(&rows) {
        for problem in &row.problems {
            assert!(shown.text.contains(&problem.value), "{shown:?} does not show the value {:?}", problem.value);
        }
    }
}

/// Every normalisation, with what stood there and what became of it.
fn assert_normalisations(console: &Console, staff: &mut Staff, import: &ImportSummary) {
    let mut kinds: BTreeMap<(Column, NoteKind), usize> = BTreeMap::new();
    for (tab, fate) in [("新增", RowFate::Add), ("有问题", RowFate::Problem), ("重复", RowFate::Repeat)] {
        let rows = rows_of(staff, import, fate);
        let shown = console.rows(tab, i64::try_from(rows.len()).or_fail("a number"));
        for (shown, row) in shown.iter().zip(&rows) {
            assert_eq!(shown.row_no, row.raw.row_no());
            for note in &row.normalised {
                *kinds.entry((note.column, note.kind)).or_default() += 1;
                for text in [&note.from, &note.to] {
                    assert!(shown.text.contains(text.as_str()), "{shown:?} does not show {note:?}");
                }
            }
        }
    }
    let expected = [
        ((Column::Name, NoteKind::Spaces), 7),
        ((Column::DocumentNumber, NoteKind::FullWidth), 7),
        ((Column::DocumentNumber, NoteKind::Spaces), 7),
        ((Column::Phone, NoteKind::PhoneForm), 7),
        ((Column::Phone, NoteKind::NumberCell), 7),
        ((Column::Fee, NoteKind::MoneyForm), 7),
        ((Column::Paid, NoteKind::MoneyForm), 7),
        ((Column::PaidOn, NoteKind::DateForm), 7),
        ((Column::Course, NoteKind::CourseName), 5),
    ];
    assert_eq!(kinds, expected.into());
}

#[test]
fn a_roster_in_gb18030_reads_like_any_other() {
    let (mut portal, staff) = Portal::set_up();
    let sample = Sample::read("gb18030.csv");
    {
        let console = Console::with_session(&portal, &staff, Look::desk());
        console.preview(&sample::path("gb18030.csv"));
        let shown = console.rows("新增", sample.good_rows());
        assert!(shown.first().or_fail("a row").text.contains("刘清辉"));
        console.confirm(&format!("导入 {} 行", sample.good_rows()), "导入");
        console.browser.wait_for_text("没有问题的行都已导入。");
        console.browser.assert_console_empty();
    }
    assert_eq!(number(&mut portal, "select sum(fee) from enrolments"), sample.due());
    assert_eq!(number(&mut portal, "select count(*) from trainees where name = '刘清辉'"), 1);
}

#[test]
fn a_years_roster_goes_in_with_progress_survives_a_reload_and_never_holds_up_the_page() {
    let (mut portal, mut staff) = Portal::set_up();
    let sample = Sample::read("year-12000.xlsx");
    let file = sample::path("year-12000.xlsx");
    {
        let console = Console::with_session(&portal, &staff, Look::desk());
        console.choose(&file);
        console.click("上传并检查");
        // The page is loaded anew in the middle of the upload: what arrived is kept.
        wait::until("some rows at the portal", || (newest_uploaded(&mut staff) >= 1_000).then_some(()));
        let first = console.longest_task();
        console.browser.reload();
        let import = newest(&mut staff);
        assert!(import.uploaded_rows < 12_000, "all rows were there before the page was loaded anew");
        console.open(&format!("/staff/imports/{}", import.id));
        console.browser.wait_for_text("请重新选择同一个文件，会接着上传；也可以放弃这次导入。");

        console.choose(&file);
        console.click("上传并检查");
        let good = sample.good_rows();
        let words = &format!("有 {good} 行可以导入；另有 {} 行有问题", sample.total() - good);
        let found =
            wait::within(std::time::Duration::from_mins(3), || console.browser.text().contains(words).then_some(()));
        found.or_fail(format_args!("no {words}: {}", console.browser.text()));
        assert_eq!(newest(&mut staff).id, import.id, "the upload has begun anew");
        console.confirm(&format!("导入 {good} 行"), "导入");
        let found = wait::within(std::time::Duration::from_mins(3), || {
            console.browser.text().contains("没有问题的行都已导入。").then_some(())
        });
        found.or_fail(format_args!("not imported: {}", console.browser.text()));

        let progress = console.shown_progress();
        for word in ["正在上传", "正在比对", "正在导入"] {
            assert!(progress.iter().any(|shown| shown == word), "no progress of {word:?} in {progress:?}");
        }
        let longest = console.longest_task().max(first);
        assert!(longest <= 200.0, "a task held up the page for {longest} ms");
        console.browser.assert_console_empty();
    }
    assert_eq!(number(&mut portal, "select count(*) from enrolments"), sample.good_rows());
    assert_eq!(number(&mut portal, "select sum(fee) from enrolments"), sample.due());
    assert_eq!(number(&mut portal, "select sum(amount) from payments"), sample.paid());
}

fn newest_uploaded(staff: &mut Staff) -> i64 {
    let page = staff.call::<ListImports>(&ListImportsRequest::default()).or_fail("imports");
    page.items.first().map_or(0, |import| import.uploaded_rows)
}

const HEADER: [&str; 8] = ["姓名", "身份证号", "手机号", "培训项目", "培训类型", "班次", "应缴", "已缴"];
const GOOD: [&str; 8] = ["张伟", "420199197610093214", "17482937730", "低压电工作业", "初训", "1期", "980", "980"];

fn workbook(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    fill(workbook.add_worksheet());
    workbook.save_to_buffer().or_fail("a workbook")
}

fn line(sheet: &mut Worksheet, row: u32, texts: &[&str]) {
    for (column, text) in (0_u16..).zip(texts) {
        sheet.write_string(row, column, *text).or_fail("a cell");
    }
}

/// A workbook with the header and one row, spoilt by the test.
fn roster(spoil: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    workbook(|sheet| {
        line(sheet, 0, &HEADER);
        line(sheet, 1, &GOOD);
        spoil(sheet);
    })
}

fn docx() -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in [("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<w:document/>")] {
        archive.start_file(name, SimpleFileOptions::default()).or_fail(name);
        archive.write_all(content.as_bytes()).or_fail(name);
    }
    archive.finish().or_fail("an archive").into_inner()
}

/// A compound file that names an encrypted package, as Excel writes a workbook with a password.
fn encrypted() -> Vec<u8> {
    let mut bytes = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    bytes.resize(1024, 0);
    bytes.extend("EncryptedPackage".encode_utf16().chain([0]).flat_map(u16::to_le_bytes));
    bytes.resize(4096, 0);
    bytes
}

fn lines(rows: usize) -> Vec<u8> {
    let mut text = HEADER.join(",");
    for row in 0..rows {
        write!(text, "\n张三,{row},13800000000").or_fail("writing");
    }
    text.into_bytes()
}

#[test]
fn bad_files_are_refused_with_their_reason_and_hostile_cells_explained() {
    let (mut portal, staff) = Portal::set_up();
    let before = facts(&mut portal);
    let folder = tempfile::tempdir().or_fail("a folder");
    let refused: [(&str, Vec<u8>, &str); 9] = [
        ("文档.xlsx", docx(), "这不是 Excel 或 CSV 文件"),
        ("有密码.xlsx", encrypted(), "文件有密码"),
        ("空表.xlsx", workbook(|_| {}), "文件里没有内容"),
        ("空.csv", Vec::new(), "文件里没有内容"),
        ("太大.xlsx", vec![b'x'; 50 * 1024 * 1024], "文件超过 20 MB"),
        ("十万行.csv", lines(100_000), "超过 20,000 行"),
        ("三百列.xlsx", roster(|sheet| line(sheet, 1, &["x"; 300])), "超过 200 列"),
        ("一半.xlsx", roster(|_| {}).into_iter().take(2_000).collect(), "文件读不出来"),
        ("图片.xlsx", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(), "这不是 Excel 或 CSV 文件"),
    ];
    {
        let console = Console::with_session(&portal, &staff, Look::desk());
        console.browser.before_every_page("window.alert = () => { window.alerted = true; };");
        for (name, bytes, reason) in refused {
            let file = write(&folder, name, &bytes);
            console.choose(&file);
            console.browser.wait_for_text(reason);
            assert!(console.browser.text().contains(name), "{name} is not named");
            assert!(!console.browser.text().contains("上传并检查"), "{name} can be sent");
            let longest = console.longest_task();
            assert!(longest <= 200.0, "{name} held up the page for {longest} ms");
            console.click("换一个文件");
            console.browser.wait_for_text("把表格文件拖到这里");
        }
        let long = "长".repeat(200);
        let cases: [(&str, Vec<u8>, &str, &str); 5] = [
            (
                "公式.xlsx",
                roster(|sheet| {
                    sheet.write_formula(1, 0, Formula::new("=A99").set_result("#REF!")).or_fail("a formula");
                }),
                "公式出错",
                "#REF!",
            ),
            ("长名.xlsx", roster(|sheet| line(sheet, 1, &[&long])), "内容太长", &long),
            ("表情.xlsx", roster(|sheet| line(sheet, 1, &["张😀伟"])), "姓名里有不能使用的字符", "张😀伟"),
            (
                "脚本.xlsx",
                roster(|sheet| line(sheet, 1, &["<script>alert(1)</script>"])),
                "姓名里有不能使用的字符",
                "<script>alert(1)</script>",
            ),
            (
                "图.xlsx",
                roster(|sheet| line(sheet, 1, &["<img src=x onerror=alert(1)>"])),
                "姓名里有不能使用的字符",
                "<img src=x onerror=alert(1)>",
            ),
        ];
        for (name, bytes, problem, value) in cases {
            console.preview(&write(&folder, name, &bytes));
            console.browser.wait_for_text("有 1 行有问题");
            let rows = console.rows("有问题", 1);
            let text = &rows.first().or_fail("a row").text;
            assert!(text.contains(problem) && text.contains(value), "{name}: {text}");
            assert!(!console.browser.text().contains("导入 1 行"), "{name} can be imported");
        }
        assert_eq!(console.browser.script("return window.alerted ?? false"), json!(false));
        assert_eq!(
            console.browser.script("return document.querySelectorAll('main script, main img').length"),
            json!(0)
        );
        console.browser.assert_console_empty();
    }
    assert!(facts(&mut portal) == before, "a bad file has changed something");
}

fn write(folder: &tempfile::TempDir, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.path().join(name);
    fs::write(&path, bytes).or_fail(name);
    path
}
