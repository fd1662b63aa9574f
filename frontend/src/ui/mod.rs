//! The kit: the only place that knows class names and raw inputs. Features compose it and hand it finished texts.
//!
//! Parts with content of their own are components; leaves (an amount, a day, a tag) are functions, because every
//! component costs a pair of hydration markers in the HTML and a scope at run time. Nothing here looks at the browser
//! while rendering, so the server and the browser produce the same nodes.

mod button;
mod card;
mod cell;
mod confirm_dialog;
#[cfg(feature = "staff")]
mod console_frame;
#[cfg(feature = "staff")]
mod copy_line;
mod dialog;
mod disclosure;
mod face;
mod field;
#[cfg(feature = "staff")]
mod field_grid;
#[cfg(feature = "staff")]
mod field_group;
mod file_drop;
mod form;
mod item_list;
mod language_form;
#[cfg(feature = "staff")]
mod lines;
mod link;
mod page;
mod pagination;
#[cfg(feature = "staff")]
mod print;
mod progress_bar;
#[cfg(feature = "staff")]
mod qr_code;
mod search_box;
#[cfg(feature = "staff")]
mod sent_form;
mod steps;
mod table;
mod tabs;
mod toast;
mod todo;
mod toolbar;
mod value;

pub use button::{Button, ButtonKind, ButtonRow, CallButton, LinkButton};
pub use card::{Card, CardHead};
pub use cell::{Cell, CellLink, CellList};
pub use confirm_dialog::ConfirmDialog;
#[cfg(feature = "staff")]
pub use console_frame::{Columns, ConsoleFrame, NarrowPage};
#[cfg(feature = "staff")]
pub use copy_line::CopyLine;
pub use dialog::Dialog;
pub use disclosure::Disclosure;
pub use face::{Empty, ErrorFace, Loading, Mood, ResultFace};
pub use field::{CheckboxField, Field, InputKind, SelectField, SelectOption, TextareaField};
#[cfg(feature = "staff")]
pub use field_grid::FieldGrid;
#[cfg(feature = "staff")]
pub use field_group::FieldGroup;
pub use file_drop::FileDrop;
pub use form::{ErrorSummary, FormMessage, HiddenInput, MessageKind, PlainForm, SummaryLine};
pub use item_list::{Item, ItemList};
pub use language_form::LanguageForm;
#[cfg(feature = "staff")]
pub use lines::Lines;
pub use link::{Anchor, LinkNavigator};
pub use page::{Heading, NavLink, Page, PageOwner, Stack};
pub use pagination::Pagination;
#[cfg(feature = "staff")]
pub use print::{PrintSheet, PrintSlip};
pub use progress_bar::ProgressBar;
#[cfg(feature = "staff")]
pub use qr_code::QrCode;
pub use search_box::SearchBox;
#[cfg(feature = "staff")]
pub use sent_form::SentForm;
pub use steps::{ProgressLine, Step, StepState, Steps};
pub use table::{Column, Row, Table};
pub use tabs::{TabItem, Tabs};
pub use toast::Toast;
pub use todo::{Todo, TodoMood};
pub use toolbar::Toolbar;
pub use value::{
    DayStyle, TagKind, date, date_range, moment, money, money_line, muted, prose, strong_sum, tag, tags, unbroken,
};
