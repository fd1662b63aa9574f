//! Heartbeats: what was played goes to the server, and it says what to do.

use std::rc::Rc;

use shared::error::ErrorCode;
use shared::lessons::api::{BeatReply, Credit, SendBeat, SendBeatRequest};
use shared::lessons::player::PlayerLine;
use shared::lessons::watching::{Beat, CheckAnswer, CheckStep, Order, PlayEnd};
use wasm_bindgen_futures::spawn_local;

use crate::call::{Fault, call};
use crate::check::Check;
use crate::closing::Closing;
use crate::events::show_next;
use crate::page;
use crate::player::Player;
use crate::recorder::Recorder;
use crate::{plays, presence};

/// A play that is over as soon as it has begun is not begun for ever.
const MOST_RESTARTS: u32 = 3;

/// What was watched and would count if it were watched again: in another play.
pub const fn cut_ms(credit: Credit) -> i64 {
    let cut = credit.uncounted;
    cut.hidden_ms.saturating_add(cut.too_fast_ms).saturating_add(cut.unchecked_ms)
}

pub fn send_if_due(player: &Rc<Player>) {
    let due = {
        let state = player.state.borrow();
        let waits = !state.recorder.is_empty() || state.check.is_some() || state.last;
        state.pulse.is_due(page::clock(), state.recorder.is_playing(), waits)
    };
    if due {
        send(player);
    }
}

/// Sends one now, if there is a play. What the server does not want now goes as soon as it does.
pub fn send(player: &Rc<Player>) {
    let (token, beat) = {
        let mut state = player.state.borrow_mut();
        let now = page::clock();
        if state.pulse.is_held(now) {
            return;
        }
        let Some(token) = state.token.clone() else { return };
        let seq = state.pulse.send(now);
        let segments = state.recorder.pending(seq);
        let check = state.check.as_ref().and_then(Check::told);
        (token, Beat { seq, segments, place_ms: state.place_ms, check, last: state.last })
    };
    post(player, token, beat);
}

/// The play is over on this page. Its end and what it has not delivered are told until the server has heard them; what is
/// played from here on belongs to another.
pub fn close(player: &Rc<Player>) {
    {
        let mut state = player.state.borrow_mut();
        state.last = false;
        let Some(token) = state.token.take() else { return };
        let (recorder, pulse, place_ms) = (core::mem::take(&mut state.recorder), state.pulse, state.place_ms);
        // The next play shows anew what nobody has answered.
        let check = state.check.take().as_ref().and_then(Check::told);
        state.closings.add(Closing { token, recorder, pulse, place_ms, check });
    }
    presence::close();
    send_closings(player);
}

/// Sends what is due of plays that are over.
pub fn send_closings(player: &Rc<Player>) {
    let now = page::clock();
    loop {
        let due = player.state.borrow_mut().closings.send(now);
        let Some((token, beat)) = due else { return };
        post(player, token, beat);
    }
}

fn post(player: &Rc<Player>, token: String, beat: Beat) {
    let player = Rc::clone(player);
    spawn_local(async move {
        let seq = beat.seq;
        let request = SendBeatRequest { token, beat };
        let answer = call::<SendBeat>(&request, None).await;
        let is_current = player.state.borrow().token.as_ref() == Some(&request.token);
        match answer {
            Ok(reply) if is_current => answered(&player, seq, &reply),
            Err(Fault::NoLine) if is_current => failed(&player, seq),
            Err(Fault::Refused(problem)) if is_current => refused(&player, seq, &problem),
            // It was closed meanwhile, or is forgotten.
            answer => closed(&player, &request.token, seq, answer),
        }
    });
}

/// An answer about a play that is over: what it orders is for nobody any more.
fn closed(player: &Player, token: &str, seq: i64, answer: Result<BeatReply, Fault>) {
    let closings = &mut player.state.borrow_mut().closings;
    match answer {
        Ok(reply) => {
            closings.answered(token, seq, reply.ack);
            page::show_credit(reply.credit);
        }
        Err(Fault::Refused(problem)) if problem.code == ErrorCode::TooManyTries => {
            closings.held(token, seq, page::clock(), problem.retry_after);
        }
        Err(Fault::Refused(problem)) if problem.status < 500 => closings.forget(token),
        Err(Fault::Refused(_) | Fault::NoLine) => closings.failed(token, seq),
    }
}

