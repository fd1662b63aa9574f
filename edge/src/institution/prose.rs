//! Texts that staff write for people to read. They keep their full-width punctuation, unlike what is searched and
//! compared ([`shared::text::line`]); invisible characters go, and white space has one spelling.

use shared::error::FieldCode;
use shared::text::{has_forbidden, is_invisible};

/// One line of 1 to `max` characters.
///
/// # Errors
/// Empty, too long, or with control characters.
pub fn sentence(typed: &str, max: usize) -> Result<String, FieldCode> {
    checked(tidy(typed), max)
}

/// Lines keep their breaks; 1 to `max` characters in all.
///
/// # Errors
/// Empty, too long, or with control characters.
pub fn paragraphs(typed: &str, max: usize) -> Result<String, FieldCode> {
    let lines: Vec<String> = typed.lines().map(tidy).collect();
    checked(lines.join("\n").trim().to_owned(), max)
}

fn tidy(line: &str) -> String {
    let visible: String = line.chars().filter(|c| !is_invisible(*c)).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn checked(text: String, max: usize) -> Result<String, FieldCode> {
    if text.is_empty() {
        return Err(FieldCode::Required);
    }
    if text.chars().count() > max {
        return Err(FieldCode::TooLong);
    }
    if text.lines().any(has_forbidden) {
        return Err(FieldCode::BadCharacters);
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn punctuation_stays_and_white_space_has_one_spelling() {
        assert_eq!(
            sentence(" 核对：\u{200b}省考试中心　退回，要求补充。\n", 40).unwrap(),
            "核对：省考试中心 退回，要求补充。"
        );
        assert_eq!(paragraphs("\n第一段：甲，乙；\r\n\r\n 第二段 ", 40).unwrap(), "第一段：甲，乙；\n\n第二段");
        assert_eq!(sentence(" \u{feff} ", 4), Err(FieldCode::Required));
        assert_eq!(sentence("一二三", 2), Err(FieldCode::TooLong));
        assert_eq!(paragraphs("一\u{7}二", 9), Err(FieldCode::BadCharacters));
    }
}
