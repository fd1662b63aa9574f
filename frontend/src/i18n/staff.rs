//! Texts of the staff console outside the import.

use shared::courses::Regime;
use shared::identity::document::DocumentKind;
use shared::lang::Lang;
use shared::role::Role;

texts! {
    pub enum StaffText {
        Console => "工作台", "Staff console";
        NavImports => "导入表格", "Import lists";
        NavClasses => "班次", "Classes";
        NavTrainees => "学员", "Trainees";
        NavCases => "办证", "Certificates";
        NavObjections => "学时异议", "Objections";
        NavQuestions => "学员提问", "Questions";
        NavRules => "办证规则", "Rules";
        NavCourses => "培训项目", "Courses";
        NavSettings => "设置", "Settings";
        NavAccounts => "工作人员", "Staff";
        NavSessions => "我的登录", "My sessions";
        SignInTitle => "工作人员登录", "Staff sign-in";
        SignInAgain => "登录已过期，请重新登录", "Your session has ended, please sign in again";
        Login => "账号", "Account";
        Password => "密码", "Password";
        Code => "动态验证码", "One-time code";
        CodeHint => "手机验证器上的 6 位数字", "Six digits from your authenticator app";
        SignIn => "登录", "Sign in";
        SignOut => "退出", "Sign out";
        Search => "查找", "Search";
        Edit => "修改", "Edit";
        Actions => "操作", "Actions";
        Saved => "已保存", "Saved";
    }
}

texts! {
    pub enum CourseText {
        Name => "项目名称", "Course";
        Kind => "培训类型", "Kind";
        Regime => "证书体系", "Certificate";
        Fee => "收费标准", "Usual fee";
        FeeHint => "元。单个学员的应缴金额可以不同。", "In yuan. A single trainee's fee may differ.";
        Hours => "学时要求", "Class hours due";
        HoursHint => "空着就按办证规则里的学时。特种作业按工种填大纲要求的学时，高危行业填 48 等。", "Empty: as the rules say. For special operations the hours of the trade's syllabus; 48 for high-risk trades, for instance.";
        Authority => "考核发证机关", "Examining and issuing authority";
        AuthorityHint => "每个机关的通常办理时间分开统计。还在办的学员会一起改过来。", "Usual times are kept for each authority. Open cases of this course change with it.";
        ShortNames => "简称", "Short names";
        ShortNamesHint => "名册里常用的简称，用顿号或逗号隔开，导入时会认作这个项目。", "Names that rosters use instead, separated by commas; the import takes them for this course.";
        Enrolments => "报名人数", "Enrolments";
        NewCourse => "新增培训项目", "New course";
        EditCourse => "修改培训项目", "Edit course";
        NoCourses => "还没有培训项目", "No courses yet";
        NoCoursesAdvice => "可以在这里新增；导入名册时也会按名册列出要新建的项目，由您确认。", "Add one here, or import a roster: it lists the courses it would create.";
    }
}

texts! {
    pub enum ClassText {
        Code => "班次", "Class";
        Course => "培训项目", "Course";
        Dates => "起止日期", "Dates";
        StartsOn => "开班日期", "First day";
        EndsOn => "结束日期", "Last day";
        Place => "地点", "Place";
        Capacity => "名额", "Places";
        People => "人数", "Trainees";
        Owing => "未缴清", "Owing";
        NewClass => "新增班次", "New class";
        EditClass => "修改班次", "Edit class";
        AllCourses => "全部项目", "All courses";
        SearchLabel => "班次的开头", "Beginning of the class code";
        NoClasses => "没有班次", "No classes";
        NoClassesAdvice => "换个条件查找，或者新增班次、导入名册。", "Search differently, add a class, or import a roster.";
        PrintSlips => "打印报到单", "Print admission slips";
        Print => "打印", "Print";
        BackToClass => "返回班次", "Back to the class";
        NoSlips => "这个班次还没有学员", "Nobody is in this class yet";
        SlipsAdvice => "一页可打印多张，打印后裁开发给学员。学员用绑定码和证件号码后四位绑定，请当面交给本人。", "Several slips fit on a sheet. The code together with the last four of the document number binds: hand each slip to its owner.";
        SlipTitle => "报到单", "Admission slip";
        SlipName => "姓名", "Name";
        SlipDocument => "证件号码", "Document number";
        SlipCode => "绑定码", "Code";
        SlipQr => "扫码绑定学员", "Scan to bind your record";
        SlipHow => "用微信扫右边的二维码，输入证件号码后四位，就能查看缴费和办证进度。", "Scan the code with WeChat and type the last four of your document number to see your fee and certificate.";
    }
}

