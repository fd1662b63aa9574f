//! Class hours of a case as staff read them: those of the classroom, which they type, beside those of recorded lessons,
//! which the portal counts.

use shared::certificates::hours::{ClassHour, ClassHours};
use shared::lang::Lang;

use crate::i18n::hours;

/// What a case has done.
#[derive(Clone, Copy)]
pub struct DoneHours {
    /// In the classroom and by lessons.
    pub done: i64,
    /// By lessons.
    pub lessons: i64,
    pub class_minutes: i64,
}

impl DoneHours {
    fn hour(self) -> ClassHour {
        u16::try_from(self.class_minutes).ok().and_then(ClassHour::new).unwrap_or(ClassHour::USUAL)
    }

    fn show(self, seconds: i64) -> String {
        ClassHours::from_seconds(seconds).show(self.hour())
    }

    /// The parts; where there is only the classroom, its number.
    pub fn parts(self, lang: Lang) -> String {
        self.with_classroom(lang, &self.show(self.done.saturating_sub(self.lessons)))
    }

    /// The same with this typed for the classroom.
    pub fn with_classroom(self, lang: Lang, classroom: &str) -> String {
        if self.lessons <= 0 {
            return classroom.to_owned();
        }
        hours::hour_parts(lang, classroom, &self.show(self.lessons))
    }

    /// The sum, with its parts where there are two.
    pub fn sum(self, lang: Lang) -> String {
        let sum = self.show(self.done);
        if self.lessons <= 0 { sum } else { hours::with_parts(lang, &sum, &self.parts(lang)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_by_lessons_stand_beside_those_of_the_classroom() {
        let hours = DoneHours { done: 87_750, lessons: 33_750, class_minutes: 45 };
        assert_eq!(hours.parts(Lang::Zh), "面授 20 + 录播 12.5");
        assert_eq!(hours.sum(Lang::Zh), "32.5（面授 20 + 录播 12.5）");
        assert_eq!(hours.sum(Lang::En), "32.5 (classroom 20 + lessons 12.5)");
        assert_eq!(hours.with_classroom(Lang::Zh, "24"), "面授 24 + 录播 12.5");
    }

    #[test]
    fn without_lessons_there_is_one_number() {
        let hours = DoneHours { done: 54_000, lessons: 0, class_minutes: 45 };
        assert_eq!((hours.parts(Lang::Zh), hours.sum(Lang::En)), ("20".into(), "20".into()));
        assert_eq!(hours.with_classroom(Lang::Zh, "24"), "24");
    }
}
