//! The preview of a roster import: every fate, every change, every problem with its cell and its cure.

use browser_tests::{Heard, Shown, all_in, click, show, text_of, type_into};
use frontend::i18n::import;
use frontend::imports::ImportPreview;
use shared::error::{ErrorCode, Problem};
use shared::imports::api::{ImportRow, ImportSummary};
use shared::imports::{ImportKind, ImportState, RowFate};
use shared::lang::Lang;
use shared::roster::check::{ProblemCode, RowProblem, Severity};
use shared::roster::columns::Column;
use shared::roster::row::RawRow;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use yew::prelude::*;

wasm_bindgen_test_configure!(run_in_browser);

async fn preview(lang: Lang, state: ImportState, fate: RowFate, rows: Vec<ImportRow>) -> Shown {
    show(html! { <ImportPreview {lang} summary={ImportSummary::sample(state)} {fate} {rows} /> }).await
}

async fn ready(lang: Lang, row: ImportRow) -> Shown {
    preview(lang, ImportState::Ready, row.fate, vec![row]).await
}

#[wasm_bindgen_test]
async fn every_fate_has_its_tag_its_meaning_and_the_rows_own_words() {
    for lang in Lang::ALL {
        for fate in RowFate::ALL {
            let shown = ready(lang, ImportRow::sample(3, fate)).await;
            shown.assert_says(import::fate_meaning(lang, fate));
            let cells: Vec<String> = shown.all("tbody td").iter().map(text_of).collect();
            let name = import::fate(lang, fate);
            let expected = ["3", "测试学员甲", "11010519491231002X", "低压电工作业 初训", "2026-D01", name];
            assert_eq!(cells, expected, "{fate:?}");
            assert_eq!(text_of(&shown.one("[aria-pressed=true]")), format!("{name}3"));
        }
    }
}

#[wasm_bindgen_test]
async fn tabs_lead_to_the_other_fates_with_their_counts() {
    let counts = [(RowFate::Add, 118), (RowFate::Problem, 2)];
    let summary = ImportSummary::with_counts(ImportState::Ready, &counts);
    let (heard, on_select) = Heard::new();
    let shown = show(html! {
        <ImportPreview lang={Lang::Zh} {summary} fate={RowFate::Add} rows={Vec::new()} {on_select} />
    })
    .await;
    let tabs: Vec<String> = shown.all("[role=group] button").iter().map(text_of).collect();
    assert_eq!(tabs, ["新增118", "变更0", "重复0", "有问题2", "无变化0"]);
    shown.assert_says("没有“新增”的行");
    click(&shown.button("有问题2")).await;
    assert_eq!(heard.all(), [RowFate::Problem]);

    let counts = [(RowFate::Added, 118), (RowFate::Add, 1)];
    let summary = ImportSummary::with_counts(ImportState::Done, &counts);
    let shown =
        show(html! { <ImportPreview lang={Lang::En} {summary} fate={RowFate::Changed} rows={Vec::new()} /> }).await;
    let tabs: Vec<String> = shown.all("[role=group] button").iter().map(text_of).collect();
    assert_eq!(tabs, ["To add1", "Added118", "Changed0", "Repeat0", "Problem0", "No change0"]);
    shown.assert_says("No rows: changed");
}

#[wasm_bindgen_test]
async fn a_changing_row_lists_what_changes_from_what_to_what() {
    let shown = ready(Lang::Zh, ImportRow::changing()).await;
    for line in [
        "工作单位：补充 测试建设有限公司",
        "工作单位：旧单位 → 测试建设有限公司",
        "应缴费用：¥980.00 → ¥1,080.00",
        "再缴 ¥500.00（已缴 ¥580.00 → ¥1,080.00）",
        "办证环节：报名提交 → 培训中",
        "备注：补充 补考",
        "手机号：13800000001 → 13900000002",
        "统一社会信用代码：补充 91350100M000100Y43",
        "理论考试：2026-12-05，上午 第一考点",
        "实操考试改期：2026-12-05 → 2026-12-12",
        "理论考试 2026-12-05：72 分，不合格",
        "理论考试补考 2026-12-26：85 分，合格",
        "实操考试 2026-12-05：缺考，不计入考试次数",
        "证书 T110105********002X，有效期 2027-01-08 至 2033-01-07，应复审日期 2030-01-08",
    ] {
        shown.assert_says(line);
    }
    let shown = ready(Lang::En, ImportRow::changing()).await;
    for line in [
        "Employer: 测试建设有限公司 is added",
        "Fee due: ¥980.00 → ¥1,080.00",
        "Further payment of ¥500.00 (paid ¥580.00 → ¥1,080.00)",
        "Stage: 报名提交 → 培训中",
        "Mobile phone: 13800000001 → 13900000002",
        "Theory exam (make-up) 2026-12-26: 85 points, passed",
        "Practical exam 2026-12-05: absent, which is no attempt",
    ] {
        shown.assert_says(line);
    }
}

