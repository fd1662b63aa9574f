//! The exam: what is set, what came out, and what that means.

use shared::certificates::api::CaseDetail;
use shared::certificates::exams::{ExamDate, ExamResult, Part, Standing};
use shared::lang::Lang;
use yew::prelude::*;
use yew::props;

use crate::i18n::certificates::{self, CaseText};
use crate::ui::{self, CardProps, ItemListProps, ItemProps, date, muted, small};

/// Nothing before an exam is set.
pub fn exam(lang: Lang, case: &CaseDetail) -> Html {
    let open = case.outcome.is_none();
    let still_set: Vec<&ExamDate> = case
        .exams
        .iter()
        .filter(|_| open)
        .filter(|set| !case.results.iter().any(|result| is_of(result, set)))
        .collect();
    let planned = still_set.iter().map(|set| {
        let again = case.results.iter().any(|result| result.part == set.part && !result.passed);
        planned(lang, set, again)
    });
    let earlier = case.earlier.iter().map(|result| sat(lang, result, false));
    let present = case.results.iter().map(|result| sat(lang, result, true));
    let items: Vec<Html> = earlier.chain(present).chain(planned).collect();
    if items.is_empty() {
        return Html::default();
    }
    let is_set = |next: Part| still_set.iter().any(|set| set.part == next);
    let means = case.standing.filter(|_| open).map(|standing| {
        let set = matches!(standing, Standing::Sit { part, .. } if is_set(part));
        certificates::standing(lang, &standing, set)
    });
    let children = html! {
        <>
            { ui::item_list(&props!(ItemListProps { children: items.into_iter().collect::<Html>() })) }
            { for means.into_iter().flatten().map(|line| html! { <p>{ line }</p> }) }
            { small(certificates::exam_rules(lang, case.pass_mark, case.part_valid_months).into()) }
        </>
    };
    ui::card(&props!(CardProps { title: CaseText::Exam.text(lang), children }))
}

/// Whether a result is that of an exam that was set.
fn is_of(result: &ExamResult, set: &ExamDate) -> bool {
    result.part == set.part && result.on >= set.on
}

fn sat(lang: Lang, result: &ExamResult, counts: bool) -> Html {
    let said = certificates::result(lang, result.score, result.passed);
    ui::item(&props!(ItemProps {
        title: certificates::part_title(lang, result.part),
        aside: date(lang, result.on),
        children: html! {
            <>
                <p>{ said }</p>
                if !counts {
                    { small(CaseText::Earlier.text(lang).into()) }
                }
            </>
        }
    }))
}

fn planned(lang: Lang, set: &ExamDate, again: bool) -> Html {
    let title = if again {
        certificates::make_up_title(lang, set.part)
    } else {
        certificates::part_title(lang, set.part).to_owned()
    };
    let place = (!set.place.is_empty()).then(|| muted(Html::from(&set.place)));
    ui::item(&props!(ItemProps { title, aside: date(lang, set.on), children: place.unwrap_or_default() }))
}
