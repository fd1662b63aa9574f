-- The certificate's way (办证). Every enrolment has one case: its own row, moved along the stages of the rule set that it
-- began under. Days are those of China. Numbers of laws are data with a date and a source: nothing of them is in code.

-- Working days (design 6): one row for each year whose calendar the State Council has published, and the days on which it
-- differs from the plain week. For other years only weekends are off, and what is computed says that it is an estimate.
create table calendar_years (
  year integer primary key,
  source text not null
) without rowid;
create table calendar_days (
  day text primary key,
  -- off: a weekday that is free; work: a Saturday or Sunday that is worked.
  kind text not null check (kind in ('off', 'work'))
) without rowid;
insert into calendar_years (year, source) values
  (2024, '国务院办公厅关于2024年部分节假日安排的通知（国办发明电〔2023〕7号，2023年10月25日）'),
  (2025, '国务院办公厅关于2025年部分节假日安排的通知（国办发明电〔2024〕12号，2024年11月12日）'),
  (2026, '国务院办公厅关于2026年部分节假日安排的通知（国办发明电〔2025〕7号，2025年11月4日）');
-- Only days that differ from the plain week: a weekday off, or a weekend day worked.
insert into calendar_days (day, kind) values
  -- 2024: 元旦, 春节, 清明节, 劳动节, 端午节, 中秋节, 国庆节
  ('2024-01-01', 'off'),
  ('2024-02-04', 'work'), ('2024-02-12', 'off'), ('2024-02-13', 'off'), ('2024-02-14', 'off'), ('2024-02-15', 'off'),
  ('2024-02-16', 'off'), ('2024-02-18', 'work'),
  ('2024-04-04', 'off'), ('2024-04-05', 'off'), ('2024-04-07', 'work'),
  ('2024-04-28', 'work'), ('2024-05-01', 'off'), ('2024-05-02', 'off'), ('2024-05-03', 'off'), ('2024-05-11', 'work'),
  ('2024-06-10', 'off'),
  ('2024-09-14', 'work'), ('2024-09-16', 'off'), ('2024-09-17', 'off'),
  ('2024-09-29', 'work'), ('2024-10-01', 'off'), ('2024-10-02', 'off'), ('2024-10-03', 'off'), ('2024-10-04', 'off'),
  ('2024-10-07', 'off'), ('2024-10-12', 'work'),
  -- 2025: 元旦, 春节, 清明节, 劳动节, 端午节, 国庆节 with 中秋节
  ('2025-01-01', 'off'),
  ('2025-01-26', 'work'), ('2025-01-28', 'off'), ('2025-01-29', 'off'), ('2025-01-30', 'off'), ('2025-01-31', 'off'),
  ('2025-02-03', 'off'), ('2025-02-04', 'off'), ('2025-02-08', 'work'),
  ('2025-04-04', 'off'),
  ('2025-04-27', 'work'), ('2025-05-01', 'off'), ('2025-05-02', 'off'), ('2025-05-05', 'off'),
  ('2025-06-02', 'off'),
  ('2025-09-28', 'work'), ('2025-10-01', 'off'), ('2025-10-02', 'off'), ('2025-10-03', 'off'), ('2025-10-06', 'off'),
  ('2025-10-07', 'off'), ('2025-10-08', 'off'), ('2025-10-11', 'work'),
  -- 2026: 元旦, 春节, 清明节, 劳动节, 端午节, 中秋节, 国庆节
  ('2026-01-01', 'off'), ('2026-01-02', 'off'), ('2026-01-04', 'work'),
  ('2026-02-14', 'work'), ('2026-02-16', 'off'), ('2026-02-17', 'off'), ('2026-02-18', 'off'), ('2026-02-19', 'off'),
  ('2026-02-20', 'off'), ('2026-02-23', 'off'), ('2026-02-28', 'work'),
  ('2026-04-06', 'off'),
  ('2026-05-01', 'off'), ('2026-05-04', 'off'), ('2026-05-05', 'off'), ('2026-05-09', 'work'),
  ('2026-06-19', 'off'),
  ('2026-09-20', 'work'), ('2026-09-25', 'off'),
  ('2026-10-01', 'off'), ('2026-10-02', 'off'), ('2026-10-05', 'off'), ('2026-10-06', 'off'), ('2026-10-07', 'off'),
  ('2026-10-10', 'work');

