//! A row of a file as it travels to the server, and the rows that are no data.

use serde::{Deserialize, Serialize};

use super::cell::{Cell, SheetRow};
use super::columns::{Column, Mapping};
use super::header::Header;
use crate::text::{self, InvalidText};

/// Longer texts are cut and end in `…`. Every column's own limit is lower, so that a cut text is always reported.
pub const MAX_CELL_CHARS: usize = 1_000;
/// Excel's last row.
const LAST_ROW_NO: u32 = 1_048_576;

/// The texts of one row, by column, as they stand in the file: nothing is normalised yet.
///
/// On the wire `{"n": 4, "c": ["1", "史轩", …], "f": 8}`: row number, texts in the order of [`Column::ALL`] without the
/// empty ones at the end (a row staged before there were more columns is one that ends early), and a bit for each column whose cell held a number (absent when none did).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Wire", into = "Wire")]
pub struct RawRow {
    row_no: u32,
    texts: Vec<String>,
    numbers: u64,
}

impl RawRow {
    /// An empty row with this number.
    pub fn new(row_no: u32) -> Self {
        Self { row_no, texts: Vec::new(), numbers: 0 }
    }

    /// The mapped cells of a row of the sheet.
    pub fn from_sheet(row: &SheetRow, mapping: &Mapping) -> Self {
        let mut raw = Self::new(row.number);
        for (place, column) in mapping.columns().iter().enumerate() {
            let (Some(column), cell) = (column, row.cell(place)) else { continue };
            if !cell.is_blank() {
                raw.put(*column, &cell.display());
                if cell.is_number() {
                    raw.numbers |= bit(*column);
                }
            }
        }
        raw
    }

    /// As the spreadsheet numbers it, from 1.
    pub const fn row_no(&self) -> u32 {
        self.row_no
    }

    /// The text of a column; empty if there is none.
    pub fn text(&self, column: Column) -> &str {
        self.texts.get(column.index()).map_or("", String::as_str)
    }

    /// Whether the cell held a number, not a text: from 10^15 on Excel has lost digits.
    pub fn is_number(&self, column: Column) -> bool {
        self.numbers & bit(column) != 0
    }

    /// The row with a cell corrected by hand: from now on it is a text.
    #[must_use]
    pub fn corrected(mut self, column: Column, text: &str) -> Self {
        self.put(column, text);
        self.numbers &= !bit(column);
        self
    }

    /// Fills a column only where the row itself says nothing.
    #[must_use]
    pub fn with_default(self, column: Column, text: &str) -> Self {
        if text::normalise(self.text(column)).is_empty() { self.corrected(column, text) } else { self }
    }

    fn put(&mut self, column: Column, text: &str) {
        let place = column.index();
        if self.texts.len() <= place {
            self.texts.resize(place + 1, String::new());
        }
        if let Some(slot) = self.texts.get_mut(place) {
            *slot = match text.char_indices().nth(MAX_CELL_CHARS) {
                Some((end, _)) => format!("{}…", text.split_at(end).0),
                None => text.to_owned(),
            };
        }
    }
}

fn bit(column: Column) -> u64 {
    u32::try_from(column.index()).map_or(0, |place| 1 << place)
}

#[derive(Serialize, Deserialize)]
struct Wire {
    n: u32,
    c: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    f: Option<u64>,
}

impl TryFrom<Wire> for RawRow {
    type Error = InvalidText;
    fn try_from(wire: Wire) -> Result<Self, Self::Error> {
        let fits = (1..=LAST_ROW_NO).contains(&wire.n)
            && wire.c.len() <= Column::COUNT
            && wire.f.is_none_or(|flags| flags < 1 << Column::COUNT)
            && wire.c.iter().all(|text| text.chars().nth(MAX_CELL_CHARS + 1).is_none());
        if fits {
            Ok(Self { row_no: wire.n, texts: wire.c, numbers: wire.f.unwrap_or_default() })
        } else {
            Err(InvalidText("a roster row"))
        }
    }
}

impl From<RawRow> for Wire {
    fn from(row: RawRow) -> Self {
        let mut texts = row.texts;
        while texts.last().is_some_and(String::is_empty) {
            texts.pop();
        }
        Self { n: row.row_no, c: texts, f: Some(row.numbers).filter(|flags| *flags != 0) }
    }
}

