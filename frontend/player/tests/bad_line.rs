//! A whole lesson over a bad line: the page's own parts on one side, the server's rule on the other. Within a silence
//! (90 s) the page tries so often that the server practically always hears it once.

use player_tool::pulse::Pulse;
use player_tool::recorder::{Recorder, Sample};
use shared::lessons::watching::{
    Beat, Pace, PlayState, Progress, Setting, Uncounted, WatchRules, beat as judge, start,
};
use shared::time::Timestamp;

/// 2026-10-05 08:00 in China.
const START: i64 = 1_791_158_400_000;
const HOUR: i64 = 3_600_000;
/// As long as a call is waited for.
const CALL_MS: i64 = 20_000;

/// Numbers that repeat: Park and Miller's generator.
struct Chance(i64);

impl Chance {
    fn below(&mut self, limit: i64) -> i64 {
        self.0 = self.0 * 48_271 % 2_147_483_647;
        self.0 % limit
    }

    fn one_in(&mut self, n: i64) -> bool {
        self.below(n) == 0
    }
}

/// What happens on the way, and when.
enum Event {
    /// The server hears it; whether its answer arrives.
    Arrives(Beat, bool),
    Answered {
        seq: i64,
        ack: i64,
    },
    Failed {
        seq: i64,
    },
}

/// How a line loses: a fifth of what goes out, and as many answers.
#[derive(Clone, Copy, Debug)]
enum Loss {
    /// The page hears of it at once.
    AtOnce,
    /// The page waits in vain.
    Silently,
}

struct Server {
    rules: WatchRules,
    pace: Pace,
    play: PlayState,
    progress: Progress,
}

impl Server {
    fn new() -> Self {
        let rules = WatchRules::usual();
        let started = start(&rules, Timestamp(START), None, None, 0);
        Self { rules, pace: started.pace, play: started.play, progress: Progress::default() }
    }

    fn hears(&mut self, now: i64, beat: &Beat) -> Option<i64> {
        let setting = Setting { rules: &self.rules, length_ms: HOUR, now: Timestamp(START + now), random: 0 };
        let beaten = judge(&setting, &self.pace, &self.progress, &self.play, beat).ok()?;
        (self.pace, self.play, self.progress) = (beaten.pace, beaten.play, beaten.progress);
        Some(beaten.ack_seq)
    }
}

/// What became of an hour, and how many heartbeats it took.
struct Watched {
    credited_ms: i64,
    uncounted: Uncounted,
    sent: usize,
}

/// Plays an hour from beginning to end.
fn watch(seed: i64, loss: Loss) -> Watched {
    let mut chance = Chance(seed + 1);
    let (mut server, mut recorder, mut pulse) = (Server::new(), Recorder::default(), Pulse::new(15, 0));
    let mut on_the_way: Vec<(i64, Event)> = Vec::new();
    let mut sent = 0;
    recorder.play(Sample { media_ms: 0, wall_ms: 0 });
    for now in (0..HOUR + 120_000).step_by(1_000) {
        let place_ms = now.min(HOUR);
        let here = Sample { media_ms: place_ms, wall_ms: now };
        if now < HOUR {
            recorder.tick(here);
        } else {
            recorder.stop(here);
        }
        for (_, event) in on_the_way.extract_if(.., |(at, _)| *at <= now).collect::<Vec<_>>() {
            match event {
                Event::Arrives(beat, answered) => {
                    let ack = server.hears(now, &beat).filter(|_| answered);
                    let back = ack
                        .map_or(lost(loss, now, beat.seq), |ack| (now + 100, Event::Answered { seq: beat.seq, ack }));
                    on_the_way.push(back);
                }
                Event::Answered { seq, ack } => {
                    pulse.answered(seq);
                    recorder.acked(ack);
                }
                Event::Failed { seq } => pulse.failed(seq),
            }
        }
        if pulse.is_due(now, recorder.is_playing(), !recorder.is_empty()) {
            let seq = pulse.send(now);
            let beat = Beat { seq, segments: recorder.pending(seq), place_ms, check: None, last: false };
            sent += 1;
            on_the_way.push(if chance.one_in(5) {
                lost(loss, now, seq)
            } else {
                (now + chance.below(6_000), Event::Arrives(beat, !chance.one_in(5)))
            });
        }
    }
    let credited_ms = server.progress.credited_ms(HOUR);
    Watched { credited_ms, uncounted: server.play.uncounted, sent }
}

fn lost(loss: Loss, now: i64, seq: i64) -> (i64, Event) {
    let heard_of = match loss {
        Loss::AtOnce => now + 100,
        Loss::Silently => now + CALL_MS,
    };
    (heard_of, Event::Failed { seq })
}

#[test]
fn an_hour_over_a_line_that_loses_a_fifth_counts_in_full() {
    for loss in [Loss::AtOnce, Loss::Silently] {
        let mut most = 0;
        let short: Vec<_> = (0..300)
            .filter_map(|seed| {
                let Watched { credited_ms, uncounted, sent } = watch(seed, loss);
                most = most.max(sent);
                let too_fast_ms = HOUR - credited_ms;
                assert_eq!(uncounted, Uncounted { too_fast_ms, ..Uncounted::default() }, "{seed}");
                (credited_ms < HOUR).then_some((seed, too_fast_ms))
            })
            .collect();
        assert!(short.is_empty(), "{loss:?}: {short:?}");
        // Without losses it would be 240.
        assert!(most < 480, "{loss:?}: {most}");
    }
}