-- Who examines and issues. Row 0 stands for *not stated*.
create table authorities (
  id integer primary key,
  name text not null unique
);
insert into authorities (id, name) values (0, '');

-- Rules with the day from which they hold. A case keeps the rule set that it began under; a changed number is a new row.
create table rule_sets (
  id integer primary key,
  code text not null unique,
  -- Which way it describes: the same for all rule sets that follow one another.
  pipeline text not null,
  name_zh text not null,
  name_en text not null,
  -- The rule that documents name, as it calls itself.
  source_zh text not null,
  source_en text not null,
  effective_from text not null,
  -- When an administrator of the institution confirmed the numbers; null: taken over and not yet confirmed.
  confirmed_at integer,
  confirmed_by integer references staff (id),
  -- Of 100 points.
  pass_mark integer not null,
  -- Further tries after a failed part before the training must be repeated.
  make_ups integer not null,
  -- How long a passed part counts.
  part_valid_months integer not null,
  -- 1 when there is a practical part.
  practical integer not null,
  -- Class hours that are due; 0: none.
  hours_due integer not null,
  -- Length of a class hour.
  class_minutes integer not null default 45,
  -- From issue; 0: the certificate does not end.
  valid_years integer not null,
  -- 0: no review between issue and end.
  review_years integer not null,
  -- The application may be made so many days before the day that counts.
  window_days integer not null default 60,
  unique (pipeline, effective_from)
);

-- Which way an enrolment goes, by its course's regime and kind (shared/src/courses/mod.rs). Every pair is here.
create table pipelines (
  regime text not null,
  kind text not null,
  pipeline text not null,
  primary key (regime, kind)
) without rowid;
insert into pipelines (regime, kind, pipeline) values
  ('special_operations', 'initial', 'special_operations.initial'),
  ('special_operations', 'review', 'special_operations.review'),
  ('special_operations', 'renewal', 'special_operations.renewal'),
  ('special_operations', 'retraining', 'special_operations.review'),
  ('principals', 'initial', 'principals.initial'),
  ('principals', 'review', 'principals.retraining'),
  ('principals', 'renewal', 'principals.retraining'),
  ('principals', 'retraining', 'principals.retraining'),
  ('training_proof', 'initial', 'training_proof'),
  ('training_proof', 'review', 'training_proof'),
  ('training_proof', 'renewal', 'training_proof'),
  ('training_proof', 'retraining', 'training_proof');

