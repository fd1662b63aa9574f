//! What can go wrong, as it crosses the wire: RFC 9457 problem documents with a closed set of codes.
//!
//! The text that a person reads is chosen by the client from the code, in its own language.

use serde::{Deserialize, Serialize};

/// Why a request was not carried out. Each code has one status; the client has one text for it per language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// Some fields are not acceptable: see `fields`.
    Invalid,
    /// The body or the address could not be read at all.
    Malformed,
    /// The body is larger than this address accepts.
    TooLarge,
    /// The body is in a format that this address does not read.
    UnsupportedMediaType,
    MethodNotAllowed,
    /// It does not exist, or it is not the caller's: the two are never told apart.
    NotFound,
    /// No session, or one that has ended: open the portal from the account's menu again.
    SignInRequired,
    /// The session is not yet bound to a trainee: go to the bind page.
    BindingRequired,
    /// No staff session, or one that has ended.
    StaffSignInRequired,
    /// The staff member lacks the role.
    RoleRequired,
    /// The request came from another site (Origin, Sec-Fetch-Site).
    CrossSite,
    /// The idempotency key is missing, malformed, or was used for another request.
    KeyUnusable,
    /// Somebody changed it first: reload and look again.
    Changed,
    /// The answers given do not match any trainee. Never says which one.
    NoMatch,
    /// Too many tries: wait.
    TooManyTries,
    /// WeChat sent the visitor back without permission.
    AuthorisationRefused,
    /// WeChat's code was used, old or not for this account: enter again from the menu.
    AuthorisationExpired,
    /// WeChat gave a snapshot page's virtual account, which is never bound.
    SnapshotAccount,
    /// WeChat did not answer, or answered with an error of its own.
    WeChatUnavailable,
    /// The institution has not yet entered its WeChat account in the settings.
    WeChatNotConfigured,
    /// Login, password or second factor is wrong. Never says which one.
    SignInFailed,
    /// Locked for a while after too many failures.
    LockedOut,
    /// The one-time link was used or is too old.
    LinkExpired,
    /// The import is in a state in which this cannot be done.
    ImportNotReady,
    /// What was confirmed is not what would happen any more: look at the preview again.
    PreviewOutdated,
    /// Undo is refused because later work rests on it; the answer names what.
    UndoBlocked,
    /// The time for taking it back is over, or it was taken back already.
    UndoTooLate,
    /// Two records cannot become one while both are enrolled in a class; the answer names the classes.
    BothEnrolled,
    /// The rules have begun, or a case follows them.
    RulesInUse,
    /// Something stands in the way of a training proof: the list of proofs says what.
    ProofNotReady,
    /// The proof's font lacks characters, which the answer names; or its texts are too long for a page.
    ProofUnprintable,
    /// The lesson cannot be watched now: its page says why.
    LessonClosed,
    /// The lesson has no file yet: it cannot be published.
    LessonUnfinished,
    /// Somebody has watched it, or another lesson opens after it: withdraw it instead.
    LessonInUse,
    /// Parts of the file are missing or were cut short: send them again.
    UploadIncomplete,
    /// There is no room left for another file.
    StorageFull,
    /// The file is not what its name says.
    FileUnplayable,
    /// The address of the video is too old, or belongs to another session.
    SourceExpired,
    /// The time for saying so is over.
    TooLate,
    /// Nobody would be left who may manage accounts.
    LastAdministrator,
    /// Nobody shuts themselves out.
    OwnAccount,
    /// Ours: logged with the request id, opaque outside.
    Broken,
    /// For a moment: try again.
    Unavailable,
    /// Too many at once: try again in a few seconds.
    Busy,
}

impl ErrorCode {
    pub const ALL: [Self; 44] = [
        Self::Invalid,
        Self::Malformed,
        Self::TooLarge,
        Self::UnsupportedMediaType,
        Self::MethodNotAllowed,
        Self::NotFound,
        Self::SignInRequired,
        Self::BindingRequired,
        Self::StaffSignInRequired,
        Self::RoleRequired,
        Self::CrossSite,
        Self::KeyUnusable,
        Self::Changed,
        Self::NoMatch,
        Self::TooManyTries,
        Self::AuthorisationRefused,
        Self::AuthorisationExpired,
        Self::SnapshotAccount,
        Self::WeChatUnavailable,
        Self::WeChatNotConfigured,
        Self::SignInFailed,
        Self::LockedOut,
        Self::LinkExpired,
        Self::ImportNotReady,
        Self::PreviewOutdated,
        Self::UndoBlocked,
        Self::UndoTooLate,
        Self::BothEnrolled,
        Self::RulesInUse,
        Self::ProofNotReady,
        Self::ProofUnprintable,
        Self::LessonClosed,
        Self::LessonUnfinished,
        Self::LessonInUse,
        Self::UploadIncomplete,
        Self::StorageFull,
        Self::FileUnplayable,
        Self::SourceExpired,
        Self::TooLate,
        Self::LastAdministrator,
        Self::OwnAccount,
        Self::Broken,
        Self::Unavailable,
        Self::Busy,
    ];

