//! Texts of a class's report about recorded lessons: the page, the file and the print.

use shared::date::Date;
use shared::lang::Lang;
use shared::lessons::api::{ClassReport, ReportCredit, ReportLesson};
use shared::lessons::chapters::clock;

use super::common::{self, CommonText};
use super::items::safe_in_a_name;
use super::lesson_desk::{self, MOST_PLAYS};
use crate::ui::DayStyle;

texts! {
    pub enum ReportText {
        Title => "录播课学时", "Hours of recorded lessons";
        All => "全部", "All";
        NotMet => "学时未满", "Hours missing";
        Filter => "筛选", "Which";
        Nobody => "班里还没有学员", "The class has no trainees yet";
        NobodyLeft => "全班学时都满了", "Everybody has all the hours";
        NoLessons => "这个项目还没有发布过录播课，下面只有线下登记的学时。", "No lesson of this course was published yet: the hours below are those of the classroom.";
        Met => "已满", "Complete";
        Standing => "学时", "Hours";
        NoneDue => "未作规定", "None set";
        EachTheirOwn => "因人而异，见每名学员", "differs: see each trainee";
        Lessons => "课时完成", "Lessons finished";
        Details => "明细", "Details";
        Print => "打印报告", "Print the report";
        PrintNow => "打印", "Print";
        Xlsx => "导出 Excel", "Export to Excel";
        Stop => "停止", "Stop";
        BackToList => "返回列表", "Back to the list";
        ReadingAgain => "正在读取最新的学时…", "Reading the hours as they are now…";
        Recording => "正在登记…", "Recording it…";
        Changed => "数据有变化，请重新生成。", "The data has changed: please make the report again.";
        Packing => "正在生成文件…", "Making the file…";
        MakingRecords => "打印或导出会在系统里登记一次：谁、什么时候、内容的校验码。", "Printing or exporting is recorded: who, when, and the hash of the content.";
        PrintAdvice => "纸张选 A4；关掉浏览器的页眉页脚会更整齐。", "Choose A4 paper; it looks tidier without the browser's headers and footers.";
        Class => "班次", "Class";
        Course => "培训项目", "Course";
        Dates => "培训时间", "Training period";
        ClassHour => "一学时", "A class hour";
        Due => "应修学时", "Class hours due";
        MadeAt => "生成时间", "Made at";
        Hash => "校验码（SHA-256）", "Hash (SHA-256)";
        Institution => "培训机构", "Institution";
        People => "人数", "Trainees";
        Number => "序号", "No.";
        Name => "姓名", "Name";
        Document => "证件号码", "Document number";
        Employer => "单位", "Employer";
        Teacher => "主讲教师", "Teacher";
        Length => "时长", "Length";
        Required => "要求", "Needed";
        EachLesson => "各课时（计入时间）", "Lessons (time counted)";
        SheetLessons => "课时目录", "Lessons";
        SheetTrainees => "学员学时", "Hours of the trainees";
        MadeBy => "制表人", "Made by";
        CheckedBy => "审核人", "Checked by";
        Seal => "培训机构（盖章）", "Institution (seal)";
        Date => "日期", "Date";
        HowCounted => "计入时间由服务器按观看记录核算；没有计入的写在括号里，注明原因。异议补计的时间包含在计入时间里。", "Time is counted by the server from what was watched. What was not counted stands in brackets with the reason. Time granted after an objection is included.";
        HowVerified => "校验码由本表全部数据算出，报告生成时间和校验码已登记；导出的 Excel 里有原文，可以重新计算。", "The hash is of all data of this report; it is recorded together with the time at which the report was made. The exported file holds the text, to compute it again.";
        Summary => "汇总", "Summary";
        Item => "项目", "Item";
        Content => "内容", "Content";
        LessonNumber => "课时序号", "Lesson no.";
        CountedSeconds => "计入（秒）", "Counted (s)";
        UncountedSeconds => "未计入（秒）", "Not counted (s)";
        Browser => "浏览器标识（原文）", "As the browser calls itself";
        PlayCount => "观看次数", "Times watched";
        First => "第一次观看", "First watched";
        Last => "最后一次观看", "Last watched";
        SheetPlays => "观看记录", "Plays";
        SheetHash => "校验", "Hash";
        HashHow => "“校验”表第 2 行起每行一条，UTF-8 编码，每行（含最后一行）以换行符（LF）结尾，整体的 SHA-256 就是校验码。", "From row 2 on the sheet “Hash” holds one line in a row. As UTF-8, with a line feed after each line (the last one too), their SHA-256 is the hash.";
    }
}

pub fn title(lang: Lang, report: &ClassReport) -> String {
    format!("{} · {}", ReportText::Title.text(lang), report.class_code)
}

