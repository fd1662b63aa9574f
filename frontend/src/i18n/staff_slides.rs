//! Texts of the console about slides of recorded lessons.

use shared::lang::Lang;
use shared::lessons::slides::SlidesProblem;

use super::items::list_separator;

texts! {
    pub enum SlidesText {
        Title => "课件", "Slides";
        Drop => "把 PDF 拖到这里，或点击选择", "Drop a PDF here, or choose one";
        DropHint => "不超过 200 页、100 MB。每页转成一张图片，会替换现在的课件。", "At most 200 pages and 100 MB. Each page becomes a picture; the present slides are replaced.";
        HowToExport => "PowerPoint 或 WPS：文件 → 导出（或另存为）→ PDF。PDF 只在这台电脑上处理，上传的是图片，学员不能复制文字。", "PowerPoint or WPS: File → Export → PDF. The PDF stays on this computer; only pictures are uploaded.";
        Opening => "正在打开 PDF…", "Opening the PDF…";
        KeepOpen => "请不要关闭这个窗口。全部传完才会替换现在的课件。", "Keep this window open. The present slides are replaced only when everything is there.";
        Changing => "正在替换课件…", "Replacing the slides…";
        GoOn => "继续", "Go on";
        UseAnyway => "仍然使用", "Use them all the same";
        Saved => "课件已保存", "The slides are saved";
        Remove => "删除课件", "Remove the slides";
        RemoveQuestion => "删除后，学员看课时不再有课件。", "Trainees watch without slides from then on.";
        Removed => "课件已删除", "The slides are removed";
        Refused => "课件没有保存", "The slides were not saved";
        NoTool => "处理 PDF 的程序没有加载成功。请检查网络后刷新页面再试。", "The program that reads PDFs did not load. Check the network, reload the page and try again.";
        NoPicture => "浏览器不能把这一页转成图片。请关掉其他网页再试，或者换用新版浏览器。", "The browser cannot make a picture of a page. Close other pages and try again, or use a current browser.";
    }
}

pub const fn problem(lang: Lang, problem: SlidesProblem) -> &'static str {
    match (lang, problem) {
        (Lang::Zh, SlidesProblem::Unreadable) => "文件读不出来，可能已经移动或改名。请再选一次。",
        (Lang::Zh, SlidesProblem::TooManyBytes) => "超过 100 MB。请在导出时选择较小的图片质量。",
        (Lang::Zh, SlidesProblem::NotPdf) => "不是 PDF 文件。请从 PowerPoint 或 WPS 导出成 PDF。",
        (Lang::Zh, SlidesProblem::Locked) => "PDF 有密码。请用没有密码的文件。",
        (Lang::Zh, SlidesProblem::NoPages) => "PDF 里没有页面。",
        (Lang::Zh, SlidesProblem::TooManyPages) => "超过 200 页。请删减，或分到几节课里。",
        (Lang::Zh, SlidesProblem::Damaged) => "PDF 有损坏，或者用了读不了的格式。请重新导出再试。",
        (Lang::En, SlidesProblem::Unreadable) => {
            "The file cannot be read; it may have been moved or renamed. Choose it again."
        }
        (Lang::En, SlidesProblem::TooManyBytes) => "It has more than 100 MB. Export it with smaller pictures.",
        (Lang::En, SlidesProblem::NotPdf) => "It is no PDF. Export one from PowerPoint or WPS.",
        (Lang::En, SlidesProblem::Locked) => "It has a password. Use a PDF without one.",
        (Lang::En, SlidesProblem::NoPages) => "There are no pages in it.",
        (Lang::En, SlidesProblem::TooManyPages) => {
            "It has more than 200 pages. Shorten it, or make several lessons of it."
        }
        (Lang::En, SlidesProblem::Damaged) => "It is damaged, or made in a way that cannot be read. Export it anew.",
    }
}

pub fn present(lang: Lang, pages: usize) -> String {
    match lang {
        Lang::Zh => format!("现在有 {pages} 页课件。"),
        Lang::En => format!("There are {pages} slides now."),
    }
}

/// What stands in the place of a picture.
pub fn page(lang: Lang, number: usize) -> String {
    match lang {
        Lang::Zh => format!("第 {number} 页"),
        Lang::En => format!("Slide {number}"),
    }
}

pub fn storing(lang: Lang, stored: i64, pages: i64) -> String {
    match lang {
        Lang::Zh => format!("已传 {stored} 页，共 {pages} 页"),
        Lang::En => format!("{stored} of {pages} slides are there"),
    }
}

/// Pages on which letters are missing.
pub fn lacking(lang: Lang, pages: &[u32]) -> String {
    const NAMED: usize = 8;
    let named: Vec<_> = pages.iter().take(NAMED).map(ToString::to_string).collect();
    let (named, more) = (named.join(list_separator(lang)), pages.len() > NAMED);
    match lang {
        Lang::Zh => format!(
            "第 {named} {}页的中文可能缺字：PDF 里没有嵌入字体。请在导出时选“嵌入字体”（WPS、PowerPoint 直接导出的一般都有），再重新选择。",
            if more { "等" } else { "" }
        ),
        Lang::En => format!(
            "Chinese characters may be missing on slide {named}{}: the PDF does not hold its fonts. Export it with fonts embedded and choose it again.",
            if more { " and others" } else { "" }
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_problem_is_a_sentence_in_both_languages() {
        for known in SlidesProblem::ALL {
            assert!(problem(Lang::Zh, known).ends_with('。') && problem(Lang::En, known).ends_with('.'), "{known:?}");
        }
    }

    #[test]
    fn of_many_pages_only_some_are_named() {
        let pages: Vec<u32> = (1..=9).collect();
        assert!(lacking(Lang::Zh, &pages).starts_with("第 1、2、3、4、5、6、7、8 等页"));
        assert!(lacking(Lang::En, &[3]).contains("on slide 3:"));
    }
}