-- `stages` becomes the list of all stages, in the one order that every way keeps: positions ten apart, so that a stage can
-- be put between two others as data. `key` is what the code calls it (shared/src/certificates/regime.rs).
alter table stages add column key text not null default '';
-- Whether rosters may name it: the eleven labels.
alter table stages add column in_rosters integer not null default 1;
update stages set label = label || '@';
insert into stages (position, label, key, in_rosters, name_en, meaning_zh, meaning_en, todo_zh, todo_en) values
  (100, '报名提交', 'registered', 1, 'Registered', '报名信息已收到，等待机构审核资料。', 'Your registration has arrived; the institution will check your papers.', '', ''),
  (110, '资料审核', 'papers', 1, 'Papers under review', '机构正在审核您的报名资料。', 'The institution is checking your papers.', '请保持电话畅通，资料有问题时机构会联系您。', 'Keep your phone on: the institution calls if something is missing.'),
  (120, '缴费', 'payment', 1, 'Payment', '资料已通过，等待缴费确认。', 'Your papers are accepted; payment is being confirmed.', '费用已缴清，请等待开班通知。', 'Everything is paid: wait for the notice of when the class begins.'),
  (130, '培训中', 'training', 1, 'In training', '培训正在进行，学满规定学时才能报考。', 'Your training is under way; the exam needs all class hours.', '请按时上课，并带好身份证。', 'Attend on time and bring your identity card.'),
  (140, '培训证明', 'proof', 0, 'Training proof', '学时已完成，机构正在出具培训证明。', 'Your class hours are done; the institution issues your training proof.', '', ''),
  (150, '报考提交', 'applied', 1, 'Exam applied for', '机构已向考核机构提交报考申请，等待安排考试。', 'The institution has applied for your exam; the examining body sets the date.', '请等待考试时间通知，并认真复习。', 'Revise, and wait for the date of the exam.'),
  (160, '考试安排', 'scheduled', 0, 'Exam scheduled', '考核机构已安排考试时间。', 'The examining body has set the date of your exam.', '请按通知的时间、地点参加考试，带好身份证。', 'Go to the exam at the notified time and place with your identity card.'),
  (170, '理论考试', 'theory', 1, 'Theory exam', '理论考试已安排或已考完，等待成绩。', 'The theory exam is next, or you wait for its result.', '请按通知的时间带身份证参加理论考试。', 'Go to the theory exam at the notified time with your identity card.'),
  (180, '实操考试', 'practical', 1, 'Practical exam', '实操考试已安排或已考完，等待成绩。', 'The practical exam is next, or you wait for its result.', '请按通知的时间带身份证参加实操考试。', 'Go to the practical exam at the notified time with your identity card.'),
  (190, '成绩公布', 'results', 1, 'Results published', '考试成绩已公布，机构将为您申请发证。', 'The results are out; the institution applies for your certificate.', '', ''),
  (200, '制证', 'making', 1, 'Certificate in the making', '发证机关正在审核和制作证书。', 'The authority is checking and making your certificate.', '', ''),
  (210, '电子证书', 'electronic', 0, 'Electronic certificate', '电子证书已可查询，与实体证书效力相同。', 'Your electronic certificate can be looked up; it counts as much as the card.', '请在“我的证书”里查看查询方法。', 'See how to look it up under My certificates.'),
  (220, '可领取', 'ready', 1, 'Ready to collect', '证书已到机构，可以领取。', 'Your certificate is at the institution.', '请带身份证到机构领取证书。', 'Bring your identity card and collect your certificate.'),
  (230, '已领取', 'done', 1, 'Collected', '证书已领取，办证完成。', 'You have your certificate: all done.', '', '');
update enrolments set stage = (select n.position from stages o join stages n on n.label || '@' = o.label where o.position = enrolments.stage);
update enrolment_events set stage = (select n.position from stages o join stages n on n.label || '@' = o.label where o.position = enrolment_events.stage)
where stage is not null;
update import_effects set before = json_set(before, '$.stage', (select n.position from stages o join stages n on n.label || '@' = o.label where o.position = import_effects.before ->> 'stage'))
where kind = 'enrolment' and before is not null;
delete from stages where position < 100;

-- The way of a rule set: which stages, who has the case there, and how long it may take.
create table rule_stages (
  rule_set_id integer not null references rule_sets (id),
  stage integer not null references stages (position),
  -- trainee, institution, examining_body, issuing_authority
  actor text not null,
  -- Null: no limit is known.
  limit_days integer,
  -- working, calendar
  limit_unit text not null default 'working',
  -- 1 when a rule sets the limit, 0 when it is only usual.
  limit_legal integer not null default 0,
  -- What closes the stage.
  evidence_zh text not null default '',
  evidence_en text not null default '',
  primary key (rule_set_id, stage)
) without rowid;

