//! The kit: the only place that knows class names and raw inputs. Features compose it and hand it finished texts.
//!
//! Every part that trainee pages show is a function of its props. A component of the same name stands beside it for
//! the staff console: each component that the trainee app mounts costs every first visit about a kilobyte, and a pair
//! of hydration markers in the HTML (`docs/adr/0005-views-are-functions.md`). [`Anchor`] is the exception: it reads a
//! context. Nothing here looks at the browser while rendering, so the server and the browser produce the same nodes.

#[cfg(feature = "staff")]
mod action_bar;
mod button;
mod card;
mod cell;
mod confirm_dialog;
#[cfg(feature = "staff")]
mod console_frame;
#[cfg(feature = "staff")]
mod copy_line;
#[cfg(feature = "staff")]
mod countdown;
mod dialog;
mod disclosure;
mod face;
mod field;
#[cfg(feature = "staff")]
mod field_grid;
#[cfg(feature = "staff")]
mod field_group;
mod file_drop;
#[cfg(feature = "staff")]
mod focus_place;
mod form;
mod item_list;
#[cfg(feature = "staff")]
mod lanes;
mod language_form;
#[cfg(feature = "staff")]
mod lines;
mod link;
mod page;
#[cfg(any(feature = "edge", feature = "staff"))]
mod page_picture;
mod pagination;
#[cfg(feature = "edge")]
mod plain;
#[cfg(feature = "edge")]
mod player;
#[cfg(feature = "staff")]
mod print;
mod progress_bar;
#[cfg(feature = "staff")]
mod qr_code;
#[cfg(feature = "staff")]
mod row_check;
#[cfg(feature = "staff")]
mod scroll_area;
mod search_box;
#[cfg(feature = "staff")]
mod sent_form;
mod steps;
#[cfg(feature = "staff")]
mod suggest_field;
mod table;
mod tabs;
#[cfg(feature = "staff")]
mod thumbnails;
mod toast;
mod todo;
mod toolbar;
mod upload;
mod value;
#[cfg(feature = "staff")]
mod video;

#[cfg(feature = "staff")]
pub use action_bar::ActionBar;
pub use button::{
    Button, ButtonKind, ButtonProps, ButtonRow, ButtonRowProps, CallButton, CallButtonProps, LinkButton,
    LinkButtonProps, button, button_row, call_button, link_button,
};
pub use card::{Card, CardHead, CardHeadProps, CardProps, card, card_head};
pub use cell::{Cell, CellLink, CellLinkProps, CellList, CellListProps, CellProps, cell, cell_link, cell_list};
pub use confirm_dialog::ConfirmDialog;
#[cfg(feature = "staff")]
pub use console_frame::{Columns, ConsoleFrame, NarrowPage};
#[cfg(feature = "staff")]
pub use copy_line::CopyLine;
#[cfg(feature = "staff")]
pub use countdown::countdown;
pub use dialog::Dialog;
pub use disclosure::{Disclosure, DisclosureProps, disclosure};
pub use face::{
    Empty, EmptyProps, ErrorFace, ErrorFaceProps, Loading, LoadingProps, Mood, ResultFace, ResultFaceProps, empty,
    error_face, loading, result_face,
};
pub use field::{
    CheckboxField, CheckboxFieldProps, Field, FieldProps, InputKind, SelectField, SelectFieldProps, SelectOption,
    TextareaField, TextareaFieldProps, checkbox_field, field,
};
#[cfg(feature = "staff")]
pub use field_grid::FieldGrid;
#[cfg(feature = "staff")]
pub use field_group::FieldGroup;
pub use file_drop::FileDrop;
#[cfg(feature = "staff")]
pub use focus_place::FocusPlace;
pub use form::{
    ErrorSummary, ErrorSummaryProps, FormMessage, FormMessageProps, HiddenInput, HiddenInputProps, MessageKind,
    PlainForm, PlainFormProps, SummaryLine, error_summary, form_message, hidden_input, plain_form,
};
pub use item_list::{Item, ItemList, ItemListProps, ItemProps, item, item_list};
#[cfg(feature = "staff")]
pub use lanes::{Lane, Lanes};
pub use language_form::{LanguageFormProps, language_form};
#[cfg(feature = "staff")]
pub use lines::{Lines, short_lines, timed_texts};
pub use link::{Anchor, AnchorProps, Current, anchor, on_link_click};
pub use page::{Heading, HeadingProps, NavLink, Page, PageOwner, PageProps, Stack, StackProps, heading, page, stack};
#[cfg(any(feature = "edge", feature = "staff"))]
pub use page_picture::{PagePicture, PagePictureProps, page_picture};
pub use pagination::Pagination;
#[cfg(feature = "edge")]
pub use plain::{
    PlainTextareaProps, announced, at_first, later, later_line, later_word, link_to_copy, local_file_field, named_part,
    plain_search, plain_textarea, script_data, slot,
};
#[cfg(feature = "edge")]
pub use player::{
    PlayerFacts, PlayerSays, PresenceProps, VideoProps, after_the_end, lazy_pictures, live_time, place_field,
    place_link, place_list, player_status, presence_dialog, timed_line, timed_lines, video,
};
#[cfg(feature = "staff")]
pub use print::{PrintColumn, PrintColumnKind, PrintList, PrintReport, PrintSheet, PrintSlip, PrintTable};
pub use progress_bar::{ProgressBar, amount_bar};
#[cfg(feature = "staff")]
pub use qr_code::QrCode;
#[cfg(feature = "staff")]
pub use row_check::RowCheck;
#[cfg(feature = "staff")]
pub use scroll_area::ScrollArea;
pub use search_box::SearchBox;
#[cfg(feature = "staff")]
pub use sent_form::SentForm;
pub use steps::{ProgressLine, ProgressLineProps, Step, StepState, Steps, StepsProps, progress_line, steps};
#[cfg(feature = "staff")]
pub use suggest_field::{SuggestField, SuggestFieldProps};
pub use table::{Column, Row, Table};
pub use tabs::{TabItem, Tabs};
#[cfg(feature = "staff")]
pub use thumbnails::Thumbnails;
pub use toast::Toast;
pub use todo::{Todo, TodoMood, TodoProps, todo, todo_note};
pub use toolbar::Toolbar;
pub use upload::{
    CropToolProps, FileFieldProps, PicturePairProps, SignaturePadProps, UploadFormProps, crop_tool, file_field,
    picture, picture_pair, script_file, script_sentences, signature_pad, upload_form,
};
pub use value::{
    DayStyle, TagKind, date, date_range, moment, money, money_line, muted, prose, small, strong_sum, tag, tags,
    unbroken,
};
#[cfg(feature = "staff")]
pub use video::Video;
