//! Items as trainees and staff see them.

use serde::{Deserialize, Serialize};

use super::document::ContentType;
use super::{ItemKind, ItemState};
use crate::certificates::regime::StageKey;
use crate::courses::{CourseKind, Regime};
use crate::endpoint::Nothing;
use crate::endpoints;
use crate::enrolments::api::{EnrolmentRequest, TraineeName};
use crate::id::{ClassId, EnrolmentId, FileId};
use crate::identity::document::DocumentKind;
use crate::lang::LocalText;
use crate::time::Timestamp;

/// A stored file that the reader may open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileLink {
    pub id: FileId,
    pub content_type: ContentType,
    pub bytes: u32,
}

/// One item of a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    pub kind: ItemKind,
    pub state: ItemState,
    /// What was sent; absent for a paper, and when it was deleted after its time.
    pub file: Option<FileLink>,
    /// The picture that a photo was cut from.
    pub original: Option<FileLink>,
    /// How a health commitment was signed.
    pub signed: Option<Signed>,
    pub version: i64,
}

/// A signed commitment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    pub at: Timestamp,
    /// Of the text that was signed.
    pub version: i64,
    /// With the name typed instead of drawn.
    pub typed: bool,
}

/// The items of one case, for its trainee.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Items {
    pub enrolment_id: EnrolmentId,
    pub trainee: TraineeName,
    pub course: String,
    pub course_kind: CourseKind,
    pub class_code: String,
    pub items: Vec<TraineeItem>,
}

/// One item with what its trainee must know to send it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TraineeItem {
    pub item: Item,
    /// Whether it can be sent now.
    pub can_send: bool,
    /// What the trainee is asked to agree to: what for, how, how long (domain.md E1: separate consent).
    pub consent_text: LocalText,
    pub consent_version: i64,
    /// When the trainee agreed to this version; absent: it has to be asked.
    pub consented_at: Option<Timestamp>,
    /// What is signed, for a health commitment.
    pub commitment_text: Option<LocalText>,
    pub commitment_version: i64,
}

/// Which consent a trainee takes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WithdrawConsentRequest {
    pub kind: ItemKind,
}

/// How many items were affected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawn {
    pub items: i64,
}

/// The items of one case, for staff.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffItems {
    pub enrolment_id: EnrolmentId,
    pub trainee: TraineeName,
    /// Whether a WeChat account is bound.
    pub bound: bool,
    pub items: Vec<Item>,
}

/// What staff decide about an item. `version` is the one they have seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecideItemRequest {
    pub enrolment_id: EnrolmentId,
    pub kind: ItemKind,
    pub decision: Decision,
    pub version: i64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "decision")]
pub enum Decision {
    Accept,
    ReceivePaper,
    /// 2 to 200 characters, which the trainee reads.
    Return {
        reason: String,
    },
}

/// Asks a trainee for what is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskForItemsRequest {
    pub enrolment_id: EnrolmentId,
    /// Absent: for everything that is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<ItemKind>,
}

/// A class, page by page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassItemsRequest {
    pub id: ClassId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

/// What asking did to one page of a class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedClass {
    /// Trainees who were asked.
    pub asked: i64,
    /// How many of them have no WeChat account bound: the message waits in the portal until they have.
    #[serde(default)]
    pub unbound: i64,
    /// Trainees with something missing who had been asked on the same day.
    pub just_asked: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// Trainees of a class for whom something is not accepted yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissingItems {
    pub class_code: String,
    pub course: String,
    pub course_kind: CourseKind,
    /// What the course needs, in order; empty: nothing.
    pub required: Vec<ItemKind>,
    /// Open cases of the class, by stage, in order.
    pub stages: Vec<ClassStage>,
    /// Cases that have ended: nothing is wanted for them.
    pub ended: i64,
    /// How many of the open cases lack something.
    pub incomplete: i64,
    /// How many of those have no WeChat account bound: what they are told waits in the portal until they have.
    pub unbound: i64,
    pub rows: Vec<MissingRow>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// Open cases of a class at one stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassStage {
    pub key: StageKey,
    pub name: LocalText,
    pub open: i64,
}

impl ClassStage {
    /// Whether those at this stage are still to be applied for: the exam is not behind them.
    pub fn is_before_results(&self) -> bool {
        self.key < StageKey::Results
    }
}

/// One trainee for whom something is not accepted yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissingRow {
    pub enrolment_id: EnrolmentId,
    pub name: String,
    pub document_masked: String,
    pub phone: String,
    /// Whether a WeChat account is bound: else a message is read only when the trainee comes with a code.
    pub bound: bool,
    /// In the order of [`MissingItems::required`], those that are not accepted.
    pub items: Vec<MissingItem>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissingItem {
    pub kind: ItemKind,
    pub state: ItemState,
}