-- Numbers of 2010 (domain.md D1, D3). The rules of 2026 stand beside them with the same numbers until the institution has
-- confirmed them against the new text: documents of its time name the rule that is in force.
insert into rule_sets (id, code, pipeline, name_zh, name_en, source_zh, source_en, effective_from, pass_mark, make_ups, part_valid_months, practical, hours_due, valid_years, review_years) values
  (1, 'special_operations.initial.2010', 'special_operations.initial', '特种作业操作证·初训', 'Special operations, initial', '国家安全生产监督管理总局令第30号', 'Order 30 of the State Administration of Work Safety', '2010-07-01', 80, 1, 12, 1, 0, 6, 3),
  (2, 'special_operations.review.2010', 'special_operations.review', '特种作业操作证·复审', 'Special operations, review', '国家安全生产监督管理总局令第30号', 'Order 30 of the State Administration of Work Safety', '2010-07-01', 80, 1, 12, 1, 8, 6, 3),
  (3, 'special_operations.renewal.2010', 'special_operations.renewal', '特种作业操作证·换证', 'Special operations, renewal', '国家安全生产监督管理总局令第30号', 'Order 30 of the State Administration of Work Safety', '2010-07-01', 80, 1, 12, 1, 8, 6, 3),
  (4, 'principals.initial.2015', 'principals.initial', '主要负责人和安全生产管理人员·初训', 'Principals and safety managers, initial', '生产经营单位安全培训规定', 'Provisions on safety training in production units', '2006-03-01', 80, 1, 12, 0, 32, 3, 0),
  (5, 'principals.retraining.2015', 'principals.retraining', '主要负责人和安全生产管理人员·再培训', 'Principals and safety managers, retraining', '生产经营单位安全培训规定', 'Provisions on safety training in production units', '2006-03-01', 80, 1, 12, 0, 12, 1, 0),
  (6, 'training_proof.2015', 'training_proof', '培训证明', 'Training proof', '生产经营单位安全培训规定', 'Provisions on safety training in production units', '2006-03-01', 80, 1, 12, 0, 0, 0, 0);
insert into rule_sets (id, code, pipeline, name_zh, name_en, source_zh, source_en, effective_from, pass_mark, make_ups, part_valid_months, practical, hours_due, valid_years, review_years)
select id + 6, replace(code, '.2010', '.2026'), pipeline, name_zh, name_en, '应急管理部令第19号', 'Order 19 of the Ministry of Emergency Management', '2026-06-01', pass_mark, make_ups, part_valid_months, practical, hours_due, valid_years, review_years
from rule_sets where id <= 3;

-- Limits: exam within 60 days of applying, results within 10 working days after it, papers within 5 and the certificate
-- within 20 working days (domain.md D1). Others are what is usual.
insert into rule_stages (rule_set_id, stage, actor, limit_days, limit_unit, limit_legal, evidence_zh, evidence_en)
select r.id, s.value ->> 0, s.value ->> 1, s.value ->> 2, coalesce(s.value ->> 3, 'working'), s.value ->> 4, s.value ->> 5, s.value ->> 6
from rule_sets r, json_each('[
  [100, "institution", 3, null, 0, "报名表", "Registration form"],
  [110, "institution", 5, null, 0, "资料齐全并通过", "All papers accepted"],
  [120, "trainee", 10, null, 0, "缴费记录", "Record of payment"],
  [130, "trainee", null, null, 0, "学时达到规定", "All class hours done"],
  [140, "institution", 5, null, 0, "培训证明", "Training proof"],
  [150, "examining_body", 60, "calendar", 1, "考试安排", "Date of the exam"],
  [160, "trainee", null, null, 0, "参加考试", "Exam sat"],
  [170, "examining_body", 10, null, 1, "理论成绩", "Result of the theory part"],
  [180, "examining_body", 10, null, 1, "实操成绩", "Result of the practical part"],
  [190, "institution", 5, null, 0, "发证申请", "Application for the certificate"],
  [200, "issuing_authority", 20, null, 1, "证书信息", "Facts of the certificate"],
  [210, "issuing_authority", 20, null, 0, "实体证书到达", "Card arrived"],
  [220, "trainee", 20, null, 0, "领取签名或邮寄单号", "Signature or mailing number"],
  [230, "institution", null, null, 0, "", ""]]') s
