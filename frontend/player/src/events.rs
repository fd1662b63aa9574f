//! What is done when something happens to the video or its page.

use std::rc::Rc;

use shared::lessons::chapters::clock;
use shared::lessons::player::PlayerLine;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, HtmlInputElement};

use crate::check::{Check, Playing};
use crate::page;
use crate::player::{CAN_GO_ON, HAS_METADATA, Player};
use crate::{beats, network, plays, presence};

/// Waiting longer is worth a word.
const SLOW_MS: i64 = 5_000;
/// Where the phone itself says that the line is slow.
const KNOWN_SLOW_MS: i64 = 1_500;
/// How long a remark stands.
const REMARK_MS: i64 = 6_000;
/// How often the place is kept on the phone.
const KEEP_MS: i64 = 4_000;

pub fn loaded(player: &Rc<Player>) {
    let (wanted, plays) = {
        let mut state = player.state.borrow_mut();
        (state.wanted_ms.take(), core::mem::take(&mut state.plays_when_loaded))
    };
    // Whoever has gone on by themselves is left where they are.
    let untouched = player.video.current_time() < 5.0;
    if let Some(wanted) = wanted.filter(|_| untouched) {
        player.video.set_current_time(page::seconds(wanted));
    }
    let line = player.line();
    let stands = player.state.borrow().token.is_some() && player.video.paused() && !line.is_trouble();
    if plays {
        player.play();
    } else if stands || line == PlayerLine::SourceFailed {
        // It is there again, and waits for somebody.
        player.say(player.calm_line());
    }
}

pub fn moved(player: &Player) {
    let sample = player.sample();
    let mut state = player.state.borrow_mut();
    state.recorder.tick(sample);
    // While another address loads, the video stands at its beginning. On its way elsewhere it says where it is going.
    if state.wanted_ms.is_none() && !player.video.seeking() && player.video.ready_state() >= HAS_METADATA {
        state.place_ms = sample.media_ms;
        drop(state);
        page::write("ask-place", &clock(sample.media_ms));
        if let Some(field) = page::part::<HtmlInputElement>("ask-at") {
            field.set_value(&sample.media_ms.to_string());
        }
    }
}

pub fn waits(player: &Player) {
    let sample = player.sample();
    let mut state = player.state.borrow_mut();
    state.recorder.stop(sample);
    if state.waiting_since.is_none() {
        state.waiting_since = Some(sample.wall_ms);
    }
}

/// The line has dried up. With enough in hand that is nobody's concern.
pub fn stalled(player: &Player) {
    if player.video.ready_state() < CAN_GO_ON && !player.video.paused() {
        waits(player);
    }
}

pub fn seeking(player: &Player) {
    let mut state = player.state.borrow_mut();
    state.recorder.jump();
    state.pulse.soon();
    let from = state.place_ms;
    state.seek.begins(from);
}

/// Whoever goes back to what was not counted wants it to count this time: that takes another play.
pub fn seeked(player: &Rc<Player>) {
    let at_ms = player.sample().media_ms;
    let again = {
        let mut state = player.state.borrow_mut();
        let asks = state.check.as_ref().is_some_and(Check::is_open);
        let counts = state.token.is_some() && !state.last && !asks;
        state.seek.ends(at_ms) && counts && state.cut_ms > state.cut_before_ms
    };
    moved(player);
    if again {
        let plays = !player.video.paused();
        beats::close(player);
        if plays {
            let _ = player.video.pause();
            plays::start(player);
        }
        return;
    }
    if player.is_counting() {
        let sample = player.sample();
        player.state.borrow_mut().recorder.play(sample);
    }
}

pub fn speed_changed(player: &Player) {
    let percent = page::whole((player.video.playback_rate() * 100.0).round());
    let most = {
        let mut state = player.state.borrow_mut();
        let sample = player.sample();
        state.recorder.set_speed(percent, sample);
        state.speed_percent
    };
    if percent > most {
        let rate = page::seconds(most.saturating_mul(10));
        player.video.set_default_playback_rate(rate);
        player.video.set_playback_rate(rate);
        player.say(PlayerLine::TooFast);
    }
}

/// The browser could not load the video, or could not go on.
pub fn broken(player: &Player) {
    let has_token = {
        let mut state = player.state.borrow_mut();
        state.recorder.jump();
        state.renewal.broke();
        state.wish.broke(page::clock());
        state.token.is_some()
    };
    // With a play a fresh address is asked for within a second.
    if !has_token {
        player.give_up();
    }
}

/// Somebody wants to watch: nothing plays that cannot be counted.
pub fn asked_to_play(player: &Rc<Player>) {
    let (check, counts, stale, agreed) = {
        let mut state = player.state.borrow_mut();
        state.wish.play(page::clock());
        let now = player.today().0;
        let check = state.check.as_mut().map_or(Playing::Allowed, Check::played);
        (check, state.token.is_some() && !state.last, state.renewal.is_stale(now), state.data_agreed)
    };
    match check {
        Playing::Allowed => {}
        Playing::Open | Playing::ShowAgain => {
            let _ = player.video.pause();
            presence::show(player);
            return;
        }
        Playing::Anew => {
            let _ = player.video.pause();
            beats::close(player);
            plays::start(player);
            return;
        }
    }
    if !agreed && network::now().costs_money() {
        let _ = player.video.pause();
        player.say(PlayerLine::MobileData);
    } else if !counts {
        let _ = player.video.pause();
        plays::start(player);
    } else if stale {
        plays::renew(player);
    }
}

