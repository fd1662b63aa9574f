//! What stands on a proof, and where. The document is Chinese, whatever language its reader's portal is in.

use shared::proofs::{PrintedHours, ProofFields, printed_day, printed_period};

use crate::RenderError;
use crate::font::Font;
use crate::layout::{HEIGHT, Ink, Item, Page, Text, WIDTH, wrap};
use crate::qr::Modules;

const BLACK: Ink = Ink(28, 28, 30);
const GREY: Ink = Ink(96, 96, 100);
const FRAME: Ink = Ink(150, 45, 40);
const HAIR: Ink = Ink(205, 190, 188);

const LEFT: f32 = 84.0;
const RIGHT: f32 = WIDTH - 84.0;
const VALUES: f32 = LEFT + 92.0;
const TABLE_TOP: f32 = 236.0;
/// The table must end above this: code and signature stand below.
const TABLE_END: f32 = 640.0;
/// 36 mm with its quiet zone: modules of 0.35 mm for the longest code, which phones still read.
const CODE: f32 = 108.0;
/// 40 mm, as round seals are.
const SEAL: f32 = 113.0;
/// Letters of the table, largest first: the first that fits is taken.
const SIZES: [f32; 5] = [13.0, 12.0, 11.0, 10.0, 9.0];

/// Lays the page out.
pub fn page(fields: &ProofFields, font: &Font, sealed: bool, code: Modules) -> Result<Page, RenderError> {
    let mut items = frame();
    items.extend(head(fields, font));
    let rows = rows(fields);
    let table = SIZES.into_iter().find_map(|size| table(&rows, font, size)).ok_or(RenderError::TooLong)?;
    items.extend(table);
    items.extend(foot(fields, font, sealed, code));
    Ok(Page { items })
}

fn frame() -> Vec<Item> {
    let around = |inset: f32, line| Item::Frame {
        x: inset,
        y: inset,
        width: WIDTH - 2.0 * inset,
        height: HEIGHT - 2.0 * inset,
        line,
        ink: FRAME,
    };
    vec![around(36.0, 2.4), around(43.0, 0.7)]
}

fn head(fields: &ProofFields, font: &Font) -> Vec<Item> {
    let title = Text {
        x: 0.0,
        baseline: 140.0,
        size: 32.0,
        ink: FRAME,
        spacing: 8.0,
        bold: 0.9,
        words: "安全生产培训证明".to_owned(),
    };
    let number = plain(format!("编号：{}", fields.number), 172.0, 11.0, GREY);
    let intro = plain("兹证明下列学员参加本机构组织的安全生产培训，情况如下：".to_owned(), 214.0, 13.0, BLACK);
    vec![
        Item::Text(centred(title, font, WIDTH / 2.0)),
        Item::Text(centred(number, font, WIDTH / 2.0)),
        Item::Text(Text { x: LEFT, ..intro }),
    ]
}

fn plain(words: String, baseline: f32, size: f32, ink: Ink) -> Text {
    Text { x: 0.0, baseline, size, ink, spacing: 0.0, bold: 0.0, words }
}

fn centred(text: Text, font: &Font, middle: f32) -> Text {
    let gaps = u16::try_from(text.words.chars().count().saturating_sub(1)).unwrap_or_default();
    let width = font.width(&text.words) * text.size + text.spacing * f32::from(gaps);
    Text { x: middle - width / 2.0, ..text }
}

fn rows(fields: &ProofFields) -> Vec<(&'static str, String)> {
    let due = if fields.hours_due > PrintedHours(0) { hours(fields.hours_due) } else { "未作规定".to_owned() };
    let mut rows = vec![
        ("姓　　名", fields.name.clone()),
        ("证件号码", fields.document.clone()),
        ("培训项目", fields.course.clone()),
        ("培训类型", fields.kind.label().to_owned()),
        ("班　　次", fields.class_code.clone()),
        ("培训时间", printed_period(fields.trained_from, fields.trained_to)),
        ("应修学时", due),
        ("实修学时", hours(fields.hours_done)),
        ("执行规定", fields.rule.clone()),
    ];
    rows.retain(|(_, value)| !value.is_empty());
    rows
}

fn hours(hours: PrintedHours) -> String {
    format!("{hours} 学时")
}

/// The table in letters of one size; `None` when it would run into the signature.
fn table(rows: &[(&'static str, String)], font: &Font, size: f32) -> Option<Vec<Item>> {
    let rule = |y| Item::Rule { x: LEFT, y, width: RIGHT - LEFT, line: 0.6, ink: HAIR };
    let mut items = vec![rule(TABLE_TOP)];
    let mut y = TABLE_TOP;
    for (label, value) in rows {
        let lines = wrap(font, value, size, RIGHT - VALUES);
        let mut baseline = y + size * 1.75;
        items.push(Item::Text(Text { x: LEFT + 4.0, ..plain((*label).to_owned(), baseline, size, GREY) }));
        for line in lines {
            items.push(Item::Text(Text { x: VALUES, ..plain(line, baseline, size, BLACK) }));
            baseline += size * 1.5;
        }
        y = baseline - size * 0.6;
        items.push(rule(y));
    }
    (y <= TABLE_END).then_some(items)
}

fn foot(fields: &ProofFields, font: &Font, sealed: bool, code: Modules) -> Vec<Item> {
    let top = 654.0;
    let caption = plain("扫码核验真伪和状态".to_owned(), top + CODE + 12.0, 9.0, GREY);
    let disclaimer = "本证明由培训机构出具，只证明培训情况；不是特种作业操作证，也不是考核合格证。".to_owned();
    let mut items = vec![
        Item::Code { x: LEFT, y: top, side: CODE, modules: code },
        Item::Text(centred(caption, font, LEFT + CODE / 2.0)),
        Item::Text(centred(plain(disclaimer, 789.0, 9.0, GREY), font, WIDTH / 2.0)),
    ];
    let (from, middle) = (LEFT + CODE + 24.0, (LEFT + CODE + 24.0 + RIGHT) / 2.0);
    let signature = [
        fields.institution.clone(),
        format!("签发人：{}", fields.signatory),
        format!("签发日期：{}", printed_day(fields.issued_on)),
    ];
    let mut baseline = top + 40.0;
    for line in signature {
        for line in wrap(font, &line, 13.0, RIGHT - from) {
            items.push(Item::Text(centred(plain(line, baseline, 13.0, BLACK), font, middle)));
            baseline += 22.0;
        }
    }
    if sealed {
        // Over name and date, as a seal must be.
        items.push(Item::Seal { x: middle - SEAL / 2.0, y: top - 4.0, side: SEAL });
    }
    items
}
