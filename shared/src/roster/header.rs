//! Where the header of a file stands, and what it says.

use serde::{Deserialize, Serialize};

use super::cell::SheetRow;
use super::columns::{Certainty, Column, Mapping, header_text};
use crate::imports::ImportKind;
use crate::text;

/// A header that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// The last row of the header, from 1: the next row is data.
    pub row: u32,
    /// What stands over each column, for people.
    pub texts: Vec<String>,
    pub mapping: Mapping,
    /// Beside the mapping: how sure each is.
    pub certainty: Vec<Option<Certainty>>,
    /// Higher is surer; comparable between sheets.
    pub score: u32,
    /// Of the header's texts: a corrected mapping is remembered under it. 16 hex digits.
    pub fingerprint: String,
}

/// Rows from the top in which a header is looked for.
const SEARCH_ROWS: usize = 40;

/// Finds the header row: the one whose texts mean most. Titles and instructions above it mean nothing; a header of two
/// rows (`缴费信息` over `应缴`, `已缴`, `日期`) is read as one.
pub fn find_header(kind: ImportKind, rows: &[SheetRow]) -> Option<Header> {
    let mut best: Option<Header> = None;
    for (at, row) in rows.iter().take(SEARCH_ROWS).enumerate() {
        let one = one_row_header(kind, row);
        let two = rows
            .get(at + 1)
            .filter(|next| next.number == row.number + 1)
            .and_then(|next| two_row_header(kind, row, next));
        let candidate = two.filter(|two| two.score > one.score).unwrap_or(one);
        if best.as_ref().is_none_or(|best| candidate.score > best.score) {
            best = Some(candidate);
        }
    }
    best.filter(|header| header.mapping.columns().iter().flatten().count() >= 2)
}

/// Reads the header that a person pointed at. It may be the lower of two rows.
pub fn header_at(kind: ImportKind, rows: &[SheetRow], row_no: u32) -> Option<Header> {
    let at = rows.iter().position(|row| row.number == row_no)?;
    let row = rows.get(at)?;
    let one = one_row_header(kind, row);
    let above = at.checked_sub(1).and_then(|above| rows.get(above)).filter(|above| above.number + 1 == row_no);
    Some(above.and_then(|above| two_row_header(kind, above, row)).filter(|two| two.score > one.score).unwrap_or(one))
}

/// What kind of file it is and where its header stands: the kind whose words the header has most of. A list of the
/// authority must say something that only such a list says; a roster it may always be.
pub fn guess_header(rows: &[SheetRow]) -> Option<(ImportKind, Header)> {
    let mut best: Option<(ImportKind, Header)> = None;
    for kind in ImportKind::ALL {
        let Some(header) = find_header(kind, rows) else { continue };
        let surer = best.as_ref().is_none_or(|(_, known)| header.score > known.score);
        if surer && says_what_it_lists(kind, &header.mapping) {
            best = Some((kind, header));
        }
    }
    best
}

fn says_what_it_lists(kind: ImportKind, mapping: &Mapping) -> bool {
    let telling: &[Column] = match kind {
        ImportKind::Roster => return true,
        ImportKind::ExamSchedule => {
            &[Column::ExamOn, Column::TheoryOn, Column::PracticalOn, Column::ExamTime, Column::ExamPlace]
        }
        ImportKind::ExamResults => &[Column::Score, Column::TheoryScore, Column::PracticalScore, Column::Result],
        ImportKind::Certificates => &[Column::CertificateNumber, Column::ValidUntil, Column::FirstIssuedOn],
    };
    telling.iter().any(|column| mapping.place_of(*column).is_some())
}

fn one_row_header(kind: ImportKind, row: &SheetRow) -> Header {
    let texts: Vec<String> = row.cells.iter().map(|cell| text::normalise(&cell.display())).collect();
    let meanings = texts.iter().map(|text| Column::from_header(kind, text)).collect();
    build(row.number, texts, meanings)
}

fn two_row_header(kind: ImportKind, upper: &SheetRow, lower: &SheetRow) -> Option<Header> {
    let mut texts = Vec::new();
    let mut meanings = Vec::new();
    let mut group = String::new();
    let mut from_lower = 0;
    for column in 0..upper.cells.len().max(lower.cells.len()) {
        let above = text::normalise(&upper.cell(column).display());
        let below = text::normalise(&lower.cell(column).display());
        if !above.is_empty() {
            group.clone_from(&above);
        }
        let grouped = format!("{group}{below}");
        let candidates = if below.is_empty() { vec![above] } else { vec![below, grouped, above] };
        let found = candidates
            .iter()
            .zip(0..)
            .find_map(|(text, place)| Column::from_header(kind, text).map(|found| (text, place, found)));
        if let Some((text, place, meaning)) = found {
            from_lower += usize::from(candidates.len() == 3 && place < 2);
            texts.push(text.clone());
            meanings.push(Some(meaning));
        } else {
            texts.push(candidates.into_iter().next().unwrap_or_default());
            meanings.push(None);
        }
    }
    (from_lower >= 2).then(|| build(lower.number, texts, meanings))
}

