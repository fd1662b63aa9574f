//! Leaves: an amount, a day, a tag, a line of lesser weight.

use shared::date::Date;
use shared::lang::Lang;
use shared::money::Money;
use shared::payments::Standing;
use shared::time::Timestamp;
use yew::prelude::*;

use crate::i18n::common;

/// An amount that never breaks over two lines.
pub fn money(amount: Money) -> Html {
    html! { <span class="money">{ amount.to_string() }</span> }
}

/// How much of a day is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayStyle {
    WithYear,
    WithoutYear,
}

/// A day, readable for people and machines.
pub fn date(lang: Lang, day: Date) -> Html {
    html! { <time datetime={day.to_string()} class="nowrap">{ common::day(lang, day, DayStyle::WithYear) }</time> }
}

/// A moment to the minute, in China's time, notation of ISO 8601: the same in both languages.
pub fn moment(at: Timestamp) -> Html {
    html! { <span class="money">{ at.to_minute_text() }</span> }
}

/// A number or code that must not break over two lines.
pub fn unbroken(text: &str) -> Html {
    html! { <span class="money">{ text.to_owned() }</span> }
}

/// From one day to another; the year is not repeated.
pub fn date_range(lang: Lang, from: Date, to: Option<Date>) -> Html {
    html! {
        <>
            { date(lang, from) }
            if let Some(to) = to.filter(|to| *to != from) {
                { common::CommonText::RangeDash.text(lang) }
                <time datetime={to.to_string()} class="nowrap">
                    { common::day(lang, to, if to.year() == from.year() && lang == Lang::Zh { DayStyle::WithoutYear } else { DayStyle::WithYear }) }
                </time>
            }
        </>
    }
}

/// The large line on top of a fee, coloured by how things stand.
pub fn strong_sum(standing: Standing, text: AttrValue) -> Html {
    let class = match standing {
        Standing::Free | Standing::Paid => "sum-state sum-settled",
        Standing::Unpaid | Standing::Partial => "sum-state sum-owing",
    };
    html! { <p {class}>{ text }</p> }
}

/// Amounts with their words, side by side, each unbroken.
pub fn money_line(parts: Vec<String>) -> Html {
    html! { <p class="parts">{ for parts.into_iter().map(|part| html! { <span class="money">{ part }</span> }) }</p> }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TagKind {
    #[default]
    Plain,
    Good,
    Warn,
    Act,
    Info,
}

/// A word on a coloured ground.
pub fn tag(kind: TagKind, text: impl Into<AttrValue>) -> Html {
    let class = match kind {
        TagKind::Plain => "tag",
        TagKind::Good => "tag tag-good",
        TagKind::Warn => "tag tag-warn",
        TagKind::Act => "tag tag-act",
        TagKind::Info => "tag tag-info",
    };
    html! { <span {class}>{ text.into() }</span> }
}

/// Tags and short facts on one line that wraps.
pub fn tags(parts: Vec<Html>) -> Html {
    html! { <p class="tags">{ for parts.into_iter() }</p> }
}

/// A line of lesser weight.
pub fn muted(content: Html) -> Html {
    html! { <p class="muted">{ content }</p> }
}

/// Small print.
pub fn small(content: Html) -> Html {
    html! { <p class="muted small">{ content }</p> }
}

/// Paragraphs of a text that staff typed, separated by empty lines.
pub fn prose(text: &str) -> Html {
    html! {
        // The institution writes Chinese, whatever language the page is in.
        <div class="prose" lang="zh-CN">
            { for text.split("\n\n").map(str::trim).filter(|part| !part.is_empty()).map(|part| html! { <p>{ part.to_owned() }</p> }) }
        </div>
    }
}
