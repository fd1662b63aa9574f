//! Which column of a file means what: synonyms of headers, and the mapping.

use serde::{Deserialize, Serialize};

use crate::imports::ImportKind;
use crate::lists::headers;
use crate::text::{self, InvalidText};

/// What a column of a roster, or of a list of the authority, can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// 序号, ignored.
    Sequence,
    /// 姓名
    Name,
    /// 证件类型; without it every document is a resident id.
    DocumentKind,
    /// 身份证号
    DocumentNumber,
    /// 手机号
    Phone,
    /// 工作单位
    Employer,
    /// 统一社会信用代码
    CreditCode,
    /// 培训项目
    Course,
    /// 培训类型
    Kind,
    /// 班次
    Class,
    /// 应缴费用
    Fee,
    /// 已缴费用
    Paid,
    /// 缴费方式
    Method,
    /// 缴费日期
    PaidOn,
    /// 办证环节
    Stage,
    /// 备注
    Remark,
    // Of the authority's lists. New members go to the end: rows travel in this order.
    /// 考试科目: theory or practical.
    ExamPart,
    /// 考试日期, of the part that the row names.
    ExamOn,
    /// 理论考试日期, where one row has both parts.
    TheoryOn,
    /// 实操考试日期
    PracticalOn,
    /// 考试时间: the time of day, as written.
    ExamTime,
    /// 考试地点
    ExamPlace,
    /// 成绩, of the part that the row names.
    Score,
    /// 理论成绩
    TheoryScore,
    /// 实操成绩
    PracticalScore,
    /// 考试结果: 合格, 不合格, 缺考.
    Result,
    /// 证书编号
    CertificateNumber,
    /// 作业类别
    Category,
    /// 准操项目; in a roster the same words name the course.
    Operation,
    /// 初次领证日期
    FirstIssuedOn,
    /// 有效期起
    ValidFrom,
    /// 有效期止; may hold both days.
    ValidUntil,
    /// 应复审日期
    ReviewDueOn,
    /// 发证机关
    Authority,
}

/// Columns in which every kind of file says who is meant.
const PERSON: [Column; 4] = [Column::Sequence, Column::Name, Column::DocumentKind, Column::DocumentNumber];

impl Column {
    pub const COUNT: usize = 34;
    pub const ALL: [Self; Self::COUNT] = [
        Self::Sequence,
        Self::Name,
        Self::DocumentKind,
        Self::DocumentNumber,
        Self::Phone,
        Self::Employer,
        Self::CreditCode,
        Self::Course,
        Self::Kind,
        Self::Class,
        Self::Fee,
        Self::Paid,
        Self::Method,
        Self::PaidOn,
        Self::Stage,
        Self::Remark,
        Self::ExamPart,
        Self::ExamOn,
        Self::TheoryOn,
        Self::PracticalOn,
        Self::ExamTime,
        Self::ExamPlace,
        Self::Score,
        Self::TheoryScore,
        Self::PracticalScore,
        Self::Result,
        Self::CertificateNumber,
        Self::Category,
        Self::Operation,
        Self::FirstIssuedOn,
        Self::ValidFrom,
        Self::ValidUntil,
        Self::ReviewDueOn,
        Self::Authority,
    ];
    /// How many of them a roster can have: they come first.
    const OF_ROSTERS: usize = 16;

