//! From staged cells to values whose course has its full name.

use std::collections::BTreeMap;
use std::rc::Rc;

use serde::Deserialize;
use shared::courses::{CourseKind, Regime};
use shared::date::Date;
use shared::id::{CourseId, ImportId};
use shared::money::Money;
use shared::roster::check::{Normalisation, NoteKind, ProblemCode, RosterRow, RowProblem, check};
use shared::roster::columns::Column;
use shared::roster::course_name::{CourseName, Resolved, resolve, with_proposals};
use shared::roster::row::RawRow;

use crate::certificates::rules::Rules;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

/// A file that names more courses than this has the wrong column for it: the others are taken as they are written.
const MOST_NAMES: i64 = 300;

/// A course that a row means.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CourseRef {
    Known(CourseId),
    /// Nobody knows it yet.
    New(String, CourseKind),
}

/// A row as far as it can be read by itself.
#[derive(Clone, Debug)]
pub struct Reading {
    /// With its course. Absent when a problem blocks it.
    pub row: Option<(RosterRow, CourseRef)>,
    pub normalised: Vec<Normalisation>,
    pub problems: Vec<RowProblem>,
}

/// Reads rows of one import.
pub struct Reader {
    /// The stages that rosters may name.
    stages: Vec<RosterStage>,
    rules: Rc<Rules>,
    /// Of China, on which the rows are read: new cases begin under the rules of this day.
    today: Date,
    /// The first of `names`.
    known: Vec<KnownCourse>,
    /// Known courses, then those that the file proposes.
    names: Vec<CourseName>,
}

#[derive(Debug, Deserialize)]
struct KnownCourse {
    id: CourseId,
    name: String,
    kind: CourseKind,
    regime: Regime,
    fee: Money,
    short_names: Vec<String>,
}

/// A stage as rosters name it.
#[derive(Debug, Deserialize)]
pub struct RosterStage {
    position: i64,
    label: String,
}

impl AsRef<str> for RosterStage {
    fn as_ref(&self) -> &str {
        &self.label
    }
}

impl Reader {
    /// Knows the courses of the portal and those that rows of the file name in full.
    pub fn new(context: &Context, import: ImportId) -> Outcome<Self> {
        let known: Vec<KnownCourse> = context.sql.rows(
            "select json_object('id', c.id, 'name', c.name, 'kind', c.kind, 'regime', c.regime, 'fee', c.fee, 'short_names',
               json((select json_group_array(s.name) from course_short_names s where s.course_id = c.id)))
             from courses c order by c.id",
            &[],
        )?;
        let file: Vec<(String, CourseKind)> = context.sql.rows(
            "select json_array(course_name, kind) from (select distinct course_name, kind from import_rows
               indexed by import_rows_by_course where import_id = ?1 and course_name is not null limit ?2)",
            params![import, MOST_NAMES],
        )?;
        let names: Vec<CourseName> = known
            .iter()
            .map(|course| CourseName {
                name: course.name.clone(),
                short_names: course.short_names.clone(),
                kind: course.kind,
            })
            .collect();
        let names = with_proposals(&names, file.iter().map(|(name, kind)| (name.as_str(), *kind)));
        Ok(Self { stages: roster_stages(context)?, rules: context.rules()?, today: context.now.day(), known, names })
    }

    /// The label of a stage.
    pub fn stage(&self, position: i64) -> &str {
        self.stages.iter().find(|stage| stage.position == position).map_or("", |stage| stage.label.as_str())
    }

    /// The usual fee of a known course.
    pub fn usual_fee(&self, course: &CourseRef) -> Option<Money> {
        match course {
            CourseRef::Known(id) => self.known.iter().find(|course| course.id == *id).map(|course| course.fee),
            CourseRef::New(..) => None,
        }
    }

    pub fn read(&self, raw: &RawRow) -> Outcome<Reading> {
        let checked = check(raw, &self.stages);
        let mut reading = Reading { row: None, normalised: checked.notes, problems: checked.problems };
        let Some(mut row) = checked.row else { return Ok(reading) };
        let place = match resolve(&row.course, row.kind, &self.names) {
            Resolved::Known(place) => Some(place),
            Resolved::Unknown => None,
            Resolved::Ambiguous => {
                let written = raw.text(Column::Course);
                reading.problems.push(RowProblem::new(Column::Course, written, ProblemCode::CourseAmbiguous));
                return Ok(reading);
            }
        };
        if let Some(name) = place.and_then(|place| self.names.get(place)).map(|course| &course.name)
            && *name != row.course
        {
            reading.normalised.retain(|note| note.column != Column::Course);
            let from = raw.text(Column::Course).to_owned();
            let note = Normalisation { column: Column::Course, kind: NoteKind::CourseName, from, to: name.clone() };
            reading.normalised.push(note);
            row.course.clone_from(name);
        }
        let course = match place.and_then(|place| self.known.get(place)) {
            Some(known) => CourseRef::Known(known.id),
            None => CourseRef::New(row.course.clone(), row.kind),
        };
        let regime = match place.and_then(|place| self.known.get(place)) {
            Some(known) => known.regime,
            None => Regime::guess(&row.course),
        };
        match self.place_stage(&mut row, regime, raw)? {
            Some(problem) => reading.problems.push(problem),
            None => reading.row = Some((row, course)),
        }
        Ok(reading)
    }

    /// From the place among the labels to the position on the way that the row's course goes. A way that does not have the
    /// stage is a problem: a yearly retraining has no practical exam.
    fn place_stage(&self, row: &mut RosterRow, regime: Regime, raw: &RawRow) -> Outcome<Option<RowProblem>> {
        let Some(place) = row.stage.and_then(|place| usize::try_from(place).ok()) else { return Ok(None) };
        let position = self.stages.get(place).map(|stage| stage.position);
        let way = self.rules.beginning(regime, row.kind, self.today)?;
        row.stage = position.filter(|position| way.stage(*position).is_some());
        if row.stage.is_some() {
            return Ok(None);
        }
        let names: Vec<&str> = way.stages.iter().map(|stage| stage.stage.name.zh.as_str()).collect();
        let problem = RowProblem::new(Column::Stage, raw.text(Column::Stage), ProblemCode::StageNotOnItsWay);
        Ok(Some(problem.against(names.join("、"))))
    }
}

/// The course as a row that is good by itself names it: kept in clear beside the sealed row.
pub fn named_course(raw: &RawRow, stages: &[RosterStage]) -> (Option<String>, Option<CourseKind>) {
    check(raw, stages).row.map_or((None, None), |row| (Some(row.course), Some(row.kind)))
}

/// The stages that rosters may name, in order.
pub fn roster_stages(context: &Context) -> Outcome<Vec<RosterStage>> {
    Ok(context.sql.rows(
        "select json_object('position', position, 'label', label) from stages where in_rosters = 1 order by position",
        &[],
    )?)
}

/// Rows that were read, by their number.
pub type Readings = BTreeMap<u32, Reading>;
