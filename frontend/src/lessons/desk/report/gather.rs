//! Reads a report page by page, and what was watched trainee by trainee.

use std::cell::Cell;
use std::rc::Rc;

use shared::courses::api::ClassRequest;
use shared::enrolments::api::EnrolmentRequest;
use shared::error::{ErrorCode, Problem};
use shared::id::ClassId;
use shared::lessons::api::{ClassReport, Evidence, GetClassReport, GetEvidence};
use shared::lessons::report;
use yew::prelude::*;

use crate::staff::{patiently, use_console};

/// How often a report is read anew that was changed while it was read.
const TRIES: usize = 3;

/// The report as far as it is known.
#[derive(Clone, PartialEq)]
pub enum Gathered {
    /// So many trainees have come.
    Reading(usize),
    Failed(Problem),
    Ready(Rc<ClassReport>),
}

/// Set when nobody waits any more: the page was left, or stopped.
pub type Stopped = Rc<Cell<bool>>;

/// All pages as one report. Absent when it was stopped.
pub async fn report(id: ClassId, stopped: &Stopped, progress: impl Fn(usize)) -> Result<Option<ClassReport>, Problem> {
    for _try in 0..TRIES {
        let (mut pages, mut count) = (Vec::new(), 0);
        let mut request = ClassRequest { id, after: None };
        loop {
            let page = patiently::<GetClassReport>(&request).await?;
            if stopped.get() {
                return Ok(None);
            }
            count += page.rows.len();
            progress(count);
            request.after.clone_from(&page.next);
            pages.push(page);
            if request.after.is_none() {
                break;
            }
        }
        if let Ok(whole) = report::join(pages) {
            return Ok(Some(whole));
        }
    }
    Err(Problem::new(ErrorCode::Changed))
}

/// What those have watched who have watched anything: one after the other, so that trainees who watch just now are not
/// slowed down. Absent when it was stopped.
pub async fn evidence(
    report: &ClassReport,
    stopped: &Stopped,
    progress: impl Fn(usize, usize),
) -> Result<Option<Vec<Evidence>>, Problem> {
    let watched: Vec<_> = report.rows.iter().filter(|row| row.plays() > 0).map(|row| row.enrolment_id).collect();
    let mut all = Vec::with_capacity(watched.len());
    for id in &watched {
        progress(all.len(), watched.len());
        all.push(patiently::<GetEvidence>(&EnrolmentRequest { id: *id }).await?);
        if stopped.get() {
            return Ok(None);
        }
    }
    Ok(Some(all))
}

/// The report of a class, read when the page opens, after signing in again, and when it is asked for.
#[hook]
pub fn use_report(id: ClassId) -> (UseStateHandle<Gathered>, Callback<()>) {
    let console = use_console();
    let gathered = use_state(|| Gathered::Reading(0));
    let turn = use_state(|| 0_u32);
    {
        let gathered = gathered.setter();
        use_effect_with((id, *turn, console.sign_ins), move |(id, ..)| {
            let (id, stopped) = (*id, Stopped::default());
            gathered.set(Gathered::Reading(0));
            let running = Rc::clone(&stopped);
            wasm_bindgen_futures::spawn_local(async move {
                let say = |count| gathered.set(Gathered::Reading(count));
                match report(id, &running, say).await {
                    Ok(Some(whole)) => gathered.set(Gathered::Ready(Rc::new(whole))),
                    Ok(None) => {}
                    Err(_) if running.get() => {}
                    Err(problem) => gathered.set(Gathered::Failed(problem)),
                }
            });
            move || stopped.set(true)
        });
    }
    {
        let lost = matches!(&*gathered, Gathered::Failed(problem) if problem.code == ErrorCode::StaffSignInRequired);
        let sign_in_again = console.sign_in_again.clone();
        use_effect_with(lost, move |lost| {
            if *lost {
                sign_in_again.emit(());
            }
        });
    }
    let reload = Callback::from(move |()| turn.set(turn.wrapping_add(1)));
    (gathered, reload)
}