    /// What the columns of such a file can mean.
    pub fn of(kind: ImportKind) -> Vec<Self> {
        let own: &[Self] = match kind {
            ImportKind::Roster => return Self::ALL.into_iter().take(Self::OF_ROSTERS).collect(),
            ImportKind::ExamSchedule => &[
                Self::Class,
                Self::Operation,
                Self::ExamPart,
                Self::ExamOn,
                Self::TheoryOn,
                Self::PracticalOn,
                Self::ExamTime,
                Self::ExamPlace,
                Self::Remark,
            ],
            ImportKind::ExamResults => &[
                Self::Class,
                Self::Operation,
                Self::ExamPart,
                Self::ExamOn,
                Self::TheoryOn,
                Self::PracticalOn,
                Self::Score,
                Self::TheoryScore,
                Self::PracticalScore,
                Self::Result,
                Self::Remark,
            ],
            ImportKind::Certificates => &[
                Self::Class,
                Self::CertificateNumber,
                Self::Category,
                Self::Operation,
                Self::FirstIssuedOn,
                Self::ValidFrom,
                Self::ValidUntil,
                Self::ReviewDueOn,
                Self::Authority,
                Self::Remark,
            ],
        };
        PERSON.iter().chain(own).copied().collect()
    }

    /// Without these nobody can be identified, or there is nothing to take in: one column of each group is needed. Those
    /// of [`Column::for_all_rows`] may be given once for the whole file instead (see [`super::messages::Constants`]).
    pub const fn required(kind: ImportKind) -> &'static [&'static [Self]] {
        const EXAM_DAY: &[Column] = &[Column::ExamOn, Column::TheoryOn, Column::PracticalOn];
        match kind {
            ImportKind::Roster => {
                &[&[Self::Name], &[Self::DocumentNumber], &[Self::Course], &[Self::Kind], &[Self::Class]]
            }
            ImportKind::ExamSchedule => &[&[Self::Name], &[Self::DocumentNumber], EXAM_DAY],
            ImportKind::ExamResults => &[
                &[Self::Name],
                &[Self::DocumentNumber],
                EXAM_DAY,
                &[Self::Score, Self::TheoryScore, Self::PracticalScore, Self::Result],
            ],
            ImportKind::Certificates => {
                &[&[Self::Name], &[Self::DocumentNumber], &[Self::CertificateNumber], &[Self::ValidUntil]]
            }
        }
    }

    /// What a file can give once for all its rows.
    pub const fn for_all_rows(kind: ImportKind) -> &'static [Self] {
        match kind {
            ImportKind::Roster => &[Self::Course, Self::Kind, Self::Class],
            ImportKind::ExamSchedule => &[Self::ExamPart, Self::ExamOn, Self::ExamTime, Self::ExamPlace, Self::Class],
            ImportKind::ExamResults => &[Self::ExamPart, Self::ExamOn, Self::Class],
            ImportKind::Certificates => &[Self::ValidFrom, Self::ValidUntil, Self::Authority, Self::Class],
        }
    }

    /// Its place in [`Column::ALL`].
    pub fn index(self) -> usize {
        Self::ALL.iter().position(|column| *column == self).unwrap_or_default()
    }

    /// Headers that mean this column, as institutions write them; compared after [`header_text`].
    #[expect(clippy::too_many_lines, reason = "a table")]
    const fn synonyms(self) -> &'static [&'static str] {
        match self {
            Self::Sequence => &["序号", "序", "编号", "行号", "顺序号", "no", "no.", "№", "#"],
            Self::Name => &[
                "姓名",
                "学员姓名",
                "人员姓名",
                "考生姓名",
                "申请人",
                "申请人姓名",
                "学员",
                "名字",
                "参训人员",
                "name",
            ],
            Self::DocumentKind => &["证件类型", "证件类别", "证件种类", "证件名称", "身份证件类型", "idtype"],
            Self::DocumentNumber => &[
                "身份证号",
                "身份证号码",
                "身份证",
                "身份证编号",
                "身份证件号",
                "身份证件号码",
                "居民身份证号",
                "居民身份证号码",
                "公民身份号码",
                "公民身份证号码",
                "证件号",
                "证件号码",
                "证件编号",
                "有效证件号码",
                "idno",
                "idnumber",
            ],
            Self::Phone => &[
                "手机号",
                "手机号码",
                "手机",
                "联系电话",
                "联系手机",
                "联系方式",
                "联系号码",
                "电话",
                "电话号码",
                "移动电话",
                "本人电话",
                "本人手机",
                "学员电话",
                "学员手机",
                "phone",
                "mobile",
            ],
            Self::Employer => &[
                "工作单位",
                "单位名称",
                "单位",
                "所在单位",
                "所属单位",
                "用人单位",
                "就职单位",
                "服务单位",
                "派出单位",
                "委托单位",
                "送培单位",
                "受聘单位",
                "企业",
                "企业名称",
                "公司",
                "公司名称",
                "所属企业",
                "employer",
                "company",
            ],
            Self::CreditCode => &[
                "统一社会信用代码",
                "社会信用代码",
                "统一信用代码",
                "信用代码",
                "单位信用代码",
                "企业信用代码",
                "税号",
                "纳税人识别号",
                "单位税号",
                "组织机构代码",
            ],
            Self::Course => &[
                "培训项目",
                "项目",
                "项目名称",
                "培训课程",
                "课程",
                "课程名称",
                "培训内容",
                "工种",
                "培训工种",
                "申报工种",
                "作业项目",
                "操作项目",
                "准操项目",
                "报考项目",
                "申报项目",
                "培训专业",
                "专业",
                "培训科目",
                "取证项目",
                "course",
            ],
            Self::Kind => &[
                "培训类型",
                "培训类别",
                "培训性质",
                "培训方式",
                "报名类型",
                "申请类型",
                "取证类型",
                "办证类型",
                "类型",
                "类别",
                "初训/复审",
                "初/复训",
                "初复训",
                "初复审",
                "新训/复审",
            ],
            Self::Class => &[
                "班次",
                "班级",
                "班级名称",
                "班期",
                "班号",
                "期次",
                "期数",
                "期别",
                "培训期次",
                "培训班",
                "培训班次",
                "培训班级",
                "开班期次",
                "培训班名称",
                "class",
            ],
            Self::Fee => &[
                "应缴费用",
                "应缴金额",
                "应缴",
                "应交费用",
                "应交金额",
                "应交",
                "应收费用",
                "应收金额",
                "应收",
                "应付金额",
                "培训费",
                "培训费用",
                "培训费标准",
                "收费标准",
                "学费",
                "费用",
                "费用标准",
                "总费用",
                "报名费",
                "fee",
            ],
            Self::Paid => &[
                "已缴费用",
                "已缴金额",
                "已缴",
                "已交费用",
                "已交金额",
                "已交",
                "已付",
                "已付金额",
                "已收",
                "已收金额",
                "实缴",
                "实缴金额",
                "实缴费用",
                "实交",
                "实交金额",
                "实收",
                "实收金额",
                "实付金额",
                "缴费金额",
                "交费金额",
                "付款金额",
                "到账金额",
                "收款金额",
                "paid",
            ],
            Self::Method => {
                &["缴费方式", "交费方式", "付款方式", "支付方式", "收款方式", "付费方式", "缴费渠道", "支付渠道"]
            }
            Self::PaidOn => &[
                "缴费日期",
                "缴费时间",
                "交费日期",
                "交费时间",
                "付款日期",
                "付款时间",
                "支付日期",
                "支付时间",
                "收款日期",
                "收款时间",
                "到账日期",
                "到账时间",
            ],
            Self::Stage => &[
                "办证环节",
                "环节",
                "当前环节",
                "目前环节",
                "办证进度",
                "办理进度",
                "进度",
                "当前进度",
                "办证状态",
                "办理状态",
                "办证阶段",
                "当前阶段",
                "阶段",
                "状态",
                "当前状态",
                "stage",
                "status",
            ],
            Self::Remark => &["备注", "备注说明", "附注", "说明", "其他说明", "remark", "remarks", "note"],
            _ => headers::synonyms(self),
        }
    }

    /// For headers that are no synonym: whether one of `any` and one of `also` (if there are some) occur in it and
    /// none of `never`. Rules are tried in the order of [`LOOSE_RULES`].
    fn from_loose_header(columns: &[Self], header: &str) -> Option<Self> {
        let holds = |words: &[&str]| words.iter().any(|word| header.contains(word));
        headers::LOOSE_RULES
            .iter()
            .chain(&LOOSE_RULES)
            .filter(|rule| columns.contains(&rule.column))
            .find(|rule| holds(rule.any) && (rule.also.is_empty() || holds(rule.also)) && !holds(rule.never))
            .map(|rule| rule.column)
    }

    /// What a header means in such a file, and how sure that is.
    pub fn from_header(kind: ImportKind, header: &str) -> Option<(Self, Certainty)> {
        let header = header_text(header);
        // A header is a word or two. A sentence that happens to hold such a word is not one.
        if header.is_empty() || header.chars().count() > 20 {
            return None;
        }
        let columns = Self::of(kind);
        let exact = columns.iter().copied().find(|column| column.synonyms().contains(&header.as_str()));
        exact
            .map(|column| (column, Certainty::Exact))
            .or_else(|| Self::from_loose_header(&columns, &header).map(|column| (column, Certainty::Likely)))
    }
}