#[wasm_bindgen_test]
async fn a_list_has_no_tab_for_new_people_and_shows_the_operation() {
    let counts = [(RowFate::Change, 38), (RowFate::Problem, 2)];
    let kind = ImportKind::ExamResults;
    let summary = ImportSummary { kind, ..ImportSummary::with_counts(ImportState::Ready, &counts) };
    let sample = ImportRow::sample(4, RowFate::Change);
    let rows = vec![ImportRow { raw: sample.raw.clone().corrected(Column::Operation, "高压电工作业"), ..sample }];
    let shown = show(html! { <ImportPreview lang={Lang::Zh} {summary} fate={RowFate::Change} {rows} /> }).await;
    let tabs: Vec<String> = shown.all("[role=group] button").iter().map(text_of).collect();
    assert_eq!(tabs, ["变更38", "重复0", "有问题2", "无变化0"]);
    shown.assert_says("准操项目");
    shown.assert_says("高压电工作业");
}

#[wasm_bindgen_test]
async fn a_repeat_names_the_row_it_repeats() {
    ready(Lang::Zh, ImportRow::repeating()).await.assert_says("与第 2 行重复");
    ready(Lang::En, ImportRow::repeating()).await.assert_says("Repeats row 2");
}

#[wasm_bindgen_test]
async fn what_was_put_into_form_is_told() {
    let shown = ready(Lang::Zh, ImportRow::normalised()).await;
    assert_eq!(text_of(&shown.one("details summary")), "已统一写法 2 处");
    shown.assert_says("证件号码“11010519491231002x” → “11010519491231002X”（字母改大写）");
    shown.assert_says("证件号码“440524188001010014”（数字单元格按文本处理）");
    let shown = ready(Lang::En, ImportRow::normalised()).await;
    assert_eq!(text_of(&shown.one("details summary")), "2 values put into form");
}

#[wasm_bindgen_test]
async fn every_problem_names_its_cell_the_value_the_fault_and_the_cure() {
    for lang in Lang::ALL {
        let rows: Vec<ImportRow> = (2..)
            .zip(ProblemCode::ALL)
            .map(|(row_no, code)| ImportRow::with_problem(row_no, RowProblem::sample(code)))
            .collect();
        let shown = preview(lang, ImportState::Ready, RowFate::Problem, rows).await;
        let shown_rows = shown.all("tbody > tr");
        assert_eq!(shown_rows.len(), ProblemCode::ALL.len());
        for (row, code) in shown_rows.iter().zip(ProblemCode::ALL) {
            let problem = RowProblem::sample(code);
            let text = text_of(row);
            let (fault, cure) = import::problem(lang, code);
            for said in [import::cell(lang, problem.column, "表中的值").as_str(), fault, cure] {
                assert!(text.contains(said), "{code:?}: {said:?} is not in {text:?}");
            }
            if let Some(against) = import::against(lang, &problem) {
                assert!(text.contains(&against), "{code:?}: {against:?} is not in {text:?}");
            }
            let warns = match lang {
                Lang::Zh => "这一项不影响导入。",
                Lang::En => "This does not keep the row out.",
            };
            assert_eq!(text.contains(warns), problem.severity() == Severity::Warns, "{code:?}");
            // The cell can be mended where it stands.
            let fields = all_in(row, "form input:not([type=hidden])");
            assert!(!fields.is_empty(), "{code:?}");
        }
        assert!(!shown.has("[role=alert]"), "a page of a hundred problems must not be read out at once");
    }
}

