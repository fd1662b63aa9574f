//! Where an import stands, in a tag and in numbers.

use shared::imports::api::ImportSummary;
use shared::imports::{ImportState, RowFate};
use shared::lang::Lang;
use yew::prelude::*;

use crate::i18n::import;
use crate::ui::{TagKind, tag, tags};

pub fn state_tag(lang: Lang, state: ImportState) -> Html {
    let kind = match state {
        ImportState::Uploading | ImportState::Ready => TagKind::Act,
        ImportState::Planning | ImportState::Importing | ImportState::Undoing => TagKind::Info,
        ImportState::Done => TagKind::Good,
        ImportState::Undone | ImportState::Discarded => TagKind::Plain,
    };
    tag(kind, import::state(lang, state))
}

pub fn fate_tag(lang: Lang, fate: RowFate) -> Html {
    tag(fate_kind(fate), import::fate(lang, fate))
}

const fn fate_kind(fate: RowFate) -> TagKind {
    match fate {
        RowFate::Add | RowFate::Change => TagKind::Info,
        RowFate::Added | RowFate::Changed => TagKind::Good,
        RowFate::Problem => TagKind::Warn,
        RowFate::Repeat => TagKind::Act,
        RowFate::Pending | RowFate::Same | RowFate::Undone => TagKind::Plain,
    }
}

/// How many rows have which fate; fates of no row are left out.
pub fn counts(lang: Lang, import: &ImportSummary) -> Html {
    let counted = import.counts.iter().filter(|count| count.rows > 0);
    tags(counted.map(|count| tag(fate_kind(count.fate), import::fate_count(lang, count.fate, count.rows))).collect())
}
