//! Examples of what travels about proofs.

use super::api::{ClassProof, EnrolmentProofs, Proof, ProofStanding, TraineeProof};
use super::{PrintedHours, ProofFields, ProofObstacle, ProofState};
use crate::courses::CourseKind;
use crate::date::Date;
use crate::id::{EnrolmentId, ProofId};
use crate::time::Timestamp;

const AT: Timestamp = Timestamp(1_795_222_800_000);

impl ProofFields {
    pub fn samples() -> Vec<Self> {
        let day = |text: &str| Date::parse(text).ok();
        let usual = Self {
            number: "PX-2026-00042".to_owned(),
            name: "孔冬志".to_owned(),
            document: "450***********1234".to_owned(),
            course: "低压电工作业".to_owned(),
            kind: CourseKind::Initial,
            class_code: "2026-11-D01".to_owned(),
            trained_from: day("2026-10-05"),
            trained_to: day("2026-11-06"),
            hours_due: PrintedHours::whole(80),
            hours_done: PrintedHours(825),
            rule: "《特种作业人员安全技术培训考核管理规定》（应急管理部令第19号）".to_owned(),
            institution: "桂林市安培安全生产培训中心".to_owned(),
            signatory: "蒋文斌".to_owned(),
            issued_on: day("2026-11-20").unwrap_or(Date::from_days_since_epoch(0)),
        };
        let bare = Self {
            kind: CourseKind::Retraining,
            course: "金属非金属矿山主要负责人和安全生产管理人员年度再培训（地下矿山、露天矿山、尾矿库）".to_owned(),
            class_code: String::new(),
            trained_from: None,
            trained_to: None,
            hours_due: PrintedHours(0),
            ..usual.clone()
        };
        vec![usual, bare]
    }
}

impl Proof {
    pub fn samples() -> Vec<Self> {
        let state = [
            ProofState::Issued,
            ProofState::Superseded { at: AT, by: "PX-2026-00043".to_owned() },
            ProofState::Revoked { at: AT, reason: "培训类型写错".to_owned() },
        ];
        let of = |(state, id)| Self {
            id: ProofId(id),
            number: format!("PX-2026-{id:05}"),
            name: "孔冬志".to_owned(),
            state,
            issued_at: AT,
            issued_by: "王老师".to_owned(),
            cause: String::new(),
            bytes: 61_440,
            version: 1,
        };
        state.into_iter().zip(42..).map(of).collect()
    }
}

impl EnrolmentProofs {
    pub fn samples() -> Vec<Self> {
        vec![
            Self { proofs: Vec::new(), obstacles: ProofObstacle::ALL.to_vec(), outdated: false },
            Self { proofs: Proof::samples(), obstacles: Vec::new(), outdated: true },
        ]
    }
}

impl ClassProof {
    pub fn samples() -> Vec<Self> {
        let row = Self {
            enrolment_id: EnrolmentId(7),
            name: "孔冬志".to_owned(),
            document_masked: "450***********1234".to_owned(),
            trained_from: Date::parse("2026-10-05").ok(),
            trained_to: Date::parse("2026-11-06").ok(),
            hours_due: PrintedHours::whole(80),
            hours_done: PrintedHours(825),
            number: None,
            revoked: None,
            obstacles: Vec::new(),
        };
        vec![
            Self { revoked: Some("培训类型写错".to_owned()), ..row.clone() },
            Self { number: Some("PX-2026-00042".to_owned()), ..row.clone() },
            Self { obstacles: vec![ProofObstacle::HoursMissing], ..row.clone() },
            row,
        ]
    }
}

impl TraineeProof {
    pub fn samples() -> Vec<Self> {
        let fields = ProofFields::samples().remove(0);
        let of = |proof: Proof| Self {
            id: proof.id,
            enrolment_id: EnrolmentId(7),
            fields: fields.clone(),
            state: proof.state,
            bytes: proof.bytes,
            newest: None,
        };
        Proof::samples().into_iter().map(of).collect()
    }
}

impl ProofStanding {
    pub fn samples() -> Vec<Self> {
        let of = |proof: Proof| Self { state: proof.state.into(), sha256: "5a".repeat(32), issued_at: AT };
        Proof::samples().into_iter().map(of).collect()
    }
}