where r.pipeline like 'special\_operations.%' escape '\'
  and not (r.pipeline <> 'special_operations.initial' and s.value ->> 0 = 140);
insert into rule_stages (rule_set_id, stage, actor, limit_days, limit_legal, evidence_zh, evidence_en)
select r.id, s.value ->> 0, s.value ->> 1, s.value ->> 2, s.value ->> 3, s.value ->> 4, s.value ->> 5
from rule_sets r, json_each('[
  [100, "institution", 3, 0, "报名表", "Registration form"],
  [110, "institution", 5, 0, "资料齐全并通过", "All papers accepted"],
  [120, "trainee", 10, 0, "缴费记录", "Record of payment"],
  [130, "trainee", null, 0, "学时达到规定", "All class hours done"],
  [140, "institution", 5, 0, "培训证明", "Training proof"],
  [150, "examining_body", 20, 0, "考试安排", "Date of the exam"],
  [160, "trainee", null, 0, "参加考试", "Exam sat"],
  [170, "examining_body", 10, 0, "考核成绩", "Result of the exam"],
  [190, "institution", 5, 0, "发证申请", "Application for the certificate"],
  [200, "issuing_authority", 20, 0, "证书信息", "Facts of the certificate"],
  [220, "trainee", 20, 0, "领取签名或邮寄单号", "Signature or mailing number"],
  [230, "institution", null, 0, "", ""]]') s
where r.pipeline = 'principals.initial'
   or (r.pipeline = 'principals.retraining' and s.value ->> 0 in (100, 110, 120, 130, 140, 220, 230))
   or (r.pipeline = 'training_proof' and s.value ->> 0 in (100, 110, 120, 130, 140, 220, 230));

-- Work categories (作业类别) and permitted operations (准操项目), by the list they stand in. Another list is another
-- catalogue: it is loaded by an administrator and holds from its day.
create table catalogues (
  id integer primary key,
  code text not null unique,
  source_zh text not null,
  effective_from text not null,
  loaded_at integer,
  loaded_by integer references staff (id)
);
create table operations (
  id integer primary key,
  catalogue_id integer not null references catalogues (id),
  category_no integer not null,
  category text not null,
  name text not null,
  unique (catalogue_id, category_no, name)
);
insert into catalogues (id, code, source_zh, effective_from) values (1, '2010', '特种作业目录（2010年，含后增电工项目）', '2010-07-01');
insert into operations (catalogue_id, category_no, category, name)
select 1, c.value ->> 0, c.value ->> 1, o.value from json_each('[
  [1, "电工作业", ["低压电工作业", "高压电工作业", "防爆电气作业", "电力电缆作业", "继电保护作业", "电气试验作业"]],
  [2, "焊接与热切割作业", ["熔化焊接与热切割作业", "压力焊作业", "钎焊作业"]],
  [3, "高处作业", ["登高架设作业", "高处安装、维护、拆除作业"]],
  [4, "制冷与空调作业", ["制冷与空调设备运行操作作业", "制冷与空调设备安装修理作业"]],
  [5, "煤矿安全作业", ["煤矿井下电气作业", "煤矿井下爆破作业", "煤矿安全监测监控作业", "煤矿瓦斯检查作业", "煤矿安全检查作业", "煤矿提升机操作作业", "煤矿采煤机（掘进机）操作作业", "煤矿瓦斯抽采作业", "煤矿防突作业", "煤矿探放水作业"]],
  [6, "金属非金属矿山安全作业", ["金属非金属矿井通风作业", "尾矿作业", "金属非金属矿山安全检查作业", "金属非金属矿山提升机操作作业", "金属非金属矿山支柱作业", "金属非金属矿山井下电气作业", "金属非金属矿山排水作业", "金属非金属矿山爆破作业"]],
  [7, "石油天然气安全作业", ["司钻作业"]],
  [8, "冶金（有色）生产安全作业", ["煤气作业"]],
  [9, "危险化学品安全作业", ["光气及光气化工艺作业", "氯碱电解工艺作业", "氯化工艺作业", "硝化工艺作业", "合成氨工艺作业", "裂解（裂化）工艺作业", "氟化工艺作业", "加氢工艺作业", "重氮化工艺作业", "氧化工艺作业", "过氧化工艺作业", "胺基化工艺作业", "磺化工艺作业", "聚合工艺作业", "烷基化工艺作业", "化工自动化控制仪表作业"]],
  [10, "烟花爆竹安全作业", ["烟火药制造作业", "黑火药制造作业", "引火线制造作业", "烟花爆竹产品涉药作业", "烟花爆竹储存作业"]]]') c, json_each(c.value, '$[2]') o;

