//! Items of a case. The trainee's pages are made on the edge only and work as plain forms: they cost the trainee app
//! nothing. Staff see and decide items in the console.

#[cfg(feature = "staff")]
mod class_items_page;
#[cfg(feature = "staff")]
mod decide;
#[cfg(feature = "staff")]
mod export;
#[cfg(feature = "edge")]
mod item_form;
#[cfg(feature = "edge")]
mod item_view;
#[cfg(feature = "edge")]
mod list_view;
#[cfg(feature = "staff")]
mod missing_table;
#[cfg(feature = "edge")]
mod page;
#[cfg(feature = "staff")]
mod required_form;
#[cfg(feature = "staff")]
mod rule_card;
#[cfg(feature = "staff")]
mod rule_form;
#[cfg(feature = "staff")]
mod rules_page;
#[cfg(feature = "staff")]
mod staff_items;
mod words;

#[cfg(feature = "staff")]
pub use class_items_page::ClassItemsPage;
#[cfg(feature = "edge")]
pub use page::{ItemsContent, Refused, SendProblem, items_page};
#[cfg(feature = "staff")]
pub use required_form::required_form;
#[cfg(feature = "staff")]
pub use rule_form::item_rule_form;
#[cfg(feature = "staff")]
pub use rules_page::ItemRulesPage;
#[cfg(feature = "staff")]
pub use staff_items::StaffItemsCard;
