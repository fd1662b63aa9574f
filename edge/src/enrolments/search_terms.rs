//! What staff mean by what they type when they look for a trainee.

use shared::identity::document::{DocumentKind, DocumentNumber};
use shared::phone::Phone;
use shared::text::{self, PersonName};

/// A term with its meaning.
#[derive(Debug, PartialEq, Eq)]
pub enum Term {
    Everybody,
    /// The end of a document number, upper-case.
    LastFour(String),
    Phone(Phone),
    /// A whole document number: every kind of document that it could stand on. Empty: nobody can have it.
    Documents(Vec<DocumentNumber>),
    /// The beginning of a name.
    Name(String),
}

impl Term {
    /// Names have no digits; document numbers and phones do: what is meant is never in doubt.
    pub fn read(typed: &str) -> Self {
        let normal = text::normalise(typed);
        if normal.is_empty() {
            return Self::Everybody;
        }
        if !normal.chars().any(|c| c.is_ascii_digit()) {
            // The spelling that names are stored in, as far as a beginning is a name already.
            return Self::Name(PersonName::parse(&normal).map_or(normal, String::from));
        }
        let compact = text::squash(typed).to_ascii_uppercase();
        if compact.chars().count() == 4 && compact.chars().all(|c| c.is_ascii_alphanumeric()) {
            return Self::LastFour(compact);
        }
        match Phone::parse(&normal) {
            Ok(phone) => Self::Phone(phone),
            Err(_) => Self::Documents(
                DocumentKind::ALL.into_iter().filter_map(|kind| DocumentNumber::parse(kind, &normal).ok()).collect(),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_means_one_thing() {
        for (typed, expected) in [
            ("", Term::Everybody),
            (" \u{200b}", Term::Everybody),
            ("孔", Term::Name("孔".into())),
            ("孔 冬", Term::Name("孔冬".into())),
            ("买买提•", Term::Name("买买提·".into())),
            ("John ", Term::Name("John".into())),
            ("2117", Term::LastFour("2117".into())),
            ("２１１x", Term::LastFour("211X".into())),
            ("13378707117", Term::Phone(Phone::parse("13378707117").unwrap())),
            ("+86 133 7870 7117", Term::Phone(Phone::parse("13378707117").unwrap())),
            (
                "12345",
                Term::Documents(vec![
                    DocumentNumber::parse(DocumentKind::Passport, "12345").unwrap(),
                    DocumentNumber::parse(DocumentKind::Other, "12345").unwrap(),
                ]),
            ),
            ("1<2>3", Term::Documents(Vec::new())),
        ] {
            assert_eq!(Term::read(typed), expected, "{typed}");
        }
        let Term::Documents(documents) = Term::read("11010519491231002x") else { panic!("not a document") };
        assert!(documents.iter().any(|document| document.kind() == DocumentKind::ResidentId));
    }
}
