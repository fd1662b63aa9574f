//! Texts of the console about recorded lessons. What is said about their files is in `staff_lesson_files`.

use shared::lang::Lang;
use shared::lessons::LessonState;
use shared::lessons::api::{CourseWatching, StaffLesson};
use shared::lessons::chapters::clock;

use super::common;
use super::items::list_separator;
use crate::ui::DayStyle;

texts! {
    pub enum LessonsText {
        Title => "录播课", "Recorded lessons";
        BackToCourses => "返回培训项目", "Back to the courses";
        NewLesson => "新增一节课", "New lesson";
        EditLesson => "修改这节课", "Edit lesson";
        NoLessons => "这个项目还没有录播课", "No recorded lessons yet";
        NoLessonsAdvice => "先新增一节课（写上标题就行），再上传它的视频，最后发布。发布前学员看不到。", "First add a lesson (a title is enough), then upload its video, then publish it. Trainees see nothing before that.";
        Name => "标题", "Title";
        NameHint => "1 到 100 个字，学员在目录里看到。", "1 to 100 characters; trainees see it in the list.";
        Teacher => "主讲教师", "Teacher";
        Summary => "简介", "Summary";
        SummaryHint => "最多 2000 个字。段落之间空一行。", "At most 2,000 characters. Separate paragraphs by an empty line.";
        Length => "时长", "Length";
        Required => "完成要求", "Needed";
        RequiredMinutes => "看满多少分钟算完成", "Minutes to be counted";
        RequiredHint => "整数。空着就是整段视频。", "A whole number. Empty: the whole video.";
        Opening => "开放条件", "Opens";
        OpeningGroup => "什么时候开放（同时满足才开放）", "When it opens (all of these)";
        NeedsPayment => "缴清费用后才能看", "Only when everything owed is paid";
        After => "先完成哪节课", "After which lesson";
        AfterNone => "不限", "any time";
        OpensOn => "开放日期", "Opens on";
        ClosesOn => "截止日期", "Closes after";
        DayHint => "空着就不限。", "Empty: no limit.";
        Preview => "可以免费试看（报了名就能看，不管上面的条件）", "Free preview (open to everybody enrolled, whatever is set above)";
        PreviewTag => "免费试看", "Free preview";
        Chapters => "章节", "Chapters";
        ChaptersHint => "一行一个：时间和标题，中间空一格。例如：03:20 接地电阻的测量", "One per line: time, space, title. For example: 03:20 Measuring earth resistance";
        Video => "视频", "Video";
        Viewers => "已有学员观看", "Have begun to watch";
        MoveUp => "上移", "Move up";
        MoveDown => "下移", "Move down";
        Publish => "发布", "Publish";
        PublishAgain => "重新发布", "Publish again";
        Withdraw => "撤回", "Withdraw";
        Delete => "删除草稿", "Delete the draft";
        Published => "已发布", "Published";
        WithdrawnDone => "已撤回", "Withdrawn";
        Deleted => "草稿已删除", "The draft is deleted";
        Next => "下一步", "Next";
        NextUpload => "上传视频。没有视频的草稿不能发布。", "Upload the video: a draft without one cannot be published.";
        NextPublish => "先预览，没有问题就发布。发布后学员才能看到。", "Look at the preview, then publish it: trainees see nothing before that.";
        NextWithdrawn => "学员现在看不到。要再开放，请重新发布。", "Trainees cannot see it now. Publish it again to open it.";
        PublishQuestion => "发布后，符合开放条件的学员马上能看到并开始计学时。", "Trainees for whom it is open see it at once, and time counts.";
        WithdrawQuestion => "撤回后，学员马上看不到这节课，正在观看的会停下来。撤回前已经传到系统的时间照常计入，没有传到的不再计入。已经计入的学时全部保留。要先完成这节课才开放的课，不再等它。", "Trainees stop seeing the lesson at once, and whoever is watching is stopped. Time that has reached the portal before counts; what has not does not. All time counted stays. Lessons that open after this one no longer wait for it.";
        DeleteQuestion => "草稿和它的视频、字幕、课件都会删除，不能恢复。有学员看过的课，或者有别的课要在它之后开放的，不能删除。", "The draft goes with its video, captions and slides, for good. A lesson that somebody has watched, or after which another one opens, cannot be deleted.";
        StorageTitle => "存储空间", "Storage";
        StorageFull => "空间已用完，不能再上传。请删除不用的草稿，或联系管理员。放弃或删除的文件一小时后腾出空间，被替换的视频一天后。", "Nothing more can be uploaded: delete drafts that are not needed, or ask an administrator. What is given up or deleted makes room after an hour, a replaced video after a day.";
        WatchingTitle => "观看规则", "Watching rules";
        WatchingAdvice => "对这个项目的全部录播课有效。改动从今天起，之前计入的时间不变。", "For all recorded lessons of this course. A change holds from today on; time counted before stays.";
        ChangeWatching => "修改观看规则", "Change the rules";
        Speed => "最高播放速度", "Fastest speed";
        HiddenCounts => "页面切到后台时也计时", "Time counts while the page is in the background";
        Checks => "不定时确认学员在不在", "Ask now and then whether somebody is there";
        DailyCap => "每天最多计入（分钟）", "Most that counts in a day (minutes)";
        DailyCapHint => "10 到 1440 的整数。按每名学员当天看的全部项目合计；当天看了几个项目的，以其中最小的上限为准。", "A whole number from 10 to 1,440. It holds for a trainee over all courses together; of the courses watched on that day the smallest limit counts.";
    }
}

