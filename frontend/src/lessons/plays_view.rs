//! What was recorded: every play, as an inspector sees it.

use shared::lang::Lang;
use shared::lessons::api::{Credit, PlayRow};
use shared::time::Timestamp;
use yew::prelude::*;
use yew::props;

use super::words::account;
use crate::i18n::common::CommonText;
use crate::i18n::devices;
use crate::i18n::lesson_reasons;
use crate::i18n::lessons::LessonText;
use crate::ui::{self, CardProps, DisclosureProps, ItemListProps, ItemProps, moment, muted, small};

pub fn plays_card(lang: Lang, plays: &[PlayRow], now: Timestamp) -> Html {
    let list = if plays.is_empty() {
        muted(LessonText::NoPlays.text(lang).into())
    } else {
        let rows = plays.iter().map(|row| play(lang, row, now));
        ui::item_list(&props!(ItemListProps { children: html! { <>{ for rows }</> } }))
    };
    let content = ui::disclosure(&props!(DisclosureProps {
        summary: LessonText::Plays.text(lang),
        children: html! { <>{ small(LessonText::PlaysWhy.text(lang).into()) }{ list }</> }
    }));
    ui::card(&props!(CardProps { children: content }))
}

fn play(lang: Lang, row: &PlayRow, now: Timestamp) -> Html {
    let how = match row.ended {
        Some(end) => lesson_reasons::end(lang, end),
        None if row.broke_off(now) => LessonText::PlayBrokeOff.text(lang),
        None => LessonText::PlayGoesOn.text(lang),
    };
    let device = match row.device.as_str() {
        "" => LessonText::Unknown.text(lang).to_owned(),
        said => devices::device(lang, said),
    };
    let credit = Credit { counted_ms: row.counted_ms, uncounted: row.uncounted };
    let title = html! {
        <>{ moment(row.started_at) }<span>{ CommonText::RangeDash.text(lang) }</span>{ moment(row.last_at) }</>
    };
    ui::item(&props!(ItemProps {
        title,
        aside: how,
        children: html! { <><p>{ account(lang, credit) }</p>{ small(device.into()) }</> }
    }))
}
