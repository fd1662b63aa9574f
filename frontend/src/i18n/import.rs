//! Texts of the import of rosters and lists.

use shared::certificates::exams::Part;
use shared::date::Date;
use shared::imports::api::{ImportSummary, Trouble};
use shared::imports::{ImportKind, ImportState, RowFate};
use shared::lang::Lang;
use shared::lists::check::ResultWord;
use shared::money::Money;
use shared::roster::check::{Normalisation, NoteKind, ProblemCode, RowProblem};
use shared::roster::columns::{Column, Mapping};
use shared::roster::messages::SheetInfo;
use shared::roster::report::ReportColumn;
use shared::roster::row::{SkipReason, SkippedRows};
use shared::time::Timestamp;

pub use super::import_problems::{problem, read_error};

texts! {
    pub enum ImportText {
        Title => "导入表格", "Import lists";
        DropLabel => "把表格文件拖到这里，或者点这里选择", "Drop the file here, or click to choose it";
        DropHint => "Excel（.xlsx、.xls）或 CSV，最大 20 MB、20,000 行。文件只在本机读取。", "Excel (.xlsx, .xls) or CSV, at most 20 MB and 20,000 rows. The file is read on this computer only.";
        Earlier => "以前的导入", "Earlier imports";
        NoImports => "还没有导入过表格", "No imports yet";
        NoImportsAdvice => "把平时用的名册或者收到的名单拖到上面就可以开始，确认之前不会写入任何数据。", "Drop the roster you keep anyway, or a list that you were sent. Nothing is written before you confirm.";
        File => "文件", "File";
        Kind => "这是什么文件", "What the file lists";
        KindHint => "按表头猜的；猜得不对请在这里改。", "Guessed from the header; change it here if it is wrong.";
        KindShort => "种类", "Kind";
        State => "状态", "State";
        Rows => "行数", "Rows";
        Problems => "有问题", "Problems";
        StartedBy => "导入人", "By";
        StartedAt => "时间", "Time";
        Reading => "正在读取文件…", "Reading the file…";
        ReaderMissing => "读取表格的程序没有加载成功", "The program that reads the file did not load";
        ReaderMissingAdvice => "和文件无关，可能是网络中断或系统刚刚升级。请刷新页面后重试。", "It is not the file: the line may have broken, or the portal was just updated. Reload the page and try again.";
        OtherFile => "换一个文件", "Another file";
        Sheet => "工作表", "Sheet";
        HeaderRow => "表头所在行", "Header row";
        ChooseHeader => "请选择表头行", "Choose the header row";
        PointAtHeader => "没有认出表头。请选择写着“姓名”“身份证号”等栏目名称的那一行。", "No header was recognised. Choose the row with the names of the columns.";
        NoRows => "表头下面没有学员数据。请换一个工作表或表头行。", "There are no rows below the header. Choose another sheet or header row.";
        MappingRemembered => "已按上次同样表头的设置对应各列。", "The columns are matched as last time for this header.";
        LookAtColumns => "有的列不能确定，请核对各列的含义。", "Some columns are uncertain: please check what they mean.";
        ColumnsClear => "各列都已认出，可以上传检查。", "All columns are recognised: go on and check the rows.";
        IgnoreColumn => "不导入", "Leave out";
        PleaseChoose => "请选择", "Please choose";
        ForAllRows => "文件里没有这一列，这里填的适用于所有行。", "The file has no such column: this holds for all its rows.";
        Optional => "可以不填。", "May be left empty.";
        FirstRows => "文件的前几行", "First rows of the file";
        RowNo => "行号", "Row";
        Check => "上传并检查", "Upload and check";
        CheckAdvice => "上传后先给您看每一行会怎样，确认之前不会写入。", "You then see what becomes of each row. Nothing is written before you confirm.";
        UploadAdvice => "请不要关闭页面。中断也没关系：重新选择同一个文件会接着上传。", "Keep this page open. If it breaks off, choose the same file again to go on.";
        UploadStopped => "上传停下了，已经传到的行不会丢。", "The upload has stopped; rows that arrived are kept.";
        GoOn => "继续上传", "Go on";
        Back => "返回修改", "Back";
        ChooseSameFile => "请重新选择同一个文件，会接着上传；也可以放弃这次导入。", "Choose the same file again to go on, or discard this import.";
        GoesOn => "可以离开这个页面，后台会自己完成。", "You may leave this page; it goes on by itself.";
        LineDown => "暂时连不上服务器，正在重试。已保存的内容不会丢。", "The portal cannot be reached; trying again. Nothing saved is lost.";
        Import => "导入", "Import";
        Undo => "撤销这次导入", "Undo this import";
        CheckAgain => "重新检查", "Check again";
        Discard => "放弃", "Discard";
        DiscardQuestion => "放弃后，这次上传的内容会删除，学员资料不受影响。", "What was uploaded is deleted. Trainee records are not touched.";
        UndoneAdvice => "这次导入已撤销：它新增的内容已收回，更改已恢复。", "This import is undone: what it added is taken back, what it changed is restored.";
        DiscardedAdvice => "这次导入已放弃，或者已超过 7 天，上传的内容已删除。需要时请重新上传文件。", "This import was discarded, or is older than seven days: its rows are deleted. Upload the file again if needed.";
        Proposals => "将新建的培训项目和班次", "Courses and classes to be created";
        ProposalsAdvice => "名册里有、系统里还没有。随导入一起新建，之后可以修改。如果只是写法不同，请先在培训项目里添加简称，再重新上传。", "Named by the roster and not known yet. They are created with the import and can be edited later. If a name is only written differently, add it to the course's short names first and upload again.";
        WhatIsNew => "新建内容", "What is new";
        NewCourse => "项目和班次", "Course and classes";
        OnlyClasses => "只有班次", "Classes only";
        NewClasses => "班次", "Classes";
        UsualFee => "收费标准", "Usual fee";
        RowsTitle => "逐行结果", "Rows";
        WhatHappens => "结果", "What happens";
        CorrectRow => "更正这一行", "Correct this row";
        DoesNotBlock => "这一项不影响导入。", "This does not keep the row out.";
        ReportXlsx => "下载报告（Excel）", "Report (Excel)";
        ReportCsv => "下载报告（CSV）", "Report (CSV)";
        ReportSheet => "导入报告", "Import report";
    }
}