/// A header that holds one of `any`, one of `also` (if there are some) and none of `never`.
pub(crate) struct LooseRule {
    pub column: Column,
    pub any: &'static [&'static str],
    pub also: &'static [&'static str],
    pub never: &'static [&'static str],
}

/// More special rules come first: 单位信用代码 is no 单位.
const LOOSE_RULES: [LooseRule; 14] = [
    LooseRule {
        column: Column::CreditCode, any: &["信用代码", "税号", "纳税人识别"], also: &[], never: &[]
    },
    LooseRule { column: Column::DocumentKind, any: &["证件"], also: &["类型", "类别", "种类"], never: &[] },
    LooseRule {
        column: Column::DocumentNumber,
        any: &["身份证", "证件号", "身份号码"],
        also: &[],
        never: &["地址", "复印", "有效", "到期", "照片", "正面", "反面", "单位", "联系人"],
    },
    LooseRule {
        column: Column::PaidOn,
        any: &["缴费", "交费", "付款", "收款", "支付", "到账", "缴款"],
        also: &["日期", "时间"],
        never: &["截止"],
    },
    LooseRule {
        column: Column::Method,
        any: &["缴费", "交费", "付款", "收款", "支付", "缴款"],
        also: &["方式", "渠道"],
        never: &[],
    },
    LooseRule {
        column: Column::Paid,
        any: &["已缴", "已交", "已付", "已收", "实缴", "实交", "实收", "实付"],
        also: &[],
        never: &["是否", "情况", "日期", "时间", "方式", "人"],
    },
    LooseRule {
        column: Column::Fee,
        any: &["应缴", "应交", "应收", "应付", "培训费", "学费", "收费标准", "报名费"],
        also: &[],
        never: &["是否", "情况", "日期", "时间", "方式", "欠", "余", "票"],
    },
    LooseRule {
        column: Column::Phone,
        any: &["手机", "电话", "联系方式"],
        also: &[],
        never: &["单位", "公司", "企业", "紧急", "联系人", "负责人", "办公", "座机", "传真", "经办"],
    },
    LooseRule {
        column: Column::Employer,
        any: &["工作单位", "单位名称", "公司名称", "企业名称", "所在单位", "用人单位", "所在公司"],
        also: &[],
        never: &["电话", "地址", "代码", "联系人", "负责人", "培训机构"],
    },
    LooseRule {
        column: Column::Kind,
        any: &["培训类型", "培训类别", "培训性质", "初训", "复审"],
        also: &[],
        never: &["日期", "时间", "费"],
    },
    LooseRule {
        column: Column::Course,
        any: &["培训项目", "培训课程", "课程名称", "工种", "作业项目", "操作项目", "准操", "报考项目"],
        also: &[],
        never: &["代码", "编号", "费"],
    },
    LooseRule {
        column: Column::Class,
        any: &["班次", "班级", "期次", "期数", "培训班"],
        also: &[],
        never: &["日期", "时间", "人数", "班主任"],
    },
    LooseRule {
        column: Column::Stage,
        any: &["环节", "进度", "办证状态", "阶段"],
        also: &[],
        never: &["日期", "时间", "缴费", "付款"],
    },
    LooseRule {
        column: Column::Name,
        any: &["姓名"],
        also: &[],
        never: &["联系人", "负责人", "单位", "经办", "拼音", "老师", "教师"],
    },
];