texts! {
    pub enum TraineeText {
        Name => "姓名", "Name";
        Document => "证件号码", "Document number";
        DocumentKind => "证件类型", "Document type";
        DocumentKept => "不改请留空。", "Leave empty to keep the known one.";
        Phone => "手机号", "Mobile phone";
        Employer => "单位", "Employer";
        Account => "微信", "WeChat";
        Bound => "已绑定", "Bound";
        NotBound => "未绑定", "Not bound";
        Fee => "缴费", "Fee";
        Due => "应缴", "Due";
        Paid => "已缴", "Paid";
        Stage => "办证环节", "Stage";
        Enrolments => "报名", "Enrolments";
        NoEnrolments => "没有报名记录", "No enrolments";
        SearchLabel => "姓名开头、证件号码后四位，或手机号", "Beginning of the name, last four of the document number, or phone";
        NoTrainees => "还没有学员", "No trainees yet";
        NoTraineesAdvice => "请先导入名册，或者手工新增学员。", "Import a roster, or add a trainee by hand.";
        NotFound => "没有找到学员", "Nobody found";
        NotFoundAdvice => "姓名要从姓开始输入；手机号要输全 11 位；证件号码输后四位。", "Type names from their beginning, phones with all 11 digits, the last four of a document number.";
        NewTrainee => "新增学员", "New trainee";
        JoinClass => "加入班次", "Class to join";
        NoClass => "先不加入", "None for now";
        Correct => "更正信息", "Correct details";
        Merge => "合并重复学员", "Merge with another record";
        MergeHow => "同一个人有两份记录时，把另一份并到当前这份。请先找到另一份。", "When one person has two records, the other is emptied into this one. Find the other first.";
        MergeConfirm => "合并", "Merge";
        Merged => "已合并", "Merged";
        Choose => "选这份", "Choose";
        Reveal => "查看完整证件号码", "Show the whole document number";
        RevealReason => "查看原因", "Reason";
        RevealHint => "2 到 100 个字。学员可以看到谁、什么时候、为什么查看。", "2 to 100 characters. The trainee can read who looked, when and why.";
        RevealShow => "查看", "Show";
        RevealRecorded => "这次查看已经记录，学员可以看到。", "This look is recorded; the trainee can see it.";
        BackToTrainee => "返回学员", "Back to the trainee";
    }
}

texts! {
    pub enum SettingsText {
        InstitutionCard => "机构信息", "Institution";
        Name => "机构名称", "Name";
        Phone => "咨询电话", "Phone";
        PhoneHint => "显示在学员的每个页面上。", "Shown on every trainee page.";
        Address => "地址", "Address";
        Icp => "ICP 备案号", "ICP filing number";
        IcpHint => "显示在页面底部，没有就留空。", "Shown at the bottom of pages; may be empty.";
        WeChatCard => "微信公众号", "WeChat Official Account";
        AppId => "AppID", "AppID";
        AppIdHint => "以 wx 开头，共 18 个字符，在公众平台“设置与开发 — 基本配置”查看。", "18 characters beginning with wx, from the account's basic configuration.";
        AppSecret => "AppSecret", "AppSecret";
        SecretSet => "已保存。不改请留空。", "Stored. Leave empty to keep it.";
        SecretMissing => "还没有保存。保存后不再显示。", "Not stored yet. It is never shown again.";
        VerifyName => "域名验证文件名", "Verification file name";
        VerifyHint => "微信要求放在网站根目录的 MP_verify_….txt。", "The MP_verify_….txt that WeChat wants at the root of the site.";
        VerifyBody => "域名验证文件内容", "Verification file content";
        PrivacyText => "个人信息保护告知", "Privacy notice";
    }
}