-- The authority that a course's cases go to.
alter table courses add column authority_id integer not null default 0;

-- The case of an enrolment. `stage` (above) is where it stands.
alter table enrolments add column rule_set_id integer references rule_sets (id);
-- When it came to the stage; for what a roster told: when the portal heard of it.
alter table enrolments add column since_at integer not null default 0;
-- The day from which waiting is counted: that of `since_at`, or of the exam that the result is waited for.
alter table enrolments add column clock_on text not null default '';
-- Null while open, else collected, mailed, refused, withdrawn, lapsed. The first two stand at the stage `done`.
alter table enrolments add column outcome text;
alter table enrolments add column ended_at integer;
alter table enrolments add column authority_id integer not null default 0;
-- Seconds of training that are done.
alter table enrolments add column hours_done integer not null default 0;
-- Counts up when the training must be repeated: only results of the present round count.
alter table enrolments add column round integer not null default 1;
-- Where the certificate lies at the institution; the mailing number or who signed at hand-over.
alter table enrolments add column shelf text not null default '';
alter table enrolments add column handed_over text not null default '';
update enrolments set since_at = created_at, clock_on = date(created_at / 1000 + 28800, 'unixepoch'),
  outcome = iif(stage = 230, 'collected', null), ended_at = iif(stage = 230, created_at, null),
  rule_set_id = (select r.id from classes k join courses c on c.id = k.course_id
    join pipelines p on p.regime = c.regime and p.kind = c.kind join rule_sets r on r.pipeline = p.pipeline
    where k.id = enrolments.class_id
    order by r.effective_from <= date(enrolments.created_at / 1000 + 28800, 'unixepoch') desc,
      iif(r.effective_from <= date(enrolments.created_at / 1000 + 28800, 'unixepoch'), r.effective_from, '') desc, r.effective_from
    limit 1);
-- The board: open cases of a stage, the longest waiting first; and by authority, because each has its own usual time.
create index enrolments_open on enrolments (rule_set_id, stage, clock_on, id) where outcome is null;
create index enrolments_open_by_authority on enrolments (rule_set_id, stage, authority_id, clock_on, id) where outcome is null;
-- The same for one class: some have thousands.
create index enrolments_open_of_class on enrolments (class_id, rule_set_id, stage, clock_on, id) where outcome is null;
create index enrolments_open_of_class_by_authority on enrolments (class_id, rule_set_id, stage, authority_id, clock_on, id) where outcome is null;
-- For the foreign key's own check.
create index enrolments_by_stage on enrolments (stage);

