//! Three years of an institution in fast motion: two thousand cases with chance delays, returns, failures, staff errors and
//! nights without the portal. Afterwards everything must be explained by the history, and nothing lost or doubled.

use std::collections::BTreeMap;

use shared::certificates::api::*;
use shared::certificates::case::{Outcome, Target};
use shared::certificates::exams::Part;
use shared::certificates::regime::{RuleSet, StageKey};
use shared::courses::{CourseKind, Regime};
use shared::id::{ClassId, EnrolmentId, TraineeId};

use crate::people::*;
use crate::support::{Client, Portal};

const CASES: usize = 2_000;
const DAYS: usize = 3 * 365;

/// Numbers that repeat: Park and Miller's generator.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0 * 48_271 % 2_147_483_647;
        self.0 % limit
    }

    /// One time in `n`.
    fn one_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }
}

struct World<'a> {
    portal: &'a Portal,
    registrar: Client<'a>,
    chance: Chance,
    /// Open cases with their trainees and document numbers.
    open: Vec<(EnrolmentId, TraineeId, usize)>,
    undone: i64,
    certificates: i64,
}

impl World<'_> {
    fn stages(&self) -> BTreeMap<EnrolmentId, (i64, StageKey)> {
        let rows = self.portal.texts(
            "select json_array(e.id, e.rule_set_id, s.key) from enrolments e join stages s on s.position = e.stage where e.outcome is null",
        );
        rows.iter()
            .map(|row| {
                let (id, rules, key): (EnrolmentId, i64, StageKey) = serde_json::from_str(row).unwrap();
                (id, (rules, key))
            })
            .collect()
    }

    /// One day at the office: every case moves by chance.
    fn day(&mut self) {
        let mut groups: BTreeMap<(i64, StageKey), Vec<EnrolmentId>> = BTreeMap::new();
        let stages = self.stages();
        let sets = self.registrar.call::<ListRuleSets>(&shared::endpoint::Nothing {}).unwrap();
        let sets: BTreeMap<i64, RuleSet> = sets.into_iter().map(|set| (set.id, set)).collect();
        self.open.retain(|(id, ..)| stages.contains_key(id));
        for (id, trainee, n) in self.open.clone() {
            let (rules, key) = stages[&id];
            // Stages differ in how long they take.
            let pace = match key {
                StageKey::Training | StageKey::Applied => 15,
                StageKey::Making => 12,
                _ => 4,
            };
            if !self.chance.one_in(pace) {
                continue;
            }
            match key {
                StageKey::Theory => self.sit(id, Part::Theory, &sets[&rules]),
                StageKey::Practical => self.sit(id, Part::Practical, &sets[&rules]),
                StageKey::Making if self.chance.one_in(2) => self.certificate(id, trainee, n),
                _ if self.chance.one_in(60) => self.go_back(id, key),
                _ if self.chance.one_in(150) => {
                    let outcome = [Outcome::Withdrawn, Outcome::Refused, Outcome::Lapsed]
                        [usize::try_from(self.chance.below(3)).unwrap()];
                    go(&self.registrar, &[id], Target::End(outcome), "按规定办理", "");
                    if self.chance.one_in(3) {
                        go(&self.registrar, &[id], Target::Reopen, "登记有误", "");
                    }
                }
                _ => groups.entry((rules, key)).or_default().push(id),
            }
        }
        for ((rules, key), cases) in groups {
            let set = &sets[&rules];
            let next = set.next(set.stage_of(key).unwrap().stage.position).unwrap().key;
            let moved = go(&self.registrar, &cases, Target::Stage(next), "", "");
            // A wrong button now and then: taken back within the ten minutes, and done properly another day.
            if self.chance.one_in(12) {
                self.portal.advance_seconds(120);
                let undone = self.registrar.call::<UndoMove>(&MoveRef { id: moved.id }).unwrap();
                assert_eq!(undone.kept, 0);
                self.undone += 1;
            }
        }
    }

    fn sit(&mut self, id: EnrolmentId, part: Part, rules: &RuleSet) {
        let today = self.portal.now().day();
        let sat = self.portal.number(&format!(
            "select count(*) from exam_results where enrolment_id = {id} and part = '{}' and sat_on = '{today}'",
            part.code()
        ));
        let passed = self.portal.number(&format!(
            "select count(*) from exam_results x join enrolments e on e.id = x.enrolment_id and e.round = x.round
             where e.id = {id} and x.part = '{}' and x.passed = 1",
            part.code()
        ));
        if passed > 0 {
            // Sent back after the exam: what was passed is not sat again.
            let next = if part == Part::Theory && rules.practical { StageKey::Practical } else { StageKey::Results };
            go(&self.registrar, &[id], Target::Stage(next), "", "");
        } else if sat == 0 {
            let score = i64::try_from(50 + self.chance.below(51)).unwrap();
            result(self.portal, &self.registrar, id, part, score);
        }
    }

    fn go_back(&mut self, id: EnrolmentId, key: StageKey) {
        if key != StageKey::Registered {
            go(&self.registrar, &[id], Target::Stage(StageKey::Registered), "资料退回补正", "");
        }
    }

    fn certificate(&mut self, id: EnrolmentId, trainee: TraineeId, n: usize) {
        let today = self.portal.now().day();
        let years = if self.chance.one_in(2) { 1 } else { 2 };
        let form = CertificateForm {
            trainee_id: trainee,
            enrolment_id: Some(id),
            // The classes take turns, two of each regime.
            regime: if n % 4 < 2 { Regime::SpecialOperations } else { Regime::Principals },
            number: format!("T{}", document(n)),
            operation: "低压电工作业".to_owned(),
            first_issued_on: String::new(),
            valid_from: today.to_string(),
            valid_until: today.plus_months(12 * years).to_string(),
            review_due_on: if years == 2 { today.plus_months(9).to_string() } else { String::new() },
            authority: ["甲省应急管理厅", "乙市应急管理局"][n % 2].to_owned(),
        };
        self.registrar.call::<RecordCertificate>(&form).unwrap();
        self.certificates += 1;
    }
}

