//! `certificates.find_cases`: open cases of numbers that staff paste or scan: document numbers and claim codes, one a line.
//! What names nobody, or somebody with several open cases, is said and never guessed.

use std::collections::{BTreeMap, BTreeSet};

use shared::certificates::api::{FindCasesRequest, FoundCases, MAX_MOVED};
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
    let people: Vec<(String, TraineeId)> = context.sql.rows(
        "select json_array(w.value, coalesce(t.merged_into, t.id)) from json_each(?1) w
         join trainees t on t.id = coalesce((select id from trainees where document_index = w.value),
           (select id from trainees where claim_index = w.value))",
        params![serde_json::to_string(&all)?],
    )?;
    let people: BTreeMap<String, TraineeId> = people.into_iter().collect();
    let trainees: BTreeSet<TraineeId> = people.values().copied().collect();
    let open: Vec<(TraineeId, EnrolmentId)> = context.sql.rows(
        "select json_array(e.trainee_id, e.id) from json_each(?1) w join enrolments e on e.trainee_id = w.value
         where e.outcome is null order by e.id limit 2000",
        params![serde_json::to_string(&trainees)?],
    )?;
    let mut cases: BTreeMap<TraineeId, Vec<EnrolmentId>> = BTreeMap::new();
    for (trainee, case) in open {
        cases.entry(trainee).or_default().push(case);
    }
    let mut found =
        FoundCases { cases: Vec::new(), unknown: Vec::new(), without_case: Vec::new(), several: Vec::new() };
    for (no, keys) in &keys {
        let Some(trainee) = keys.iter().find_map(|key| people.get(key)) else {
            found.unknown.push(*no);
            continue;
        };
        match cases.get(trainee).map_or(0, Vec::len) {
            0 => found.without_case.push(*no),
            1 => {}
            _ => found.several.push(*no),
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