pub const fn state(lang: Lang, state: LessonState) -> &'static str {
    match (lang, state) {
        (Lang::Zh, LessonState::Draft) => "草稿",
        (Lang::Zh, LessonState::Published) => "已发布",
        (Lang::Zh, LessonState::Withdrawn) => "已撤回",
        (Lang::En, LessonState::Draft) => "Draft",
        (Lang::En, LessonState::Published) => "Published",
        (Lang::En, LessonState::Withdrawn) => "Withdrawn",
    }
}

pub fn page_title(lang: Lang, course: &str) -> String {
    format!("{course} · {}", LessonsText::Title.text(lang))
}

/// Its number in the course with its title.
pub fn numbered(number: usize, title: &str) -> String {
    format!("{number}. {title}")
}

/// How much must be counted, and of what.
pub fn required(lang: Lang, lesson: &StaffLesson) -> String {
    let length = lesson.video.as_ref().map_or(0, |video| video.duration_ms);
    match lang {
        Lang::Zh if lesson.required_ms == 0 || lesson.required_ms == length => "看完整段".to_owned(),
        Lang::Zh => format!("看满 {}", clock(lesson.required_ms)),
        Lang::En if lesson.required_ms == 0 || lesson.required_ms == length => "the whole of it".to_owned(),
        Lang::En => format!("{} of it", clock(lesson.required_ms)),
    }
}

/// When it opens, in one line. `after` is the title of the lesson that must be finished first.
pub fn opening(lang: Lang, lesson: &StaffLesson, after: Option<&str>) -> String {
    let day = |day| common::day(lang, day, DayStyle::WithYear);
    let mut rules = Vec::new();
    if lesson.needs_payment {
        rules.push(LessonsText::NeedsPayment.text(lang).to_owned());
    }
    if let Some(title) = after {
        rules.push(match lang {
            Lang::Zh => format!("先完成“{title}”"),
            Lang::En => format!("after “{title}”"),
        });
    }
    if let Some(on) = lesson.opens_on {
        rules.push(match lang {
            Lang::Zh => format!("{}起", day(on)),
            Lang::En => format!("from {}", day(on)),
        });
    }
    if let Some(on) = lesson.closes_on {
        rules.push(match lang {
            Lang::Zh => format!("{}止", day(on)),
            Lang::En => format!("until {}", day(on)),
        });
    }
    if rules.is_empty() {
        return match lang {
            Lang::Zh => "发布后一直开放".to_owned(),
            Lang::En => "always, once published".to_owned(),
        };
    }
    rules.join(list_separator(lang))
}

pub fn viewers(lang: Lang, viewers: i64) -> String {
    match lang {
        Lang::Zh => format!("{viewers} 人"),
        Lang::En => viewers.to_string(),
    }
}

/// What withdrawing means for those who have begun.
pub fn withdraw_viewers(lang: Lang, viewers: i64) -> String {
    match lang {
        Lang::Zh => format!("已有 {viewers} 名学员看过这节课。"),
        Lang::En => format!("{viewers} trainees have begun to watch it."),
    }
}

/// `1.25 倍`.
pub fn speed(lang: Lang, percent: i64) -> String {
    let (whole, part) = (percent / 100, percent % 100);
    let number = match part {
        0 => whole.to_string(),
        _ if part % 10 == 0 => format!("{whole}.{}", part / 10),
        _ => format!("{whole}.{part:02}"),
    };
    match lang {
        Lang::Zh if percent <= 100 => "原速".to_owned(),
        Lang::Zh => format!("{number} 倍"),
        Lang::En if percent <= 100 => "normal".to_owned(),
        Lang::En => format!("{number} times"),
    }
}

pub const fn yes_no(lang: Lang, yes: bool) -> &'static str {
    match (lang, yes) {
        (Lang::Zh, true) => "是",
        (Lang::Zh, false) => "否",
        (Lang::En, true) => "yes",
        (Lang::En, false) => "no",
    }
}

pub fn daily_cap(lang: Lang, watching: CourseWatching) -> String {
    let minutes = watching.daily_cap_minutes;
    match lang {
        Lang::Zh => format!("{minutes} 分钟"),
        Lang::En => format!("{minutes} minutes"),
    }
}

/// Which line of the chapters is not understood.
pub fn bad_line(lang: Lang, error: &str, line: usize) -> String {
    match lang {
        Lang::Zh => format!("第 {line} 行：{error}"),
        Lang::En => format!("Line {line}: {error}"),
    }
}

pub fn moved(lang: Lang, title: &str, place: usize) -> String {
    match lang {
        Lang::Zh => format!("“{title}”现在是第 {place} 节"),
        Lang::En => format!("“{title}” is number {place} now"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speeds_are_said_as_people_say_them() {
        let said = [100, 125, 150, 200].map(|percent| speed(Lang::Zh, percent));
        assert_eq!(said, ["原速", "1.25 倍", "1.5 倍", "2 倍"]);
    }
}
