//! Headers that lists of the authority may have. No real list could be had: these are the words of the forms, the law and
//! of rosters (domain.md D1, D4, D5), guessed wide; the mapping that staff choose absorbs the rest.

use crate::roster::columns::{Column, LooseRule};

/// Headers that mean a column of a list; compared after [`crate::roster::columns::header_text`].
#[expect(clippy::too_many_lines, reason = "a table")]
pub(crate) const fn synonyms(column: Column) -> &'static [&'static str] {
    match column {
        Column::ExamPart => &[
            "考试科目",
            "考核科目",
            "科目",
            "科目名称",
            "考试类型",
            "考核类型",
            "考试类别",
            "考试环节",
            "考试内容",
            "考试形式",
            "考试方式",
            "考核方式",
            "part",
        ],
        Column::ExamOn => &[
            "考试日期",
            "考试时间",
            "考核日期",
            "考核时间",
            "考期",
            "考试安排",
            "考试安排时间",
            "安排日期",
            "开考日期",
            "开考时间",
            "examdate",
        ],
        Column::TheoryOn => &[
            "理论考试日期",
            "理论考试时间",
            "理论日期",
            "理论时间",
            "理论考核日期",
            "理论考核时间",
            "知识考试日期",
            "安全知识考试日期",
        ],
        Column::PracticalOn => &[
            "实操考试日期",
            "实操考试时间",
            "实操日期",
            "实操时间",
            "实操考核日期",
            "实操考核时间",
            "实际操作考试日期",
            "实际操作考试时间",
        ],
        Column::ExamTime => &["场次", "考试场次", "时段", "考试时段", "场次时间", "批次时间"],
        Column::ExamPlace => &[
            "考试地点",
            "考核地点",
            "考点",
            "考点名称",
            "考场",
            "考场名称",
            "考试点",
            "考试地址",
            "考点地址",
            "考试机构",
            "地点",
            "place",
        ],
        Column::Score => &["成绩", "考试成绩", "考核成绩", "分数", "得分", "考试分数", "总分", "score"],
        Column::TheoryScore => &[
            "理论成绩",
            "理论考试成绩",
            "理论考核成绩",
            "理论分数",
            "理论得分",
            "理论",
            "理论考试",
            "知识考试成绩",
            "安全知识成绩",
            "安全生产知识成绩",
            "安全技术理论成绩",
        ],
        Column::PracticalScore => &[
            "实操成绩",
            "实操考试成绩",
            "实操考核成绩",
            "实操分数",
            "实操得分",
            "实操",
            "实操考试",
            "实际操作成绩",
            "实际操作考试成绩",
            "实操技能成绩",
        ],
        Column::Result => &[
            "结果",
            "考试结果",
            "考核结果",
            "成绩结果",
            "是否合格",
            "合格情况",
            "合格与否",
            "考试结论",
            "考核结论",
            "结论",
            "成绩状态",
            "考试状态",
            "result",
        ],
        Column::CertificateNumber => &[
            "证书编号",
            "证书号",
            "证书号码",
            "证号",
            "操作证号",
            "操作证编号",
            "特种作业操作证号",
            "特种作业操作证编号",
            "合格证编号",
            "合格证号",
            "证件证书编号",
            "certificateno",
        ],
        Column::Category => &[
            "作业类别",
            "作业种类",
            "操作类别",
            "证书类别",
            "人员类别",
            "人员类型",
            "资格类型",
            "岗位类别",
            "类别",
            "category",
        ],
        Column::Operation => &[
            "准操项目",
            "操作项目",
            "作业项目",
            "考试项目",
            "考核项目",
            "报考项目",
            "申报项目",
            "取证项目",
            "证书项目",
            "项目",
            "项目名称",
            "工种",
            "申报工种",
            "报考工种",
            "培训项目",
            "行业类别",
            "operation",
        ],
        Column::FirstIssuedOn => &[
            "初领日期",
            "初次领证日期",
            "初次发证日期",
            "初领证日期",
            "首次领证日期",
            "首次发证日期",
            "初次取证日期",
            "发证日期",
            "发证时间",
            "领证日期",
            "签发日期",
            "批准日期",
            "issuedon",
        ],
        Column::ValidFrom => &[
            "有效期起",
            "有效期开始",
            "有效期开始日期",
            "有效期起始日期",
            "有效开始日期",
            "有效期自",
            "有效起始日期",
            "起始日期",
            "开始日期",
            "validfrom",
        ],
        Column::ValidUntil => &[
            "有效期止",
            "有效期限",
            "有效期",
            "有效期至",
            "有效期截止",
            "有效期截止日期",
            "有效期结束日期",
            "有效结束日期",
            "有效截止日期",
            "证书有效期",
            "证书有效期至",
            "有效日期",
            "截止日期",
            "到期日期",
            "validuntil",
        ],
        Column::ReviewDueOn => &[
            "应复审日期",
            "复审日期",
            "应复审时间",
            "复审时间",
            "下次复审日期",
            "下次复审时间",
            "复审截止日期",
            "应复审",
            "reviewdue",
        ],
        Column::Authority => {
            &["发证机关", "签发机关", "发证单位", "发证部门", "颁发机关", "核发机关", "考核发证机关", "authority"]
        }
        _ => &[],
    }
}