/// What a file lists.
pub const fn kind(lang: Lang, kind: ImportKind) -> &'static str {
    match (lang, kind) {
        (Lang::Zh, ImportKind::Roster) => "学员名册",
        (Lang::Zh, ImportKind::ExamSchedule) => "考试安排",
        (Lang::Zh, ImportKind::ExamResults) => "考试成绩",
        (Lang::Zh, ImportKind::Certificates) => "发证名单",
        (Lang::En, ImportKind::Roster) => "Roster",
        (Lang::En, ImportKind::ExamSchedule) => "Exam schedule",
        (Lang::En, ImportKind::ExamResults) => "Exam results",
        (Lang::En, ImportKind::Certificates) => "Certificates issued",
    }
}

/// Which files there is a place for.
pub fn kinds_taken(lang: Lang) -> String {
    let kinds = ImportKind::ALL.map(|known| kind(lang, known));
    match lang {
        Lang::Zh => format!("可以导入：{}。", kinds.join("、")),
        Lang::En => format!("What can be imported: {}.", kinds.join(", ").to_lowercase()),
    }
}

pub const fn state(lang: Lang, state: ImportState) -> &'static str {
    match (lang, state) {
        (Lang::Zh, ImportState::Uploading) => "上传未完成",
        (Lang::Zh, ImportState::Planning) => "正在比对",
        (Lang::Zh, ImportState::Ready) => "等待确认",
        (Lang::Zh, ImportState::Importing) => "正在导入",
        (Lang::Zh, ImportState::Done) => "已导入",
        (Lang::Zh, ImportState::Undoing) => "正在撤销",
        (Lang::Zh, ImportState::Undone) => "已撤销",
        (Lang::Zh, ImportState::Discarded) => "已放弃",
        (Lang::En, ImportState::Uploading) => "Upload unfinished",
        (Lang::En, ImportState::Planning) => "Comparing",
        (Lang::En, ImportState::Ready) => "To be confirmed",
        (Lang::En, ImportState::Importing) => "Importing",
        (Lang::En, ImportState::Done) => "Imported",
        (Lang::En, ImportState::Undoing) => "Undoing",
        (Lang::En, ImportState::Undone) => "Undone",
        (Lang::En, ImportState::Discarded) => "Discarded",
    }
}

pub const fn fate(lang: Lang, fate: RowFate) -> &'static str {
    match (lang, fate) {
        (Lang::Zh, RowFate::Pending) => "待比对",
        (Lang::Zh, RowFate::Add) => "新增",
        (Lang::Zh, RowFate::Change) => "变更",
        (Lang::Zh, RowFate::Same) => "无变化",
        (Lang::Zh, RowFate::Repeat) => "重复",
        (Lang::Zh, RowFate::Problem) => "有问题",
        (Lang::Zh, RowFate::Added) => "已新增",
        (Lang::Zh, RowFate::Changed) => "已变更",
        (Lang::Zh, RowFate::Undone) => "已撤销",
        (Lang::En, RowFate::Pending) => "To be compared",
        (Lang::En, RowFate::Add) => "To add",
        (Lang::En, RowFate::Change) => "To change",
        (Lang::En, RowFate::Same) => "No change",
        (Lang::En, RowFate::Repeat) => "Repeat",
        (Lang::En, RowFate::Problem) => "Problem",
        (Lang::En, RowFate::Added) => "Added",
        (Lang::En, RowFate::Changed) => "Changed",
        (Lang::En, RowFate::Undone) => "Undone",
    }
}