#[test]
fn three_years_are_explained_by_their_history() {
    let portal = Portal::new();
    let registrar = portal.registrar();
    let classes: [ClassId; 4] = [
        class(&registrar, Regime::SpecialOperations, CourseKind::Initial, "D01"),
        class(&registrar, Regime::SpecialOperations, CourseKind::Review, "F01"),
        class(&registrar, Regime::Principals, CourseKind::Initial, "P01"),
        class(&registrar, Regime::Principals, CourseKind::Retraining, "A01"),
    ];
    let mut world =
        World { portal: &portal, registrar, chance: Chance(20_261_126), open: Vec::new(), undone: 0, certificates: 0 };
    let mut made = 0;
    for day in 0..DAYS {
        world.registrar = portal.registrar();
        while made < CASES && made * DAYS < (day + 1) * CASES * 5 / 4 {
            let (trainee, case) = enrol(&portal, &world.registrar, classes[made % 4], made);
            world.open.push((case, trainee, made));
            made += 1;
        }
        if !portal.now().day().is_weekend() {
            world.day();
        }
        // Some nights the portal is down; once it is for two months.
        if day != 500 && !world.chance.one_in(10) {
            portal.advance_seconds(UNDO_SECONDS);
            portal.alarm();
        }
        portal.advance_days(if day == 500 { 60 } else { 1 });
    }
    portal.alarm();
    assert!(
        made == CASES && world.undone > 20 && world.certificates > 300,
        "{made} {} {}",
        world.undone,
        world.certificates
    );

    no_case_is_in_two_stages(&portal);
    the_history_explains_every_state(&portal);
    no_message_is_lost_or_doubled(&portal);
    no_reminder_is_lost_or_doubled(&portal);
    estimates_stay_within_their_own_history(&portal);
}