/// Why rows of the sheet are not data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SkipReason {
    /// Nothing in it, or only a sequence number prepared for later.
    Blank,
    /// 合计, 小计 and their like.
    Total,
    /// 制表人, 审核人, notes, 以下空白.
    Footer,
    /// The header again, as on every printed page.
    Header,
}

/// Consecutive rows that were skipped for one reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SkippedRows {
    pub from_row: u32,
    pub count: u32,
    pub reason: SkipReason,
}

const TOTALS: [&str; 9] = ["合计", "总计", "小计", "共计", "累计", "总数", "本页小计", "本页合计", "本页共计"];
const FOOTERS: [&str; 22] = [
    "制表人",
    "制表",
    "制表单位",
    "制表日期",
    "填表人",
    "填报人",
    "填报单位",
    "填报日期",
    "审核人",
    "审核",
    "复核人",
    "经办人",
    "负责人",
    "联系人",
    "打印日期",
    "日期",
    "注",
    "备注",
    "说明",
    "盖章",
    "签字",
    "单位盖章",
];

/// Whether a row below the header is no data, and why. Only rows without document number, phone and name are
/// suspected; anything that could be a person is kept and, if need be, becomes a problem.
pub fn skip_reason(row: &SheetRow, header: &Header, mapping: &Mapping) -> Option<SkipReason> {
    let texts: Vec<String> = row.cells.iter().map(|cell| text::squash(&cell.display())).collect();
    let filled = || texts.iter().filter(|text| !text.is_empty());
    let at = |column: Column| mapping.place_of(column).and_then(|place| texts.get(place)).map_or("", String::as_str);
    let others = texts
        .iter()
        .enumerate()
        .any(|(place, text)| !text.is_empty() && Some(place) != mapping.place_of(Column::Sequence));
    if !others && is_sequence(at(Column::Sequence), row.cells.iter().find(|cell| !cell.is_blank())) {
        return Some(SkipReason::Blank);
    }
    let alike =
        header.texts.iter().zip(&texts).filter(|(head, text)| !text.is_empty() && text::squash(head) == **text).count();
    if alike >= 2 && alike * 2 > filled().count() {
        return Some(SkipReason::Header);
    }
    if !at(Column::DocumentNumber).is_empty() || !at(Column::Phone).is_empty() {
        return None;
    }
    if filled().any(|text| TOTALS.iter().any(|word| is_labelled(text, word) || starts_total(text, word))) {
        return Some(SkipReason::Total);
    }
    // A footer's words stand alone; in a data row they would stand beside a course, a class, a fee.
    let is_data = [Column::Course, Column::Operation, Column::Class, Column::Fee]
        .iter()
        .any(|column| !at(*column).is_empty() && !is_footer(at(*column)));
    if !is_data && filled().any(|text| is_footer(text)) {
        return Some(SkipReason::Footer);
    }
    None
}

fn is_footer(text: &str) -> bool {
    text.contains("以下空白")
        || text.contains("以下无正文")
        || FOOTERS.iter().any(|word| is_labelled(text, word))
        || (text.starts_with('第') && text.contains('页'))
}

/// A row with nothing but a number in the sequence column, or with nothing at all.
fn is_sequence(sequence: &str, first: Option<&Cell>) -> bool {
    first.is_none() || sequence.chars().all(|c| c.is_ascii_digit() || c == '.')
}

/// `制表人`, `制表人:`, `制表人: 张三`, but not `制表人员培训`.
fn is_labelled(text: &str, word: &str) -> bool {
    text.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '(', '1', '、']))
}

/// `合计120人`, `共计:36000元`
fn starts_total(text: &str, word: &str) -> bool {
    text.strip_prefix(word).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit() || c == '¥' || c == '人'))
}

#[cfg(test)]
mod tests {
    use super::super::header::find_header;
    use super::*;
    use crate::imports::ImportKind;
    use SkipReason as S;

    fn row(number: u32, cells: &[&str]) -> SheetRow {
        let cells = cells.iter().map(|text| if text.is_empty() { Cell::Empty } else { Cell::Text((*text).into()) });
        SheetRow { number, cells: cells.collect() }
    }