/// What it means that rows have this fate.
pub const fn fate_meaning(lang: Lang, fate: RowFate) -> &'static str {
    match (lang, fate) {
        (Lang::Zh, RowFate::Pending) => "这些行还没有比对。",
        (Lang::Zh, RowFate::Add) => "导入后会新增报名。",
        (Lang::Zh, RowFate::Change) => "系统里已有这些报名，导入后会作下列变更。",
        (Lang::Zh, RowFate::Same) => "系统里已有，内容一样，不用导入。",
        (Lang::Zh, RowFate::Repeat) => "和文件里前面的行重复，不会再导入。",
        (Lang::Zh, RowFate::Problem) => "这些行不会导入。可以在这里更正，也可以先导入其他行，以后再更正。",
        (Lang::Zh, RowFate::Added) => "已经新增报名。",
        (Lang::Zh, RowFate::Changed) => "已经按下列内容变更。",
        (Lang::Zh, RowFate::Undone) => "曾经导入，已撤销。",
        (Lang::En, RowFate::Pending) => "These rows are not compared yet.",
        (Lang::En, RowFate::Add) => "Importing adds these enrolments.",
        (Lang::En, RowFate::Change) => "These enrolments are known; importing changes what is listed.",
        (Lang::En, RowFate::Same) => "Known already with the same content: nothing to do.",
        (Lang::En, RowFate::Repeat) => "They repeat earlier rows of the file and are not imported again.",
        (Lang::En, RowFate::Problem) => {
            "These rows stay out. Correct them here, or import the others first and correct these later."
        }
        (Lang::En, RowFate::Added) => "These enrolments were added.",
        (Lang::En, RowFate::Changed) => "These enrolments were changed as listed.",
        (Lang::En, RowFate::Undone) => "Imported once, and undone.",
    }
}

pub fn fate_count(lang: Lang, of: RowFate, rows: i64) -> String {
    format!("{} {rows}", fate(lang, of))
}

pub fn no_rows_of(lang: Lang, of: RowFate) -> String {
    match lang {
        Lang::Zh => format!("没有“{}”的行", fate(lang, of)),
        Lang::En => format!("No rows: {}", fate(lang, of).to_lowercase()),
    }
}

/// The names of the columns, as files write them.
pub const fn column(lang: Lang, column: Column) -> &'static str {
    match (lang, column) {
        (Lang::Zh, Column::Sequence) => "序号",
        (Lang::Zh, Column::Name) => "姓名",
        (Lang::Zh, Column::DocumentKind) => "证件类型",
        (Lang::Zh, Column::DocumentNumber) => "证件号码",
        (Lang::Zh, Column::Phone) => "手机号",
        (Lang::Zh, Column::Employer) => "工作单位",
        (Lang::Zh, Column::CreditCode) => "统一社会信用代码",
        (Lang::Zh, Column::Course) => "培训项目",
        (Lang::Zh, Column::Kind) => "培训类型",
        (Lang::Zh, Column::Class) => "班次",
        (Lang::Zh, Column::Fee) => "应缴费用",
        (Lang::Zh, Column::Paid) => "已缴费用",
        (Lang::Zh, Column::Method) => "缴费方式",
        (Lang::Zh, Column::PaidOn) => "缴费日期",
        (Lang::Zh, Column::Stage) => "办证环节",
        (Lang::Zh, Column::Remark) => "备注",
        (Lang::Zh, Column::ExamPart) => "考试科目",
        (Lang::Zh, Column::ExamOn) => "考试日期",
        (Lang::Zh, Column::TheoryOn) => "理论考试日期",
        (Lang::Zh, Column::PracticalOn) => "实操考试日期",
        (Lang::Zh, Column::ExamTime) => "考试时间或场次",
        (Lang::Zh, Column::ExamPlace) => "考试地点",
        (Lang::Zh, Column::Score) => "成绩",
        (Lang::Zh, Column::TheoryScore) => "理论成绩",
        (Lang::Zh, Column::PracticalScore) => "实操成绩",
        (Lang::Zh, Column::Result) => "是否合格",
        (Lang::Zh, Column::CertificateNumber) => "证书编号",
        (Lang::Zh, Column::Category) => "作业类别",
        (Lang::Zh, Column::Operation) => "准操项目",
        (Lang::Zh, Column::FirstIssuedOn) => "初领日期",
        (Lang::Zh, Column::ValidFrom) => "有效期起",
        (Lang::Zh, Column::ValidUntil) => "有效期止",
        (Lang::Zh, Column::ReviewDueOn) => "应复审日期",
        (Lang::Zh, Column::Authority) => "发证机关",
        (Lang::En, Column::Sequence) => "No.",
        (Lang::En, Column::Name) => "Name",
        (Lang::En, Column::DocumentKind) => "Document type",
        (Lang::En, Column::DocumentNumber) => "Document number",
        (Lang::En, Column::Phone) => "Mobile phone",
        (Lang::En, Column::Employer) => "Employer",
        (Lang::En, Column::CreditCode) => "Credit code",
        (Lang::En, Column::Course) => "Course",
        (Lang::En, Column::Kind) => "Kind",
        (Lang::En, Column::Class) => "Class",
        (Lang::En, Column::Fee) => "Fee due",
        (Lang::En, Column::Paid) => "Paid",
        (Lang::En, Column::Method) => "Payment method",
        (Lang::En, Column::PaidOn) => "Paid on",
        (Lang::En, Column::Stage) => "Stage",
        (Lang::En, Column::Remark) => "Remark",
        (Lang::En, Column::ExamPart) => "Part of the exam",
        (Lang::En, Column::ExamOn) => "Exam on",
        (Lang::En, Column::TheoryOn) => "Theory exam on",
        (Lang::En, Column::PracticalOn) => "Practical exam on",
        (Lang::En, Column::ExamTime) => "Time or session",
        (Lang::En, Column::ExamPlace) => "Place of the exam",
        (Lang::En, Column::Score) => "Score",
        (Lang::En, Column::TheoryScore) => "Theory score",
        (Lang::En, Column::PracticalScore) => "Practical score",
        (Lang::En, Column::Result) => "Result",
        (Lang::En, Column::CertificateNumber) => "Certificate number",
        (Lang::En, Column::Category) => "Work category",
        (Lang::En, Column::Operation) => "Operation",
        (Lang::En, Column::FirstIssuedOn) => "First issued on",
        (Lang::En, Column::ValidFrom) => "Valid from",
        (Lang::En, Column::ValidUntil) => "Valid until",
        (Lang::En, Column::ReviewDueOn) => "Review due on",
        (Lang::En, Column::Authority) => "Issuing authority",
    }
}