    /// The HTTP status that carries it (RFC 9110, 15).
    pub const fn status(self) -> u16 {
        match self {
            Self::Malformed => 400,
            Self::SignInRequired | Self::BindingRequired | Self::StaffSignInRequired | Self::SignInFailed => 401,
            Self::RoleRequired
            | Self::CrossSite
            | Self::AuthorisationRefused
            | Self::SnapshotAccount
            | Self::SourceExpired => 403,
            Self::NotFound => 404,
            Self::MethodNotAllowed => 405,
            Self::Changed
            | Self::ImportNotReady
            | Self::PreviewOutdated
            | Self::UndoBlocked
            | Self::UndoTooLate
            | Self::BothEnrolled
            | Self::RulesInUse
            | Self::ProofNotReady
            | Self::LessonClosed
            | Self::LessonUnfinished
            | Self::LessonInUse
            | Self::UploadIncomplete
            | Self::StorageFull
            | Self::TooLate
            | Self::LastAdministrator
            | Self::OwnAccount => 409,
            Self::AuthorisationExpired | Self::LinkExpired => 410,
            Self::TooLarge => 413,
            Self::UnsupportedMediaType => 415,
            Self::Invalid | Self::KeyUnusable | Self::NoMatch | Self::ProofUnprintable | Self::FileUnplayable => 422,
            Self::TooManyTries | Self::LockedOut => 429,
            Self::Broken => 500,
            Self::WeChatUnavailable => 502,
            Self::WeChatNotConfigured | Self::Unavailable | Self::Busy => 503,
        }
    }
}

/// What is wrong with one field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldCode {
    Required,
    TooLong,
    TooShort,
    /// Not in the form this field needs.
    Format,
    /// The check digit does not fit: most likely a typing mistake.
    CheckDigit,
    /// There is no such date.
    NoSuchDate,
    /// Smaller or larger than allowed.
    OutOfRange,
    /// The box must be ticked.
    MustAccept,
    /// Somebody or something else has it already.
    Taken,
    /// Refers to something that does not exist.
    Unknown,
    /// Holds characters that are not allowed here.
    BadCharacters,
    /// Too easy to guess.
    TooWeak,
    /// Does not fit another field (an end before its beginning).
    Inconsistent,
    /// A code in the right form, but not the one that is good now.
    WrongCode,
    // What staff type of exams and certificates, against what is known of the case.
    /// A day that has not come.
    InFuture,
    /// The case has ended.
    CaseEnded,
    /// The exam is not applied for yet.
    NotAtExam,
    /// Before the class began.
    BeforeClass,
    /// A later exam of this part is recorded.
    EarlierThanKnown,
    AlreadyPassed,
    TheoryNotPassed,
    NoMakeUpLeft,
    /// The course has no such part, or leads to no such certificate.
    NotOfCourse,
    /// A certificate before all parts are passed.
    WithoutPass,
    /// A certificate that is older than the exam.
    BeforeExam,
}

impl FieldCode {
    pub const ALL: [Self; 25] = [
        Self::Required,
        Self::TooLong,
        Self::TooShort,
        Self::Format,
        Self::CheckDigit,
        Self::NoSuchDate,
        Self::OutOfRange,
        Self::MustAccept,
        Self::Taken,
        Self::Unknown,
        Self::BadCharacters,
        Self::TooWeak,
        Self::Inconsistent,
        Self::WrongCode,
        Self::InFuture,
        Self::CaseEnded,
        Self::NotAtExam,
        Self::BeforeClass,
        Self::EarlierThanKnown,
        Self::AlreadyPassed,
        Self::TheoryNotPassed,
        Self::NoMakeUpLeft,
        Self::NotOfCourse,
        Self::WithoutPass,
        Self::BeforeExam,
    ];
}

/// One field that is not acceptable. `field` is the name in the request type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    pub field: String,
    pub code: FieldCode,
}

/// An RFC 9457 problem document: `application/problem+json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    pub code: ErrorCode,
    pub status: u16,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldError>,
    /// Names of what stands in the way, for staff only; empty elsewhere.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blockers: Vec<String>,
    /// Seconds after which another try makes sense.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u32>,
    /// What staff and logs call this request.
    #[serde(default)]
    pub request_id: String,
}

impl Problem {
    pub const CONTENT_TYPE: &'static str = "application/problem+json";

    pub fn new(code: ErrorCode) -> Self {
        Self {
            code,
            status: code.status(),
            fields: Vec::new(),
            blockers: Vec::new(),
            retry_after: None,
            request_id: String::new(),
        }
    }

    pub fn invalid(fields: Vec<FieldError>) -> Self {
        Self { fields, ..Self::new(ErrorCode::Invalid) }
    }
}

impl From<ErrorCode> for Problem {
    fn from(code: ErrorCode) -> Self {
        Self::new(code)
    }
}

/// Collects field errors, so that a person sees all of them at once.
#[derive(Debug, Default)]
pub struct FieldErrors(Vec<FieldError>);

impl FieldErrors {
    pub fn push(&mut self, field: &str, code: FieldCode) {
        self.0.push(FieldError { field: field.to_owned(), code });
    }

    /// Keeps the value of a field that parsed, or its error.
    pub fn check<T, E: Into<FieldCode>>(&mut self, field: &str, parsed: Result<T, E>) -> Option<T> {
        match parsed {
            Ok(value) => Some(value),
            Err(error) => {
                self.push(field, error.into());
                None
            }
        }
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn into_problem(self) -> Problem {
        Problem::invalid(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_survives_the_wire() {
        for code in ErrorCode::ALL {
            let problem = Problem { request_id: "r1".into(), ..Problem::new(code) };
            let json = serde_json::to_string(&problem).unwrap();
            assert_eq!(serde_json::from_str::<Problem>(&json).unwrap(), problem);
            assert!((400..=599).contains(&code.status()));
        }
        for code in FieldCode::ALL {
            let json = serde_json::to_string(&code).unwrap();
            assert_eq!(serde_json::from_str::<FieldCode>(&json).unwrap(), code);
        }
    }
}
