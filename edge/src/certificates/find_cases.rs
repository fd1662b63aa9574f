//! `certificates.find_cases`: open cases of numbers that staff paste or scan: document numbers and claim codes, one a line.
//! What names nobody, or somebody with several open cases, is said and never guessed.

use std::collections::{BTreeMap, BTreeSet};

use shared::certificates::api::{FindCasesRequest, FoundCases, FoundLine, MAX_MOVED};
use shared::error::{FieldCode, FieldErrors};
use shared::id::{EnrolmentId, TraineeId};
use shared::identity::document::{DocumentKind, DocumentNumber};
use shared::text;

use super::board;
use crate::identity::{ClaimCode, document_index};
use crate::institution::callers::Registrar;
use crate::institution::context::Context;
use crate::institution::failure::Outcome;
use crate::params;

const SHOWN_MAX: usize = 60;

pub fn find_cases(context: &Context, _caller: Registrar, request: FindCasesRequest) -> Outcome<FoundCases> {
    let lines: Vec<(i64, &str)> =
        (1..).zip(request.text.lines()).filter(|(_, line)| !text::normalise(line).is_empty()).collect();
    if lines.is_empty() || lines.len() > MAX_MOVED {
        let mut errors = FieldErrors::default();
        errors.push("text", if lines.is_empty() { FieldCode::Required } else { FieldCode::TooLong });
        return Err(errors.into());
    }
    let keys: Vec<(i64, Vec<String>)> = lines.iter().map(|(no, line)| (*no, keys_of(context, line))).collect();
    let all: BTreeSet<&String> = keys.iter().flat_map(|(_, keys)| keys).collect();
    let people: Vec<(String, TraineeId, String)> = context.sql.rows(
        "select json_array(w.value, p.id, p.name) from json_each(?1) w
         join trainees t on t.id = coalesce((select id from trainees where document_index = w.value),
           (select id from trainees where claim_index = w.value))
         join trainees p on p.id = coalesce(t.merged_into, t.id)",
        params![serde_json::to_string(&all)?],
    )?;
    let people: BTreeMap<String, (TraineeId, String)> =
        people.into_iter().map(|(key, id, name)| (key, (id, name))).collect();
    let trainees: BTreeSet<TraineeId> = people.values().map(|(id, _)| *id).collect();
    let open: Vec<(TraineeId, EnrolmentId)> = context.sql.rows(
        "select json_array(e.trainee_id, e.id) from json_each(?1) w join enrolments e on e.trainee_id = w.value
         where e.outcome is null order by e.id limit 2000",
        params![serde_json::to_string(&trainees)?],
    )?;
    let mut cases: BTreeMap<TraineeId, Vec<EnrolmentId>> = BTreeMap::new();
    for (trainee, case) in open {
        cases.entry(trainee).or_default().push(case);
    }
    let mut found = FoundCases {
        cases: Vec::new(),
        unknown: Vec::new(),
        without_case: Vec::new(),
        several: Vec::new(),
        repeated: 0,
    };
    let mut seen = BTreeSet::new();
    for ((no, typed), (_, keys)) in lines.iter().zip(&keys) {
        let line = |name: Option<&String>| FoundLine { no: *no, text: shown(typed), name: name.cloned() };
        let Some((trainee, name)) = keys.iter().find_map(|key| people.get(key)) else {
            found.unknown.push(line(None));
            continue;
        };
        if !seen.insert(*trainee) {
            found.repeated += 1;
            continue;
        }
        match cases.get(trainee).map_or(0, Vec::len) {
            0 => found.without_case.push(line(Some(name))),
            1 => {}
            _ => found.several.push(line(Some(name))),
        }
    }
    let ids: Vec<EnrolmentId> = cases.into_values().flatten().collect();
    found.cases = board::rows(
        context,
        "select value from json_each(?1)",
        "k.code, t.name, e.id",
        params![serde_json::to_string(&ids)?],
    )?;
    Ok(found)
}

/// A line as it is shown: whole document numbers stand on no list.
fn shown(line: &str) -> String {
    let masked = |word: &str| {
        let known = |kind| DocumentNumber::parse(kind, &text::squash(word)).ok();
        let document =
            DocumentKind::ALL.into_iter().filter(|_| word.chars().any(|c| c.is_ascii_digit())).find_map(known);
        document.map_or_else(|| word.to_owned(), |document| document.masked())
    };
    let words = line.split(|c: char| c == ',' || c == '，' || c.is_whitespace()).filter(|word| !word.is_empty());
    let whole = words.map(masked).collect::<Vec<_>>().join(" ");
    if whole.chars().count() <= SHOWN_MAX { whole } else { whole.chars().take(SHOWN_MAX).chain(['…']).collect() }
}

/// The blind indexes under which the person of a line could be known. A line may hold more than the number: whatever a
/// scanner or a sheet puts around it is left out.
fn keys_of(context: &Context, line: &str) -> Vec<String> {
    let mut keys = Vec::new();
    let words = line.split(|c: char| c == ',' || c == '，' || c.is_whitespace()).map(text::squash);
    // A claim code is printed in groups.
    for word in words.chain([text::squash(line)]) {
        if !word.chars().any(|c| c.is_ascii_digit()) {
            continue;
        }
        let documents = DocumentKind::ALL.into_iter().filter_map(|kind| DocumentNumber::parse(kind, &word).ok());
        keys.extend(documents.map(|document| document_index(context, &document)));
        if let Some(code) = ClaimCode::parse(&word) {
            keys.push(context.keys.blind_index("claim", code.as_str()));
        }
    }
    keys
}
