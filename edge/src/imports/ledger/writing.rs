//! Writes what a ledger has taken in: a fixed number of statements, however many rows.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value as Json, json};
use shared::courses::{CourseKind, Regime};
use shared::id::{ClassId, CourseId, EnrolmentId, TraineeId};
use shared::money::Money;
use shared::roster::check::Employer;

use super::super::known::{ClassKey, Enrolment, Person};
use super::super::reading::CourseRef;
use super::{Effect, EnrolmentKey, Ledger};
use crate::certificates::clock;
use crate::institution::failure::{Failure, Outcome};
use crate::params;

impl Ledger<'_, '_> {
    /// Writes everything that was entered.
    pub fn write(mut self) -> Outcome<()> {
        let classes = self.write_classes()?;
        let employers = self.write_employers()?;
        let trainees = self.write_trainees()?;
        let ids = self.write_new_enrolments(&classes, &employers, &trainees)?;
        self.write_changed_enrolments(&employers)?;
        self.write_payments(&ids)?;
        self.write_events(&ids)?;
        self.write_counters(&classes)?;
        self.write_effects()
    }

    /// The classes of new enrolments that do not exist yet, with the first row that wants each.
    fn missing_classes(&self) -> BTreeMap<ClassKey, (u32, Money)> {
        let mut missing = BTreeMap::new();
        for (key, touched) in &self.enrolments {
            let Some(enrolment) = self.known.enrolments.get(key).filter(|enrolment| enrolment.class_id.is_none())
            else {
                continue;
            };
            let first = missing.entry(key.1.clone()).or_insert((touched.row_no, enrolment.fee));
            if touched.row_no < first.0 {
                *first = (touched.row_no, enrolment.fee);
            }
        }
        missing
    }

    fn write_courses(&mut self, missing: &BTreeMap<ClassKey, (u32, Money)>) -> Outcome<BTreeMap<CourseRef, CourseId>> {
        let mut wanted: BTreeMap<&CourseRef, (u32, Money)> = BTreeMap::new();
        let mut ids = BTreeMap::new();
        for ((course, _), first) in missing {
            if let CourseRef::Known(id) = course {
                ids.insert(course.clone(), *id);
            } else {
                let known = wanted.entry(course).or_insert(*first);
                *known = (*known).min(*first);
            }
        }
        let new: Vec<Json> = wanted
            .iter()
            .filter_map(|(course, (_, fee))| match course {
                CourseRef::New(name, kind) => Some(json!([name, kind, Regime::guess(name), fee])),
                CourseRef::Known(_) => None,
            })
            .collect();
        if new.is_empty() {
            return Ok(ids);
        }
        // The usual fee of the new course is the most frequent one in the roster.
        let made: Vec<(CourseId, String, CourseKind)> = self.context.sql.returning(
            "insert into courses (name, kind, regime, fee, created_at)
             select w.value ->> 0, w.value ->> 1, w.value ->> 2, coalesce((select p.fee from import_proposals p
               where p.import_id = ?2 and p.course_name = w.value ->> 0 and p.kind = w.value ->> 1
               group by p.fee order by sum(p.rows) desc, p.fee desc limit 1), w.value ->> 3), ?3
             from json_each(?1) w
             returning json_array(id, name, kind)",
            params![serde_json::to_string(&new)?, self.import, self.context.now],
        )?;
        for (id, name, kind) in made {
            let course = CourseRef::New(name, kind);
            let row_no = wanted.get(&course).map_or(0, |(row_no, _)| *row_no);
            self.effects.push(Effect(row_no, "course", id.0, None, Some(1)));
            ids.insert(course, id);
        }
        Ok(ids)
    }

    /// Makes the classes that are missing; returns those of all enrolments in the piece.
    fn write_classes(&mut self) -> Outcome<BTreeMap<ClassKey, ClassId>> {
        let missing = self.missing_classes();
        let mut classes = self.known.classes.clone();
        if missing.is_empty() {
            return Ok(classes);
        }
        let courses = self.write_courses(&missing)?;
        let mut keys = BTreeMap::new();
        for (key, (row_no, _)) in &missing {
            let course = courses.get(&key.0).ok_or_else(|| Failure::broken("a new course has no id"))?;
            keys.insert((*course, key.1.clone()), (key, *row_no));
        }
        let made: Vec<(ClassId, CourseId, String)> = self.context.sql.returning(
            "insert into classes (course_id, code, created_at) select value ->> 0, value ->> 1, ?2 from json_each(?1)
             returning json_array(id, course_id, code)",
            params![serde_json::to_string(&keys.keys().collect::<Vec<_>>())?, self.context.now],
        )?;
        for (id, course, code) in made {
            let Some((key, row_no)) = keys.get(&(course, code)) else { continue };
            self.effects.push(Effect(*row_no, "class", id.0, None, Some(1)));
            classes.insert((*key).clone(), id);
        }
        Ok(classes)
    }