fn answered(player: &Rc<Player>, seq: i64, reply: &BeatReply) {
    let (newly_finished, was_last) = {
        let mut state = player.state.borrow_mut();
        state.pulse.answered(seq);
        state.recorder.acked(reply.ack);
        let newly = reply.finished && !state.finished;
        state.finished |= reply.finished;
        // Answered after the end was told: nothing more comes of this play.
        let was_last = state.last && state.recorder.is_empty();
        if was_last {
            state.token = None;
            state.last = false;
        }
        (newly, was_last)
    };
    player.state.borrow_mut().cut_ms = cut_ms(reply.credit);
    page::show_credit(reply.credit);
    line_is_there(player);
    if newly_finished {
        player.say(PlayerLine::Finished);
        show_next(true, player.video.ended());
    }
    match reply.order {
        Order::GoOn => {
            player.state.borrow_mut().restarts = 0;
            presence::settled(player);
        }
        Order::Check { id, shown, answer_seconds } => {
            presence::ask(player, CheckAnswer { id, what: CheckStep::Shown }, answer_seconds, shown);
        }
        // After the last heartbeat that is only polite.
        Order::Stop { .. } if was_last => {}
        Order::Stop(end) => stop(player, end),
    }
}

/// Takes back that the line is gone. Whatever else is said waits for somebody to act, or is about something else.
fn line_is_there(player: &Player) {
    if player.line() == PlayerLine::Offline {
        player.say(player.calm_line());
    }
}

fn failed(player: &Player, seq: i64) {
    let offline = {
        let mut state = player.state.borrow_mut();
        state.pulse.failed(seq);
        state.pulse.is_offline()
    };
    if offline && !player.line().is_trouble() {
        player.say(PlayerLine::Offline);
    }
}

fn refused(player: &Rc<Player>, seq: i64, problem: &shared::error::Problem) {
    match problem.code {
        ErrorCode::SignInRequired | ErrorCode::BindingRequired => over(player, PlayerLine::SignedOut),
        ErrorCode::NotFound => stop(player, PlayEnd::Expired),
        ErrorCode::TooManyTries => {
            player.state.borrow_mut().pulse.held(seq, page::clock(), problem.retry_after);
            line_is_there(player);
        }
        // It cannot be read, and would not be the next time either.
        ErrorCode::Malformed | ErrorCode::Invalid | ErrorCode::TooLarge => {
            player.state.borrow_mut().recorder.acked(seq);
            failed(player, seq);
        }
        _ => failed(player, seq),
    }
}

/// The play is over.
fn stop(player: &Rc<Player>, end: PlayEnd) {
    match end {
        // Nobody did anything wrong: a new one goes on from here.
        PlayEnd::Closed | PlayEnd::Expired | PlayEnd::Finished => {
            let plays = !player.video.paused();
            let again = {
                let mut state = player.state.borrow_mut();
                state.restarts = state.restarts.saturating_add(1);
                state.restarts
            };
            if again > MOST_RESTARTS {
                over(player, PlayerLine::StartFailed);
                return;
            }
            forget(player);
            if plays {
                let _ = player.video.pause();
                plays::start(player);
            }
        }
        PlayEnd::Superseded => {
            player.state.borrow_mut().was_elsewhere = true;
            over(player, PlayerLine::Superseded);
        }
        PlayEnd::CheckMissed => over(player, PlayerLine::CheckMissed),
        PlayEnd::Withdrawn => over(player, PlayerLine::Withdrawn),
    }
}

fn over(player: &Rc<Player>, line: PlayerLine) {
    forget(player);
    let _ = player.video.pause();
    player.say(line);
}

fn forget(player: &Player) {
    presence::close();
    let mut state = player.state.borrow_mut();
    state.token = None;
    state.last = false;
    state.check = None;
    state.recorder = Recorder::default();
}