pub fn playing(player: &Rc<Player>) {
    {
        let mut state = player.state.borrow_mut();
        state.waiting_since = None;
        state.renewal.plays();
        state.wish.plays();
    }
    if player.is_counting() {
        let sample = player.sample();
        let offline = {
            let mut state = player.state.borrow_mut();
            state.recorder.play(sample);
            state.pulse.soon();
            state.pulse.is_offline()
        };
        player.say(if offline { PlayerLine::Offline } else { PlayerLine::Counting });
    }
}

pub fn paused(player: &Rc<Player>) {
    moved(player);
    let sample = player.sample();
    let is_broken = player.video.error().is_some();
    let (had_token, loads) = {
        let mut state = player.state.borrow_mut();
        state.wish.pause(sample.wall_ms, is_broken);
        state.recorder.stop(sample);
        state.waiting_since = None;
        (state.token.is_some() && !state.starting, state.wanted_ms.is_some())
    };
    if !had_token || loads || is_broken || player.video.ended() {
        return;
    }
    player.keep();
    beats::send(player);
    if !player.line().is_trouble() {
        player.say(PlayerLine::Paused);
    }
}

pub fn ended(player: &Rc<Player>) {
    moved(player);
    let sample = player.sample();
    let (had_token, finished) = {
        let mut state = player.state.borrow_mut();
        state.recorder.stop(sample);
        state.last = state.token.is_some();
        (state.last, state.finished)
    };
    if had_token {
        if let Some(storage) = page::storage() {
            let _ = storage.remove_item(&player.key());
        }
        beats::send(player);
    }
    player.say(if finished { PlayerLine::Finished } else { PlayerLine::Ended });
    show_next(finished, true);
}

/// The way on: at the end, or as soon as the lesson is finished where only that was missing.
pub fn show_next(finished: bool, ended: bool) {
    let needs = page::part::<Element>("player-next").and_then(|next| next.get_attribute("data-needs"));
    if if needs.as_deref() == Some("finished") { finished } else { ended || finished } {
        page::show("player-next", true);
    }
}

pub fn shown_or_hidden(player: &Rc<Player>) {
    let hidden = page::is_hidden();
    let sample = player.sample();
    player.state.borrow_mut().recorder.set_hidden(hidden, sample);
    if hidden {
        player.keep();
        // It may be the last that this page can do.
        beats::send(player);
    } else {
        presence::show(player);
    }
}

/// The page is left. What comes back from the browser's memory begins a new play.
pub fn left(player: &Rc<Player>) {
    moved(player);
    let sample = player.sample();
    player.state.borrow_mut().recorder.stop(sample);
    player.keep();
    beats::close(player);
}

/// The phone has changed to another line: mobile data is not used before somebody has agreed. Where it costs nothing any
/// more, nothing is asked either.
pub fn line_changed(player: &Rc<Player>) {
    let agreed = player.state.borrow().data_agreed;
    let costs_money = network::now().costs_money();
    if costs_money && !agreed && !player.video.paused() {
        let _ = player.video.pause();
        player.say(PlayerLine::MobileData);
    } else if !costs_money && player.line() == PlayerLine::MobileData {
        player.say(player.calm_line());
    }
}

/// The line is back: nothing waits for its next try.
pub fn line_is_back(player: &Rc<Player>) {
    {
        let mut state = player.state.borrow_mut();
        state.pulse.hurry();
        state.closings.hurry();
        state.renewal.forgive();
    }
    each_second(player);
}

pub fn each_second(player: &Rc<Player>) {
    let now = page::clock();
    moved(player);
    presence::count_down(player);
    beats::send_if_due(player);
    beats::send_closings(player);
    plays::renew_if_due(player);
    let (slow, keep, over) = {
        let state = player.state.borrow();
        let is_long = |since| now - since >= SLOW_MS || now - since >= KNOWN_SLOW_MS && network::now().is_slow();
        (
            state.waiting_since.is_some_and(is_long) && !state.line.is_trouble(),
            now - state.kept_at >= KEEP_MS,
            state.line == PlayerLine::TooFast && now - state.said_at >= REMARK_MS,
        )
    };
    if slow && !player.video.paused() {
        player.say(PlayerLine::Slow);
    } else if over {
        player.say(player.calm_line());
    }
    if keep && player.is_counting() {
        player.keep();
    }
}

/// A place of the lesson, or a button of what was said.
pub fn clicked(player: &Rc<Player>, event: &Event) {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
    let closest = |selector: &str| target.closest(selector).ok().flatten();
    if let Some(ms) = closest("[data-seek]").and_then(|link| page::number(&link, "data-seek")) {
        event.prevent_default();
        player.seek(ms);
        player.video.scroll_into_view();
        player.play();
    } else if closest("[data-do=go]").is_some() {
        go_on(player);
    } else if closest("#player-check-here").is_some() {
        presence::answer(player);
    }
}

/// The button of what was said last.
fn go_on(player: &Rc<Player>) {
    let (has_token, broken) = {
        let mut state = player.state.borrow_mut();
        match state.line {
            // Not every browser tells when its line changes: nobody agrees to what costs nothing at this moment.
            PlayerLine::MobileData => state.data_agreed = network::now().costs_money(),
            PlayerLine::SourceFailed => state.renewal.forgive(),
            _ => {}
        }
        state.wish.play(page::clock());
        (state.token.is_some() && !state.last, state.renewal.is_broken())
    };
    match (has_token, broken) {
        (false, _) => plays::start(player),
        (true, true) => plays::renew(player),
        (true, false) => player.play(),
    }
}