fn column_names(lang: Lang, columns: &[Column]) -> String {
    let names: Vec<&str> = columns.iter().map(|name| column(lang, *name)).collect();
    names.join(separator(lang))
}

const fn separator(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "、",
        Lang::En => ", ",
    }
}

pub const fn line_separator(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "；",
        Lang::En => "; ",
    }
}

pub fn columns_missing(lang: Lang, missing: &[Column]) -> String {
    let names = column_names(lang, missing);
    match lang {
        Lang::Zh => format!("还缺少：{names}。请指定是哪一列；整个文件都相同的，可以直接填写。"),
        Lang::En => format!("Missing: {names}. Choose their columns, or type what holds for the whole file."),
    }
}

pub fn columns_found(lang: Lang, mapping: &Mapping) -> String {
    let found: Vec<Column> =
        mapping.columns().iter().flatten().copied().filter(|column| *column != Column::Sequence).collect();
    let names = column_names(lang, &found);
    match lang {
        Lang::Zh => format!("各列的含义（已认出 {} 列：{names}）", found.len()),
        Lang::En => format!("Meaning of the columns ({} recognised: {names})", found.len()),
    }
}

pub fn sheet(lang: Lang, sheet: &SheetInfo) -> String {
    let name = &sheet.name;
    match (lang, sheet.refused) {
        (_, Some(error)) => format!("{name} — {}", read_error(lang, error).0),
        (Lang::Zh, None) if sheet.hidden => format!("{name}（{} 行，隐藏）", sheet.rows),
        (Lang::Zh, None) => format!("{name}（{} 行）", sheet.rows),
        (Lang::En, None) if sheet.hidden => format!("{name} ({} rows, hidden)", sheet.rows),
        (Lang::En, None) => format!("{name} ({} rows)", sheet.rows),
    }
}

pub fn header_row(lang: Lang, row: u32, texts: &str) -> String {
    match lang {
        Lang::Zh => format!("第 {row} 行：{texts}"),
        Lang::En => format!("Row {row}: {texts}"),
    }
}

/// `C 列 身份证号`
pub fn sheet_column(lang: Lang, place: usize, head: &str) -> String {
    let letters = column_letters(place);
    match lang {
        Lang::Zh => format!("{letters} 列 {head}"),
        Lang::En => format!("Column {letters} {head}"),
    }
}

/// The header, and what it is taken for where that is another word.
pub fn mapped_heading(lang: Lang, head: &str, meaning: Option<Column>) -> String {
    match meaning.map(|meaning| column(lang, meaning)) {
        Some(name) if name != head && head.is_empty() => name.to_owned(),
        Some(name) if name != head => format!("{head} → {name}"),
        _ => head.to_owned(),
    }
}

/// `A`, `Z`, `AA`: as spreadsheets name their columns, from 0.
fn column_letters(place: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = place + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or_default()));
        rest /= 26;
    }
    letters.into_iter().rev().collect()
}

pub fn uploading(lang: Lang, sent: i64, total: i64) -> String {
    match lang {
        _ if total == 0 => ImportText::Reading.text(lang).to_owned(),
        Lang::Zh => format!("正在上传：{sent} / {total} 行"),
        Lang::En => format!("Uploading: {sent} of {total} rows"),
    }
}

pub fn unfinished(lang: Lang, uploaded: i64, total: i64) -> String {
    match lang {
        Lang::Zh => format!("上传没有完成：共 {total} 行，已上传 {uploaded} 行。"),
        Lang::En => format!("The upload is unfinished: {uploaded} of {total} rows have arrived."),
    }
}

pub fn working(lang: Lang, at: ImportState, worked: i64, total: i64) -> String {
    match lang {
        Lang::Zh => format!("{}：{worked} / {total} 行", state(lang, at)),
        Lang::En => format!("{}: {worked} of {total} rows", state(lang, at)),
    }
}

