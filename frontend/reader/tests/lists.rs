//! The lists of the authority in `tests/fixtures/lists`: made here, read as staff read them.
//!
//! No real list could be had. These are guesses, and say so in their first row; made anew with
//! `UPDATE_FIXTURES=1 cargo test -p roster-reader --test lists`. Their people are those of the sample roster
//! `clean.xlsx`, put into one class of forty, and two of one name.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use std::path::{Path, PathBuf};

use roster_reader::book::read;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use shared::certificates::exams::Part;
use shared::imports::ImportKind;
use shared::lists::check::{CheckedList, ResultWord, Says, check};
use shared::roster::check::ProblemCode;
use shared::roster::columns::Column;
use shared::roster::messages::Constants;
use shared::roster::row::{RawRow, SkipReason};

use Column as C;
use ProblemCode as P;

const BANNER: &str = "样例（格式为推测）/ guessed format";
const CLASS: &str = "2026-D20期";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures")
}

/// Rows of cells: `@2026-11-05` is a real date, `#85` a real number, everything else a text.
type Table = Vec<Vec<String>>;

fn cells(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

struct Person {
    name: String,
    document: String,
}

/// Forty in the class: 38 of the clean roster, then two of one name. Behind them two of a class that is still in training.
fn people() -> Vec<Person> {
    let book = read("clean.xlsx", &std::fs::read(folder().join("rosters/clean.xlsx")).unwrap()).unwrap();
    let person = |row: usize| {
        let row = &book.sheets[0].rows[row];
        Person { name: row.cell(1).display(), document: row.cell(2).display() }
    };
    let namesake = |document: &str| Person { name: "张伟".to_owned(), document: document.to_owned() };
    let mut people: Vec<Person> = (1..=38).map(person).collect();
    people.extend([namesake("450300198501010011"), namesake("450300199001010024")].map(with_check_digit));
    people.extend([person(39), person(40)]);
    people
}

/// GB 11643: the last digit follows from the others.
fn with_check_digit(person: Person) -> Person {
    let body: String = person.document.chars().take(17).collect();
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = body.chars().zip(weights).map(|(digit, weight)| digit.to_digit(10).unwrap() * weight).sum();
    let last = "10X98765432".chars().nth(usize::try_from(sum % 11).unwrap()).unwrap();
    Person { document: format!("{body}{last}"), ..person }
}

/// One digit is wrong.
fn mistyped(document: &str) -> String {
    let wrong = |(place, c): (usize, char)| if place == 9 { if c == '7' { '8' } else { '7' } } else { c };
    document.chars().enumerate().map(wrong).collect()
}

/// All fixtures: file name and table.
#[expect(clippy::too_many_lines, reason = "tables")]
fn fixtures() -> Vec<(&'static str, Table)> {
    let people = people();
    let (class, training) = people.split_at(40);
    let mut all = Vec::new();

    let head = [
        "姓名",
        "身份证号",
        "手机号",
        "培训项目",
        "培训类型",
        "班次",
        "应缴费用",
        "已缴费用",
        "缴费方式",
        "缴费日期",
        "办证环节",
    ];
    let mut roster = vec![cells(&head)];
    for (place, person) in people.iter().enumerate() {
        let (class, stage) = if place < 40 { (CLASS, "报考提交") } else { ("2026-D21期", "培训中") };
        let phone = format!("139{:08}", 10_000 + place);
        let row = [
            &person.name,
            &person.document,
            &phone,
            "低压电工作业",
            "初训",
            class,
            "980",
            "980",
            "微信",
            "2026-09-20",
            stage,
        ];
        roster.push(cells(&row));
    }
    all.push(("roster-class-40.xlsx", roster));

    let title = |text: &str| vec![cells(&[BANNER]), cells(&[text])];
    let mut schedule = title("特种作业考试安排表");
    schedule.push(cells(&[
        "序号",
        "姓名",
        "身份证号码",
        "作业类别",
        "准操项目",
        "理论考试时间",
        "实操考试时间",
        "考试地点",
    ]));
    for (place, person) in class.iter().enumerate() {
        let number = format!("#{}", place + 1);
        let row = [
            number.as_str(),
            &person.name,
            &person.document,
            "电工作业",
            "低压电工作业",
            "@2026-11-05",
            "@2026-11-16",
            "市安全生产考试中心",
        ];
        schedule.push(cells(&row));
    }
    all.push(("exam-schedule.xlsx", schedule));

    // The fourth fails, the fifth does not come.
    let mut theory = title("特种作业安全技术理论考试成绩");
    theory.push(cells(&["序号", "姓名", "证件号码", "准操项目", "考试科目", "考试日期", "成绩", "是否合格"]));
    for (place, person) in class.iter().enumerate() {
        let number = format!("#{}", place + 1);
        let (score, word) = match place {
            3 => ("#72".to_owned(), "不合格"),
            4 => (String::new(), "缺考"),
            _ => (format!("#{}", 80 + place % 21), "合格"),
        };
        let row = [
            number.as_str(),
            &person.name,
            &person.document,
            "低压电工作业",
            "安全技术理论",
            "@2026-11-05",
            &score,
            word,
        ];
        theory.push(cells(&row));
    }
    theory.push(cells(&["", "以下空白"]));
    all.push(("exam-results-theory.xlsx", theory));

    let mut make_up = vec![cells(&[BANNER])];
    make_up.push(cells(&["姓名", "身份证号", "科目", "考试时间", "分数", "结果"]));
    for (place, score) in [(3, "86"), (4, "91")] {
        make_up.push(cells(&[&class[place].name, &class[place].document, "理论", "2026.11.12", score, "及格"]));
    }
    all.push(("exam-results-make-up.csv", make_up));

    let mut practical = title("特种作业实际操作考试成绩");
    practical.push(cells(&["姓名", "身份证号", "班次", "考试日期", "实操成绩"]));
    for (place, person) in class.iter().enumerate() {
        practical.push(cells(&[
            &person.name,
            &person.document,
            CLASS,
            "2026年11月16日",
            &format!("{}分", 82 + place % 15),
        ]));
    }
    all.push(("exam-results-practical.xlsx", practical));

    let mut certificates = title("特种作业操作证发证名单");
    certificates.push(cells(&[
        "序号",
        "姓名",
        "身份证号",
        "证书编号",
        "作业类别",
        "准操项目",
        "初领日期",
        "有效期限",
        "应复审日期",
        "发证机关",
    ]));
    for (place, person) in class.iter().enumerate() {
        let (sequence, number) = (format!("#{}", place + 1), format!("T{}", person.document));
        let row = [
            sequence.as_str(),
            &person.name,
            &person.document,
            &number,
            "电工作业",
            "低压电工作业",
            "@2026-11-20",
            "2026-11-20至2032-11-19",
            "@2029-11-20",
            "广西壮族自治区应急管理厅",
        ];
        certificates.push(cells(&row));
    }
    all.push(("certificates.xlsx", certificates));

    // Each row is wrong in its own way.
    let mut bad = title("成绩（每一行都有问题）");
    bad.push(cells(&["姓名", "身份证号", "考试科目", "考试日期", "成绩", "是否合格"]));
    let who = |place: usize| (people[place].name.as_str(), people[place].document.as_str());
    let mut row = |(name, document): (&str, &str), rest: [&str; 4]| {
        bad.push([name, document].iter().chain(&rest).map(|text| (*text).to_owned()).collect());
    };
    let good = ["理论", "2026-11-05", "85", "合格"];
    let wrong_digit = mistyped(who(0).1);
    row((who(0).0, &wrong_digit), good);
    row(("张伟", ""), good);
    row(("张伟", "450300********0024"), good);
    row((who(6).0, who(7).1), good);
    let stranger = with_check_digit(Person { name: "陈无名".to_owned(), document: "110105194912310020".to_owned() });
    row((&stranger.name, &stranger.document), good);
    row((training[0].name.as_str(), training[0].document.as_str()), good);
    row(who(8), ["理论", "2026-11-05", "62", "合格"]);
    row(who(9), ["理论", "2026-11-05", "105", "合格"]);
    row(who(10), ["理论", "2036-11-05", "85", "合格"]);
    row(who(11), ["实操", "2026-11-05", "85", "合格"]);
    row(who(12), ["体能", "2026-11-05", "85", "合格"]);
    row(who(13), ["理论", "", "85", "合格"]);
    row(who(14), ["理论", "2026-11-05", "", ""]);
    row(who(15), ["理论", "2026-11-05", "85.5", "合格"]);
    row(who(16), ["理论", "2026-11-05", "85", "作弊"]);
    all.push(("exam-results-bad.xlsx", bad));

    let mut bad = title("发证名单（每一行都有问题）");
    bad.push(cells(&["姓名", "身份证号", "证书编号", "准操项目", "初领日期", "有效期起", "有效期止", "应复审日期"]));
    let mut row = |place: usize, number: Option<String>, rest: [&str; 5]| {
        let (name, document) = who(place);
        let number = number.unwrap_or_else(|| format!("T{document}"));
        bad.push([name, document, &number].iter().chain(&rest).map(|text| (*text).to_owned()).collect());
    };
    row(0, None, ["低压电工作业", "2026-11-01", "2026-11-01", "2032-10-31", "2029-11-01"]);
    row(1, None, ["低压电工作业", "2026-11-20", "2026-11-20", "2026-11-19", ""]);
    row(2, None, ["低压电工作业", "2026-11-20", "2026-11-20", "2032-11-19", "2033-11-20"]);
    row(5, Some(format!("T{}", who(6).1)), ["低压电工作业", "2026-11-20", "2026-11-20", "2032-11-19", ""]);
    row(6, Some(String::new()), ["低压电工作业", "2026-11-20", "2026-11-20", "2032-11-19", ""]);
    row(7, None, ["叉车司机", "2026-11-20", "2026-11-20", "2032-11-19", ""]);
    row(8, None, ["低压电工作业", "2036-11-20", "2036-11-20", "2042-11-19", ""]);
    row(40, None, ["低压电工作业", "2026-11-20", "2026-11-20", "2032-11-19", ""]);
    all.push(("certificates-bad.xlsx", bad));
    all
}

fn write(path: &Path, table: &Table) {
    if path.extension().is_some_and(|ending| ending == "csv") {
        let lines: Vec<String> = table.iter().map(|row| row.join(",")).collect();
        std::fs::write(path, encoding_rs::GB18030.encode(&lines.join("\r\n")).0).unwrap();
        return;
    }
    let mut workbook = Workbook::new();
    let date = Format::new().set_num_format("yyyy-mm-dd");
    let sheet = workbook.add_worksheet();
    for (row, cells) in (0..).zip(table) {
        for (column, text) in (0..).zip(cells) {
            if let Some(day) = text.strip_prefix('@') {
                let day = ExcelDateTime::parse_from_str(day).unwrap();
                sheet.write_datetime_with_format(row, column, &day, &date).unwrap();
            } else if let Some(number) = text.strip_prefix('#') {
                sheet.write_number(row, column, number.parse::<f64>().unwrap()).unwrap();
            } else if !text.is_empty() {
                sheet.write_string(row, column, text).unwrap();
            }
        }
    }
    workbook.save(path).unwrap();
}

#[test]
fn the_fixtures_are_those_of_this_file() {
    for (name, table) in fixtures() {
        let path = folder().join("lists").join(name);
        if std::env::var_os("UPDATE_FIXTURES").is_some() {
            write(&path, &table);
        }
        let book = read(name, &std::fs::read(&path).unwrap()).unwrap();
        for (row, cells) in table.iter().enumerate() {
            let number = u32::try_from(row + 1).unwrap();
            let found = book.sheets[0].rows.iter().find(|row| row.number == number).unwrap();
            for (column, text) in cells.iter().enumerate() {
                assert_eq!(found.cell(column).display(), text.trim_start_matches(['@', '#']), "{name} {number}");
            }
        }
    }
}

/// What somebody who accepts every guess gets.
fn opened(name: &str) -> (ImportKind, Vec<RawRow>, Vec<SkipReason>) {
    let book = read(name, &std::fs::read(folder().join("lists").join(name)).unwrap()).unwrap();
    let guess = book.guess().unwrap();
    let header = guess.header.unwrap();
    assert_eq!(header.mapping.missing(guess.kind), [], "{name}");
    let data = book.data(guess.kind, guess.sheet, header.row, &header.mapping, &Constants::default()).unwrap();
    (guess.kind, data.rows, data.skipped.iter().map(|skipped| skipped.reason).collect())
}

fn checked(name: &str) -> (ImportKind, Vec<CheckedList>) {
    let (kind, rows, _) = opened(name);
    (kind, rows.iter().map(|raw| check(kind, raw)).collect())
}

#[test]
fn every_list_is_recognised_and_read_without_help() {
    for (name, kind, rows) in [
        ("roster-class-40.xlsx", ImportKind::Roster, 42),
        ("exam-schedule.xlsx", ImportKind::ExamSchedule, 40),
        ("exam-results-theory.xlsx", ImportKind::ExamResults, 40),
        ("exam-results-make-up.csv", ImportKind::ExamResults, 2),
        ("exam-results-practical.xlsx", ImportKind::ExamResults, 40),
        ("certificates.xlsx", ImportKind::Certificates, 40),
        ("exam-results-bad.xlsx", ImportKind::ExamResults, 15),
        ("certificates-bad.xlsx", ImportKind::Certificates, 8),
    ] {
        let (found, data, _) = opened(name);
        assert_eq!((found, data.len()), (kind, rows), "{name}");
    }
    assert_eq!(opened("exam-results-theory.xlsx").2, [SkipReason::Footer]);
}

#[test]
fn the_rows_of_good_lists_say_what_they_should() {
    for name in [
        "exam-schedule.xlsx",
        "exam-results-theory.xlsx",
        "exam-results-make-up.csv",
        "exam-results-practical.xlsx",
        "certificates.xlsx",
    ] {
        for (place, row) in checked(name).1.iter().enumerate() {
            assert_eq!(row.problems, [], "{name} {place}");
            assert!(row.row.is_some());
        }
    }
    let says = |name: &str, place: usize| checked(name).1[place].row.clone().unwrap().says;
    let Says::Exams(exams) = says("exam-schedule.xlsx", 0) else { panic!() };
    let days: Vec<_> = exams.iter().map(|exam| (exam.part, exam.on.to_string(), exam.place.clone().unwrap())).collect();
    let place = "市安全生产考试中心".to_owned();
    assert_eq!(
        days,
        [(Part::Theory, "2026-11-05".to_owned(), place.clone()), (Part::Practical, "2026-11-16".to_owned(), place)]
    );
    let result = |name: &str, place: usize| match says(name, place) {
        Says::Results { parts, overall: None } => {
            (parts.len(), parts[0].part, parts[0].on.to_string(), parts[0].score, parts[0].word)
        }
        other => panic!("{other:?}"),
    };
    let theory = |place| result("exam-results-theory.xlsx", place);
    let on = || "2026-11-05".to_owned();
    assert_eq!(theory(0), (1, Part::Theory, on(), Some(80), Some(ResultWord::Passed)));
    assert_eq!(theory(3), (1, Part::Theory, on(), Some(72), Some(ResultWord::Failed)));
    assert_eq!(theory(4), (1, Part::Theory, on(), None, Some(ResultWord::Absent)));
    let practical = result("exam-results-practical.xlsx", 1);
    assert_eq!(practical, (1, Part::Practical, "2026-11-16".to_owned(), Some(83), None));
    let Says::Certificate(certificate) = says("certificates.xlsx", 0) else { panic!() };
    assert_eq!(certificate.valid_from.to_string(), "2026-11-20");
    assert_eq!(certificate.valid_until.to_string(), "2032-11-19");
    assert_eq!(certificate.authority.as_deref(), Some("广西壮族自治区应急管理厅"));
}

#[test]
fn what_is_wrong_with_a_row_by_itself_is_found() {
    let problems = |name: &str| -> Vec<Vec<(C, P)>> {
        let rows = checked(name).1;
        rows.iter().map(|row| row.problems.iter().map(|problem| (problem.column, problem.code)).collect()).collect()
    };
    let none = Vec::new;
    assert_eq!(
        problems("exam-results-bad.xlsx"),
        [
            vec![(C::DocumentNumber, P::DocumentCheckDigit)],
            vec![(C::DocumentNumber, P::DocumentMissing)],
            vec![(C::DocumentNumber, P::DocumentMasked)],
            // These are wrong only beside what is known.
            none(),
            none(),
            none(),
            none(),
            vec![(C::Score, P::ScoreOutOfRange)],
            none(),
            none(),
            vec![(C::ExamPart, P::PartUnknown)],
            vec![(C::ExamOn, P::DateMissing)],
            vec![(C::Score, P::ScoreMissing)],
            vec![(C::Score, P::ScoreUnreadable)],
            vec![(C::Result, P::ResultUnknown)],
        ]
    );
    assert_eq!(
        problems("certificates-bad.xlsx"),
        [
            none(),
            vec![(C::ValidUntil, P::CertificateDatesInconsistent)],
            vec![(C::ReviewDueOn, P::CertificateDatesInconsistent)],
            none(),
            vec![(C::CertificateNumber, P::CertificateNumberMissing)],
            none(),
            none(),
            none(),
        ]
    );
}
