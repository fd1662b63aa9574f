//! Names of files in the export for the authority.

use std::collections::HashSet;

/// Gives each photo its name: the document number, and what no file system takes replaced.
#[derive(Debug, Default)]
pub struct FileNames(HashSet<String>);

impl FileNames {
    /// `11010519491231002X.jpg`. Two people never share a name, whatever their numbers have become.
    pub fn photo(&mut self, document_number: &str) -> String {
        let safe: String = document_number
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' })
            .take(40)
            .collect();
        let stem = if safe.is_empty() { "_".to_owned() } else { safe };
        let names = (1_u32..).map(|time| if time == 1 { stem.clone() } else { format!("{stem}-{time}") });
        // Windows takes two names that differ by case only for one.
        let free = names.into_iter().find(|name| self.0.insert(name.to_ascii_uppercase())).unwrap_or_default();
        format!("{free}.jpg")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_and_single() {
        let mut names = FileNames::default();
        for (number, name) in [
            ("11010519491231002X", "11010519491231002X.jpg"),
            ("E1234567", "E1234567.jpg"),
            ("e1234567", "e1234567-2.jpg"),
            ("../../etc", "______etc.jpg"),
            ("H/1<2>\u{202e}", "H_1_2__.jpg"),
            ("", "_.jpg"),
            ("", "_-2.jpg"),
        ] {
            assert_eq!(names.photo(number), name);
        }
    }
}