/// One line on top: what there is to do now.
pub fn advice(lang: Lang, import: &ImportSummary) -> String {
    let problems = import.count(RowFate::Problem);
    let waiting = import.count(RowFate::Add) + import.count(RowFate::Change);
    let is_done = import.state == ImportState::Done;
    match (lang, waiting, problems) {
        (Lang::Zh, 0, 0) if is_done => "全部处理完毕。".to_owned(),
        (Lang::En, 0, 0) if is_done => "Everything is in.".to_owned(),
        (Lang::Zh, 0, 0) if import.kind.is_list() => "名单里的内容系统里都有了，没有需要导入的行。".to_owned(),
        (Lang::Zh, 0, 0) => "名册里的内容系统里都有了，没有需要导入的行。".to_owned(),
        (Lang::En, 0, 0) => "The portal knows everything in this file: nothing to import.".to_owned(),
        (Lang::Zh, 0, _) if is_done => {
            format!("没有问题的行都已导入。还有 {problems} 行有问题，可以在下面更正后再导入。")
        }
        (Lang::En, 0, _) if is_done => {
            format!("The good rows are in. {problems} rows have problems: correct them below, then import them.")
        }
        (Lang::Zh, 0, _) => format!("有 {problems} 行有问题，请在下面更正；没有可以导入的行。"),
        (Lang::En, 0, _) => format!("{problems} rows have problems: correct them below. Nothing can be imported yet."),
        (Lang::Zh, _, 0) => format!("有 {waiting} 行可以导入。"),
        (Lang::En, _, 0) => format!("{waiting} rows can be imported."),
        (Lang::Zh, _, _) => {
            format!("有 {waiting} 行可以导入；另有 {problems} 行有问题，可以现在更正，也可以先导入其他行。")
        }
        (Lang::En, _, _) => format!(
            "{waiting} rows can be imported; {problems} have problems: correct them now, or import the others first."
        ),
    }
}

pub fn expires(lang: Lang, at: Timestamp) -> String {
    let day = at.day();
    match lang {
        Lang::Zh => format!("上传的内容保留到 {day}，之后自动删除（已导入的资料不受影响）。"),
        Lang::En => format!("The uploaded rows are kept until {day}, then deleted. What was imported stays."),
    }
}

/// What the portal's work on an import met, and what to do.
pub fn trouble(lang: Lang, trouble: Trouble) -> String {
    let (failures, at) = (trouble.failures, trouble.next_try_at.to_minute_text());
    match lang {
        Lang::Zh => format!(
            "后台处理出错，已试 {failures} 次，{at} 会自动再试。已完成的部分不受影响，出错的部分没有写入。如果一直不成功，请把这个页面的截图发给维护人员。"
        ),
        Lang::En => format!(
            "The work has failed {failures} times and is tried again at {at}. What is done stays, what failed left nothing \
             behind. If it never succeeds, send a picture of this page to whoever maintains the portal."
        ),
    }
}

pub fn skipped(lang: Lang, skipped: &[SkippedRows]) -> String {
    let reason = |reason: SkipReason| match (lang, reason) {
        (Lang::Zh, SkipReason::Blank) => "空行",
        (Lang::Zh, SkipReason::Total) => "合计行",
        (Lang::Zh, SkipReason::Footer) => "表尾",
        (Lang::Zh, SkipReason::Header) => "重复的表头",
        (Lang::En, SkipReason::Blank) => "blank",
        (Lang::En, SkipReason::Total) => "totals",
        (Lang::En, SkipReason::Footer) => "footer",
        (Lang::En, SkipReason::Header) => "repeated header",
    };
    let part = |rows: &SkippedRows| {
        let last = rows.from_row + rows.count.saturating_sub(1);
        let span = if last == rows.from_row { last.to_string() } else { format!("{}–{last}", rows.from_row) };
        match lang {
            Lang::Zh => format!("第 {span} 行（{}）", reason(rows.reason)),
            Lang::En => format!("{span} ({})", reason(rows.reason)),
        }
    };
    // A list of hundreds would hide what matters.
    let told: Vec<String> = skipped.iter().take(10).map(part).collect();
    match lang {
        Lang::Zh => format!("没有当作学员的行：{}。", told.join("、")),
        Lang::En => format!("Rows not taken as trainees: {}.", told.join(", ")),
    }
}

pub fn import_rows(lang: Lang, rows: i64) -> String {
    match lang {
        Lang::Zh => format!("导入 {rows} 行"),
        Lang::En => format!("Import {rows} rows"),
    }
}

pub fn import_question(lang: Lang, import: &ImportSummary) -> String {
    let (add, change) = (import.count(RowFate::Add), import.count(RowFate::Change));
    let (problems, new) = (import.count(RowFate::Problem), import.proposals.len());
    let what = kind(lang, import.kind);
    match lang {
        Lang::Zh if import.kind.is_list() => format!(
            "将按{what}登记 {change} 行，有关学员的办证环节随之前进，十分钟后通知本人；有问题的 {problems} 行不导入。导入后可以整体撤销。"
        ),
        Lang::En if import.kind.is_list() => format!(
            "{change} rows will be recorded ({what}); the cases move on, and the trainees are told ten minutes later. {problems} rows with problems stay out. The import can be undone as a whole."
        ),
        Lang::Zh => format!(
            "将新增 {add} 个报名，变更 {change} 个报名，新建或补充 {new} 个培训项目的班次；有问题的 {problems} 行不导入。导入后可以整体撤销。"
        ),
        Lang::En => format!(
            "{add} enrolments will be added, {change} changed, courses or classes created for {new} courses; {problems} rows with problems stay out. The import can be undone as a whole."
        ),
    }
}

