//! The preview of an import: tabs by fate, and the rows of one of them.

use shared::error::Problem;
use shared::imports::api::{ImportRow, ImportSummary};
use shared::imports::{ImportState, RowFate};
use shared::lang::Lang;
use shared::roster::row::RawRow;
use yew::prelude::*;

use super::preview_row::PreviewRows;
use crate::i18n::import::{self, ImportText};
use crate::ui::{Card, Empty, Pagination, TabItem, Tabs};

#[derive(Clone, PartialEq, Properties)]
pub struct ImportPreviewProps {
    pub lang: Lang,
    pub summary: ImportSummary,
    /// The tab that is open.
    pub fate: RowFate,
    /// Its rows; at most a hundred.
    pub rows: Vec<ImportRow>,
    /// The row whose correction is on its way.
    #[prop_or_default]
    pub correcting: Option<u32>,
    /// Why the correction of a row was refused.
    #[prop_or_default]
    pub problem: Option<(Problem, u32)>,
    #[prop_or_default]
    pub on_select: Callback<RowFate>,
    #[prop_or_default]
    pub on_correct: Callback<RawRow>,
    #[prop_or_default]
    pub on_previous: Option<Callback<()>>,
    #[prop_or_default]
    pub on_next: Option<Callback<()>>,
}

#[component]
pub fn ImportPreview(props: &ImportPreviewProps) -> Html {
    let ImportPreviewProps { lang, summary, fate, rows, .. } = props;
    let lang = *lang;
    let items: Vec<TabItem> = shown_fates(summary)
        .into_iter()
        .map(|fate| TabItem {
            key: AttrValue::Static(fate.code()),
            text: AttrValue::Static(import::fate(lang, fate)),
            count: Some(summary.count(fate)),
        })
        .collect();
    let on_select = {
        let on_select = props.on_select.clone();
        Callback::from(move |code: AttrValue| {
            if let Some(fate) = RowFate::from_code(&code) {
                on_select.emit(fate);
            }
        })
    };
    html! {
        <Card title={ImportText::RowsTitle.text(lang)}>
            <Tabs label={ImportText::RowsTitle.text(lang)} {items} current={fate.code()} {on_select} />
            if rows.is_empty() {
                <Empty title={import::no_rows_of(lang, *fate)} />
            } else {
                <p>{ import::fate_meaning(lang, *fate) }</p>
                <PreviewRows
                    {lang}
                    kind={summary.kind}
                    rows={rows.clone()}
                    may_correct={summary.state.may_correct()}
                    correcting={props.correcting}
                    problem={props.problem.clone()}
                    on_correct={props.on_correct.clone()}
                />
            }
            <Pagination {lang} on_previous={props.on_previous.clone()} on_next={props.on_next.clone()} />
        </Card>
    }
}

/// The tabs of a state. Those that matter in it always stand there, the others when they hold something.
pub fn shown_fates(summary: &ImportSummary) -> Vec<RowFate> {
    let always: &[RowFate] = match summary.state {
        ImportState::Done if summary.kind.is_list() => {
            &[RowFate::Changed, RowFate::Repeat, RowFate::Problem, RowFate::Same]
        }
        ImportState::Done => &[RowFate::Added, RowFate::Changed, RowFate::Repeat, RowFate::Problem, RowFate::Same],
        ImportState::Ready | ImportState::Importing if summary.kind.is_list() => {
            &[RowFate::Change, RowFate::Repeat, RowFate::Problem, RowFate::Same]
        }
        _ => &[RowFate::Add, RowFate::Change, RowFate::Repeat, RowFate::Problem, RowFate::Same],
    };
    let others = RowFate::ALL.into_iter().filter(|fate| !always.contains(fate) && summary.count(*fate) > 0);
    others.chain(always.iter().copied()).collect()
}