texts! {
    pub enum AccountText {
        Name => "姓名", "Name";
        LoginHint => "登录用，例如姓名拼音。", "For signing in, for example the name in Latin letters.";
        Roles => "角色", "Roles";
        State => "状态", "State";
        Active => "可登录", "Active";
        Inactive => "已停用", "Deactivated";
        Invited => "链接未使用", "Link not used yet";
        ActiveBox => "允许登录（取消勾选后立即停用，已登录的会退出）", "May sign in (unticking ends all sessions at once)";
        LastSeen => "最近使用", "Last seen";
        NeverSeen => "从未", "Never";
        NewAccount => "新增工作人员", "New staff account";
        EditAccount => "修改工作人员", "Edit staff account";
        Reset => "重置登录", "Reset sign-in";
        ResetConfirm => "重置并生成链接", "Reset and make a link";
        PasswordToo => "密码也重置", "Reset the password too";
        LinkTitle => "一次性链接", "One-time link";
        Copy => "复制链接", "Copy the link";
        Copied => "已复制。", "Copied.";
        CopyByHand => "浏览器不允许复制，请选中链接手工复制。", "The browser refused: select the link and copy it by hand.";
        ShownOnce => "链接只显示这一次，三天内有效，用一次即失效。", "It is shown only now, works once, and for three days.";
        Device => "设备", "Device";
        SignedInAt => "登录时间", "Signed in";
        ThisSession => "当前登录", "This session";
        Revoke => "退出这台", "End it";
        Revoked => "已退出那台设备", "That session has ended";
        InviteTitle => "启用工作人员账号", "Set up your staff account";
        InviteScan => "第一步：添加验证器", "Step 1: add the authenticator";
        InviteScanHow => "用手机上的验证器应用（例如腾讯身份验证器、Microsoft Authenticator）扫这个二维码；不能扫码就手工输入密钥。", "Scan this with an authenticator app on your phone, or type the key by hand.";
        InviteQr => "验证器二维码", "QR code for the authenticator";
        InviteSecret => "密钥", "Key";
        InviteConfirm => "第二步：设置密码并确认", "Step 2: choose a password and confirm";
        NewPassword => "新密码", "New password";
        NewPasswordHint => "至少 10 个字符，不要和别处相同。", "At least 10 characters, used nowhere else.";
        PasswordKept => "密码不变，只需确认新的验证器。", "Your password stays; only the authenticator is new.";
        InviteFinish => "完成", "Finish";
        InviteDone => "账号已启用", "Your account is ready";
        InviteDoneAdvice => "现在用账号、密码和动态验证码登录。", "Now sign in with your account, password and a one-time code.";
    }
}

pub const fn role(lang: Lang, role: Role) -> &'static str {
    match (lang, role) {
        (Lang::Zh, Role::Administrator) => "管理员",
        (Lang::Zh, Role::Registrar) => "教务",
        (Lang::Zh, Role::Cashier) => "财务",
        (Lang::Zh, Role::Editor) => "编辑",
        (Lang::Zh, Role::Reviewer) => "审核",
        (Lang::Zh, Role::Teacher) => "教师",
        (Lang::En, Role::Administrator) => "Administrator",
        (Lang::En, Role::Registrar) => "Registrar",
        (Lang::En, Role::Cashier) => "Cashier",
        (Lang::En, Role::Editor) => "Editor",
        (Lang::En, Role::Reviewer) => "Reviewer",
        (Lang::En, Role::Teacher) => "Teacher",
    }
}

/// What a role opens.
pub const fn role_hint(lang: Lang, role: Role) -> &'static str {
    match (lang, role) {
        (Lang::Zh, Role::Administrator) => "设置、办证规则、工作人员账号，以及教务的全部功能",
        (Lang::Zh, Role::Registrar) => "名册、培训项目、班次、学员、办证",
        (Lang::Zh, Role::Editor) => "录播课：目录、视频、字幕、课件；并查看学员、班次和办证进度",
        (Lang::Zh, Role::Cashier | Role::Reviewer | Role::Teacher) => "目前只能查看学员、班次和办证进度",
        (Lang::En, Role::Administrator) => "settings, certificate rules, staff accounts and all that registrars do",
        (Lang::En, Role::Registrar) => "rosters, courses, classes, trainees, certificates",
        (Lang::En, Role::Editor) => {
            "recorded lessons with their files; and looking at trainees, classes and certificates"
        }
        (Lang::En, Role::Cashier | Role::Reviewer | Role::Teacher) => {
            "for now: looking at trainees, classes and certificates"
        }
    }
}