pub fn undo_question(lang: Lang, import: &ImportSummary) -> String {
    let (added, changed) = (import.count(RowFate::Added), import.count(RowFate::Changed));
    match lang {
        Lang::Zh if import.kind.is_list() => format!(
            "将收回登记的 {changed} 行，恢复这些学员的办证环节，还没有发出的通知不再发出。如果之后已有新的变动，就不能撤销，会列出是哪些。"
        ),
        Lang::En if import.kind.is_list() => format!(
            "{changed} recorded rows are taken back, the cases stand where they were, and messages still waiting are not sent. It is refused when later changes rest on them; they are then listed."
        ),
        Lang::Zh => format!(
            "将收回新增的 {added} 个报名及其缴费，恢复变更的 {changed} 个报名。如果之后已有新的变动、缴费或绑定，就不能撤销，会列出是哪些。"
        ),
        Lang::En => format!(
            "{added} added enrolments with their payments are taken back, {changed} changed ones restored. It is refused when later changes, payments or bindings rest on them; they are then listed."
        ),
    }
}

pub fn row_corrected(lang: Lang, row_no: u32, now: RowFate) -> String {
    match lang {
        Lang::Zh => format!("第 {row_no} 行已更正，现在是：{}", fate(lang, now)),
        Lang::En => format!("Row {row_no} is corrected, now: {}", fate(lang, now)),
    }
}

pub fn repeats(lang: Lang, other: u32) -> String {
    match lang {
        Lang::Zh => format!("与第 {other} 行重复"),
        Lang::En => format!("Repeats row {other}"),
    }
}

/// `手机号：138… → 139…`
pub fn changes(lang: Lang, what: Column, from: Option<&str>, to: &str) -> String {
    let name = column(lang, what);
    match (lang, from) {
        (Lang::Zh, Some(from)) => format!("{name}：{from} → {to}"),
        (Lang::Zh, None) => format!("{name}：补充 {to}"),
        (Lang::En, Some(from)) => format!("{name}: {from} → {to}"),
        (Lang::En, None) => format!("{name}: {to} is added"),
    }
}

pub fn payment(lang: Lang, before: Money, amount: Money, after: Money) -> String {
    let (before, amount, after) = (before.to_string(), amount.to_string(), after.to_string());
    match lang {
        Lang::Zh => format!("再缴 {amount}（已缴 {before} → {after}）"),
        Lang::En => format!("Further payment of {amount} (paid {before} → {after})"),
    }
}

/// A change that was found before stages had labels in it. Positions count from 0, people from 1.
pub fn stage_change(lang: Lang, from: i64, to: i64) -> String {
    let name = column(lang, Column::Stage);
    match lang {
        Lang::Zh => format!("{name}：第 {} 步 → 第 {} 步", from + 1, to + 1),
        Lang::En => format!("{name}: step {} → step {}", from + 1, to + 1),
    }
}

/// Below a field that stands for a whole column.
pub fn for_all_rows(lang: Lang, required: bool) -> String {
    let text = ImportText::ForAllRows.text(lang);
    match lang {
        _ if required => text.to_owned(),
        Lang::Zh => format!("{text}{}", ImportText::Optional.text(lang)),
        Lang::En => format!("{text} {}", ImportText::Optional.text(lang)),
    }
}

/// The part of an exam in a sentence.
pub const fn exam_part(lang: Lang, part: Part) -> &'static str {
    match (lang, part) {
        (Lang::Zh, Part::Theory) => "理论考试",
        (Lang::Zh, Part::Practical) => "实操考试",
        (Lang::En, Part::Theory) => "Theory exam",
        (Lang::En, Part::Practical) => "Practical exam",
    }
}

/// `理论考试：2026-12-05，上午 第一考点`
pub fn exam(lang: Lang, part: Part, from: Option<Date>, on: Date, place: Option<&str>) -> String {
    let part = exam_part(lang, part);
    let place = place.map(|place| format!("{}{place}", comma(lang))).unwrap_or_default();
    match (lang, from) {
        (Lang::Zh, None) => format!("{part}：{on}{place}"),
        (Lang::Zh, Some(from)) if from == on => format!("{part}：{on}{place}（时间地点有改动）"),
        (Lang::Zh, Some(from)) => format!("{part}改期：{from} → {on}{place}"),
        (Lang::En, None) => format!("{part}: {on}{place}"),
        (Lang::En, Some(from)) if from == on => format!("{part}: {on}{place} (time or place changed)"),
        (Lang::En, Some(from)) => format!("{part} moved: {from} → {on}{place}"),
    }
}

/// `理论考试补考 2026-12-26：85 分，合格`
pub fn exam_result(lang: Lang, part: Part, on: Date, score: Option<i64>, outcome: ResultWord, make_up: bool) -> String {
    let part = exam_part(lang, part);
    let word = match (lang, outcome) {
        (Lang::Zh, ResultWord::Absent) => "缺考，不计入考试次数",
        (Lang::En, ResultWord::Absent) => "absent, which is no attempt",
        (Lang::Zh, outcome) => outcome.label(),
        (Lang::En, ResultWord::Passed) => "passed",
        (Lang::En, ResultWord::Failed) => "failed",
    };
    let make_up = match lang {
        _ if !make_up => "",
        Lang::Zh => "补考",
        Lang::En => " (make-up)",
    };
    match (lang, score) {
        (Lang::Zh, Some(score)) => format!("{part}{make_up} {on}：{score} 分，{word}"),
        (Lang::Zh, None) => format!("{part}{make_up} {on}：{word}"),
        (Lang::En, Some(score)) => format!("{part}{make_up} {on}: {score} points, {word}"),
        (Lang::En, None) => format!("{part}{make_up} {on}: {word}"),
    }
}

