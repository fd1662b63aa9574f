//! From the course name in a roster to a course: institutions shorten them.

use crate::courses::CourseKind;
use crate::text;

/// A course as far as names go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CourseName {
    pub name: String,
    pub short_names: Vec<String>,
    pub kind: CourseKind,
}

/// What a name in a roster means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolved {
    /// The course at this place of the list.
    Known(usize),
    /// Several courses begin with it: a person must say which.
    Ambiguous,
    /// No course of this kind has such a name: to be proposed.
    Unknown,
}

/// Shorter beginnings say too little.
const LEAST_CHARS: usize = 2;

/// Finds the course of this kind: by its name, by a listed short name, or as the only one whose name begins with the
/// text (登高架设 → 登高架设作业). Spaces, full-width forms and letter case do not matter.
pub fn resolve(text: &str, kind: CourseKind, courses: &[CourseName]) -> Resolved {
    let wanted = compared(text);
    let of_kind = || courses.iter().enumerate().filter(|(_, course)| course.kind == kind);
    if let Some((place, _)) = of_kind().find(|(_, course)| compared(&course.name) == wanted) {
        return Resolved::Known(place);
    }
    if let Some((place, _)) =
        of_kind().find(|(_, course)| course.short_names.iter().any(|short| compared(short) == wanted))
    {
        return Resolved::Known(place);
    }
    if wanted.chars().count() < LEAST_CHARS {
        return Resolved::Unknown;
    }
    let mut beginning = of_kind().filter(|(_, course)| compared(&course.name).starts_with(&wanted));
    match (beginning.next(), beginning.next()) {
        (Some((place, _)), None) => Resolved::Known(place),
        (Some(_), Some(_)) => Resolved::Ambiguous,
        (None, _) => Resolved::Unknown,
    }
}

/// The known courses followed by those that a file names and nobody knows yet, so that a short name in the file finds
/// the full one in the same file. The names of the file are taken from the longest to the shortest; each becomes a
/// new course only if it means nothing known and begins no longer one.
pub fn with_proposals<'a>(
    known: &[CourseName],
    file: impl IntoIterator<Item = (&'a str, CourseKind)>,
) -> Vec<CourseName> {
    let mut named: Vec<(String, CourseKind)> =
        file.into_iter().map(|(name, kind)| (text::normalise(name), kind)).collect();
    named.sort_by(|(a, _), (b, _)| b.chars().count().cmp(&a.chars().count()).then_with(|| a.cmp(b)));
    named.dedup();
    let mut courses = known.to_vec();
    for (name, kind) in named {
        if resolve(&name, kind, &courses) == Resolved::Unknown {
            courses.push(CourseName { name, short_names: Vec::new(), kind });
        }
    }
    courses
}

fn compared(name: &str) -> String {
    text::squash(name).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use CourseKind as K;

    fn course(name: &str, short: &[&str], kind: K) -> CourseName {
        CourseName { name: name.into(), short_names: short.iter().map(|name| (*name).into()).collect(), kind }
    }

    #[test]
    fn names_find_their_course() {
        let courses = [
            course("低压电工作业", &["电工"], K::Initial),
            course("登高架设作业", &[], K::Initial),
            course("生产经营单位主要负责人", &["负责人"], K::Initial),
            course("生产经营单位安全生产管理人员", &["安管员"], K::Initial),
            course("高压电工作业", &[], K::Review),
            course("电工作业", &[], K::Initial),
        ];
        for (text, kind, found) in [
            ("低压电工作业", K::Initial, Resolved::Known(0)),
            (" 低压 电工作业", K::Initial, Resolved::Known(0)),
            ("低压电工", K::Initial, Resolved::Known(0)),
            ("低压", K::Initial, Resolved::Known(0)),
            ("电工", K::Initial, Resolved::Known(0)),
            ("电工作", K::Initial, Resolved::Known(5)),
            ("登高架设", K::Initial, Resolved::Known(1)),
            ("安管员", K::Initial, Resolved::Known(3)),
            ("生产经营单位", K::Initial, Resolved::Ambiguous),
            ("登", K::Initial, Resolved::Unknown),
            ("登高架设", K::Review, Resolved::Unknown),
            ("低压电工作业(新)", K::Initial, Resolved::Unknown),
            ("", K::Initial, Resolved::Unknown),
        ] {
            assert_eq!(resolve(text, kind, &courses), found, "{text}");
        }
    }

    #[test]
    fn a_short_name_finds_the_full_one_of_the_same_file() {
        let known = [course("低压电工作业", &[], K::Initial)];
        let file = [
            ("登高架设", K::Initial),
            ("登高架设作业", K::Initial),
            ("低压电工", K::Initial),
            ("登高架设作业", K::Initial),
            ("登高架设", K::Review),
        ];
        let courses = with_proposals(&known, file);
        let names: Vec<_> = courses.iter().map(|course| (course.name.as_str(), course.kind)).collect();
        assert_eq!(names, [("低压电工作业", K::Initial), ("登高架设作业", K::Initial), ("登高架设", K::Review)]);
        assert_eq!(resolve("登高架设", K::Initial, &courses), Resolved::Known(1));
    }
}
