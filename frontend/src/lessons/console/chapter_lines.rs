//! Which of the typed lines is no chapter.

use shared::lessons::chapters;

/// The number, from 1, of the first line that is not understood by itself.
pub fn first_bad_line(typed: &str) -> Option<usize> {
    typed.lines().position(|line| chapters::parse(line).is_err()).map(|index| index + 1)
}

#[cfg(test)]
mod tests {
    use super::first_bad_line;

    #[test]
    fn the_first_line_that_is_no_chapter_is_found() {
        assert_eq!(first_bad_line("0:00 开场\n\n3:20 接地电阻\n"), None);
        assert_eq!(first_bad_line("0:00 开场\n\n接地电阻 3:20\n5:61 绝缘"), Some(3));
        assert_eq!(first_bad_line(""), None);
    }
}
