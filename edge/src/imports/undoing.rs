//! Takes back what an import did, a piece at a time, from the last effect to the first.

use std::collections::BTreeSet;

use serde::Deserialize;
use shared::id::ImportId;
use shared::imports::{ImportState, RowFate};

use super::counts::CountChanges;
use super::head::Head;
use super::lists;
use crate::institution::audit::{self, Actor};
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

/// Effects in one piece.
const EFFECTS: i64 = 400;
/// Things of one kind looked at again when an import is undone.
const SWEPT: i64 = 2000;

/// One effect, with the state of its subject as it is now.
#[derive(Debug, Deserialize)]
struct Effect {
    id: i64,
    row_no: i64,
    kind: String,
    subject_id: i64,
    /// Something created, not changed.
    created: bool,
    /// Further rows of a list that were about the same case.
    more_rows: Option<Vec<i64>>,
}

/// One piece, inside the caller's transaction. What was changed between *undo* and now is left as it is: then the import
/// is done again instead of undone, and another try names what stands in the way.
pub fn step(context: &Context, head: &Head) -> Outcome<()> {
    let effects = next_effects(context, head)?;
    let Some(last) = effects.last() else {
        return finish(context, head);
    };
    let (cursor, piece) = (last.id, Piece { context, import: head.id, effects: &effects });
    let enrolments = piece.restore_enrolments()? + piece.remove_enrolments()?;
    piece.restore_trainees()?;
    piece.remove("trainee", TRAINEE_UNUSED)?;
    piece.remove("employer", EMPLOYER_UNUSED)?;
    piece.remove("class", CLASS_UNUSED)?;
    piece.remove("course", COURSE_UNUSED)?;
    head.advance(context, cursor, enrolments)
}

/// The next effects, newest first, as long as nothing appears in them twice: a subject that was created and then
/// changed, or changed twice, is taken back in two pieces.
fn next_effects(context: &Context, head: &Head) -> Outcome<Vec<Effect>> {
    let effects: Vec<Effect> = context.sql.rows(
        "select json_object('id', id, 'row_no', row_no, 'kind', kind, 'subject_id', subject_id,
           'created', json(iif(before is null, 'true', 'false')), 'more_rows', before -> 'more_rows')
         from import_effects where import_id = ?1 and id < ?2 order by id desc limit ?3",
        params![head.id, head.cursor, EFFECTS],
    )?;
    let mut seen = BTreeSet::new();
    Ok(effects.into_iter().take_while(|effect| seen.insert((effect.kind.clone(), effect.subject_id))).collect())
}

/// What is left belongs to subjects that are still in use, or were changed after *undo* was pressed.
fn finish(context: &Context, head: &Head) -> Outcome<()> {
    let left: i64 = context.sql.one(
        "select count(*) from import_effects
         where import_id = ?1 and (kind = 'enrolment' or (kind = 'trainee' and before is not null))",
        params![head.id],
    )?;
    let state = if left == 0 { ImportState::Undone } else { ImportState::Done };
    if left == 0 {
        // Also where the staged rows are deleted already.
        context.sql.run(
            "insert into import_counts (import_id, fate, rows)
             select ?1, 'undone', coalesce(sum(rows), 0) from import_counts
             where import_id = ?1 and fate in ('added', 'changed') having sum(rows) > 0
             on conflict (import_id, fate) do update set rows = rows + excluded.rows",
            params![head.id],
        )?;
        context
            .sql
            .run("delete from import_counts where import_id = ?1 and fate in ('added', 'changed')", params![head.id])?;
    }
    head.leave(context, state)?;
    sweep(context)?;
    let detail = serde_json::json!({ "left": left });
    audit::record(context, &Actor::System, "imports.undone", Some(("import", head.id.0)), &detail)
}

