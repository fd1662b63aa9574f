//! Typed identifiers: a class can never be passed where an enrolment is meant.
//!
//! They are row numbers of one institution's database: positive, below 2^53 so that JavaScript storage keeps them exact.

/// Defines a newtype over a positive row number.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl core::fmt::Display for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl core::str::FromStr for $name {
            type Err = core::num::ParseIntError;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )+};
}

ids! {
    /// A person who is trained (学员).
    TraineeId,
    /// One trainee in one class of one course (报名).
    EnrolmentId,
    /// A course (培训项目) of one kind.
    CourseId,
    /// A class (班次) of a course.
    ClassId,
    /// A member of staff (工作人员).
    StaffId,
    /// A staged import.
    ImportId,
    /// A stored file: photo, diploma, signature.
    FileId,
    /// A certificate, as a fact.
    CertificateId,
    /// A move of cases that staff confirmed.
    MoveId,
    /// A training proof (培训证明).
    ProofId,
    /// A recorded lesson (录播课) of a course.
    LessonId,
    /// A file of a lesson: video, poster, page of slides.
    MediaId,
    /// A lesson being watched once, from opening to leaving.
    PlayId,
    /// An objection (异议) to what was counted.
    ObjectionId,
    /// A question to the teacher.
    QuestionId,
}