    /// Makes the employers that are missing; returns all that enrolments in the piece name.
    fn write_employers(&mut self) -> Outcome<BTreeMap<(String, String), i64>> {
        let mut wanted: BTreeMap<(String, String), u32> = BTreeMap::new();
        for (key, touched) in &self.enrolments {
            if let Some(employer) = self.known.enrolments.get(key).and_then(Enrolment::employer) {
                let first = wanted.entry(employer_key(&employer)).or_insert(touched.row_no);
                *first = (*first).min(touched.row_no);
            }
        }
        if wanted.is_empty() {
            return Ok(BTreeMap::new());
        }
        let keys = serde_json::to_string(&wanted.keys().collect::<Vec<_>>())?;
        let made: BTreeSet<i64> = self
            .context
            .sql
            .returning(
                "insert into employers (name, credit_code) select value ->> 0, value ->> 1 from json_each(?1) where true
                 on conflict (name, credit_code) do nothing returning id",
                params![&keys],
            )?
            .into_iter()
            .collect();
        let all: Vec<(i64, String, String)> = self.context.sql.rows(
            "select json_array(m.id, m.name, m.credit_code) from json_each(?1) w
             join employers m on m.name = w.value ->> 0 and m.credit_code = w.value ->> 1",
            params![&keys],
        )?;
        let mut ids = BTreeMap::new();
        for (id, name, code) in all {
            let key = (name, code);
            if made.contains(&id) {
                self.effects.push(Effect(wanted.get(&key).copied().unwrap_or(0), "employer", id, None, None));
            }
            ids.insert(key, id);
        }
        Ok(ids)
    }

