//! Working days (工作日): what limits of authorities are counted in.
//!
//! Source: each autumn the State Council's General Office publishes for the next year which weekdays are off and which
//! weekend days are worked for them (国务院办公厅关于…年部分节假日安排的通知). No formula yields them: they are data,
//! entered when the notice appears. Without one only weekends are off, and the answer says that it is an estimate.

mod calendar;

pub use calendar::{Calendar, CalendarDay, DayKind, WorkdayDate};