#[wasm_bindgen_test]
async fn a_lost_digit_is_named_as_such() {
    let lost = RowProblem::new(Column::DocumentNumber, "5.10199200412061E+17", ProblemCode::DocumentDigitsLost);
    let shown = ready(Lang::Zh, ImportRow::with_problem(7, lost)).await;
    shown.assert_says("证件号码“5.10199200412061E+17”：Excel 已把后几位数字改成 0，号码不完整");
}

#[wasm_bindgen_test]
async fn a_cell_is_corrected_in_place() {
    let wrong = RowProblem::new(Column::Phone, "1380000", ProblemCode::PhoneLength);
    let row = ImportRow::with_problem(7, wrong);
    let (heard, on_correct) = Heard::<RawRow>::new();
    let summary = ImportSummary::sample(ImportState::Ready);
    let view = |correcting: Option<u32>, problem: Option<(Problem, u32)>| {
        html! {
            <ImportPreview
                lang={Lang::Zh} summary={summary.clone()} fate={RowFate::Problem} rows={vec![row.clone()]}
                on_correct={on_correct.clone()} {correcting} {problem}
            />
        }
    };
    let mut shown = show(view(None, None)).await;
    assert!(shown.button("更正这一行").has_attribute("disabled"), "nothing was corrected yet");
    let field = shown.field("手机号");
    assert_eq!(field.value(), "1380000");
    type_into(&field, "13800000002").await;
    click(&shown.button("更正这一行")).await;
    assert_eq!(heard.all(), [row.raw.clone().corrected(Column::Phone, "13800000002")]);

    shown.change(view(Some(7), None)).await;
    assert_eq!(shown.button("更正这一行").get_attribute("aria-busy").as_deref(), Some("true"));
    shown.change(view(None, Some((Problem::new(ErrorCode::Changed), 7)))).await;
    assert!(shown.has("form [role=alert]"));
    assert_eq!(shown.field("手机号").value(), "13800000002", "what was typed is not lost");
}

#[wasm_bindgen_test]
async fn a_number_that_is_no_identity_number_may_be_another_document() {
    let odd = RowProblem::new(Column::DocumentNumber, "E12345678", ProblemCode::DocumentLength);
    let shown = ready(Lang::Zh, ImportRow::with_problem(7, odd)).await;
    assert_eq!(shown.field("证件号码").value(), "E12345678");
    assert_eq!(shown.field("证件类型").value(), "");
}

#[wasm_bindgen_test]
async fn what_is_in_already_or_being_written_is_not_corrected_here() {
    let warned = |fate| ImportRow { fate, ..ImportRow::with_problem(7, RowProblem::sample(ProblemCode::PhoneMissing)) };
    for fate in [RowFate::Added, RowFate::Changed, RowFate::Undone] {
        assert!(!preview(Lang::Zh, ImportState::Done, fate, vec![warned(fate)]).await.has("form"), "{fate:?}");
    }
    for state in ImportState::ALL {
        let shown = preview(Lang::Zh, state, RowFate::Add, vec![warned(RowFate::Add)]).await;
        assert_eq!(shown.has("form"), state.may_correct(), "{state:?}");
    }
}

#[wasm_bindgen_test]
async fn long_lists_have_pages() {
    let (heard, on_next) = Heard::new();
    let rows: Vec<ImportRow> = (2..102).map(|row_no| ImportRow::sample(row_no, RowFate::Add)).collect();
    let summary = ImportSummary::sample(ImportState::Ready);
    let shown = show(html! { <ImportPreview lang={Lang::Zh} {summary} fate={RowFate::Add} {rows} {on_next} /> }).await;
    assert_eq!(shown.all("tbody > tr").len(), 100);
    click(&shown.button("下一页")).await;
    assert_eq!(heard.count(), 1);
}

#[wasm_bindgen_test]
async fn what_stands_in_a_cell_never_becomes_markup() {
    let name = "<img src=x onerror=alert(1)>😀";
    let mut row = ImportRow::sample(2, RowFate::Add);
    row.raw = row.raw.corrected(Column::Name, name);
    let shown = ready(Lang::Zh, row).await;
    shown.assert_says(name);
    assert!(!shown.has("img"));
}