/// `证书 T42************3214，有效期 2027-01-08 至 2033-01-07，应复审日期 2030-01-08`
pub fn certificate(lang: Lang, number: &str, from: Date, until: Date, review: Option<Date>) -> String {
    let review = review.map(|on| match lang {
        Lang::Zh => format!("，应复审日期 {on}"),
        Lang::En => format!(", review due on {on}"),
    });
    let review = review.unwrap_or_default();
    match lang {
        Lang::Zh => format!("证书 {number}，有效期 {from} 至 {until}{review}"),
        Lang::En => format!("Certificate {number}, valid from {from} until {until}{review}"),
    }
}

const fn comma(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "，",
        Lang::En => ", ",
    }
}

/// `证件号码“4303…”`
pub fn cell(lang: Lang, what: Column, value: &str) -> String {
    let name = column(lang, what);
    match lang {
        _ if value.is_empty() => name.to_owned(),
        Lang::Zh => format!("{name}“{value}”"),
        Lang::En => format!("{name} “{value}”"),
    }
}

/// What is said of a cell, after its name.
pub fn says(lang: Lang, what: &str) -> String {
    match lang {
        Lang::Zh => format!("：{what}"),
        Lang::En => format!(": {what}"),
    }
}

/// What a problem contradicts.
pub fn against(lang: Lang, problem: &RowProblem) -> Option<String> {
    // The other amount stands in the same row.
    let same_row = problem.code == ProblemCode::PaidMoreThanDue;
    if let Some(said) = problem.known.as_deref().and_then(|known| against_rule(lang, problem.code, known)) {
        return Some(said);
    }
    match (lang, &problem.known, problem.other_row) {
        (_, None, None) => None,
        (Lang::Zh, Some(other), None) if same_row => Some(format!("（另一项是“{other}”）")),
        (Lang::En, Some(other), None) if same_row => Some(format!(" (the other amount is “{other}”)")),
        (Lang::Zh, Some(known), Some(row)) => Some(format!("（第 {row} 行是“{known}”）")),
        (Lang::Zh, Some(known), None) => Some(format!("（系统里是“{known}”）")),
        (Lang::Zh, None, Some(row)) => Some(format!("（见第 {row} 行）")),
        (Lang::En, Some(known), Some(row)) => Some(format!(" (row {row} says “{known}”)")),
        (Lang::En, Some(known), None) => Some(format!(" (known: “{known}”)")),
        (Lang::En, None, Some(row)) => Some(format!(" (see row {row})")),
    }
}

/// What a problem of a list contradicts, where that is not simply another value of the same cell.
fn against_rule(lang: Lang, code: ProblemCode, known: &str) -> Option<String> {
    let text = match (lang, code) {
        (Lang::Zh, ProblemCode::DocumentSlip) => format!("（这位学员的号码是“{known}”）"),
        (Lang::Zh, ProblemCode::NoOpenCase) => format!("（有：{known}）"),
        (Lang::Zh, ProblemCode::SeveralCases | ProblemCode::PartNotOfRegime) => format!("（{known}）"),
        (Lang::Zh, ProblemCode::NotAtExam) => format!("（现在是“{known}”）"),
        (Lang::Zh, ProblemCode::DateInFuture) => format!("（今天是 {known}）"),
        (Lang::Zh, ProblemCode::ExamBeforeClass) => format!("（{known} 开班）"),
        (Lang::Zh, ProblemCode::AlreadyPassed) => format!("（{known} 已合格）"),
        (Lang::Zh, ProblemCode::NoMakeUpLeft) => format!("（{known} 不合格）"),
        (Lang::Zh, ProblemCode::ResultContradictsScore) => format!("（{known} 分合格）"),
        (Lang::Zh, ProblemCode::CertificateBeforeExam) => format!("（{known} 才考试或开班）"),
        (Lang::Zh, ProblemCode::CertificateWithoutPass) => format!("（缺{known}）"),
        (Lang::Zh, ProblemCode::CertificateNumberNotOfPerson) => format!("（应为“{known}”）"),
        (Lang::Zh, ProblemCode::CertificateDatesInconsistent) => format!("（另一个日期是 {known}）"),
        (Lang::En, ProblemCode::DocumentSlip) => format!(" (this trainee's number is “{known}”)"),
        (Lang::En, ProblemCode::NoOpenCase) => format!(" (there is: {known})"),
        (Lang::En, ProblemCode::SeveralCases | ProblemCode::PartNotOfRegime) => format!(" ({known})"),
        (Lang::En, ProblemCode::NotAtExam) => format!(" (now at “{known}”)"),
        (Lang::En, ProblemCode::DateInFuture) => format!(" (today is {known})"),
        (Lang::En, ProblemCode::ExamBeforeClass) => format!(" (the class began on {known})"),
        (Lang::En, ProblemCode::AlreadyPassed) => format!(" (passed on {known})"),
        (Lang::En, ProblemCode::NoMakeUpLeft) => format!(" (failed on {known})"),
        (Lang::En, ProblemCode::ResultContradictsScore) => format!(" ({known} points are needed)"),
        (Lang::En, ProblemCode::CertificateBeforeExam) => format!(" (exam or class: {known})"),
        (Lang::En, ProblemCode::CertificateWithoutPass) => format!(" (missing: {known})"),
        (Lang::En, ProblemCode::CertificateNumberNotOfPerson) => format!(" (expected “{known}”)"),
        (Lang::En, ProblemCode::CertificateDatesInconsistent) => format!(" (the other day is {known})"),
        _ => return None,
    };
    Some(text)
}