-- How many cases stand where, kept with every change: by class, and in all under class 0. Cases that have ended are counted
-- under their outcome, open ones under ''.
create table stage_counts (
  class_id integer not null,
  rule_set_id integer not null,
  stage integer not null,
  outcome text not null,
  cases integer not null,
  primary key (class_id, rule_set_id, stage, outcome)
) without rowid;
insert into stage_counts (class_id, rule_set_id, stage, outcome, cases)
select class_id, rule_set_id, stage, coalesce(outcome, ''), count(*) from enrolments where rule_set_id is not null group by 1, 2, 3, 4;
insert into stage_counts (class_id, rule_set_id, stage, outcome, cases)
select 0, rule_set_id, stage, outcome, sum(cases) from stage_counts group by 2, 3, 4;
create trigger case_made after insert on enrolments begin insert into stage_counts (class_id, rule_set_id, stage, outcome, cases) values (new.class_id, coalesce(new.rule_set_id, 0), new.stage, coalesce(new.outcome, ''), 1), (0, coalesce(new.rule_set_id, 0), new.stage, coalesce(new.outcome, ''), 1) on conflict do update set cases = cases + 1; end;
create trigger case_gone after delete on enrolments begin update stage_counts set cases = cases - 1 where class_id in (0, old.class_id) and rule_set_id = coalesce(old.rule_set_id, 0) and stage = old.stage and outcome = coalesce(old.outcome, ''); delete from stage_counts where class_id in (0, old.class_id) and rule_set_id = coalesce(old.rule_set_id, 0) and stage = old.stage and outcome = coalesce(old.outcome, '') and cases = 0; end;
create trigger case_moved after update of stage, outcome, rule_set_id, class_id on enrolments when (old.stage, old.outcome, old.rule_set_id, old.class_id) is not (new.stage, new.outcome, new.rule_set_id, new.class_id) begin update stage_counts set cases = cases - 1 where class_id in (0, old.class_id) and rule_set_id = coalesce(old.rule_set_id, 0) and stage = old.stage and outcome = coalesce(old.outcome, ''); insert into stage_counts (class_id, rule_set_id, stage, outcome, cases) values (new.class_id, coalesce(new.rule_set_id, 0), new.stage, coalesce(new.outcome, ''), 1), (0, coalesce(new.rule_set_id, 0), new.stage, coalesce(new.outcome, ''), 1) on conflict do update set cases = cases + 1; delete from stage_counts where class_id in (0, old.class_id) and rule_set_id = coalesce(old.rule_set_id, 0) and stage = old.stage and outcome = coalesce(old.outcome, '') and cases = 0; end;

-- Moves by staff: one row for each confirmation, however many cases. It can be undone until `undo_until`; its messages wait
-- so long.
create table moves (
  id integer primary key,
  staff_id integer not null references staff (id),
  at integer not null,
  undo_until integer not null,
  undone_at integer,
  -- JSON of the target (shared/src/certificates/case.rs).
  target text not null,
  cases integer not null
);
create index moves_undoable on moves (undo_until) where undone_at is null;
create table move_effects (
  move_id integer not null references moves (id),
  enrolment_id integer not null references enrolments (id),
  -- JSON of the columns before.
  before text not null,
  version_after integer not null,
  primary key (move_id, enrolment_id)
) without rowid;
create index move_effects_by_enrolment on move_effects (enrolment_id);

-- Who did it, and under which move: taken back with it.
alter table enrolment_events add column staff_id integer references staff (id);
alter table enrolment_events add column move_id integer references moves (id);
-- For events that end a case or open it again: the outcome then, '' for open.
alter table enrolment_events add column outcome text;
-- For the first event of an enrolment that a roster made: where it stood then. When it came there nobody knows.
alter table enrolment_events add column began integer;
create index enrolment_events_by_move on enrolment_events (move_id) where move_id is not null;

-- Dates of exams, as the examining body has set them.
create table exam_dates (
  id integer primary key,
  enrolment_id integer not null references enrolments (id),
  round integer not null,
  -- theory, practical
  part text not null,
  sits_on text not null,
  -- Time and place as written.
  place text not null default '',
  import_id integer references imports (id),
  recorded_at integer not null
);
create index exam_dates_by_enrolment on exam_dates (enrolment_id, id);

