//! What is looked at before staff are asked to confirm: the portal would say the same, but only after the last word.

use shared::error::{FieldCode, FieldErrors, Problem};
use shared::lessons::api::{DecideObjectionRequest, StaffObjection};
use shared::text;

/// As the portal has it.
const MOST_MINUTES: i64 = 600;
const LEAST_REASON: usize = 2;
const MOST_REASON: usize = 200;

/// The minutes that are granted; 0 refuses.
///
/// # Errors
/// What the portal would not take, field by field.
pub fn minutes_of(form: &DecideObjectionRequest, objection: &StaffObjection) -> Result<i64, Problem> {
    let mut errors = FieldErrors::default();
    let minutes = errors.check("minutes", minutes(&form.minutes, objection.room_ms()));
    let reason = errors.check("reason", reason(&form.reason));
    match (minutes, reason) {
        (Some(minutes), Some(())) => Ok(minutes),
        _ => Err(errors.into_problem()),
    }
}

fn minutes(typed: &str, room_ms: i64) -> Result<i64, FieldCode> {
    let typed = text::squash(typed);
    if typed.is_empty() {
        return Ok(0);
    }
    let minutes: i64 = typed.parse().or(Err(FieldCode::Format))?;
    let most = if room_ms > 0 { MOST_MINUTES } else { 0 };
    if (0..=most).contains(&minutes) { Ok(minutes) } else { Err(FieldCode::OutOfRange) }
}

fn reason(typed: &str) -> Result<(), FieldCode> {
    let reason = text::line(typed, MOST_REASON)?;
    if reason.chars().count() < LEAST_REASON { Err(FieldCode::TooShort) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(minutes: &str, reason: &str) -> DecideObjectionRequest {
        DecideObjectionRequest {
            minutes: minutes.into(),
            reason: reason.into(),
            ..DecideObjectionRequest::samples().remove(0)
        }
    }

    #[test]
    fn only_what_the_portal_takes_is_asked_about() {
        let objection = StaffObjection::samples().remove(0);
        for (typed, minutes) in [("5", 5), (" １ ２ ", 12), ("", 0), ("0", 0), ("600", 600)] {
            assert_eq!(minutes_of(&form(typed, "网络中断"), &objection), Ok(minutes), "{typed}");
        }
        let refused = |minutes: &str, reason: &str| {
            let problem = minutes_of(&form(minutes, reason), &objection).unwrap_err();
            problem.fields.into_iter().map(|error| (error.field, error.code)).collect::<Vec<_>>()
        };
        assert_eq!(refused("五", "网络中断"), [("minutes".to_owned(), FieldCode::Format)]);
        assert_eq!(refused("601", "网络中断"), [("minutes".to_owned(), FieldCode::OutOfRange)]);
        assert_eq!(refused("-1", "网络中断"), [("minutes".to_owned(), FieldCode::OutOfRange)]);
        let both = [("minutes".to_owned(), FieldCode::Format), ("reason".to_owned(), FieldCode::Required)];
        assert_eq!(refused("1.5", " "), both);
        assert_eq!(refused("", "好"), [("reason".to_owned(), FieldCode::TooShort)]);
        assert_eq!(refused("", &"长".repeat(201)), [("reason".to_owned(), FieldCode::TooLong)]);
    }

    #[test]
    fn nothing_is_granted_where_all_of_it_counts() {
        let sample = StaffObjection::samples().remove(0);
        for counted_ms in [sample.length_ms, sample.length_ms + 1] {
            let full = StaffObjection { counted_ms, ..sample.clone() };
            let problem = minutes_of(&form("1", "网络中断"), &full).unwrap_err();
            let said: Vec<_> = problem.fields.iter().map(|error| (error.field.as_str(), error.code)).collect();
            assert_eq!(said, [("minutes", FieldCode::OutOfRange)]);
            assert_eq!(minutes_of(&form("", "记录完整"), &full), Ok(0), "it can be refused");
        }
    }
}
