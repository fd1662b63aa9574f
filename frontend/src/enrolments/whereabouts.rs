//! Where the case is now: the step, who has it, since when, how long that takes and how we know.

use shared::certificates::api::CaseDetail;
use shared::certificates::estimate::Expected;
use shared::certificates::hours::{ClassHour, ClassHours};
use shared::certificates::regime::StageActor;
use shared::certificates::waiting::Whereabouts;
use shared::date::Date;
use shared::enrolments::NextStep;
use shared::enrolments::api::EnrolmentDetail;
use shared::lang::Lang;
use yew::prelude::*;
use yew::props;

use crate::home::{step_number, step_total};
use crate::i18n::certificates::{self, CaseText};
use crate::ui::{
    self, CallButtonProps, CardProps, CellListProps, CellProps, FormMessageProps, MessageKind, ProgressLineProps, date,
    small,
};

/// Nothing once the case has ended: the line that says so stands above.
pub fn whereabouts(lang: Lang, detail: &EnrolmentDetail, phone: &AttrValue) -> Html {
    let Some(whereabouts) = &detail.case.whereabouts else { return Html::default() };
    let progress = &detail.card.progress;
    let later = detail.stages.iter().find(|step| step.stage.position > progress.stage.position);
    let line = ui::progress_line(&props!(ProgressLineProps {
        lang,
        current: step_number(progress),
        total: step_total(progress),
        name: progress.stage.name.in_lang(lang).to_owned(),
        next: later.map(|step| AttrValue::from(step.stage.name.in_lang(lang).to_owned()))
    }));
    let children = html! {
        <>
            { line }
            { hours(lang, &detail.case) }
            { cells(lang, whereabouts) }
            { time(lang, whereabouts) }
            if whereabouts.stuck {
                { too_long(lang, detail, whereabouts, phone) }
            }
        </>
    };
    ui::card(&props!(CardProps { title: CaseText::Now.text(lang), children }))
}

fn cells(lang: Lang, whereabouts: &Whereabouts) -> Html {
    let latest = match whereabouts.expected {
        Expected::Legal { .. } => CaseText::LimitOn,
        _ => CaseText::ExpectedBy,
    };
    let mut cells = vec![(CaseText::Who, Html::from(certificates::actor(lang, whereabouts.actor)))];
    if let Some(since) = whereabouts.since {
        cells.push((CaseText::Since, date(lang, since)));
        cells.push((CaseText::Waited, Html::from(certificates::waited(lang, whereabouts))));
    }
    cells.extend(expected_by(whereabouts).map(|day| (latest, date(lang, day))));
    let cells =
        cells.into_iter().map(|(label, children)| ui::cell(&props!(CellProps { label: label.text(lang), children })));
    ui::cell_list(&props!(CellListProps { children: cells.collect::<Html>() }))
}

/// Nobody tells the trainee when the trainee will be done.
fn expected_by(whereabouts: &Whereabouts) -> Option<Date> {
    whereabouts.expected_by.filter(|_| whereabouts.actor != StageActor::Trainee)
}

fn time(lang: Lang, whereabouts: &Whereabouts) -> Html {
    let usual = certificates::usual_time(lang, &whereabouts.expected);
    html! {
        <>
            if !usual.is_empty() {
                <p>{ usual }</p>
            }
            if whereabouts.estimated && expected_by(whereabouts).is_some() {
                { small(CaseText::Estimated.text(lang).into()) }
            }
        </>
    }
}

fn too_long(lang: Lang, detail: &EnrolmentDetail, whereabouts: &Whereabouts, phone: &AttrValue) -> Html {
    let has_to_do = detail.card.next_steps.iter().any(NextStep::is_to_do);
    html! {
        <>
            { ui::form_message(&props!(FormMessageProps {
                kind: MessageKind::Act,
                children: certificates::stuck(lang, whereabouts, has_to_do)
            })) }
            { ui::call_button(&props!(CallButtonProps { lang, phone: phone.clone() })) }
        </>
    }
}

/// Class hours: those that are done where none are asked for, else while not all are done.
fn hours(lang: Lang, case: &CaseDetail) -> Html {
    let hour = u16::try_from(case.class_minutes).ok().and_then(ClassHour::new).unwrap_or(ClassHour::USUAL);
    let done = ClassHours::from_seconds(case.hours_done).show(hour);
    if case.hours_due == 0 && case.hours_done > 0 {
        return html! { <p>{ certificates::hours(lang, Some(&done), 0) }</p> };
    }
    let seconds_due = case.hours_due.saturating_mul(i64::from(hour.minutes())).saturating_mul(60);
    if case.hours_done >= seconds_due {
        return Html::default();
    }
    let done = Some(done.as_str()).filter(|_| case.hours_done > 0);
    ui::amount_bar(certificates::hours(lang, done, case.hours_due), case.hours_done, seconds_due)
}
