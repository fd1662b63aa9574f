//! How much room the films of all lessons take.

use shared::lang::Lang;
use shared::lessons::api::Storage;
use yew::prelude::*;

use crate::i18n::staff_lesson_files;
use crate::i18n::staff_lessons::LessonsText;
use crate::ui::{Card, FormMessage, MessageKind, amount_bar};

/// Used and free, for the whole institution.
pub fn storage_bar(lang: Lang, storage: Storage) -> Html {
    amount_bar(staff_lesson_files::storage(lang, storage), storage.used_bytes, storage.limit_bytes)
}

pub fn storage_card(lang: Lang, storage: Storage) -> Html {
    html! {
        <Card title={LessonsText::StorageTitle.text(lang)}>
            { storage_bar(lang, storage) }
            if storage.free_bytes() == 0 {
                <FormMessage kind={MessageKind::Warn} quiet=true>{ LessonsText::StorageFull.text(lang) }</FormMessage>
            }
        </Card>
    }
}