/// Tried before those of rosters, where the kind of file has the column. More special rules come first.
pub(crate) const LOOSE_RULES: [LooseRule; 16] = [
    LooseRule {
        column: Column::TheoryOn,
        any: &["理论"],
        also: &["日期", "时间"],
        never: &["成绩", "分数", "公布", "有效"],
    },
    LooseRule {
        column: Column::PracticalOn,
        any: &["实操", "实际操作"],
        also: &["日期", "时间"],
        never: &["成绩", "分数", "公布", "有效"],
    },
    LooseRule {
        column: Column::TheoryScore,
        any: &["理论", "安全知识"],
        also: &["成绩", "分数", "得分"],
        never: &["日期", "时间", "公布"],
    },
    LooseRule {
        column: Column::PracticalScore,
        any: &["实操", "实际操作"],
        also: &["成绩", "分数", "得分"],
        never: &["日期", "时间", "公布"],
    },
    LooseRule {
        column: Column::ExamOn,
        any: &["考试", "考核"],
        also: &["日期", "时间"],
        never: &["报名", "截止", "公布", "打印"],
    },
    LooseRule {
        column: Column::ExamPlace,
        any: &["考试", "考核", "考点", "考场"],
        also: &["地点", "地址", "名称"],
        never: &["项目", "科目"],
    },
    LooseRule {
        column: Column::ExamPart, any: &["科目"], also: &[], never: &["成绩", "分数", "代码", "编号"]
    },
    LooseRule {
        column: Column::Result,
        any: &["合格", "结论", "考试结果", "考核结果"],
        also: &[],
        never: &["证", "日期", "时间"],
    },
    LooseRule {
        column: Column::Score,
        any: &["成绩", "分数", "得分"],
        also: &[],
        never: &["理论", "实操", "实际操作", "日期", "时间", "单号", "公布"],
    },
    LooseRule {
        column: Column::ReviewDueOn, any: &["复审"], also: &["日期", "时间", "期限"], never: &["实际"]
    },
    LooseRule {
        column: Column::ValidFrom,
        any: &["有效"],
        also: &["起", "开始", "自"],
        never: &["截止", "身份证", "证件"],
    },
    LooseRule {
        column: Column::ValidUntil,
        any: &["有效期", "有效日期", "到期"],
        also: &[],
        never: &["起", "开始", "身份证", "证件"],
    },
    LooseRule {
        column: Column::FirstIssuedOn,
        any: &["初领", "初次", "首次", "发证", "领证"],
        also: &["日期", "时间"],
        never: &["复审", "有效"],
    },
    LooseRule {
        column: Column::CertificateNumber,
        any: &["证书", "操作证", "合格证"],
        also: &["编号", "号码", "证号", "号"],
        never: &["身份证", "日期", "有效", "机关", "原"],
    },
    LooseRule {
        column: Column::Authority,
        any: &["发证", "签发", "颁发"],
        also: &["机关", "单位", "部门"],
        never: &[],
    },
    LooseRule {
        column: Column::Operation,
        any: &["准操", "作业项目", "操作项目", "报考项目", "工种"],
        also: &[],
        never: &["代码", "编号"],
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::imports::ImportKind;
    use crate::roster::cell::{Cell, SheetRow};
    use crate::roster::header::guess_header;
    use Column as C;
    use ImportKind as K;

    #[test]
    fn headers_as_an_authority_might_write_them() {
        for (kind, header, column) in [
            (K::ExamSchedule, "身份证号码", C::DocumentNumber),
            (K::ExamSchedule, "准操项目", C::Operation),
            (K::ExamSchedule, "考试时间", C::ExamOn),
            (K::ExamSchedule, "理论考试时间（上午）", C::TheoryOn),
            (K::ExamSchedule, "考试科目", C::ExamPart),
            (K::ExamSchedule, "考点地址", C::ExamPlace),
            (K::ExamSchedule, "考试地点名称", C::ExamPlace),
            (K::ExamResults, "理论考试成绩（满分100）", C::TheoryScore),
            (K::ExamResults, "安全技术理论考试得分", C::TheoryScore),
            (K::ExamResults, "实际操作考核分数", C::PracticalScore),
            (K::ExamResults, "成绩", C::Score),
            (K::ExamResults, "是否合格", C::Result),
            (K::ExamResults, "合格/不合格", C::Result),
            (K::ExamResults, "考试日期", C::ExamOn),
            (K::Certificates, "证书编号", C::CertificateNumber),
            (K::Certificates, "特种作业操作证编号", C::CertificateNumber),
            (K::Certificates, "作业类别", C::Category),
            (K::Certificates, "初次领证日期", C::FirstIssuedOn),
            (K::Certificates, "有效期开始时间", C::ValidFrom),
            (K::Certificates, "有效期限", C::ValidUntil),
            (K::Certificates, "下一次复审时间", C::ReviewDueOn),
            (K::Certificates, "发证机关名称", C::Authority),
            (K::Certificates, "身份证号", C::DocumentNumber),
        ] {
            assert_eq!(Column::from_header(kind, header).map(|found| found.0), Some(column), "{kind:?} {header}");
        }
        for (kind, header) in [
            (K::ExamSchedule, "准考证号"),
            (K::ExamResults, "准考证号"),
            (K::ExamResults, "成绩公布日期"),
            (K::Certificates, "身份证有效期"),
            (K::Certificates, "手机号"),
        ] {
            assert_eq!(Column::from_header(kind, header), None, "{kind:?} {header}");
        }
    }

    #[test]
    fn what_a_file_lists_is_told_by_its_header() {
        for (header, kind) in [
            ("姓名,身份证号,手机号,培训项目,培训类型,班次,应缴费用", K::Roster),
            ("姓名,身份证号,手机号,准操项目,类型,期数,证书编号", K::Roster),
            ("姓名,身份证号", K::Roster),
            ("姓名,身份证号,准操项目,考试科目,考试日期,考点", K::ExamSchedule),
            ("姓名,证件号码,考试日期", K::ExamSchedule),
            ("姓名,证件号码,理论考试时间,实操考试时间,考试地点", K::ExamSchedule),
            ("姓名,身份证号,准操项目,考试日期,理论成绩,实操成绩", K::ExamResults),
            ("姓名,身份证号,科目,考试日期,成绩,是否合格", K::ExamResults),
            ("姓名,身份证号,作业类别,准操项目,证书编号,初领日期,有效期限,应复审日期,发证机关", K::Certificates),
        ] {
            let cells = header.split(',').map(|text| Cell::Text(text.into())).collect();
            let guess = guess_header(&[SheetRow { number: 2, cells }]).unwrap();
            assert_eq!(guess.0, kind, "{header}");
        }
    }
}