/// The form in which headers are compared: no spaces and line breaks, no remarks in brackets (`(元)`, `【必填】`), no
/// stars and colons, lower-case.
pub fn header_text(header: &str) -> String {
    let mut text = String::new();
    let mut depth = 0_u32;
    for c in text::squash(header).chars() {
        match c {
            '(' | '[' | '【' | '〔' => depth += 1,
            ')' | ']' | '】' | '〕' => depth = depth.saturating_sub(1),
            '*' | ':' | '★' | '☆' | '、' | '。' => {}
            c if depth == 0 => text.extend(c.to_lowercase()),
            _ => {}
        }
    }
    text
}

/// How sure the meaning of a header is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// A known synonym.
    Exact,
    /// A header that holds a telling word: staff should look.
    Likely,
}

/// For each column of the sheet, from A on, what it means; `None` is ignored. No meaning stands twice.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Option<Column>>", into = "Vec<Option<Column>>")]
pub struct Mapping(Vec<Option<Column>>);

/// More columns are refused when reading: a roster has about fifteen.
pub const MAX_COLUMNS: usize = 200;

impl Mapping {
    pub fn columns(&self) -> &[Option<Column>] {
        &self.0
    }

    /// Where in the sheet a column stands.
    pub fn place_of(&self, column: Column) -> Option<usize> {
        self.0.iter().position(|mapped| *mapped == Some(column))
    }