/// What undone imports had made and others still used then: gone once nobody uses it, in whatever order imports are undone.
fn sweep(context: &Context) -> Outcome<()> {
    let kinds = [
        ("trainee", "enrolments u where u.trainee_id", TRAINEE_UNUSED),
        ("employer", "enrolments u where u.employer_id", EMPLOYER_UNUSED),
        ("class", "enrolments u where u.class_id", CLASS_UNUSED),
        ("course", "classes u where u.course_id", COURSE_UNUSED),
    ];
    for (kind, user, statement) in kinds {
        let left: Vec<(i64, Option<i64>)> = context.sql.rows(
            &format!(
                "select json_array(x.subject_id, x.version_after) from imports i join import_effects x on x.import_id = i.id
                 where i.state = 'undone' and x.kind = ?1 and x.before is null
                   and not exists (select 1 from {user} = x.subject_id) order by x.id desc limit ?2"
            ),
            params![kind, SWEPT],
        )?;
        if left.is_empty() {
            continue;
        }
        let removed: Vec<i64> = context.sql.returning(statement, params![serde_json::to_string(&left)?])?;
        context.sql.run(
            "delete from import_effects where kind = ?1 and before is null and subject_id in (select value from json_each(?2))",
            params![kind, serde_json::to_string(&removed)?],
        )?;
    }
    Ok(())
}

/// What uses a trainee besides the enrolments of this import.
const TRAINEE_UNUSED: &str =
    "delete from trainees where (id, version) in (select value ->> 0, value ->> 1 from json_each(?1))
   and not exists (select 1 from enrolments u where u.trainee_id = trainees.id)
   and not exists (select 1 from bindings u where u.trainee_id = trainees.id)
   and not exists (select 1 from consents u where u.trainee_id = trainees.id)
   and not exists (select 1 from sessions u where u.trainee_id = trainees.id)
   and not exists (select 1 from document_looks u where u.trainee_id = trainees.id)
   and not exists (select 1 from files u where u.trainee_id = trainees.id)
   and not exists (select 1 from sensitive_consents u where u.trainee_id = trainees.id)
   and not exists (select 1 from certificates u where u.trainee_id = trainees.id)
   and not exists (select 1 from messages u where u.trainee_id = trainees.id)
   and not exists (select 1 from watch_pace u where u.trainee_id = trainees.id)
   and not exists (select 1 from trainees u where u.merged_into = trainees.id)
   returning id";
const EMPLOYER_UNUSED: &str = "delete from employers where id in (select value ->> 0 from json_each(?1))
   and not exists (select 1 from enrolments u where u.employer_id = employers.id)
   and not exists (select 1 from import_effects u where u.before is not null and u.before ->> 'employer_id' = +employers.id)
   returning id";
const CLASS_UNUSED: &str =
    "delete from classes where (id, version) in (select value ->> 0, value ->> 1 from json_each(?1))
   and not exists (select 1 from enrolments u where u.class_id = classes.id)
   returning id";
const COURSE_UNUSED: &str =
    "delete from courses where (id, version) in (select value ->> 0, value ->> 1 from json_each(?1))
   and not exists (select 1 from classes u where u.course_id = courses.id)
   and not exists (select 1 from course_short_names u where u.course_id = courses.id)
   and not exists (select 1 from lessons u where u.course_id = courses.id)
   and not exists (select 1 from course_watching u where u.course_id = courses.id)
   returning id";

/// A changed subject with its new version, and the version it had before the import.
#[derive(Debug, Deserialize)]
struct Restored {
    subject_id: i64,
    version: i64,
    version_before: i64,
}

/// The columns of an enrolment that an import can have changed. An effect names those that it has seen: a roster's the money,
/// a list's the course of the exam.
const RESTORED: [&str; 14] = [
    "stage",
    "fee",
    "paid",
    "employer_id",
    "remark",
    "since_at",
    "clock_on",
    "outcome",
    "ended_at",
    "round",
    "shelf",
    "handed_over",
    "hours_done",
    "authority_id",
];

fn restored(column: &str) -> String {
    format!("{column} = iif(json_type(x.before, '$.{column}') is null, enrolments.{column}, x.before ->> '{column}')")
}

struct Piece<'a, 'c> {
    context: &'a Context<'c>,
    import: ImportId,
    effects: &'a [Effect],
}

impl Piece<'_, '_> {
    fn ids(&self, kind: &str, created: bool) -> Outcome<Option<String>> {
        let of_kind = self.effects.iter().filter(|effect| effect.kind == kind && effect.created == created);
        let ids: Vec<i64> = of_kind.map(|effect| effect.id).collect();
        Ok(if ids.is_empty() { None } else { Some(serde_json::to_string(&ids)?) })
    }

