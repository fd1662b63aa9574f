//! Training proofs for a whole class: one after the other, with what went wrong by name.

use std::collections::BTreeSet;

use shared::courses::api::ClassRequest;
use shared::error::{ErrorCode, Problem};
use shared::id::{ClassId, EnrolmentId};
use shared::lang::Lang;
use shared::proofs::api::{ClassProof, IssueProof, IssueProofRequest, ListClassProofs, Proof};
use yew::prelude::*;
use yew_router::Routable as _;

use crate::hooks::{call, new_key};
use crate::i18n::common::CommonText;
use crate::i18n::errors;
use crate::i18n::proofs::{self, ProofFieldText, StaffProofText};
use crate::staff::{StaffRoute, problem_face, use_console};
use crate::ui::{
    Button, ButtonKind, CheckboxField, Column, ConfirmDialog, Empty, FormMessage, Lines, LinkButton, Loading,
    MessageKind, ProgressBar, Row, Table, TagKind, Toolbar, date_range, tag, unbroken,
};

#[derive(Clone, PartialEq, Properties)]
pub struct ClassProofsPageProps {
    pub id: ClassId,
}

/// The class as far as it is known.
#[derive(Clone, PartialEq)]
enum Known {
    Loading,
    Failed(Problem),
    Rows(Vec<ClassProof>),
}

/// How far issuing has got.
#[derive(Clone, Default, PartialEq)]
struct Work {
    total: usize,
    done: usize,
    /// Whose was not issued, and why.
    failed: Vec<String>,
}

impl Work {
    fn runs(&self) -> bool {
        self.done < self.total
    }
}

async fn load(id: ClassId) -> Known {
    let (mut rows, mut after) = (Vec::new(), None);
    loop {
        match call::<ListClassProofs>(&ClassRequest { id, after }, "").await {
            Ok(page) => {
                rows.extend(page.items);
                after = page.next;
            }
            Err(problem) => return Known::Failed(problem),
        }
        if after.is_none() {
            return Known::Rows(rows);
        }
    }
}

/// An answer that never came is asked for once more, under the same key: nobody gets two.
async fn issue(row: &ClassProof) -> Result<Proof, Problem> {
    let request = IssueProofRequest { id: row.enrolment_id, replaces: None, reason: String::new() };
    let key = new_key();
    match call::<IssueProof>(&request, &key).await {
        Err(problem) if problem.code == ErrorCode::Unavailable => call::<IssueProof>(&request, &key).await,
        answer => answer,
    }
}

/// Those who have none and can get one. One that was taken back is issued anew only for whom staff tick.
fn ready(rows: &[ClassProof], ticked: &BTreeSet<EnrolmentId>) -> Vec<ClassProof> {
    let can = |row: &&ClassProof| row.number.is_none() && row.obstacles.is_empty();
    let wanted = |row: &&ClassProof| row.revoked.is_none() || ticked.contains(&row.enrolment_id);
    rows.iter().filter(can).filter(wanted).cloned().collect()
}

#[component]
pub fn ClassProofsPage(props: &ClassProofsPageProps) -> Html {
    let console = use_console();
    let lang = console.lang;
    let id = props.id;
    let known = use_state(|| Known::Loading);
    let work = use_state(Work::default);
    let asks = use_state(|| false);
    let ticked = use_state(BTreeSet::new);
    let on_tick = {
        let ticked = ticked.clone();
        Callback::from(move |(id, on): (EnrolmentId, bool)| {
            let mut next = (*ticked).clone();
            if on {
                next.insert(id)
            } else {
                next.remove(&id)
            };
            ticked.set(next);
        })
    };
    {
        let known = known.clone();
        // Asked again after signing in anew.
        use_effect_with((id, console.sign_ins), move |_| {
            wasm_bindgen_futures::spawn_local(async move { known.set(load(id).await) });
        });
    }
    {
        let lost = matches!(&*known, Known::Failed(problem) if problem.code == ErrorCode::StaffSignInRequired);
        let sign_in_again = console.sign_in_again.clone();
        use_effect_with(lost, move |lost| {
            if *lost {
                sign_in_again.emit(());
            }
        });
    }
    let rows = match &*known {
        Known::Loading => return html! { <Loading {lang} /> },
        Known::Failed(problem) => {
            let known = known.clone();
            let on_retry = Callback::from(move |_: MouseEvent| {
                let known = known.clone();
                known.set(Known::Loading);
                wasm_bindgen_futures::spawn_local(async move { known.set(load(id).await) });
            });
            return problem_face::<ListClassProofs>(&console, problem, Some(on_retry));
        }
        Known::Rows(rows) => rows.clone(),
    };
    let able = ready(&rows, &ticked);
    let on_confirm = {
        let (able, known, work, asks) = (able.clone(), known.clone(), work.clone(), asks.clone());
        Callback::from(move |()| {
            asks.set(false);
            run(lang, id, able.clone(), known.clone(), work.clone());
        })
    };
    let to = |open: bool| {
        let asks = asks.clone();
        move || asks.set(open)
    };
    let (open, close) = (to(true), to(false));
    let has = rows.iter().filter(|row| row.number.is_some()).count();
    let cannot = rows.len() - has - able.len();
    html! {
        <>
            <Toolbar title={StaffProofText::ClassTitle.text(lang)}>
                <LinkButton href={StaffRoute::Class { id }.to_path()}>{ StaffProofText::BackToClass.text(lang) }</LinkButton>
                if console.may::<IssueProof>() {
                    <Button
                        kind={ButtonKind::Primary} disabled={able.is_empty()} pending={work.runs()}
                        onclick={Callback::from(move |_: MouseEvent| open())}
                    >
                        { StaffProofText::ClassIssue.text(lang) }
                    </Button>
                }
            </Toolbar>
            <FormMessage>{ proofs::class_ready(lang, able.len(), has, cannot) }</FormMessage>
            if work.runs() {
                <ProgressBar
                    label={proofs::class_progress(lang, work.done, work.total)}
                    value={i64::try_from(work.done).ok()} max={i64::try_from(work.total).unwrap_or(i64::MAX)}
                />
            }
            if !work.failed.is_empty() {
                <FormMessage kind={MessageKind::Warn}>
                    <ul>{ for work.failed.iter().map(|line| html! { <li>{ line }</li> }) }</ul>
                </FormMessage>
            }
            if rows.is_empty() {
                <Empty title={StaffProofText::ClassNobody.text(lang)} />
            } else {
                { table(lang, &rows, console.may::<IssueProof>().then_some((&*ticked, &on_tick))) }
            }
            <ConfirmDialog
                {lang} open={*asks} title={StaffProofText::IssueTitle.text(lang)}
                confirm={StaffProofText::ClassIssue.text(lang)} {on_confirm} on_cancel={Callback::from(move |()| close())}
            >
                <p>{ proofs::class_ready(lang, able.len(), has, cannot) }</p>
                <p>{ StaffProofText::IssueMeans.text(lang) }</p>
                <p>{ StaffProofText::IssueMoves.text(lang) }</p>
            </ConfirmDialog>
        </>
    }
}