fn build(row: u32, texts: Vec<String>, meanings: Vec<Option<(Column, Certainty)>>) -> Header {
    let mut columns: Vec<Option<Column>> = vec![None; meanings.len()];
    let mut certainty = vec![None; meanings.len()];
    let mut score = 0;
    // Exact ones first: where two columns could mean the same, the surer one, then the one further left, has it.
    for wanted in [Certainty::Exact, Certainty::Likely] {
        for (place, meaning) in meanings.iter().enumerate() {
            let Some((column, sure)) = meaning else { continue };
            if *sure != wanted || columns.contains(&Some(*column)) {
                continue;
            }
            if let (Some(slot), Some(sure_slot)) = (columns.get_mut(place), certainty.get_mut(place)) {
                *slot = Some(*column);
                *sure_slot = Some(*sure);
                score += weight(*column, *sure);
            }
        }
    }
    let fingerprint = fingerprint(&texts);
    // No meaning stands twice, and the reader refuses sheets with more columns than a mapping has.
    let mapping = Mapping::try_from(columns).unwrap_or_default();
    Header { row, texts, mapping, certainty, score, fingerprint }
}

const fn weight(column: Column, certainty: Certainty) -> u32 {
    let sure = match certainty {
        Certainty::Exact => 10,
        Certainty::Likely => 6,
    };
    match column {
        Column::Name | Column::DocumentNumber => sure * 2,
        _ => sure,
    }
}

/// FNV-1a over the header's texts in their compared form: equal for files made from the same template.
fn fingerprint(texts: &[String]) -> String {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut add = |byte: u8| hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let filled = texts.iter().rposition(|text| !text.is_empty()).map_or(0, |last| last + 1);
    for text in texts.iter().take(filled) {
        header_text(text).bytes().for_each(&mut add);
        add(0x1f);
    }
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::super::cell::Cell;
    use super::*;
    use Column as C;

    fn row(number: u32, cells: &[&str]) -> SheetRow {
        let cells = cells.iter().map(|text| if text.is_empty() { Cell::Empty } else { Cell::Text((*text).into()) });
        SheetRow { number, cells: cells.collect() }
    }

    #[test]
    fn the_header_is_found_below_titles() {
        let rows = [
            row(1, &["安全生产培训学员登记表"]),
            row(2, &["填报单位:", "", "", "填报日期:2026年10月28日"]),
            row(4, &["序号", "姓名", "身份证\n号 码", "联系电话", "其他", "电话"]),
            row(5, &["1", "史轩", "420199197610093214", "17482937730", "", ""]),
        ];
        let header = find_header(ImportKind::Roster, &rows).unwrap();
        assert_eq!(header.row, 4);
        let expected =
            [Some(Column::Sequence), Some(Column::Name), Some(Column::DocumentNumber), Some(Column::Phone), None, None];
        assert_eq!(header.mapping.columns(), expected);
        assert_eq!(header.mapping.missing(ImportKind::Roster), [Column::Course, Column::Kind, Column::Class]);
        assert_eq!(header_at(ImportKind::Roster, &rows, 4), Some(header));
        assert_eq!(find_header(ImportKind::Roster, &rows[..2]), None);
        assert_eq!(find_header(ImportKind::Roster, &[]), None);
        assert_eq!(header_at(ImportKind::Roster, &rows, 3), None);
    }

    #[test]
    fn a_header_of_two_rows_is_read_as_one() {
        let rows = [
            row(1, &["序号", "姓名", "身份证号", "缴费", "", "", "培训项目"]),
            row(2, &["", "", "", "应缴", "已缴", "日期", ""]),
            row(3, &["1", "史轩", "420199197610093214", "980", "980", "2026-10-05", "低压电工作业"]),
        ];
        let header = find_header(ImportKind::Roster, &rows).unwrap();
        assert_eq!(header.row, 2);
        let expected = [C::Sequence, C::Name, C::DocumentNumber, C::Fee, C::Paid, C::PaidOn, C::Course].map(Some);
        assert_eq!(header.mapping.columns(), expected);
        assert_eq!(header_at(ImportKind::Roster, &rows, 2).unwrap(), header);
    }

    #[test]
    fn the_fingerprint_is_of_the_template() {
        let of = |cells: &[&str]| one_row_header(ImportKind::Roster, &row(1, cells)).fingerprint;
        assert_eq!(of(&["姓名", "身份证\n号 码", ""]), of(&["姓 名", "身份证号码"]));
        assert_ne!(of(&["姓名", "身份证号码"]), of(&["身份证号码", "姓名"]));
        assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
    }
}