create table exam_results (
  id integer primary key,
  enrolment_id integer not null references enrolments (id),
  round integer not null,
  part text not null,
  -- 0 to 100; null when only passed or not is known.
  score integer,
  passed integer not null,
  sat_on text not null,
  import_id integer references imports (id),
  staff_id integer references staff (id),
  recorded_at integer not null,
  unique (enrolment_id, part, sat_on)
);

-- Certificates as facts told by the authority or by staff. Never ours, never imitated.
create table certificates (
  id integer primary key,
  trainee_id integer not null references trainees (id),
  -- The case it came from; null for one that the trainee brought.
  enrolment_id integer references enrolments (id),
  regime text not null,
  -- Sealed (context certificates.number): it holds the document number (domain.md D4).
  number text not null,
  number_masked text not null,
  -- Keyed blind index.
  number_index text not null,
  category text not null default '',
  operation text not null,
  first_issued_on text,
  valid_from text not null,
  valid_until text,
  review_due_on text,
  -- The review that was due has been done: the next day that counts is the end.
  reviewed_on text,
  authority_id integer not null default 0 references authorities (id),
  -- The one that replaced it.
  replaced_by integer references certificates (id),
  import_id integer references imports (id),
  recorded_at integer not null,
  version integer not null default 1
);
create index certificates_by_trainee on certificates (trainee_id, id);
create index certificates_by_enrolment on certificates (enrolment_id) where enrolment_id is not null;
create index certificates_by_number on certificates (number_index, operation);
create index certificates_by_replacement on certificates (replaced_by) where replaced_by is not null;

-- Reminders before a review or the end of a certificate: once each. After a time without the portal only the most urgent
-- is sent, the others are overtaken.
create table reminders (
  certificate_id integer not null references certificates (id),
  -- review, renewal
  target text not null,
  -- shared/src/certificates/clocks.rs
  step text not null,
  due_on text not null,
  due_at integer not null,
  -- waiting, sent, overtaken, void
  state text not null default 'waiting',
  at integer,
  primary key (certificate_id, target, step)
) without rowid;
create index reminders_waiting on reminders (due_at) where state = 'waiting';

-- How long cases stood at a stage, in working days, when they went on; and what follows from it. The institution's own
-- history for the way and the authority.
create table stage_spans (
  id integer primary key,
  enrolment_id integer not null references enrolments (id),
  pipeline text not null,
  stage integer not null,
  authority_id integer not null,
  days integer not null,
  ended_at integer not null,
  move_id integer references moves (id),
  import_id integer references imports (id)
);
create index stage_spans_by_stage on stage_spans (pipeline, stage, authority_id, id);
create index stage_spans_by_enrolment on stage_spans (enrolment_id);
create index stage_spans_by_move on stage_spans (move_id) where move_id is not null;
create table stage_estimates (
  pipeline text not null,
  stage integer not null,
  authority_id integer not null,
  cases integer not null default 0,
  median_days integer not null default 0,
  slowest_tenth_days integer not null default 0,
  -- Spans have come or gone since.
  stale integer not null default 1,
  primary key (pipeline, stage, authority_id)
) without rowid;
create index stage_estimates_stale on stage_estimates (pipeline, stage, authority_id) where stale = 1;

-- What a trainee is told in the portal. `content` is sealed JSON of MessageContent (shared/src/messages/mod.rs).
create table messages (
  id integer primary key,
  trainee_id integer not null references trainees (id),
  enrolment_id integer references enrolments (id),
  content text not null,
  at integer not null,
  read_at integer
);
create index messages_by_trainee on messages (trainee_id, id);
create index messages_unread on messages (trainee_id) where read_at is null;
create index messages_by_enrolment on messages (enrolment_id) where enrolment_id is not null;
-- What a message belongs to: taken back with it while it waits.
alter table outbox add column move_id integer references moves (id);
alter table outbox add column import_id integer references imports (id);
alter table outbox add column enrolment_id integer;
create index outbox_by_move on outbox (move_id) where move_id is not null;
create index outbox_by_import on outbox (import_id) where import_id is not null;