fn no_case_is_in_two_stages(portal: &Portal) {
    let wrong = portal.number(
        "select count(*) from (
           select class_id, rule_set_id, stage, outcome, cases from stage_counts where class_id <> 0
           except select class_id, rule_set_id, stage, coalesce(outcome, ''), count(*) from enrolments group by 1, 2, 3, 4)",
    );
    assert_eq!(wrong, 0);
    assert_eq!(portal.number("select sum(cases) from stage_counts where class_id = 0"), i64::try_from(CASES).unwrap());
    let off_the_way = portal.number(
        "select count(*) from enrolments e where not exists (select 1 from rule_stages r where r.rule_set_id = e.rule_set_id and r.stage = e.stage)",
    );
    assert_eq!(off_the_way, 0);
}

fn the_history_explains_every_state(portal: &Portal) {
    let ids = portal.texts("select id from enrolments");
    assert_eq!(ids.len(), CASES);
    for id in ids {
        let case = EnrolmentId(id.parse().unwrap());
        assert_eq!(told(portal, case), standing(portal, case), "case {case}");
    }
    // Ended by every way there is.
    assert!(portal.number("select count(distinct outcome) from enrolments") >= 4);
    assert!(portal.number("select count(*) from enrolment_events where event ->> 'event' = 'training_repeated'") > 10);
}

/// Every event that a trainee should hear of has exactly one message, and every undone move none. Where a typed result leads
/// is told with the result.
fn no_message_is_lost_or_doubled(portal: &Portal) {
    let due = portal.number(
        "select count(*) from enrolment_events where event ->> 'event' in ('moved_back', 'ended', 'reopened', 'exam_scheduled',
           'result_recorded', 'certificate_recorded') or (event ->> 'event' = 'stage_reached'
             and move_id in (select id from moves where json_type(did, '$.went') is not null))",
    );
    let reminders = portal.number("select count(*) from reminders where state = 'sent'");
    assert_eq!(portal.number("select count(*) from outbox"), 0);
    assert_eq!(portal.number("select count(*) from messages"), due + reminders);
}

fn no_reminder_is_lost_or_doubled(portal: &Portal) {
    let today = portal.now().day();
    // Each step of each due day is there once (the key) and settled once its day has come.
    let steps = portal.number("select count(*) from reminders");
    let expected = portal.number("select sum(5 * (1 + (review_due_on is not null))) from certificates");
    assert_eq!(steps, expected);
    let late = portal
        .number(&format!("select count(*) from reminders where state = 'waiting' and due_at <= {}", portal.now().0));
    assert_eq!(late, 0);
    assert_eq!(
        portal.number(
            "select count(*) from reminders where state = 'sent' and date(at / 1000 + 28800, 'unixepoch') > due_on"
        ),
        0
    );
    // A step was overtaken only where a later one was sent, or the day was over.
    let silent = portal.number(&format!(
        "select count(*) from reminders o where o.state = 'overtaken' and o.due_on >= '{today}' and not exists (
           select 1 from reminders s where s.certificate_id = o.certificate_id and s.target = o.target and s.state = 'sent' and s.due_at > o.due_at)"
    ));
    assert_eq!(silent, 0);
    assert!(portal.number("select count(*) from reminders where state = 'overtaken'") > 5, "the portal was down");
    assert!(portal.number("select count(*) from reminders where state = 'sent'") > 500);
}

fn estimates_stay_within_their_own_history(portal: &Portal) {
    let rows = portal.texts(
        "select json_array(pipeline, stage, authority_id, cases, median_days, slowest_tenth_days) from stage_estimates where cases > 0",
    );
    assert!(rows.len() > 20);
    for row in rows {
        let (pipeline, stage, authority, cases, median, slowest): (String, i64, i64, i64, i64, i64) =
            serde_json::from_str(&row).unwrap();
        let days: Vec<i64> = portal
            .texts(&format!(
                "select days from stage_spans where pipeline = '{pipeline}' and stage = {stage} and authority_id = {authority} order by id desc limit 200"
            ))
            .iter()
            .map(|days| days.parse().unwrap())
            .collect();
        assert_eq!(usize::try_from(cases).unwrap(), days.len());
        let within = |limit: i64| days.iter().filter(|taken| **taken <= limit).count();
        assert!(within(median) * 2 >= days.len() && within(slowest) * 10 >= days.len() * 9, "{row}");
        assert!(days.contains(&median) && days.contains(&slowest), "{row}");
    }
}