    #[test]
    fn rows_that_are_no_data_are_recognised() {
        let head = row(3, &["序号", "姓名", "身份证号", "手机号", "工作单位", "培训项目", "班次", "培训费"]);
        let header = find_header(ImportKind::Roster, std::slice::from_ref(&head)).unwrap();
        for (cells, reason) in [
            (vec![""], Some(S::Blank)),
            (vec!["", " ", "\u{3000}"], Some(S::Blank)),
            (vec!["121"], Some(S::Blank)),
            (vec!["合计", "", "", "", "", "", "", "98000"], Some(S::Total)),
            (vec!["", "合 计：", "", "", "", "", "", "98000"], Some(S::Total)),
            (vec!["", "", "", "", "", "", "合计120人", ""], Some(S::Total)),
            (vec!["", "制表人:", "", "", "", "审核人:"], Some(S::Footer)),
            (vec!["", "", "", "", "填表人：李四"], Some(S::Footer)),
            (vec!["", "以下空白"], Some(S::Footer)),
            (vec!["注：1、请勿修改表头"], Some(S::Footer)),
            (vec!["序号", "姓 名", "身份证号", "手机号"], Some(S::Header)),
            (vec!["1", "史轩", "420199197610093214", "17482937730"], None),
            (vec!["1", "", "420199197610093214"], None),
            (vec!["1", "史轩", "", "", "", "低压电工作业"], None),
            (vec!["1", "史轩"], None),
            (vec!["x"], None),
            (vec!["1", "合计", "420199197610093214"], None),
            (vec!["1", "", "", "17482937730", "合计"], None),
        ] {
            assert_eq!(skip_reason(&row(9, &cells), &header, &header.mapping), reason, "{cells:?}");
        }
    }

    #[test]
    fn a_row_travels_small_and_whole() {
        let head = row(1, &["姓名", "身份证号", "其他", "手机号"]);
        let header = find_header(ImportKind::Roster, std::slice::from_ref(&head)).unwrap();
        let cells = vec![
            Cell::Text(" 史 轩".into()),
            Cell::Number(5.101_992_004_120_607e17),
            Cell::Text("x".into()),
            Cell::Number(13_221_271_685.0),
        ];
        let raw = RawRow::from_sheet(&SheetRow { number: 7, cells }, &header.mapping);
        assert_eq!(raw.text(Column::Name), " 史 轩");
        assert_eq!(raw.text(Column::DocumentNumber), "5.10199200412061E+17");
        assert!(raw.is_number(Column::DocumentNumber) && !raw.is_number(Column::Name));
        let json = serde_json::to_string(&raw).unwrap();
        assert_eq!(json, r#"{"n":7,"c":[""," 史 轩","","5.10199200412061E+17","13221271685"],"f":24}"#);
        assert_eq!(serde_json::from_str::<RawRow>(&json).unwrap(), raw);

        let mended =
            raw.corrected(Column::DocumentNumber, "510199200412060711").with_default(Column::Course, "低压电工作业");
        assert!(!mended.is_number(Column::DocumentNumber));
        assert_eq!(mended.clone().with_default(Column::Course, "x").text(Column::Course), "低压电工作业");
        assert_eq!(mended.text(Column::Class), "");
    }

    #[test]
    fn rows_that_no_file_has_are_refused() {
        let long = "x".repeat(MAX_CELL_CHARS + 2);
        for json in [
            r#"{"n":0,"c":[]}"#.to_owned(),
            r#"{"n":1048577,"c":[]}"#.to_owned(),
            format!(r#"{{"n":1,"c":{:?}}}"#, [""; Column::COUNT + 1]),
            format!(r#"{{"n":1,"c":[],"f":{}}}"#, 1_u64 << Column::COUNT),
            format!(r#"{{"n":1,"c":["{long}"]}}"#),
        ] {
            assert!(serde_json::from_str::<RawRow>(&json).is_err(), "{json}");
        }
        let cut = RawRow::new(1).corrected(Column::Name, &"张".repeat(5_000));
        assert_eq!(cut.text(Column::Name).chars().count(), MAX_CELL_CHARS + 1);
        let json = serde_json::to_string(&cut).unwrap();
        assert_eq!(serde_json::from_str::<RawRow>(&json).unwrap(), cut);
    }
}