    /// Makes new trainees, changes known ones; returns the ids of all.
    fn write_trainees(&mut self) -> Outcome<BTreeMap<Person, TraineeId>> {
        let mut ids: BTreeMap<Person, TraineeId> =
            self.known.trainees.iter().filter_map(|(person, trainee)| Some((person.clone(), trainee.id?))).collect();
        let (mut new, mut changed) = (Vec::new(), Vec::new());
        for (person, touched) in &self.trainees {
            let Some(trainee) = self.known.trainees.get(person) else { continue };
            let phone = trainee.phone.as_ref().map_or("", |phone| phone.as_str());
            match (&touched.before, self.documents.get(person)) {
                (None, Some(document)) => {
                    let columns = json!([
                        trainee.name,
                        document.kind().code(),
                        self.context.seal("trainees.document", document.number())?,
                        document.masked(),
                        trainee.document_index,
                        self.context.keys.blind_index("last_four", &document.last_four()),
                        phone
                    ]);
                    new.push((touched.row_no, columns));
                }
                _ => changed.push(json!([trainee.id, trainee.version, phone])),
            }
        }
        if !new.is_empty() {
            let made: Vec<(TraineeId, String)> = self.context.sql.returning(
                "insert into trainees (name, document_kind, document, document_masked, document_index, last_four_index, phone,
                   created_at)
                 select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, ?2
                 from json_each(?1) returning json_array(id, document_index)",
                params![in_file_order(new)?, self.context.now],
            )?;
            for (id, document_index) in made {
                let person = Person::New(document_index);
                let row_no = self.trainees.get(&person).map_or(0, |touched| touched.row_no);
                self.effects.push(Effect(row_no, "trainee", id.0, None, Some(1)));
                ids.insert(person, id);
            }
        }
        if !changed.is_empty() {
            let versions: Vec<(TraineeId, i64)> = self.context.sql.returning(
                "update trainees set phone = w.value ->> 2, version = trainees.version + 1 from json_each(?1) w
                 where trainees.id = w.value ->> 0 and trainees.version = w.value ->> 1
                 returning json_array(id, version)",
                params![serde_json::to_string(&changed)?],
            )?;
            self.must_be_all("trainees", changed.len(), versions.len())?;
            for (id, version) in versions {
                let Some(touched) = self.trainees.get(&Person::Trainee(id)) else { continue };
                self.effects.push(Effect(touched.row_no, "trainee", id.0, touched.before.clone(), Some(version)));
            }
        }
        Ok(ids)
    }

    /// Returns the ids of all enrolments in the piece.
    fn write_new_enrolments(
        &mut self,
        classes: &BTreeMap<ClassKey, ClassId>,
        employers: &BTreeMap<(String, String), i64>,
        trainees: &BTreeMap<Person, TraineeId>,
    ) -> Outcome<BTreeMap<EnrolmentKey, EnrolmentId>> {
        let mut ids: BTreeMap<EnrolmentKey, EnrolmentId> =
            self.known.enrolments.iter().filter_map(|(key, enrolment)| Some((key.clone(), enrolment.id?))).collect();
        let mut rows: Vec<(u32, Json)> = Vec::new();
        let mut keys = BTreeMap::new();
        for (key, touched) in self.enrolments.iter().filter(|(_, touched)| touched.before.is_none()) {
            let (Some(trainee), Some(class), Some(enrolment)) =
                (trainees.get(&key.0), classes.get(&key.1), self.known.enrolments.get(key))
            else {
                return Err(Failure::broken("an enrolment lacks its trainee or class"));
            };
            let employer = enrolment.employer().and_then(|employer| employers.get(&employer_key(&employer)));
            rows.push((
                touched.row_no,
                json!([trainee, class, employer, enrolment.stage, enrolment.fee, enrolment.paid, enrolment.remark]),
            ));
            keys.insert((*trainee, *class), (key, touched.row_no));
        }
        if rows.is_empty() {
            return Ok(ids);
        }
        let made: Vec<(EnrolmentId, TraineeId, ClassId)> = self.context.sql.returning(
            "insert into enrolments (trainee_id, class_id, employer_id, stage, fee, paid, remark, created_at, since_at, clock_on,
               outcome, ended_at, authority_id, rule_set_id)
             select w.value ->> 0, w.value ->> 1, w.value ->> 2, w.value ->> 3, w.value ->> 4, w.value ->> 5, w.value ->> 6,
               ?2, ?2, ?3, iif(w.value ->> 3 = ?4, 'collected', null), iif(w.value ->> 3 = ?4, ?2, null),
               c.authority_id, (select r.id from pipelines p join rule_sets r on r.pipeline = p.pipeline
                 where p.regime = c.regime and p.kind = c.kind
                 order by r.effective_from <= ?3 desc, iif(r.effective_from <= ?3, r.effective_from, '') desc, r.effective_from
                 limit 1)
             from json_each(?1) w join classes k on k.id = w.value ->> 1 join courses c on c.id = k.course_id order by w.key
             returning json_array(id, trainee_id, class_id)",
            params![in_file_order(rows)?, self.context.now, self.context.now.day(), self.last_stage()],
        )?;
        for (id, trainee, class) in made {
            let Some((key, row_no)) = keys.get(&(trainee, class)) else { continue };
            self.effects.push(Effect(*row_no, "enrolment", id.0, None, Some(1)));
            ids.insert((*key).clone(), id);
        }
        Ok(ids)
    }

    fn write_changed_enrolments(&mut self, employers: &BTreeMap<(String, String), i64>) -> Outcome<()> {
        let mut rows = Vec::new();
        let mut keys = BTreeMap::new();
        for (key, touched) in self.enrolments.iter().filter(|(_, touched)| touched.before.is_some()) {
            let Some((enrolment, id)) =
                self.known.enrolments.get(key).and_then(|enrolment| Some((enrolment, enrolment.id?)))
            else {
                continue;
            };
            let employer = enrolment.employer().and_then(|employer| employers.get(&employer_key(&employer)));
            rows.push(json!([
                id,
                enrolment.version,
                enrolment.stage,
                enrolment.fee,
                enrolment.paid,
                employer,
                enrolment.remark
            ]));
            keys.insert(id, touched);
        }
        if rows.is_empty() {
            return Ok(());
        }
        let versions: Vec<(EnrolmentId, i64)> = self.context.sql.returning(
            "update enrolments set stage = w.value ->> 2, fee = w.value ->> 3, paid = w.value ->> 4,
               employer_id = w.value ->> 5, remark = w.value ->> 6,
               since_at = iif(enrolments.stage = w.value ->> 2, enrolments.since_at, ?2),
               clock_on = iif(enrolments.stage = w.value ->> 2, enrolments.clock_on, ?3),
               outcome = iif(enrolments.stage < ?4 and w.value ->> 2 = ?4, 'collected', enrolments.outcome),
               ended_at = iif(enrolments.stage < ?4 and w.value ->> 2 = ?4, ?2, enrolments.ended_at),
               version = enrolments.version + 1
             from json_each(?1) w where enrolments.id = w.value ->> 0 and enrolments.version = w.value ->> 1
             returning json_array(id, version)",
            params![serde_json::to_string(&rows)?, self.context.now, self.context.now.day(), self.last_stage()],
        )?;
        self.must_be_all("enrolments", rows.len(), versions.len())?;
        clock::set(self.context, &keys.keys().copied().collect::<Vec<_>>())?;
        for (id, version) in versions {
            let Some(touched) = keys.get(&id) else { continue };
            self.effects.push(Effect(touched.row_no, "enrolment", id.0, touched.before.clone(), Some(version)));
        }
        Ok(())
    }

    fn write_payments(&self, ids: &BTreeMap<EnrolmentKey, EnrolmentId>) -> Outcome<()> {
        let payments: Vec<Json> = self
            .payments
            .iter()
            .map(|payment| json!([ids.get(&payment.of), payment.amount, payment.method, payment.paid_on]))
            .collect();
        if payments.is_empty() {
            return Ok(());
        }
        self.context.sql.run(
            "insert into payments (enrolment_id, amount, method, paid_on, source, import_id, recorded_at)
             select value ->> 0, value ->> 1, value ->> 2, value ->> 3, 'carried_over', ?2, ?3 from json_each(?1)",
            params![serde_json::to_string(&payments)?, self.import, self.context.now],
        )?;
        Ok(())
    }

    fn write_events(&self, ids: &BTreeMap<EnrolmentKey, EnrolmentId>) -> Outcome<()> {
        let events: Vec<Json> = self
            .events
            .iter()
            .map(|event| json!([ids.get(&event.of), event.happened, event.stage, event.began]))
            .collect();
        if events.is_empty() {
            return Ok(());
        }
        self.context.sql.run(
            "insert into enrolment_events (enrolment_id, at, event, stage, import_id, began, outcome)
             select value ->> 0, ?3, value -> 1, value ->> 2, ?2, value ->> 3,
               iif(?4 in (value ->> 2, value ->> 3), 'collected', null) from json_each(?1)",
            params![serde_json::to_string(&events)?, self.import, self.context.now, self.last_stage()],
        )?;
        Ok(())
    }

    /// Classes and courses know how many enrolments they have, and classes how many of them owe.
    fn write_counters(&self, classes: &BTreeMap<ClassKey, ClassId>) -> Outcome<()> {
        let mut changes: BTreeMap<ClassId, (i64, i64)> = BTreeMap::new();
        for (key, touched) in &self.enrolments {
            let (Some(class), Some(enrolment)) = (classes.get(&key.1), self.known.enrolments.get(key)) else {
                continue;
            };
            let owed = touched.before.as_ref().is_some_and(|before| {
                before.get("paid").and_then(Json::as_i64) < before.get("fee").and_then(Json::as_i64)
            });
            let change = changes.entry(*class).or_default();
            change.0 += i64::from(touched.before.is_none());
            change.1 += i64::from(enrolment.owes()) - i64::from(owed);
        }
        let changes: Vec<_> = changes.into_iter().filter(|(_, change)| *change != (0, 0)).collect();
        if changes.is_empty() {
            return Ok(());
        }
        let changes = serde_json::to_string(&changes)?;
        for statement in [
            "update classes set enrolments = classes.enrolments + (w.value ->> '$[1][0]'), owing = classes.owing + (w.value ->> '$[1][1]')
             from json_each(?1) w where classes.id = w.value ->> 0",
            "update courses set enrolments = courses.enrolments + d.enrolments from (
               select k.course_id, sum(w.value ->> '$[1][0]') as enrolments
               from json_each(?1) w join classes k on k.id = w.value ->> 0 group by k.course_id) d
             where courses.id = d.course_id",
        ] {
            self.context.sql.run(statement, params![&changes])?;
        }
        Ok(())
    }

    fn write_effects(self) -> Outcome<()> {
        if self.effects.is_empty() {
            return Ok(());
        }
        self.context.sql.run(
            "insert into import_effects (import_id, row_no, kind, subject_id, before, version_after)
             select ?1, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 from json_each(?2)",
            params![self.import, serde_json::to_string(&self.effects)?],
        )?;
        Ok(())
    }

    /// Whoever is there has collected the certificate.
    fn last_stage(&self) -> i64 {
        self.stages.last().map_or(i64::MAX, |stage| stage.position)
    }

    /// Inside one transaction nobody else can have been first.
    fn must_be_all(&self, table: &str, wanted: usize, changed: usize) -> Outcome<()> {
        let said = || Failure::broken(format!("{table}: import {} changed {changed} of {wanted} rows", self.import));
        if wanted == changed { Ok(()) } else { Err(said()) }
    }
}

/// New records are numbered in the order of the file.
fn in_file_order(mut rows: Vec<(u32, Json)>) -> Outcome<String> {
    rows.sort_by_key(|(row_no, _)| *row_no);
    Ok(serde_json::to_string(&rows.into_iter().map(|(_, row)| row).collect::<Vec<_>>())?)
}

fn employer_key(employer: &Employer) -> (String, String) {
    (employer.name.clone(), employer.credit_code.as_ref().map_or_else(String::new, |code| code.as_str().to_owned()))
}
