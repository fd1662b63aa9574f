//! What is looked at before staff are asked to confirm: the portal would say the same, but only after the last word.

use shared::error::{FieldCode, FieldErrors, Problem};
use shared::lessons::api::DecideObjectionRequest;
use shared::text;

/// As the portal has it.
const MOST_MINUTES: i64 = 600;
const LEAST_REASON: usize = 2;
const MOST_REASON: usize = 200;

/// The minutes that are granted; 0 refuses.
///
/// # Errors
/// What the portal would not take, field by field.
pub fn minutes_of(form: &DecideObjectionRequest) -> Result<i64, Problem> {
    let mut errors = FieldErrors::default();
    let minutes = errors.check("minutes", minutes(&form.minutes));
    let reason = errors.check("reason", reason(&form.reason));
    match (minutes, reason) {
        (Some(minutes), Some(())) => Ok(minutes),
        _ => Err(errors.into_problem()),
    }
}

fn minutes(typed: &str) -> Result<i64, FieldCode> {
    let typed = text::squash(typed);
    if typed.is_empty() {
        return Ok(0);
    }
    let minutes: i64 = typed.parse().or(Err(FieldCode::Format))?;
    if (0..=MOST_MINUTES).contains(&minutes) { Ok(minutes) } else { Err(FieldCode::OutOfRange) }
}

fn reason(typed: &str) -> Result<(), FieldCode> {
    let reason = text::line(typed, MOST_REASON)?;
    if reason.chars().count() < LEAST_REASON { Err(FieldCode::TooShort) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_portal_takes_is_asked_about() {
        let form = |minutes: &str, reason: &str| DecideObjectionRequest {
            minutes: minutes.into(),
            reason: reason.into(),
            ..DecideObjectionRequest::samples().remove(0)
        };
        for (typed, minutes) in [("5", 5), (" １ ２ ", 12), ("", 0), ("0", 0), ("600", 600)] {
            assert_eq!(minutes_of(&form(typed, "网络中断")), Ok(minutes), "{typed}");
        }
        let refused = |minutes: &str, reason: &str| {
            let problem = minutes_of(&form(minutes, reason)).unwrap_err();
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
}
