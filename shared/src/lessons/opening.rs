//! When a lesson is open: the one place where it is decided.

use super::LessonState;
use super::api::Gate;
use crate::date::Date;

/// What staff have set for a lesson.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opening {
    pub needs_payment: bool,
    /// Another lesson that has to be finished first.
    pub after: Option<Before>,
    pub opens_on: Option<Date>,
    pub closes_on: Option<Date>,
    /// Open to everybody who is enrolled, whatever else is set.
    pub preview: bool,
}

/// A lesson that comes first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Before {
    pub title: String,
    pub finished: bool,
}

/// How a trainee stands to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Viewer {
    /// Nothing is owed.
    pub is_settled: bool,
    pub case_open: bool,
    pub today: Date,
}

/// Decides. What cannot be helped comes before what can: who is told to pay must not hear of a closed door afterwards.
pub fn gate(state: LessonState, has_video: bool, opening: &Opening, viewer: Viewer) -> Gate {
    if state != LessonState::Published || !has_video {
        return Gate::Withdrawn;
    }
    if !viewer.case_open {
        return Gate::CaseEnded;
    }
    if opening.preview {
        return Gate::Open;
    }
    if let Some(on) = opening.closes_on.filter(|on| viewer.today > *on) {
        return Gate::Over { on };
    }
    if opening.needs_payment && !viewer.is_settled {
        return Gate::NotPaid;
    }
    if let Some(on) = opening.opens_on.filter(|on| viewer.today < *on) {
        return Gate::NotYet { on };
    }
    match &opening.after {
        Some(before) if !before.finished => Gate::After { title: before.title.clone() },
        _ => Gate::Open,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DRAFT: LessonState = LessonState::Draft;
    const PUBLISHED: LessonState = LessonState::Published;

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn a_lesson_opens_when_everything_holds() {
        let before = |finished| Some(Before { title: "第一课".to_owned(), finished });
        let open = Opening::default();
        let viewer = Viewer { is_settled: true, case_open: true, today: day("2026-11-26") };
        let owing = Viewer { is_settled: false, ..viewer };
        let ended = Viewer { case_open: false, ..viewer };
        let paid_only = Opening { needs_payment: true, ..open.clone() };
        let later = Opening { opens_on: Some(day("2026-11-27")), ..open.clone() };
        let today = Opening { opens_on: Some(day("2026-11-26")), closes_on: Some(day("2026-11-26")), ..open.clone() };
        let over = Opening { closes_on: Some(day("2026-11-25")), needs_payment: true, ..open.clone() };
        let second = Opening { after: before(false), ..open.clone() };
        let all = Opening { needs_payment: true, after: before(false), ..later.clone() };
        let preview = Opening { preview: true, ..all.clone() };
        for (what, state, video, opening, viewer, gate_) in [
            ("nothing is asked", PUBLISHED, true, &open, owing, Gate::Open),
            ("a draft", DRAFT, true, &preview, viewer, Gate::Withdrawn),
            ("without a file", PUBLISHED, false, &preview, viewer, Gate::Withdrawn),
            ("the case has ended", PUBLISHED, true, &preview, ended, Gate::CaseEnded),
            ("paid", PUBLISHED, true, &paid_only, viewer, Gate::Open),
            ("owing", PUBLISHED, true, &paid_only, owing, Gate::NotPaid),
            ("tomorrow", PUBLISHED, true, &later, viewer, Gate::NotYet { on: day("2026-11-27") }),
            ("its only day", PUBLISHED, true, &today, viewer, Gate::Open),
            ("over, and owing", PUBLISHED, true, &over, owing, Gate::Over { on: day("2026-11-25") }),
            ("not finished", PUBLISHED, true, &second, viewer, Gate::After { title: "第一课".to_owned() }),
            ("finished", PUBLISHED, true, &Opening { after: before(true), ..open.clone() }, viewer, Gate::Open),
            ("a preview", PUBLISHED, true, &preview, owing, Gate::Open),
            ("money first", PUBLISHED, true, &all, owing, Gate::NotPaid),
        ] {
            assert_eq!(gate(state, video, opening, viewer), gate_, "{what}");
        }
    }
}
