//! What can be wrong with a roster or a list: what it is, and how to mend it. A new code does not compile until it has both.

use shared::lang::Lang;
use shared::roster::check::ProblemCode;
use shared::roster::messages::ReadError;

/// What is wrong with a cell, without a full stop, and how to mend it.
pub const fn problem(lang: Lang, code: ProblemCode) -> (&'static str, &'static str) {
    match lang {
        Lang::Zh => problem_zh(code),
        Lang::En => problem_en(code),
    }
}

#[expect(clippy::too_many_lines, reason = "a table")]
const fn problem_zh(code: ProblemCode) -> (&'static str, &'static str) {
    match code {
        ProblemCode::NameMissing => ("没有姓名", "请填写姓名。"),
        ProblemCode::NameCharacters => ("姓名里有不能使用的字符", "请只保留汉字、字母和间隔号。"),
        ProblemCode::DocumentMissing => ("没有证件号码", "请填写证件号码。"),
        ProblemCode::DocumentDigitsLost => (
            "Excel 已把后几位数字改成 0，号码不完整",
            "这个号码无法恢复，请对照证件重新输入；在 Excel 里先把这一列设为“文本”再输入。",
        ),
        ProblemCode::DocumentLength => {
            ("号码位数不对", "身份证号应为 18 位，请对照证件核对；如果不是身份证，请填写证件类型。")
        }
        ProblemCode::DocumentCheckDigit => ("校验位不符，有一位输错了", "请对照证件逐位核对。"),
        ProblemCode::DocumentDate => ("号码里的出生日期不存在", "请对照证件核对第 7 至 14 位。"),
        ProblemCode::DocumentRegion => ("号码开头的地区不存在", "请对照证件核对前两位。"),
        ProblemCode::DocumentCharacters => {
            ("号码里有不该有的字符", "请对照证件重新输入；如果不是身份证，请填写证件类型。")
        }
        ProblemCode::DocumentMasked => ("号码用星号遮住了", "请填写完整的号码。"),
        ProblemCode::DocumentKindUnknown => (
            "不认识的证件类型",
            "请填写：居民身份证、护照、港澳居民来往内地通行证、台湾居民来往大陆通行证、外国人永久居留身份证或其他。",
        ),
        ProblemCode::PhoneMissing => ("没有手机号", "没有手机号的学员只能用报到单上的绑定码绑定。"),
        ProblemCode::PhoneLength => ("手机号不是 11 位", "请核对手机号。"),
        ProblemCode::PhoneNotMobile => ("不是手机号", "请填写 1 开头的 11 位手机号，不要填座机。"),
        ProblemCode::PhoneCharacters => ("手机号里有不该有的字符", "请只填写 11 位数字。"),
        ProblemCode::PhoneSeveral => ("一格里有几个号码", "请只保留学员本人的一个手机号。"),
        ProblemCode::CreditCodeDigitsLost => (
            "Excel 已把信用代码后几位数字改成 0",
            "这个代码不会导入；请对照营业执照重新输入，在 Excel 里先把这一列设为“文本”。",
        ),
        ProblemCode::CreditCodeLength => ("信用代码不是 18 位", "这个代码不会导入；请核对后更正，或以后补充。"),
        ProblemCode::CreditCodeCharacters => {
            ("信用代码里有不能使用的字符", "信用代码不用字母 I、O、S、V、Z；这个代码不会导入。")
        }
        ProblemCode::CreditCodeCheck => ("信用代码校验位不符", "有一位输错了；这个代码不会导入，请核对后更正。"),
        ProblemCode::CreditCodeOrganisation => {
            ("信用代码里的组织机构代码校验不符", "个别早年的代码会这样，代码照常导入；有空时请核对。")
        }
        ProblemCode::CreditCodeAlone => ("有信用代码，没有单位名称", "这个代码不会导入；请补上单位名称。"),
        ProblemCode::CourseMissing => ("没有培训项目", "请填写培训项目。"),
        ProblemCode::KindMissing => ("没有培训类型", "请填写：初训、复审、换证或再培训。"),
        ProblemCode::KindUnknown => ("不认识的培训类型", "请改为：初训、复审、换证或再培训。"),
        ProblemCode::ClassMissing => ("没有班次", "请填写班次。"),
        ProblemCode::MoneyUnreadable => ("不是金额", "请只填写数字，例如 980 或 1080.50。"),
        ProblemCode::MoneyNegative => ("金额是负数", "请核对金额；退费不在名册里登记。"),
        ProblemCode::MoneyFraction => ("金额超过两位小数", "请核对金额，最小到分。"),
        ProblemCode::MoneyTooLarge => ("金额太大", "可能填错了列，请核对。"),
        ProblemCode::PaidMoreThanDue => ("已缴比应缴多", "请核对应缴和已缴金额。"),
        ProblemCode::MethodUnknown => {
            ("不认识的缴费方式", "会记为“其他”；需要时请改为：微信、支付宝、现金、对公转账或刷卡。")
        }
        ProblemCode::DateUnreadable => ("不是日期", "请写成 2026-10-05 这样的日期。"),
        ProblemCode::DateImpossible => ("没有这个日期", "请核对月份和日子。"),
        ProblemCode::DateOutOfRange => ("日期太早或太晚", "请核对年份。"),
        ProblemCode::StageUnknown => (
            "不认识的办证环节",
            "请改为：报名提交、资料审核、缴费、培训中、报考提交、理论考试、实操考试、成绩公布、制证、可领取或已领取。",
        ),
        ProblemCode::FormulaError => ("公式出错", "请在 Excel 里改好公式，或者在这里直接填写。"),
        ProblemCode::TextTooLong => ("内容太长", "请缩短。"),
        ProblemCode::TextCharacters => ("有看不见的控制字符", "请重新输入这一格。"),
        ProblemCode::FeeMissing => ("不知道应缴多少", "请填写应缴费用，或者先在培训项目里设置收费标准。"),
        ProblemCode::NameDiffers => {
            ("同一个证件号码，姓名不同", "请核对是姓名写错，还是号码写错；确需改名的请在学员页更正。")
        }
        ProblemCode::PaidLess => ("已缴金额比系统里少", "已登记的缴费不会因为导入减少，请核对。"),
        ProblemCode::StageEarlier => ("办证环节比系统里的早", "进度不会因为导入倒退，请核对。"),
        ProblemCode::StageNotOnItsWay => {
            ("这类培训没有这个办证环节", "请核对培训类型和办证环节，改为右侧列出的环节之一。")
        }
        ProblemCode::CaseEnded => ("这次办证已经结束", "退出、不予办理或失效的，请先在办证看板里重新打开，再导入。"),
        ProblemCode::RepeatDiffers => {
            ("与前面的行是同一个人、同一班，内容却不同", "请核对哪一行是对的，把另一行改成一样或删除。")
        }
        ProblemCode::CourseAmbiguous => {
            ("几个培训项目都以这个名称开头", "请写全称，或者在培训项目里把它设为其中一个的简称。")
        }
        ProblemCode::PartMissing => {
            ("没有写是理论还是实操", "请填写考试科目；整个文件都一样的，可以在上传前统一填写。")
        }
        ProblemCode::PartUnknown => ("看不出是理论还是实操", "请改为“理论”或“实操”；两科都有的请分成两行或两列。"),
        ProblemCode::DateMissing => ("没有日期", "请填写日期；整个文件都一样的，可以在上传前统一填写。"),
        ProblemCode::ScoreMissing => ("没有成绩，也没有写是否合格", "请填写成绩、合格、不合格或缺考。"),
        ProblemCode::ScoreUnreadable => ("不是成绩", "请填写 0 至 100 的整数，或者合格、不合格、缺考。"),
        ProblemCode::ScoreOutOfRange => ("成绩不在 0 至 100 之间", "请对照成绩单核对。"),
        ProblemCode::ResultUnknown => {
            ("看不懂这个结果", "请改为：合格、不合格或缺考；违纪、作弊等情况请和考核机构确认后再登记。")
        }
        ProblemCode::CertificateNumberMissing => ("没有证书编号", "请填写证书编号。"),
        ProblemCode::CertificateNumberCharacters => {
            ("证书编号不完整", "可能被星号遮住，或者被 Excel 改成了科学计数；请填写完整的编号。")
        }
        ProblemCode::CertificateDatesInconsistent => {
            ("证书上的几个日期互相矛盾", "请对照证书核对初领日期、有效期和应复审日期。")
        }
        ProblemCode::NobodyMatches => {
            ("系统里没有这个证件号码的学员", "请核对号码；确实是本机构学员的，请先导入名册。")
        }
        ProblemCode::DocumentSlip => (
            "没有这个号码，但有同名学员的号码只差一位",
            "请对照证件核对；确认是同一个人再更正号码，不会自动认作同一个人。",
        ),
        ProblemCode::NoOpenCase => {
            ("这位学员没有正在办理的、需要考试或发证的报名", "请核对是不是这位学员；已办结的请在报名页重新打开。")
        }
        ProblemCode::SeveralCases => ("这位学员有几个正在办理的报名都可能是", "请填写班次或准操项目，说明是哪一个。"),
        ProblemCode::ClassDiffers => ("这位学员不在这个班", "请核对班次，或者清空这一格。"),
        ProblemCode::OperationDiffers => {
            ("和这位学员报名的项目不符", "请核对准操项目；只是写法不同的，请在培训项目里添加简称。")
        }
        ProblemCode::NotAtExam => {
            ("这位学员还没有报考", "请核对是不是这个班；确实已报考的，请先在办证看板上移到“报考提交”。")
        }
        ProblemCode::DateInFuture => ("日期还没有到", "请核对年份和月份。"),
        ProblemCode::ExamBeforeClass => ("考试日期早于开班日期", "请核对考试日期，以及班次的开班日期。"),
        ProblemCode::ExamFarAhead => ("考试日期太远", "请核对年份。"),
        ProblemCode::ExamEarlier => ("系统里这一科已有更晚的考试", "请核对日期；旧的名单不用再导入。"),
        ProblemCode::AlreadyPassed => ("这一科已经合格", "合格成绩有效期内不用再考，请核对是不是这位学员、这一科。"),
        ProblemCode::ScoreDiffers => {
            ("同一天同一科，系统里的成绩不同", "请和考核机构核对；以前登记错的，请先撤销那次导入。")
        }
        ProblemCode::ResultContradictsScore => ("成绩和结果互相矛盾", "请对照成绩单核对分数和是否合格。"),
        ProblemCode::TheoryNotPassed => ("理论还没有合格，却有实操成绩", "请先导入理论成绩，或者核对是不是这位学员。"),
        ProblemCode::NoMakeUpLeft => ("补考机会已经用完", "应当重新培训；请核对是不是这位学员。"),
        ProblemCode::PartNotOfRegime => ("这个项目没有这一科", "请核对考试科目。"),
        ProblemCode::CertificateBeforeExam => ("证书日期早于考试", "请对照证书核对日期，或者核对是不是这位学员。"),
        ProblemCode::CertificateWithoutPass => ("系统里还没有全部合格的成绩", "请先导入成绩，再导入发证名单。"),
        ProblemCode::CertificateNumberNotOfPerson => {
            ("证书编号不是这位学员的", "特种作业操作证的编号是 T 加证件号码，请核对编号和姓名。")
        }
        ProblemCode::CertificateDiffers => {
            ("这本证书已登记，内容不同", "请对照证书核对；以前登记错的，请先更正或撤销那次导入。")
        }
    }
}