/// Why whole document numbers are exported: each trainee can read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportClassRequest {
    pub id: ClassId,
    /// 2 to 100 characters.
    pub reason: String,
    /// Only open cases at these stages; empty: all open ones.
    #[serde(default)]
    pub stages: Vec<StageKey>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

/// One page of a class with whole document numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportPage {
    pub class_code: String,
    pub course: String,
    pub course_kind: CourseKind,
    pub required: Vec<ItemKind>,
    pub rows: Vec<ExportRow>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportRow {
    pub enrolment_id: EnrolmentId,
    pub name: String,
    pub document_kind: DocumentKind,
    pub document_number: String,
    pub phone: String,
    pub employer: String,
    /// The photo, if it is accepted.
    pub photo: Option<FileId>,
    pub missing: Vec<ItemKind>,
}

/// What trainings ask for, and what holds for each kind of item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemRules {
    /// Every regime with every kind of training.
    pub required: Vec<RequiredItems>,
    /// Every kind of item.
    pub rules: Vec<ItemRule>,
}

/// What one training asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequiredItems {
    pub regime: Regime,
    pub kind: CourseKind,
    /// In order; empty: nothing.
    pub items: Vec<ItemKind>,
}

/// What a training asks for from now on. Open cases follow at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequiredItemsForm {
    pub regime: Regime,
    pub kind: CourseKind,
    /// In order, each once.
    pub items: Vec<ItemKind>,
    /// What was seen before.
    pub seen: Vec<ItemKind>,
}

/// What trainees read about one kind of item, and how long it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemRule {
    pub kind: ItemKind,
    pub consent: LocalText,
    pub consent_version: i64,
    /// What is signed; absent where nothing is.
    pub commitment: Option<LocalText>,
    pub commitment_version: i64,
    /// From the day of sending.
    pub keep_days: i64,
    /// For the picture that a photo is cut from, from the day of acceptance; absent where there is none.
    pub keep_original_days: Option<i64>,
}

/// Texts and days as typed. A changed text gets a new version, which trainees are asked for anew; days count for what is
/// sent from now on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemRuleForm {
    pub kind: ItemKind,
    /// Both name all days that are counted, in digits.
    pub consent_zh: String,
    pub consent_en: String,
    /// Read only where something is signed.
    pub commitment_zh: String,
    pub commitment_en: String,
    /// 1 to [`super::keeping::MAX_DAYS`].
    pub keep_days: String,
    /// 1 to `keep_days`; read only where there is an original.
    pub keep_original_days: String,
    /// The versions that were seen.
    pub consent_version: i64,
    pub commitment_version: i64,
}

endpoints! {
    /// What the caller's case needs, and what was sent.
    GetItems = "items.get_items": Get "/api/enrolments/{id}/items", Trainee, EnrolmentRequest => Items;
    /// Takes a consent back: files of this kind are deleted.
    WithdrawConsent = "items.withdraw_consent": Post "/api/items/withdraw", Trainee, WithdrawConsentRequest => Withdrawn;
    /// The items of a case.
    GetItemsForStaff = "items.get_items_for_staff": Get "/api/staff/enrolments/{id}/items", Reviewer, EnrolmentRequest => StaffItems;
    /// Accepts an item, or returns it for correction.
    DecideItem = "items.decide_item": Post "/api/staff/items/decide", Reviewer, DecideItemRequest => StaffItems;
    /// Asks a trainee for what is missing.
    AskForItems = "items.ask_for_items": Post "/api/staff/items/ask", Reviewer, AskForItemsRequest => StaffItems;
    /// Asks up to 100 trainees of a class for what they lack.
    AskClassForItems = "items.ask_class_for_items": Post "/api/staff/classes/{id}/items/ask", Reviewer, ClassItemsRequest => AskedClass;
    /// Who in a class lacks what.
    ListMissingItems = "items.list_missing_items": Get "/api/staff/classes/{id}/items", Reviewer, ClassItemsRequest => MissingItems;
    /// Up to 100 trainees of a class with whole document numbers, with a reason that each of them can read.
    ExportClass = "items.export_class": Post "/api/staff/classes/{id}/export", Registrar, ExportClassRequest => ExportPage;
    /// What trainings ask for, and the texts and days of each item.
    GetItemRules = "items.get_item_rules": Get "/api/staff/item-rules", AnyStaff, Nothing => ItemRules;
    /// Changes what a training asks for.
    SaveRequiredItems = "items.save_required_items": Post "/api/staff/item-rules/required", Administrator, RequiredItemsForm => ItemRules;
    /// Changes what trainees agree to and sign, and how long an item is kept.
    SaveItemRule = "items.save_item_rule": Post "/api/staff/item-rules/text", Administrator, ItemRuleForm => ItemRules;
}