pub fn reading(lang: Lang, trainees: usize) -> String {
    match lang {
        Lang::Zh if trainees == 0 => "正在读取…".to_owned(),
        Lang::Zh => format!("正在读取：已读 {trainees} 人"),
        Lang::En if trainees == 0 => "Reading…".to_owned(),
        Lang::En => format!("Reading: {trainees} trainees so far"),
    }
}

pub fn evidence(lang: Lang, done: usize, all: usize) -> String {
    match lang {
        Lang::Zh => format!("正在读取观看记录：{done} / {all} 人"),
        Lang::En => format!("Reading what was watched: {done} of {all} trainees"),
    }
}

/// How the class stands, in one line.
pub fn standing(lang: Lang, report: &ClassReport) -> String {
    if !report.asks_for_hours() {
        return people(lang, report);
    }
    let (all, met) = (report.rows.len(), report.met());
    let missing = all.saturating_sub(met);
    match lang {
        Lang::Zh => format!("共 {all} 人，学时已满 {met} 人，未满 {missing} 人"),
        Lang::En => format!("{all} trainees: {met} have all hours, {missing} do not"),
    }
}

/// Nobody has all hours where none are asked for.
pub fn people(lang: Lang, report: &ClassReport) -> String {
    let (all, met) = (report.rows.len(), report.met());
    match (lang, report.asks_for_hours()) {
        (Lang::Zh, true) => format!("{all} 人（学时已满 {met} 人）"),
        (Lang::Zh, false) => format!("{all} 人"),
        (Lang::En, true) => format!("{all} ({met} with all hours)"),
        (Lang::En, false) => all.to_string(),
    }
}

pub fn missing(lang: Lang, seconds: i64, class_minutes: u16) -> String {
    // Rounded up: nobody is told to do less than is missing.
    let tenth = i64::from(class_minutes).saturating_mul(6).max(1);
    let up = seconds.saturating_add(tenth - 1);
    match lang {
        Lang::Zh => format!("还差 {}", lesson_desk::hours(lang, up, class_minutes)),
        Lang::En => format!("{} missing", lesson_desk::hours(lang, up, class_minutes)),
    }
}

/// Lessons finished, of all.
pub fn finished(lang: Lang, finished: usize, all: usize) -> String {
    match lang {
        Lang::Zh => format!("{finished} / {all} 个"),
        Lang::En => format!("{finished} of {all}"),
    }
}

/// What the button of one trainee opens, for screen readers and as a heading.
pub fn details_of(lang: Lang, name: &str) -> String {
    match lang {
        Lang::Zh => format!("{name}的课时明细"),
        Lang::En => format!("Lessons of {name}"),
    }
}

/// `45 分钟`.
pub fn class_hour(lang: Lang, report: &ClassReport) -> String {
    let minutes = report.class_minutes;
    match lang {
        _ if !report.is_uniform() => ReportText::EachTheirOwn.text(lang).to_owned(),
        Lang::Zh => format!("{minutes} 分钟"),
        Lang::En => format!("{minutes} minutes"),
    }
}

pub fn due(lang: Lang, report: &ClassReport) -> String {
    if !report.is_uniform() {
        return ReportText::EachTheirOwn.text(lang).to_owned();
    }
    if report.due_seconds == 0 {
        return ReportText::NoneDue.text(lang).to_owned();
    }
    lesson_desk::hours(lang, report.due_seconds, report.class_minutes)
}

pub fn dates(lang: Lang, from: Option<Date>, to: Option<Date>) -> String {
    let day = |day: Date| common::day(lang, day, DayStyle::WithYear);
    match (from, to) {
        (Some(from), Some(to)) if from != to => format!("{}{}{}", day(from), CommonText::RangeDash.text(lang), day(to)),
        (Some(only), _) | (None, Some(only)) => day(only),
        (None, None) => CommonText::NotKnown.text(lang).to_owned(),
    }
}

/// One lesson of one trainee on paper: `1：12:30 未完成（页面在后台 0:30）`.
pub fn lesson_on_paper(lang: Lang, number: usize, credit: Option<&ReportCredit>) -> String {
    let state = lesson_desk::state(lang, credit.map(|credit| credit.finished));
    let Some(credit) = credit else {
        return match lang {
            Lang::Zh => format!("{number}：{state}"),
            Lang::En => format!("{number}: {state}"),
        };
    };
    let counted = clock(credit.credit.counted_ms);
    let counted = match (lang, lesson_desk::granted(lang, credit.granted_ms)) {
        (_, None) => counted,
        (Lang::Zh, Some(granted)) => format!("{counted}（{granted}）"),
        (Lang::En, Some(granted)) => format!("{counted} ({granted})"),
    };
    let lost = lesson_desk::uncounted(lang, &credit.credit.uncounted);
    match (lang, lost.is_empty()) {
        (Lang::Zh, true) => format!("{number}：{counted} {state}"),
        (Lang::Zh, false) => format!("{number}：{counted} {state}（{}）", lost.join("，")),
        (Lang::En, true) => format!("{number}: {counted} {state}"),
        (Lang::En, false) => format!("{number}: {counted} {state} ({})", lost.join(", ")),
    }
}