#[expect(clippy::too_many_lines, reason = "a table")]
const fn problem_en(code: ProblemCode) -> (&'static str, &'static str) {
    match code {
        ProblemCode::NameMissing => ("there is no name", "Fill in the name."),
        ProblemCode::NameCharacters => {
            ("it holds characters that names do not have", "Keep only Chinese characters, letters and the middle dot.")
        }
        ProblemCode::DocumentMissing => ("there is no document number", "Fill in the document number."),
        ProblemCode::DocumentDigitsLost => (
            "Excel has replaced the last digits by zeros",
            "The number cannot be restored: type it anew from the document. In Excel, format the column as text first.",
        ),
        ProblemCode::DocumentLength => (
            "the number has a wrong length",
            "An identity number has 18 characters. If it is another document, fill in its type.",
        ),
        ProblemCode::DocumentCheckDigit => {
            ("the check digit does not fit: one character is wrong", "Compare it with the document.")
        }
        ProblemCode::DocumentDate => {
            ("the date of birth inside does not exist", "Compare characters 7 to 14 with the document.")
        }
        ProblemCode::DocumentRegion => {
            ("the region at its beginning does not exist", "Compare the first two digits with the document.")
        }
        ProblemCode::DocumentCharacters => (
            "it holds characters that such a number does not have",
            "Type it anew. If it is another document, fill in its type.",
        ),
        ProblemCode::DocumentMasked => ("it is hidden behind stars", "Fill in the whole number."),
        ProblemCode::DocumentKindUnknown => {
            ("this document type is not known", "Use one of the known types, for example 居民身份证 or 护照.")
        }
        ProblemCode::PhoneMissing => {
            ("there is no mobile phone", "Without one the trainee can only bind by the code on the admission slip.")
        }
        ProblemCode::PhoneLength => ("it does not have 11 digits", "Check the number."),
        ProblemCode::PhoneNotMobile => {
            ("it is no mobile number", "Fill in an 11-digit mobile number, not a fixed line.")
        }
        ProblemCode::PhoneCharacters => ("it holds characters other than digits", "Fill in 11 digits only."),
        ProblemCode::PhoneSeveral => ("the cell holds several numbers", "Keep the trainee's own one."),
        ProblemCode::CreditCodeDigitsLost => (
            "Excel has replaced the last digits by zeros",
            "The code is left out; type it anew in a column formatted as text.",
        ),
        ProblemCode::CreditCodeLength => {
            ("it does not have 18 characters", "The code is left out; correct it, or add it later.")
        }
        ProblemCode::CreditCodeCharacters => (
            "it holds characters that credit codes do not have",
            "I, O, S, V and Z do not occur; the code is left out.",
        ),
        ProblemCode::CreditCodeCheck => {
            ("the check character does not fit", "One character is wrong; the code is left out until it is corrected.")
        }
        ProblemCode::CreditCodeOrganisation => (
            "the organisation code inside does not fit",
            "Some old codes are like that: it is kept. Check it when there is time.",
        ),
        ProblemCode::CreditCodeAlone => {
            ("there is a code but no employer", "The code is left out; fill in the employer.")
        }
        ProblemCode::CourseMissing => ("there is no course", "Fill in the course."),
        ProblemCode::KindMissing => ("there is no kind of training", "Use 初训, 复审, 换证 or 再培训."),
        ProblemCode::KindUnknown => ("this kind of training is not known", "Use 初训, 复审, 换证 or 再培训."),
        ProblemCode::ClassMissing => ("there is no class", "Fill in the class."),
        ProblemCode::MoneyUnreadable => ("it is no amount", "Use digits only, such as 980 or 1080.50."),
        ProblemCode::MoneyNegative => ("the amount is negative", "Check it; refunds are not kept in rosters."),
        ProblemCode::MoneyFraction => {
            ("it has more than two decimals", "Check the amount: there is nothing below a fen.")
        }
        ProblemCode::MoneyTooLarge => ("the amount is too large", "It may stand in the wrong column: check it."),
        ProblemCode::PaidMoreThanDue => ("more is paid than due", "Check both amounts."),
        ProblemCode::MethodUnknown => (
            "this payment method is not known",
            "It is recorded as other; if needed use 微信, 支付宝, 现金, 对公转账 or 刷卡.",
        ),
        ProblemCode::DateUnreadable => ("it is no date", "Write it like 2026-10-05."),
        ProblemCode::DateImpossible => ("there is no such date", "Check month and day."),
        ProblemCode::DateOutOfRange => ("the date is too early or too late", "Check the year."),
        ProblemCode::StageUnknown => {
            ("this stage is not known", "Use the label of one of the pipeline's stages, for example 培训中.")
        }
        ProblemCode::FormulaError => ("the formula has failed", "Mend it in Excel, or type the value here."),
        ProblemCode::TextTooLong => ("it is too long", "Shorten it."),
        ProblemCode::TextCharacters => ("it holds control characters", "Type this cell anew."),
        ProblemCode::FeeMissing => {
            ("nobody knows what is due", "Fill in the fee, or set the course's usual fee first.")
        }
        ProblemCode::NameDiffers => (
            "the same document number stands with another name",
            "Check which is wrong. A changed name is corrected on the trainee's page.",
        ),
        ProblemCode::PaidLess => {
            ("less is paid than is known", "Recorded payments do not vanish by an import: check the amount.")
        }
        ProblemCode::StageNotOnItsWay => (
            "this kind of training does not have this stage",
            "Check the kind and the stage; use one of the stages listed beside it.",
        ),
        ProblemCode::CaseEnded => (
            "this certificate case has ended",
            "Open it again on the board first if it was withdrawn, refused or lapsed by mistake.",
        ),
        ProblemCode::StageEarlier => {
            ("the stage is before the known one", "An import does not move anybody back: check the stage.")
        }
        ProblemCode::RepeatDiffers => (
            "it repeats an earlier row with other content",
            "Check which row is right, then make them equal or remove one.",
        ),
        ProblemCode::CourseAmbiguous => {
            ("several courses begin with this name", "Write the full name, or make it a short name of one of them.")
        }
        ProblemCode::PartMissing => (
            "it does not say whether theory or practice",
            "Fill in the part; one that holds for the whole file can be given before the upload.",
        ),
        ProblemCode::PartUnknown => {
            ("theory or practice cannot be told from it", "Use 理论 or 实操; split a row that is about both.")
        }
        ProblemCode::DateMissing => {
            ("there is no date", "Fill in the day; one that holds for the whole file can be given before the upload.")
        }
        ProblemCode::ScoreMissing => {
            ("there is neither a score nor a result", "Fill in the score, or 合格, 不合格 or 缺考.")
        }
        ProblemCode::ScoreUnreadable => {
            ("it is no score", "Use a whole number from 0 to 100, or 合格, 不合格 or 缺考.")
        }
        ProblemCode::ScoreOutOfRange => ("the score is not between 0 and 100", "Compare it with the score sheet."),
        ProblemCode::ResultUnknown => (
            "this result is not understood",
            "Use 合格, 不合格 or 缺考. Ask the examining body about anything else, such as cheating.",
        ),
        ProblemCode::CertificateNumberMissing => ("there is no certificate number", "Fill in the number."),
        ProblemCode::CertificateNumberCharacters => (
            "the number is not whole",
            "It is hidden behind stars, or Excel has made it a number: type the whole number.",
        ),
        ProblemCode::CertificateDatesInconsistent => {
            ("the days of the certificate contradict each other", "Compare all of them with the certificate.")
        }
        ProblemCode::NobodyMatches => (
            "no trainee has this document number",
            "Check the number. If it is a trainee of yours, import the roster first.",
        ),
        ProblemCode::DocumentSlip => (
            "nobody has this number, but a trainee of this name has one that differs by one slip",
            "Compare it with the document, then correct it. Nobody is taken for somebody else by a guess.",
        ),
        ProblemCode::NoOpenCase => (
            "the trainee has no open case that leads to an exam or certificate",
            "Check that it is this person. A case that has ended can be opened again on its page.",
        ),
        ProblemCode::SeveralCases => {
            ("several open cases of the trainee would fit", "Fill in the class or the operation to say which.")
        }
        ProblemCode::ClassDiffers => ("the trainee is not in this class", "Check the class, or empty this cell."),
        ProblemCode::OperationDiffers => (
            "it is not what the trainee enrolled for",
            "Check it. If it is only written differently, add it to the course's short names.",
        ),
        ProblemCode::NotAtExam => (
            "the trainee's exam has not been applied for",
            "Check that it is this class. If it was applied for, move the cases on the board first.",
        ),
        ProblemCode::DateInFuture => ("the day is still to come", "Check year and month."),
        ProblemCode::ExamBeforeClass => {
            ("the exam is before the class began", "Check the day, and the first day of the class.")
        }
        ProblemCode::ExamFarAhead => ("the exam is too far ahead", "Check the year."),
        ProblemCode::ExamEarlier => {
            ("a later exam of this part is known", "Check the day. Old lists need not be imported.")
        }
        ProblemCode::AlreadyPassed => {
            ("this part is passed already", "It counts for a while and is not sat again: check person and part.")
        }
        ProblemCode::ScoreDiffers => (
            "the same exam is known with another result",
            "Ask the examining body. If the known one is wrong, undo the import that recorded it.",
        ),
        ProblemCode::ResultContradictsScore => {
            ("score and result contradict each other", "Compare both with the score sheet.")
        }
        ProblemCode::TheoryNotPassed => (
            "there is a practical result, but the theory is not passed",
            "Import the theory results first, or check that it is this person.",
        ),
        ProblemCode::NoMakeUpLeft => {
            ("no make-up is left", "The training must be repeated: check that it is this person.")
        }
        ProblemCode::PartNotOfRegime => ("there is no such part for this course", "Check the part."),
        ProblemCode::CertificateBeforeExam => {
            ("the certificate is older than the exam", "Compare the days with the certificate, and the person.")
        }
        ProblemCode::CertificateWithoutPass => {
            ("not all parts are known to be passed", "Import the results first, then the certificates.")
        }
        ProblemCode::CertificateNumberNotOfPerson => (
            "the certificate number is not this person's",
            "For special operations it is T and the document number: check number and name.",
        ),
        ProblemCode::CertificateDiffers => (
            "the certificate is known with other content",
            "Compare it with the certificate. If the known one is wrong, correct it or undo that import.",
        ),
    }
}