/// One call for each: closing the page stops it, and what was issued is issued.
fn run(lang: Lang, id: ClassId, able: Vec<ClassProof>, known: UseStateHandle<Known>, work: UseStateHandle<Work>) {
    wasm_bindgen_futures::spawn_local(async move {
        let mut now = Work { total: able.len(), ..Work::default() };
        work.set(now.clone());
        for row in &able {
            if let Err(problem) = issue(row).await {
                let mut why = errors::error(lang, problem.code).title.to_owned();
                if !problem.blockers.is_empty() {
                    why = format!("{why} {}", problem.blockers.join(" "));
                }
                now.failed.push(proofs::class_failed(lang, &row.name, &why));
            }
            now.done += 1;
            work.set(now.clone());
        }
        known.set(load(id).await);
    });
}

/// `ticks`: who of those whose proof was taken back is chosen, for those who may issue.
fn table(lang: Lang, rows: &[ClassProof], ticks: Option<Ticks<'_>>) -> Html {
    let columns = vec![
        Column::text(ProofFieldText::Name.text(lang)),
        Column::text(ProofFieldText::Document.text(lang)),
        Column::text(StaffProofText::Hours.text(lang)),
        Column::text(ProofFieldText::Period.text(lang)),
        Column::text(StaffProofText::Result.text(lang)),
    ];
    let rows = rows.iter().map(|row| {
        let result = match &row.number {
            Some(number) => html! { <span>{ number.clone() }</span> },
            None if row.obstacles.is_empty() && row.revoked.is_some() => again(lang, row, ticks),
            None if row.obstacles.is_empty() => html! { <span>{ StaffProofText::Ready.text(lang) }</span> },
            None => html! {
                <ul>{ for row.obstacles.iter().map(|obstacle| html! { <li>{ proofs::obstacle(lang, *obstacle) }</li> }) }</ul>
            },
        };
        let name = if row.name.is_empty() { CommonText::NotKnown.text(lang).to_owned() } else { row.name.clone() };
        let period = row.trained_from.map(|from| date_range(lang, from, row.trained_to)).unwrap_or_default();
        let cells = vec![
            html! { <span>{ name }</span> },
            html! { <span>{ row.document_masked.clone() }</span> },
            unbroken(&proofs::hours_of(row.hours_done, row.hours_due)),
            period,
            result,
        ];
        Row::new(row.enrolment_id, cells).linked(StaffRoute::Enrolment { id: row.enrolment_id }.to_path())
    });
    html! { <Table caption={StaffProofText::ClassTitle.text(lang)} {columns} rows={rows.collect::<Vec<_>>()} /> }
}

/// Who is ticked, and what a tick calls.
type Ticks<'a> = (&'a BTreeSet<EnrolmentId>, &'a Callback<(EnrolmentId, bool)>);

/// Somebody whose proof was taken back: why, and the tick for another one.
fn again(lang: Lang, row: &ClassProof, ticks: Option<Ticks<'_>>) -> Html {
    let id = row.enrolment_id;
    let tick = ticks.map(|(ticked, on_tick)| {
        let onchange = on_tick.reform(move |on| (id, on));
        html! {
            <CheckboxField name={format!("again-{id}")} checked={ticked.contains(&id)} {onchange}>
                { StaffProofText::Again.text(lang) }
            </CheckboxField>
        }
    });
    html! {
        <Lines>
            { tag(TagKind::Warn, proofs::was_revoked(lang, row.revoked.as_deref().unwrap_or_default())) }
            { for tick }
        </Lines>
    }
}