    /// The mapping with one column of the sheet changed; the meaning is taken away from the column that had it.
    #[must_use]
    pub fn corrected(mut self, place: usize, meaning: Option<Column>) -> Self {
        if place >= MAX_COLUMNS {
            return self;
        }
        if self.0.len() <= place {
            self.0.resize(place + 1, None);
        }
        for (at, mapped) in self.0.iter_mut().enumerate() {
            if at == place {
                *mapped = meaning;
            } else if meaning.is_some() && *mapped == meaning {
                *mapped = None;
            }
        }
        self
    }

    /// Required columns that are not mapped: of each group the first.
    pub fn missing(&self, kind: ImportKind) -> Vec<Column> {
        self.missing_besides(kind, &[])
    }

    /// The same where some are given for the whole file.
    pub fn missing_besides(&self, kind: ImportKind, given: &[Column]) -> Vec<Column> {
        let has = |column: &Column| self.place_of(*column).is_some() || given.contains(column);
        let unmet = Column::required(kind).iter().filter(|group| !group.iter().any(has));
        unmet.filter_map(|group| group.first().copied()).collect()
    }
}

impl TryFrom<Vec<Option<Column>>> for Mapping {
    type Error = InvalidText;
    fn try_from(columns: Vec<Option<Column>>) -> Result<Self, Self::Error> {
        let twice =
            columns.iter().enumerate().any(|(at, c)| c.is_some() && columns.iter().take(at).any(|other| other == c));
        if twice || columns.len() > MAX_COLUMNS {
            return Err(InvalidText("a mapping of columns"));
        }
        Ok(Self(columns))
    }
}

