//! The player of a lesson: the browser's own video with its controls, and around it what a script (`frontend/player`)
//! shows, fills in and listens to. It knows these parts by their ids and `data-` attributes and brings no texts of its own.
//! Without it the video plays all the same.

use yew::prelude::*;

/// What the script starts from.
#[derive(Clone, Debug, PartialEq)]
pub struct PlayerFacts {
    pub enrolment: i64,
    pub lesson: i64,
    pub length_ms: i64,
    /// Where to begin, and since when that is known.
    pub place_ms: i64,
    pub place_at: i64,
    /// The place was asked for: whatever else is known of it does not matter.
    pub asked: bool,
    pub beat_seconds: i64,
    pub speed_percent: i64,
    pub bytes: i64,
    /// The server's clock, by which the address is good for so long.
    pub now: i64,
    pub expires: i64,
    pub finished: bool,
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct VideoProps {
    pub address: AttrValue,
    pub label: AttrValue,
    pub poster: Option<AttrValue>,
    /// Address and name of the captions.
    pub captions: Option<(AttrValue, AttrValue)>,
    pub width: i64,
    pub height: i64,
    pub facts: PlayerFacts,
}

/// The video. `playsinline` and its older names keep phones, and WeChat's engine, from taking it out of the page.
pub fn video(props: &VideoProps) -> Html {
    let facts = &props.facts;
    // Nobody waits for captions: they are there to be switched on.
    let track = props.captions.as_ref().map(|(address, name)| {
        html! { <track kind="captions" srclang="zh" label={name.clone()} src={address.clone()} /> }
    });
    // The size before the video has one: nothing moves when it comes.
    let size = |side: i64| (side > 0).then(|| side.to_string());
    html! {
        <video
            id="player"
            class="video"
            controls=true
            playsinline=true
            webkit-playsinline="true"
            x5-playsinline="true"
            x5-video-player-type="h5"
            preload="metadata"
            controlslist="nodownload"
            aria-label={props.label.clone()}
            poster={props.poster.clone()}
            width={size(props.width)}
            height={size(props.height)}
            data-enrolment={facts.enrolment.to_string()}
            data-lesson={facts.lesson.to_string()}
            data-length={facts.length_ms.to_string()}
            data-place={facts.place_ms.to_string()}
            data-place-at={facts.place_at.to_string()}
            data-asked={facts.asked.then_some("")}
            data-beat={facts.beat_seconds.to_string()}
            data-speed={facts.speed_percent.to_string()}
            data-bytes={facts.bytes.to_string()}
            data-now={facts.now.to_string()}
            data-expires={facts.expires.to_string()}
            data-finished={facts.finished.then_some("")}
            src={props.address.clone()}
        >
            { track }
        </video>
    }
}

/// One thing that the player may say, with a button that goes on from there.
#[derive(Clone, Debug, PartialEq)]
pub struct PlayerSays {
    pub code: &'static str,
    pub text: String,
    pub button: Option<&'static str>,
    pub trouble: bool,
}

/// What the player says, one thing at a time; before its script runs, `off`.
pub fn player_status(off: &'static str, lines: Vec<PlayerSays>) -> Html {
    html! {
        <div id="player-status" role="status" aria-live="polite">
            <p class="msg msg-act" id="player-off">{ off }</p>
            { for lines.into_iter().map(said) }
        </div>
    }
}

fn said(line: PlayerSays) -> Html {
    let PlayerSays { code, text, button: label, trouble } = line;
    let go = label.map(|label| {
        html! { <button type="button" class="btn btn-primary btn-wide" data-do="go">{ label }</button> }
    });
    html! {
        <div class={if trouble { "msg msg-act" } else { "msg" }} data-say={code} hidden=true>
            <p>{ text }</p>
            { go }
        </div>
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct PresenceProps {
    pub title: AttrValue,
    pub why: AttrValue,
    /// Before and after the seconds that are left.
    pub left: AttrValue,
    pub seconds: AttrValue,
    pub here: AttrValue,
}

/// Asks whether somebody is there. Hidden until the script shows it; a dialog where the browser has them.
pub fn presence_dialog(props: &PresenceProps) -> Html {
    html! {
        <dialog id="player-check" class="ask" role="alertdialog" aria-labelledby="player-check-title" hidden=true>
            <h2 id="player-check-title" tabindex="-1">{ &props.title }</h2>
            <p>{ &props.why }</p>
            <p class="muted" role="timer" aria-live="off">
                { format!("{} ", props.left) }
                <span class="money" id="player-check-left"></span>
                { format!(" {}", props.seconds) }
            </p>
            <button type="button" class="btn btn-primary btn-wide" id="player-check-here">{ &props.here }</button>
        </dialog>
    }
}

/// Minutes and seconds that the script keeps right. `units`: what stands after each.
pub fn live_time(name: &'static str, ms: i64, units: [&'static str; 2]) -> Html {
    let (minutes, seconds) = shared::lessons::player::minutes_and_seconds(ms);
    let [after_minutes, after_seconds] = units;
    html! {
        <span class="money" data-time={name}>
            <span data-part="minutes">{ minutes }</span>
            { after_minutes }
            <span data-part="seconds">{ seconds }</span>
            { after_seconds }
        </span>
    }
}

/// A time with what it means; hidden while it is nothing, unless it is always shown.
pub fn timed_line(name: &'static str, text: &'static str, ms: i64, units: [&'static str; 2]) -> Html {
    html! {
        <li data-row={name} hidden={ms < 1000}>
            <span>{ text }</span>
            { live_time(name, ms, units) }
        </li>
    }
}

/// Lines of a label and a time.
pub fn timed_lines(id: &'static str, title: &'static str, shown: bool, lines: Html) -> Html {
    html! {
        <div {id} class="stack-s" hidden={!shown}>
            <p class="muted">{ title }</p>
            <ul class="timed">{ lines }</ul>
        </div>
    }
}

/// A place in the video. Without the script the page is loaded with the place asked for.
pub fn place_link(ms: i64, place: String, label: &str) -> Html {
    let seconds = ms.max(0) / 1000;
    html! {
        <a class="place" href={format!("?t={seconds}")} data-seek={ms.to_string()}>
            <span class="money">{ place }</span>
            <span>{ label.to_owned() }</span>
        </a>
    }
}

/// Places one below the other.
pub fn place_list(places: Html) -> Html {
    html! { <ul class="places">{ places }</ul> }
}

/// The field that the script fills with the place, and the line that says it.
pub fn place_field(label: &'static str, ms: i64, place: String) -> Html {
    html! {
        <p class="muted">
            <input type="hidden" name="at_ms" id="ask-at" value={ms.to_string()} />
            <span>{ label }</span>
            <span class="money" id="ask-place">{ place }</span>
        </p>
    }
}

/// Shown when the video has come to its end.
pub fn after_the_end(needs_finished: bool, content: Html) -> Html {
    html! { <div id="player-next" class="stack" data-needs={needs_finished.then_some("finished")} hidden=true>{ content }</div> }
}

/// Pictures that load as they come into sight.
pub fn lazy_pictures(pictures: Vec<(String, String)>) -> Html {
    html! {
        <ol class="stack">
            { for pictures.into_iter().map(|(address, label)| html! {
                <li><img class="picture" src={address} alt={label} loading="lazy" decoding="async" /></li>
            }) }
        </ol>
    }
}