/// Why a file cannot be read, and what to do.
pub const fn read_error(lang: Lang, error: ReadError) -> (&'static str, &'static str) {
    match lang {
        Lang::Zh => match error {
            ReadError::TooLarge => {
                ("文件超过 20 MB", "名册通常不到 1 MB，可能含有图片。请删掉图片，或者把名册单独另存为一个文件。")
            }
            ReadError::UnpacksTooLarge => {
                ("文件展开后太大", "请在 Excel 里新建文件，只把名册内容粘贴过去，再另存为 .xlsx。")
            }
            ReadError::TooManyRows => ("超过 20,000 行", "请拆成几个文件分别导入。"),
            ReadError::TooManyColumns => ("超过 200 列", "请删除多余的列后重试。"),
            ReadError::NotAWorkbook => {
                ("这不是 Excel 或 CSV 文件", "可能是别的文件改了扩展名。请用 Excel 或 WPS 打开名册，另存为 .xlsx。")
            }
            ReadError::UnsupportedFormat => ("不支持这种格式", "请用 Excel 或 WPS 打开，另存为 .xlsx 后重试。"),
            ReadError::Encrypted => ("文件有密码", "请在 Excel 里取消密码，保存后重试。"),
            ReadError::Empty => ("文件里没有内容", "请确认选对了文件。"),
            ReadError::Broken => {
                ("文件读不出来", "文件可能已损坏，或者刚被移动。请用 Excel 打开，另存为新的 .xlsx 后重试。")
            }
            ReadError::NoSuchSheet => ("没有这个工作表或这一行", "请重新选择文件。"),
        },
        Lang::En => match error {
            ReadError::TooLarge => (
                "The file is over 20 MB",
                "A roster is usually below 1 MB: remove pictures, or save the roster in a file of its own.",
            ),
            ReadError::UnpacksTooLarge => {
                ("The file unpacks to too much", "Paste the roster alone into a new workbook and save it as .xlsx.")
            }
            ReadError::TooManyRows => ("There are more than 20,000 rows", "Split the roster into several files."),
            ReadError::TooManyColumns => ("There are more than 200 columns", "Remove columns that are not needed."),
            ReadError::NotAWorkbook => (
                "This is no Excel or CSV file",
                "It may be another file with a changed ending. Open the roster in Excel and save it as .xlsx.",
            ),
            ReadError::UnsupportedFormat => ("This format is not supported", "Open it in Excel and save it as .xlsx."),
            ReadError::Encrypted => ("The file has a password", "Remove the password in Excel and save it."),
            ReadError::Empty => ("There is nothing in the file", "Check that it is the right one."),
            ReadError::Broken => (
                "The file cannot be read",
                "It may be damaged or was just moved. Open it in Excel and save it as a new .xlsx.",
            ),
            ReadError::NoSuchSheet => ("There is no such sheet or row", "Choose the file again."),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_can_be_wrong_has_a_fault_and_a_cure_in_both_languages() {
        for code in ProblemCode::ALL {
            let (zh, en) = (problem(Lang::Zh, code), problem(Lang::En, code));
            assert!(zh.1.ends_with('。') && !zh.0.ends_with('。') && zh.0 != en.0, "{code:?}");
            assert!(en.1.ends_with('.') && !en.0.ends_with('.'), "{code:?}");
        }
        for error in ReadError::ALL {
            let (zh, en) = (read_error(Lang::Zh, error), read_error(Lang::En, error));
            assert!(zh.1.ends_with('。') && en.1.ends_with('.') && zh.0 != en.0, "{error:?}");
        }
    }
}
