//! Beginning a play, and fresh addresses of its video.

use std::rc::Rc;

use shared::error::{ErrorCode, Problem};
use shared::lessons::api::{Play, PlayRef, RenewSource, Source, StartPlay, StartPlayRequest};
use shared::lessons::player::PlayerLine;
use wasm_bindgen_futures::spawn_local;

use crate::beats;
use crate::call::{Fault, call, fresh_key, pause};
use crate::page;
use crate::player::Player;
use crate::pulse::Pulse;
use crate::recorder::Recorder;

/// Between the tries to begin.
const WAITS_MS: [i32; 2] = [1_000, 3_000];

/// Begins a play, unless one is being begun. The video stands still until the server knows: what is played before would be
/// lost.
pub fn start(player: &Rc<Player>) {
    let key = {
        let mut state = player.state.borrow_mut();
        if state.starting {
            return;
        }
        state.starting = true;
        let key = state.start_key.take().or_else(fresh_key);
        state.start_key.clone_from(&key);
        key
    };
    player.say(PlayerLine::Starting);
    let player = Rc::clone(player);
    spawn_local(async move {
        let request = StartPlayRequest { enrolment_id: player.facts.enrolment, lesson_id: player.facts.lesson };
        let mut answer = call::<StartPlay>(&request, key.as_deref()).await;
        for wait in WAITS_MS {
            if !matches!(answer, Err(Fault::NoLine)) {
                break;
            }
            pause(wait).await;
            answer = call::<StartPlay>(&request, key.as_deref()).await;
        }
        player.state.borrow_mut().starting = false;
        match answer {
            Ok(play) => begun(&player, play),
            Err(fault) => player.say(not_begun(&player, &fault)),
        }
    });
}

fn not_begun(player: &Player, fault: &Fault) -> PlayerLine {
    let Fault::Refused(problem) = fault else { return PlayerLine::StartFailed };
    // Refused under this key, it would be refused again.
    player.state.borrow_mut().start_key = None;
    refused(problem).unwrap_or(PlayerLine::NotOpen)
}

/// What a refusal means for whoever watches; nothing where it is about the call itself.
pub fn refused(problem: &Problem) -> Option<PlayerLine> {
    match problem.code {
        ErrorCode::SignInRequired | ErrorCode::BindingRequired => Some(PlayerLine::SignedOut),
        ErrorCode::TooManyTries => Some(PlayerLine::TooOften),
        _ if problem.status >= 500 => Some(PlayerLine::StartFailed),
        _ => None,
    }
}

fn begun(player: &Rc<Player>, play: Play) {
    // The end of the one before may still be unheard.
    beats::close(player);
    let sample = player.sample();
    let (elsewhere, stale) = {
        let mut state = player.state.borrow_mut();
        state.token = Some(play.token);
        state.start_key = None;
        state.last = false;
        state.check = None;
        state.speed_percent = play.rules.speed_percent;
        state.cut_ms = beats::cut_ms(play.credit);
        state.cut_before_ms = state.cut_ms;
        state.pulse = Pulse::new(play.rules.beat_seconds, sample.wall_ms);
        // What the play before has not delivered belongs to it.
        state.recorder = Recorder::default();
        state.recorder.set_hidden(page::is_hidden(), sample);
        let percent = page::whole((player.video.playback_rate() * 100.0).round());
        state.recorder.set_speed(percent, sample);
        // The pause until here was ours.
        state.wish.play(sample.wall_ms);
        (core::mem::take(&mut state.was_elsewhere), state.renewal.is_stale(player.today().0))
    };
    page::show_credit(play.credit);
    // The server takes the rest of the one before for a short time only from here on.
    player.state.borrow_mut().closings.hurry();
    beats::send_closings(player);
    if elsewhere {
        player.seek(play.place_ms);
    }
    if stale {
        set_source(player, &play.source, true);
    } else {
        player.play();
    }
}

/// A fresh address some time before the old one ends, and when the video did not load.
pub fn renew_if_due(player: &Rc<Player>) {
    let (due, failed) = {
        let state = player.state.borrow();
        let wanted = state.token.is_some() && (state.recorder.is_playing() || state.renewal.is_broken());
        (wanted && state.renewal.is_due(player.today().0), wanted && state.renewal.has_failed())
    };
    if due {
        renew(player);
    } else if failed {
        player.give_up();
    }
}

/// Asks for a fresh address and goes on from the same place, if somebody still wants that when it is there.
pub fn renew(player: &Rc<Player>) {
    let Some(token) = player.state.borrow().token.clone() else { return };
    let now = player.today().0;
    player.state.borrow_mut().renewal.asked(now);
    let player = Rc::clone(player);
    spawn_local(async move {
        let answer = call::<RenewSource>(&PlayRef { token: token.clone() }, None).await;
        let plays = {
            let mut state = player.state.borrow_mut();
            state.renewal.heard();
            if state.token.as_ref() != Some(&token) {
                return;
            }
            state.wish.goes_on(page::clock())
        };
        match answer {
            Ok(source) => set_source(&player, &source, plays),
            Err(Fault::Refused(problem)) if problem.status < 500 => {
                // The play is over: the next one brings an address.
                beats::close(&player);
                if plays {
                    start(&player);
                }
            }
            // It is tried again.
            Err(_) => {}
        }
    });
}

/// Puts another address under the video. Its place is kept and found again when it has loaded.
fn set_source(player: &Rc<Player>, source: &Source, plays: bool) {
    let sample = player.sample();
    {
        let mut state = player.state.borrow_mut();
        if state.recorder.is_playing() {
            state.recorder.stop(sample);
        }
        state.wanted_ms = state.wanted_ms.or(Some(state.place_ms));
        state.plays_when_loaded = plays;
        state.renewal.renewed(source.expires_at.0);
        state.wish.renewed();
    }
    player.video.set_src(&source.address);
    player.video.load();
}