impl From<Mapping> for Vec<Option<Column>> {
    fn from(mapping: Mapping) -> Self {
        mapping.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Column as C;

    #[test]
    fn headers_as_institutions_write_them() {
        for (header, column) in [
            ("身份证\n号 码", C::DocumentNumber),
            ("身份证号（18位）", C::DocumentNumber),
            ("*姓 名", C::Name),
            ("应缴费用(元)", C::Fee),
            ("培训费", C::Fee),
            ("已交", C::Paid),
            ("实缴金额（元）", C::Paid),
            ("学员身份证号码", C::DocumentNumber),
            ("本人手机号码", C::Phone),
            ("单位统一社会信用代码", C::CreditCode),
            ("企业税号", C::CreditCode),
            ("工作单位名称", C::Employer),
            ("单位", C::Employer),
            ("缴费到账日期", C::PaidOn),
            ("工种名称", C::Course),
            ("准操项目", C::Course),
            ("初训/复审", C::Kind),
            ("培训类别", C::Kind),
            ("第几期数", C::Class),
            ("证件类型", C::DocumentKind),
            ("目前办证进度", C::Stage),
            ("备注：", C::Remark),
        ] {
            let found = Column::from_header(ImportKind::Roster, header).map(|found| found.0);
            assert_eq!(found, Some(column), "{header}");
        }
        for header in [
            "单位电话",
            "联系人电话",
            "缴费状态",
            "是否缴费",
            "性别",
            "年龄",
            "学历",
            "身份证有效期",
            "单位地址",
            "联系人姓名",
            "填报日期:2026年10月28日",
            "",
        ] {
            assert_eq!(Column::from_header(ImportKind::Roster, header), None, "{header}");
        }
        let sentence = "填表说明：请如实填写姓名、身份证号、手机号码，不得空白，一人一行";
        assert_eq!(Column::from_header(ImportKind::Roster, sentence), None);
    }

    #[test]
    fn synonyms_are_in_compared_form_and_mean_one_thing() {
        for kind in ImportKind::ALL {
            let mut seen = std::collections::BTreeMap::new();
            for column in Column::of(kind) {
                assert_eq!(Column::ALL.get(column.index()), Some(&column));
                for synonym in column.synonyms() {
                    assert_eq!(&header_text(synonym), synonym);
                    assert_eq!(seen.insert(*synonym, column), None, "{kind:?} {synonym}");
                }
            }
        }
    }

    #[test]
    fn every_kind_of_file_can_give_what_it_must() {
        for kind in ImportKind::ALL {
            let columns = Column::of(kind);
            for column in Column::required(kind).iter().copied().flatten().chain(Column::for_all_rows(kind)) {
                assert!(columns.contains(column), "{kind:?} {column:?}");
            }
            let firsts = Column::required(kind).len();
            assert_eq!(Mapping::default().missing(kind).len(), firsts);
            assert_eq!(Mapping::default().missing_besides(kind, &columns), []);
        }
        let used: std::collections::BTreeSet<_> = ImportKind::ALL.into_iter().flat_map(Column::of).collect();
        assert_eq!(used.len(), Column::COUNT);
    }

    #[test]
    fn a_corrected_mapping_has_no_meaning_twice() {
        let mapping = Mapping::try_from(vec![Some(Column::Name), None, Some(Column::Phone)]).unwrap();
        let corrected = mapping.clone().corrected(1, Some(Column::Name));
        assert_eq!(corrected.columns(), [None, Some(Column::Name), Some(Column::Phone)]);
        assert_eq!(mapping.clone().corrected(2, None).columns(), [Some(Column::Name), None, None]);
        assert_eq!(mapping.clone().corrected(4, Some(Column::Fee)).place_of(Column::Fee), Some(4));
        assert_eq!(mapping.clone().corrected(MAX_COLUMNS, Some(Column::Fee)), mapping);
        let json = serde_json::to_string(&mapping).unwrap();
        assert_eq!(json, r#"["name",null,"phone"]"#);
        assert_eq!(serde_json::from_str::<Mapping>(&json).unwrap(), mapping);
        assert!(serde_json::from_str::<Mapping>(r#"["name","name"]"#).is_err());
    }
}