/// Between the lessons of one trainee on paper.
pub const fn separator(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "；",
        Lang::En => "; ",
    }
}

/// The heading of a column of seconds.
pub fn in_seconds(lang: Lang, reason: &str) -> String {
    match lang {
        Lang::Zh => format!("{reason}（秒）"),
        Lang::En => format!("{reason} (s)"),
    }
}

pub fn lesson_facts(lang: Lang, lesson: &ReportLesson) -> String {
    let length = clock(lesson.length_ms);
    match (lang, lesson.required_ms >= lesson.length_ms) {
        (Lang::Zh, true) => format!("{length}，看完整段"),
        (Lang::Zh, false) => format!("{length}，看满 {}", clock(lesson.required_ms)),
        (Lang::En, true) => format!("{length}, the whole of it"),
        (Lang::En, false) => format!("{length}, {} of it", clock(lesson.required_ms)),
    }
}

/// The name of the file, without its ending.
pub fn file_name(lang: Lang, report: &ClassReport, on: Date) -> String {
    let safe: String = format!("{}-{on}", report.class_code).chars().map(safe_in_a_name).collect();
    match lang {
        Lang::Zh => format!("录播课学时-{safe}"),
        Lang::En => format!("lesson-hours-{safe}"),
    }
}

/// What is recorded of it: when it was made and its hash.
pub fn recorded(lang: Lang, at: &str) -> String {
    match lang {
        Lang::Zh => format!("报告生成时间和校验码已登记：{at}"),
        Lang::En => format!("The time and the hash of the report are recorded: {at}"),
    }
}

pub fn hash_heading(lang: Lang, sha256: &str) -> String {
    format!("{} {sha256}", ReportText::Hash.text(lang))
}

/// Somebody has watched more often than the portal answers at once.
pub fn plays_cut(lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("每名学员只列出最近 {MOST_PLAYS} 次观看，更早的没有列出。"),
        Lang::En => format!("Of each trainee only the last {MOST_PLAYS} plays are listed; older ones are left out."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lesson_on_paper_says_what_did_not_count() {
        let report = ClassReport::samples().remove(0);
        let said = |row: usize, lesson: usize| {
            lesson_on_paper(Lang::Zh, lesson + 1, report.rows[row].credit_of(&report.lessons[lesson]))
        };
        assert_eq!(said(0, 0), "1：15:00 已完成（看过的部分 1:00）");
        assert_eq!(said(0, 1), "2：25:00 已完成");
        assert_eq!(said(2, 1), "2：未开始");
        assert!(
            said(1, 0).starts_with("1：5:30（其中异议补计 2:00） 未完成（超出视频长度 0:01，页面在后台 0:02"),
            "{}",
            said(1, 0)
        );
    }

    #[test]
    fn what_differs_is_not_said_of_the_class() {
        let mut report = ClassReport::samples().remove(0);
        assert_eq!(due(Lang::Zh, &report), "因人而异，见每名学员");
        assert_eq!(class_hour(Lang::En, &report), "differs: see each trainee");
        report.rows.pop();
        assert_eq!((due(Lang::Zh, &report), class_hour(Lang::Zh, &report)), ("80 学时".into(), "45 分钟".into()));
    }

    #[test]
    fn nobody_is_told_to_do_less_than_is_missing() {
        assert_eq!(missing(Lang::Zh, 1, 45), "还差 0.1 学时");
        assert_eq!(missing(Lang::Zh, 270, 45), "还差 0.1 学时");
        assert_eq!(missing(Lang::En, 271, 45), "0.2 class hours missing");
    }

    #[test]
    fn a_file_is_called_what_every_system_takes() {
        let report = ClassReport { class_code: "2026/11: D01".into(), ..ClassReport::samples().remove(0) };
        let day = Date::parse("2026-11-21").unwrap();
        assert_eq!(file_name(Lang::Zh, &report, day), "录播课学时-2026_11__D01-2026-11-21");
    }

    #[test]
    fn dates_are_said_as_far_as_they_are_known() {
        let day = |text: &str| Date::parse(text).ok();
        assert_eq!(dates(Lang::Zh, day("2026-11-02"), day("2026-11-20")), "2026年11月2日 至 2026年11月20日");
        assert_eq!(dates(Lang::Zh, None, day("2026-11-20")), "2026年11月20日");
        assert_eq!(dates(Lang::En, None, None), "Not recorded");
    }
}
