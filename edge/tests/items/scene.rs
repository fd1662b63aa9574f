//! A class with a trainee who sends items.

use edge::institution::context::Facts;
use edge::items::deletions;
use edge::items::files::{NewFile, Place, Purpose};
use edge::items::open_file::{OpenFile, OpenFileRequest, OpenedFile, Reader};
use edge::items::upload::{BeginUpload, BeginUploadRequest, FinishUpload, FinishUploadRequest};
use shared::courses::api::{ClassForm, CourseForm, SaveClass, SaveCourse};
use shared::courses::{CourseKind, Regime};
use shared::enrolments::api::*;
use shared::error::ErrorCode;
use shared::id::{ClassId, EnrolmentId, FileId, TraineeId};
use shared::identity::document::DocumentKind;
use shared::items::ItemKind;
use shared::items::api::*;
use shared::items::document::ContentType;

use crate::support::{Client, Portal};

pub fn class_of(registrar: &Client, regime: Regime, kind: CourseKind) -> ClassId {
    let form = CourseForm {
        id: None,
        name: format!("{regime:?}"),
        short_names: vec![],
        kind,
        regime,
        fee: "980".into(),
        hours_due: String::new(),
        authority: String::new(),
        version: 0,
    };
    let course = registrar.call::<SaveCourse>(&form).unwrap();
    let form = ClassForm {
        id: None,
        course_id: course.id,
        code: format!("{kind:?}"),
        starts_on: String::new(),
        ends_on: String::new(),
        place: String::new(),
        capacity: String::new(),
        version: 0,
    };
    registrar.call::<SaveClass>(&form).unwrap().id
}

pub fn enrol(registrar: &Client, name: &str, number: &str, class: ClassId) -> (TraineeId, EnrolmentId) {
    let form = TraineeForm {
        id: None,
        name: name.into(),
        phone: "13378707117".into(),
        document_kind: DocumentKind::Passport,
        document_number: number.into(),
        class_id: Some(class),
        version: 0,
    };
    let trainee = registrar.call::<SaveTrainee>(&form).unwrap();
    (trainee.id, trainee.enrolments[0].id)
}

/// A class of special operations, initial, with one trainee.
pub struct Scene<'a> {
    pub registrar: Client<'a>,
    pub trainee: Client<'a>,
    pub class: ClassId,
    pub trainee_id: TraineeId,
    pub enrolment: EnrolmentId,
}

pub fn scene(portal: &Portal) -> Scene<'_> {
    let registrar = portal.registrar();
    let class = class_of(&registrar, Regime::SpecialOperations, CourseKind::Initial);
    let (trainee_id, enrolment) = enrol(&registrar, "孔冬志", "E1234567", class);
    let trainee = portal.trainee(trainee_id, "openid");
    Scene { registrar, trainee, class, trainee_id, enrolment }
}

impl Scene<'_> {
    pub fn begin(&self, kind: ItemKind, consent: Option<i64>) -> BeginUploadRequest {
        let file = |purpose, content_type| NewFile { purpose, content_type, bytes: 9_000, sha256: "0f".into() };
        let files = match kind {
            ItemKind::Photo => {
                vec![file(Purpose::Item, ContentType::Jpeg), file(Purpose::Original, ContentType::Jpeg)]
            }
            ItemKind::HealthCommitment => vec![file(Purpose::Item, ContentType::Png)],
            _ => vec![file(Purpose::Item, ContentType::Pdf)],
        };
        BeginUploadRequest { enrolment_id: self.enrolment, kind, consent, files }
    }

    pub fn finish(&self, kind: ItemKind, places: &[Place]) -> FinishUploadRequest {
        FinishUploadRequest {
            enrolment_id: self.enrolment,
            kind,
            file: places.first().map(|place| place.id),
            original: places.get(1).map(|place| place.id),
            commitment: (kind == ItemKind::HealthCommitment).then_some(1),
        }
    }

    pub fn send(&self, kind: ItemKind) -> Vec<Place> {
        let places = self.trainee.call::<BeginUpload>(&self.begin(kind, Some(1))).unwrap().places;
        self.trainee.call::<FinishUpload>(&self.finish(kind, &places)).unwrap();
        places
    }

    pub fn item(&self, kind: ItemKind) -> Item {
        let request = EnrolmentRequest { id: self.enrolment };
        let items = self.registrar.call::<GetItemsForStaff>(&request).unwrap().items;
        items.into_iter().find(|item| item.kind == kind).unwrap()
    }

    pub fn decision(&self, kind: ItemKind, decision: Decision) -> DecideItemRequest {
        DecideItemRequest { enrolment_id: self.enrolment, kind, decision, version: self.item(kind).version }
    }

    pub fn ask(&self, kind: Option<ItemKind>) -> AskForItemsRequest {
        AskForItemsRequest { enrolment_id: self.enrolment, kind }
    }
}

pub fn open(client: &Client, id: FileId, reader: Reader) -> Result<OpenedFile, ErrorCode> {
    client.call::<OpenFile>(&OpenFileRequest { id, reader }).map_err(|problem| problem.code)
}

pub fn due(portal: &Portal) -> Vec<FileId> {
    portal.turn(Facts::default(), deletions::due).unwrap().into_iter().map(|due| due.id).collect()
}