    /// Changed enrolments get their former columns back; their version goes on, never back.
    fn restore_enrolments(&self) -> Outcome<i64> {
        let Some(ids) = self.ids("enrolment", false)? else { return Ok(0) };
        self.context.sql.run(
            "update classes set owing = classes.owing + d.owing from (
               select e.class_id,
                 sum((coalesce(x.before ->> 'paid', e.paid) < coalesce(x.before ->> 'fee', e.fee)) - (e.paid < e.fee)) as owing
               from import_effects x join enrolments e on e.id = x.subject_id and e.version = x.version_after
               where x.id in (select value from json_each(?1)) group by e.class_id) d
             where classes.id = d.class_id",
            params![&ids],
        )?;
        let restored: Vec<Restored> = self.context.sql.returning(
            &format!(
                "update enrolments set {}, version = enrolments.version + 1
                 from import_effects x
                 where x.id in (select value from json_each(?1)) and enrolments.id = x.subject_id
                   and enrolments.version = x.version_after
                   and not exists (select 1 from certificates c
                     where c.enrolment_id = enrolments.id and c.import_id = ?2 and c.replaced_by is not null)
                 returning json_object('subject_id', id, 'version', version, 'version_before', (select y.before ->> 'version'
                   from import_effects y where y.id in (select value from json_each(?1)) and y.subject_id = enrolments.id
                   and y.kind = 'enrolment'))",
                RESTORED.map(restored).join(", ")
            ),
            params![&ids, self.import],
        )?;
        let subjects: Vec<i64> = restored.iter().map(|restored| restored.subject_id).collect();
        self.forget_children(&subjects, true)?;
        lists::forget(self.context, self.import, &subjects)?;
        self.taken_back("enrolment", &subjects)?;
        self.rebase("enrolment", &restored)?;
        Ok(i64::try_from(subjects.len()).unwrap_or(0))
    }

    /// Enrolments that the import made go, with all that hangs on them.
    fn remove_enrolments(&self) -> Outcome<i64> {
        let Some(ids) = self.ids("enrolment", true)? else { return Ok(0) };
        let subjects: Vec<i64> = self.context.sql.rows(
            "select e.id from import_effects x join enrolments e on e.id = x.subject_id and e.version = x.version_after
             where x.id in (select value from json_each(?1))
               and not exists (select 1 from payments p where p.enrolment_id = e.id and p.import_id is not ?2)
               and not exists (select 1 from case_items i where i.enrolment_id = e.id)
               and not exists (select 1 from lesson_progress l where l.enrolment_id = e.id)
               and not exists (select 1 from questions q where q.enrolment_id = e.id)",
            params![&ids, self.import],
        )?;
        let removed = serde_json::to_string(&subjects)?;
        for statement in [
            "update courses set enrolments = courses.enrolments - d.enrolments from (
               select k.course_id, count(*) as enrolments from enrolments e join classes k on k.id = e.class_id
               where e.id in (select value from json_each(?1)) group by k.course_id) d
             where courses.id = d.course_id",
            "update classes set enrolments = classes.enrolments - d.enrolments, owing = classes.owing - d.owing from (
               select class_id, count(*) as enrolments, sum(paid < fee) as owing from enrolments
               where id in (select value from json_each(?1)) group by class_id) d
             where classes.id = d.class_id",
        ] {
            self.context.sql.run(statement, params![&removed])?;
        }
        self.forget_children(&subjects, false)?;
        self.context
            .sql
            .run("delete from enrolments where id in (select value from json_each(?1))", params![&removed])?;
        self.taken_back("enrolment", &subjects)?;
        Ok(i64::try_from(subjects.len()).unwrap_or(0))
    }

    fn restore_trainees(&self) -> Outcome<()> {
        let Some(ids) = self.ids("trainee", false)? else { return Ok(()) };
        let restored: Vec<Restored> = self.context.sql.returning(
            "update trainees set name = x.before ->> 'name', phone = x.before ->> 'phone', version = trainees.version + 1
             from import_effects x
             where x.id in (select value from json_each(?1)) and trainees.id = x.subject_id and trainees.version = x.version_after
             returning json_object('subject_id', id, 'version', version, 'version_before', (select y.before ->> 'version'
               from import_effects y where y.id in (select value from json_each(?1)) and y.subject_id = trainees.id
               and y.kind = 'trainee'))",
            params![&ids],
        )?;
        let subjects: Vec<i64> = restored.iter().map(|restored| restored.subject_id).collect();
        self.taken_back("trainee", &subjects)?;
        self.rebase("trainee", &restored)
    }

    /// Removes what the import made and nothing uses.
    fn remove(&self, kind: &str, statement: &str) -> Outcome<()> {
        let Some(ids) = self.ids(kind, true)? else { return Ok(()) };
        let subjects: Vec<(i64, Option<i64>)> = self.context.sql.rows(
            "select json_array(subject_id, version_after) from import_effects where id in (select value from json_each(?1))",
            params![&ids],
        )?;
        let removed: Vec<i64> = self.context.sql.returning(statement, params![serde_json::to_string(&subjects)?])?;
        self.taken_back(kind, &removed)
    }

    /// Payments and events that the import recorded, or all events of an enrolment that goes.
    fn forget_children(&self, enrolments: &[i64], only_of_import: bool) -> Outcome<()> {
        let enrolments = serde_json::to_string(enrolments)?;
        for statement in [
            "delete from payments where enrolment_id in (select value from json_each(?1)) and (not ?3 or import_id = ?2)",
            "delete from enrolment_events where enrolment_id in (select value from json_each(?1)) and (not ?3 or import_id = ?2)",
        ] {
            self.context.sql.run(statement, params![&enrolments, self.import, only_of_import])?;
        }
        Ok(())
    }

    /// Forgets effects, and marks the rows that had them.
    fn taken_back(&self, kind: &str, subjects: &[i64]) -> Outcome<()> {
        let subjects: BTreeSet<i64> = subjects.iter().copied().collect();
        let taken = self.effects.iter().filter(|effect| effect.kind == kind && subjects.contains(&effect.subject_id));
        let mut effects = Vec::new();
        let mut rows = BTreeSet::new();
        for effect in taken {
            effects.push(effect.id);
            rows.insert(effect.row_no);
            rows.extend(effect.more_rows.iter().flatten());
        }
        self.context.sql.run(
            "delete from import_effects where id in (select value from json_each(?1))",
            params![serde_json::to_string(&effects)?],
        )?;
        if matches!(kind, "enrolment" | "trainee") {
            self.mark_undone(&rows)?;
        }
        Ok(())
    }

    fn mark_undone(&self, rows: &BTreeSet<i64>) -> Outcome<()> {
        let rows = serde_json::to_string(rows)?;
        let fates: Vec<(RowFate, i64)> = self.context.sql.rows(
            "select json_array(fate, count(*)) from import_rows
             where import_id = ?1 and row_no in (select value from json_each(?2)) and fate in ('added', 'changed') group by fate",
            params![self.import, &rows],
        )?;
        let mut counts = CountChanges::default();
        for (fate, rows) in fates {
            counts.arrived(fate, -rows);
            counts.arrived(RowFate::Undone, rows);
        }
        counts.write(self.context, self.import)?;
        self.context.sql.run(
            "update import_rows set fate = 'undone'
             where import_id = ?1 and row_no in (select value from json_each(?2)) and fate in ('added', 'changed')",
            params![self.import, &rows],
        )?;
        Ok(())
    }

    /// Effects that saw the state which has now been restored, of this or an earlier import or of a move, stand on its new
    /// version.
    fn rebase(&self, kind: &str, restored: &[Restored]) -> Outcome<()> {
        // The kind stands in each element, so that SQLite goes through the elements and seeks the effects.
        let rebased: Vec<_> = restored
            .iter()
            .map(|restored| {
                serde_json::json!({ "kind": kind, "subject_id": restored.subject_id, "version": restored.version,
                  "version_before": restored.version_before })
            })
            .collect();
        self.context.sql.run(
            "update import_effects set version_after = r.version
             from (select value ->> 'kind' as kind, value ->> 'subject_id' as subject_id, value ->> 'version' as version,
               value ->> 'version_before' as version_before from json_each(?1)) r
             where import_effects.kind = r.kind and import_effects.subject_id = r.subject_id
               and import_effects.version_after = r.version_before",
            params![serde_json::to_string(&rebased)?],
        )?;
        if kind == "enrolment" {
            self.context.sql.run(
                "update move_effects set version_after = r.version
                 from (select value ->> 'subject_id' as subject_id, value ->> 'version' as version,
                   value ->> 'version_before' as version_before from json_each(?1)) r
                 where move_effects.enrolment_id = r.subject_id and move_effects.version_after = r.version_before",
                params![serde_json::to_string(&rebased)?],
            )?;
        }
        Ok(())
    }
}