fn role_names(lang: Lang, roles: &[Role]) -> String {
    let names: Vec<&str> = roles.iter().map(|kind| role(lang, *kind)).collect();
    match lang {
        Lang::Zh => names.join("、"),
        Lang::En => names.join(", "),
    }
}

/// Which role is missing.
pub fn roles_needed(lang: Lang, needed: &[Role], has: &[Role]) -> String {
    let (needed, has) = (role_names(lang, needed), role_names(lang, has));
    match lang {
        Lang::Zh => format!("这里需要以下角色之一：{needed}。您现在的角色：{has}。请联系管理员。"),
        Lang::En => format!("One of these roles is needed: {needed}. You have: {has}. Ask an administrator."),
    }
}

pub const fn regime(lang: Lang, regime: Regime) -> &'static str {
    match (lang, regime) {
        (Lang::Zh, Regime::SpecialOperations) => "特种作业操作证",
        (Lang::Zh, Regime::Principals) => "主要负责人和安全生产管理人员",
        (Lang::Zh, Regime::TrainingProof) => "培训证明",
        (Lang::En, Regime::SpecialOperations) => "Special-operations certificate",
        (Lang::En, Regime::Principals) => "Principals and safety managers",
        (Lang::En, Regime::TrainingProof) => "Training proof",
    }
}

pub const fn document_kind(lang: Lang, kind: DocumentKind) -> &'static str {
    match (lang, kind) {
        (Lang::Zh, _) => kind.label(),
        (Lang::En, DocumentKind::ResidentId) => "Resident identity card",
        (Lang::En, DocumentKind::Passport) => "Passport",
        (Lang::En, DocumentKind::HkMacaoPermit) => "Mainland travel permit (Hong Kong, Macao)",
        (Lang::En, DocumentKind::TaiwanPermit) => "Mainland travel permit (Taiwan)",
        (Lang::En, DocumentKind::ForeignerResidence) => "Foreigner's permanent residence card",
        (Lang::En, DocumentKind::Other) => "Other",
    }
}

pub fn merge_question(lang: Lang, from: &str, from_document: &str, into: &str, into_document: &str) -> String {
    match lang {
        Lang::Zh => format!(
            "把“{from}（{from_document}）”的报名、缴费和绑定并入“{into}（{into_document}）”，并删除前者。不能撤销。"
        ),
        Lang::En => format!(
            "Enrolments, payments and bindings of {from} ({from_document}) move to {into} ({into_document}); the former record is removed. This cannot be undone."
        ),
    }
}

pub fn reset_question(lang: Lang, name: &str) -> String {
    match lang {
        Lang::Zh => {
            format!("重置后，{name}现在的验证器失效，所有登录立即退出，并生成一个新的一次性链接，由您交给本人。")
        }
        Lang::En => format!(
            "The authenticator of {name} stops working, all sessions end, and you get a new one-time link to hand over."
        ),
    }
}

pub fn invite_advice(lang: Lang, name: &str) -> String {
    match lang {
        Lang::Zh => format!("请把这个链接交给{name}本人，用来设置密码和验证器。"),
        Lang::En => format!("Give this link to {name}: it sets up the password and the authenticator."),
    }
}

pub fn invite_welcome(lang: Lang, name: &str) -> String {
    match lang {
        Lang::Zh => format!("{name}，您好。完成下面两步就可以登录工作台。"),
        Lang::En => format!("Hello {name}. Two steps, then you can sign in to the console."),
    }
}

pub fn privacy_hint(lang: Lang, version: i64) -> String {
    match lang {
        Lang::Zh => format!("现在是第 {version} 版。段落之间空一行。修改后版本加一，学员绑定时须同意新版。"),
        Lang::En => format!(
            "Version {version} is in force. Separate paragraphs by an empty line. A change makes a new version that trainees consent to when they bind."
        ),
    }
}
