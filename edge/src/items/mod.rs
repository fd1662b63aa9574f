//! Items of a case: photo, diploma, signed commitment. Asked for, sent, decided, kept for their time, exported.

mod ask_class_for_items;
mod ask_for_items;
mod cases;
mod consents;
mod decide_item;
pub mod deletions;
mod export_class;
pub mod files;
mod get_item_rules;
mod get_items;
mod get_items_for_staff;
mod list_missing_items;
mod messages;
pub mod multipart;
pub mod open_file;
mod rows;
mod save_item_rule;
mod save_required_items;
pub mod upload;
mod withdraw_consent;

use shared::items::api;

use crate::institution::dispatch::Dispatcher;

/// Use cases of this feature.
pub fn register(dispatcher: &mut Dispatcher) {
    dispatcher.on::<api::GetItems, _>(get_items::get_items);
    dispatcher.on::<api::WithdrawConsent, _>(withdraw_consent::withdraw_consent);
    dispatcher.on::<api::GetItemsForStaff, _>(get_items_for_staff::get_items_for_staff);
    dispatcher.on::<api::DecideItem, _>(decide_item::decide_item);
    dispatcher.on::<api::AskForItems, _>(ask_for_items::ask_for_items);
    dispatcher.on::<api::AskClassForItems, _>(ask_class_for_items::ask_class_for_items);
    dispatcher.on::<api::ListMissingItems, _>(list_missing_items::list_missing_items);
    dispatcher.on::<api::ExportClass, _>(export_class::export_class);
    dispatcher.on::<api::GetItemRules, _>(get_item_rules::get_item_rules);
    dispatcher.on::<api::SaveRequiredItems, _>(save_required_items::save_required_items);
    dispatcher.on::<api::SaveItemRule, _>(save_item_rule::save_item_rule);
    dispatcher.on::<upload::BeginUpload, _>(upload::begin_upload);
    dispatcher.on::<upload::FinishUpload, _>(upload::finish_upload);
    dispatcher.on::<open_file::OpenFile, _>(open_file::open_file);
}
