-- Which items (shared/src/items/mod.rs) a case needs, by regime and kind of its course: data, because provinces differ.
create table required_items (
  regime text not null,
  kind text not null,
  item text not null,
  position integer not null,
  primary key (regime, kind, item)
) without rowid;
insert into required_items (regime, kind, item, position) values
  ('special_operations', 'initial', 'photo', 0),
  ('special_operations', 'initial', 'education', 1),
  ('special_operations', 'initial', 'health_commitment', 2),
  ('special_operations', 'review', 'photo', 0),
  ('special_operations', 'review', 'health_commitment', 1),
  ('special_operations', 'renewal', 'photo', 0),
  ('special_operations', 'renewal', 'health_commitment', 1),
  ('principals', 'initial', 'photo', 0);

-- What a trainee agrees to and signs for each kind of item, and how long it is kept. A changed text gets a new version: a
-- consent and a signature name the one that was read.
create table item_rules (
  item text primary key,
  consent_version integer not null default 1,
  consent_zh text not null,
  consent_en text not null,
  -- 0 and empty where nothing is signed.
  commitment_version integer not null default 0,
  commitment_zh text not null default '',
  commitment_en text not null default '',
  -- The retention clock, counted from the day of sending: for what was sent; and, from the day it is accepted, for the
  -- picture that a photo was cut from.
  keep_days integer not null,
  keep_original_days integer not null default 30
) without rowid;
insert into item_rules (item, consent_version, consent_zh, consent_en, commitment_version, commitment_zh, commitment_en, keep_days) values
  ('photo', 1, '我同意培训机构为申请考核和办理证书处理我的证件照（敏感个人信息）：加密保存，只给我本人和办证的工作人员看，并随考核申请交给考核发证机关。不提供照片就不能申请考核，其他服务不受影响。照片自上传起最多保存 400 天，裁剪前的照片在审核通过 30 天后删除。我可以随时在这里撤回同意，撤回后照片会被删除。', 'I agree that the institution uses my photo (sensitive personal information) to apply for my exam and certificate: stored encrypted, seen only by me and the staff who handle certificates, and passed to the authority with the application. Without a photo the exam cannot be applied for; nothing else changes. It is kept for at most 400 days, and the picture it was cut from until 30 days after acceptance. I can take this consent back here at any time; the photo is then deleted.', 0, '', '', 400),
  ('education', 1, '我同意培训机构为申请考核处理我的学历证明：加密保存，只给我本人和办证的工作人员看，并随考核申请交给考核发证机关。不提供就不能核对报考条件，其他服务不受影响。自上传起最多保存 400 天。我可以随时在这里撤回同意，撤回后文件会被删除。', 'I agree that the institution uses my education certificate to apply for my exam: stored encrypted, seen only by me and the staff who handle certificates, and passed to the authority with the application. Without it the conditions of the exam cannot be checked; nothing else changes. It is kept for at most 400 days. I can take this consent back here at any time; the file is then deleted.', 0, '', '', 400),
  ('health_commitment', 1, '我同意培训机构为申请考核处理我的健康承诺和签名（敏感个人信息）：加密保存，只给我本人和办证的工作人员看，并随考核申请交给考核发证机关。不签署就不能申请考核，其他服务不受影响。自签署起最多保存 1095 天。我可以随时在这里撤回同意，撤回后承诺和签名会被删除。', 'I agree that the institution uses my health commitment and signature (sensitive personal information) to apply for my exam: stored encrypted, seen only by me and the staff who handle certificates, and passed to the authority with the application. Without it the exam cannot be applied for; nothing else changes. It is kept for at most 1,095 days. I can take this consent back here at any time; commitment and signature are then deleted.', 1, '本人承诺：身体健康，没有妨碍从事相应作业的疾病和生理缺陷，无器质性心脏病、癫痫病、美尼尔氏症、眩晕症、癔症、震颤麻痹症、精神病、痴呆症以及其他妨碍从事相应作业的疾病和生理缺陷。以上情况属实，如有隐瞒，由本人承担相应责任。', 'I declare that I am in good health and have no illness or physical defect that stands in the way of the work: no organic heart disease, epilepsy, Ménière''s disease, vertigo, hysteria, Parkinsonism, psychosis, dementia, or any other such illness. This is true, and I answer for it.', 1095),
  ('id_copy', 1, '我同意培训机构为申请考核处理我的身份证件影印件（敏感个人信息）：加密保存，只给我本人和办证的工作人员看，并随考核申请交给考核发证机关。自上传起最多保存 400 天。我可以随时在这里撤回同意，撤回后文件会被删除。', 'I agree that the institution uses a copy of my identity document (sensitive personal information) to apply for my exam: stored encrypted, seen only by me and the staff who handle certificates, and passed to the authority with the application. It is kept for at most 400 days. I can take this consent back here at any time; the file is then deleted.', 0, '', '', 400);

-- Files in FILES, sealed under their name. A row is written before the bytes are, so that no bytes are ever without one:
-- what was never finished is deleted like everything whose time has come.
create table files (
  id integer primary key,
  trainee_id integer not null references trainees (id),
  -- An item, or photo_original.
  purpose text not null,
  -- Random; never used twice.
  name text not null unique,
  content_type text not null,
  -- Of the content before sealing.
  bytes integer not null,
  sha256 text not null,
  -- uploading, stored
  state text not null default 'uploading',
  created_at integer not null,
  -- The retention clock. The row goes after its bytes have gone; until then deleting is tried again.
  delete_after integer not null,
  delete_tries integer not null default 0
);
create index files_by_deletion on files (delete_after, id);
create index files_by_trainee on files (trainee_id, purpose, id);

-- An item of a case that was asked for, sent or decided. No row: missing.
create table case_items (
  enrolment_id integer not null references enrolments (id),
  item text not null,
  -- missing, asked, submitted, accepted, returned
  state text not null,
  since_at integer,
  -- Why it was returned: the trainee reads it.
  reason text not null default '',
  -- Null for a paper, and when the file was deleted after its time.
  file_id integer references files (id),
  -- The reduced picture that a photo was cut from.
  original_id integer references files (id),
  -- A signed commitment: when, which version, and whether the name was typed instead of drawn.
  signed_at integer,
  signed_version integer,
  signed_typed integer,
  version integer not null default 1,
  primary key (enrolment_id, item)
) without rowid;
create index case_items_by_file on case_items (file_id) where file_id is not null;
create index case_items_by_original on case_items (original_id) where original_id is not null;

-- Separate consents (domain.md E1), kept as evidence; `withdrawn_at` is when they were taken back.
create table sensitive_consents (
  id integer primary key,
  trainee_id integer not null references trainees (id),
  item text not null,
  version integer not null,
  at integer not null,
  openid text not null default '',
  address text not null default '',
  withdrawn_at integer
);
create index sensitive_consents_by_trainee on sensitive_consents (trainee_id, item, id);

-- Files that one trainee may send in a day: a phone that tries again needs a few, nobody needs hundreds.
insert into try_limits (kind, most, window_seconds) values ('upload_trainee', 60, 86400);