/// A problem in one line, for the report.
pub fn problem_line(lang: Lang, of: &RowProblem) -> String {
    let (what, mend) = problem(lang, of.code);
    let (cell, said) = (cell(lang, of.column, &of.value), says(lang, what));
    let against = against(lang, of).unwrap_or_default();
    match lang {
        Lang::Zh => format!("{cell}{said}{against}。{mend}"),
        Lang::En => format!("{cell}{said}{against}. {mend}"),
    }
}

pub fn normalised(lang: Lang, note: &Normalisation) -> String {
    let kind = match (lang, note.kind) {
        (Lang::Zh, NoteKind::FullWidth) => "全角改半角",
        (Lang::Zh, NoteKind::Spaces) => "去掉空格和不可见字符",
        (Lang::Zh, NoteKind::LetterCase) => "字母改大写",
        (Lang::Zh, NoteKind::NumberCell) => "数字单元格按文本处理",
        (Lang::Zh, NoteKind::Punctuation) => "统一标点",
        (Lang::Zh, NoteKind::DocumentForm) => "统一证件号码写法",
        (Lang::Zh, NoteKind::PhoneForm) => "统一手机号写法",
        (Lang::Zh, NoteKind::MoneyForm) => "统一金额写法",
        (Lang::Zh, NoteKind::DateForm) => "统一日期写法",
        (Lang::Zh, NoteKind::Wording) => "统一用词",
        (Lang::Zh, NoteKind::CourseName) => "简称改全称",
        (Lang::En, NoteKind::FullWidth) => "full-width characters",
        (Lang::En, NoteKind::Spaces) => "spaces removed",
        (Lang::En, NoteKind::LetterCase) => "upper case",
        (Lang::En, NoteKind::NumberCell) => "number cell read as text",
        (Lang::En, NoteKind::Punctuation) => "punctuation",
        (Lang::En, NoteKind::DocumentForm) => "form of the document number",
        (Lang::En, NoteKind::PhoneForm) => "form of the phone number",
        (Lang::En, NoteKind::MoneyForm) => "form of the amount",
        (Lang::En, NoteKind::DateForm) => "form of the date",
        (Lang::En, NoteKind::Wording) => "wording",
        (Lang::En, NoteKind::CourseName) => "short name to full name",
    };
    let name = column(lang, note.column);
    if note.from == note.to {
        return match lang {
            Lang::Zh => format!("{name}“{}”（{kind}）", note.to),
            Lang::En => format!("{name} “{}” ({kind})", note.to),
        };
    }
    match lang {
        Lang::Zh => format!("{name}“{}” → “{}”（{kind}）", note.from, note.to),
        Lang::En => format!("{name} “{}” → “{}” ({kind})", note.from, note.to),
    }
}

pub fn normalised_count(lang: Lang, count: usize) -> String {
    match lang {
        Lang::Zh => format!("已统一写法 {count} 处"),
        Lang::En if count == 1 => "1 value put into form".to_owned(),
        Lang::En => format!("{count} values put into form"),
    }
}

pub const fn report_column(lang: Lang, column: ReportColumn) -> &'static str {
    match (lang, column) {
        (Lang::Zh, ReportColumn::RowNo) => "行号",
        (Lang::Zh, ReportColumn::Name) => "姓名",
        (Lang::Zh, ReportColumn::DocumentNumber) => "证件号码",
        (Lang::Zh, ReportColumn::Course) => "培训项目",
        (Lang::Zh, ReportColumn::Kind) => "培训类型",
        (Lang::Zh, ReportColumn::Class) => "班次",
        (Lang::Zh, ReportColumn::Fate) => "结果",
        (Lang::Zh, ReportColumn::Explanation) => "说明",
        (Lang::En, ReportColumn::RowNo) => "Row",
        (Lang::En, ReportColumn::Name) => "Name",
        (Lang::En, ReportColumn::DocumentNumber) => "Document number",
        (Lang::En, ReportColumn::Course) => "Course",
        (Lang::En, ReportColumn::Kind) => "Kind",
        (Lang::En, ReportColumn::Class) => "Class",
        (Lang::En, ReportColumn::Fate) => "Fate",
        (Lang::En, ReportColumn::Explanation) => "Explanation",
    }
}

pub fn report_name(lang: Lang, stem: &str, ending: &str) -> String {
    match lang {
        Lang::Zh => format!("{stem}-导入报告.{ending}"),
        Lang::En => format!("{stem}-import-report.{ending}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_in_a_spreadsheet() {
        assert_eq!([0, 25, 26, 51, 52, 701, 702].map(column_letters), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }

    #[test]
    fn a_problem_in_one_line_names_cell_value_fault_and_cure() {
        let of = RowProblem::new(Column::DocumentNumber, "5.10199200412061E+17", ProblemCode::DocumentDigitsLost);
        let line = problem_line(Lang::Zh, &of);
        assert!(line.starts_with("证件号码“5.10199200412061E+17”："), "{line}");
        assert!(line.contains("Excel") && line.ends_with('。'), "{line}");
        assert!(problem_line(Lang::En, &of).starts_with("Document number “5.10199200412061E+17”: "));
    }
}
