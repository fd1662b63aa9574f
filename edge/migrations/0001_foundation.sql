-- Times are milliseconds since 1970 UTC (…_at); days are 'YYYY-MM-DD' in China (…_on); money is fen.
-- `version` counts the changes of a row: a guarded write names the version it saw, undo looks whether it moved.

-- The institution: one row. What every page shows, and its WeChat account.
create table institution (
  id integer primary key check (id = 1),
  name text not null default '',
  phone text not null default '',
  address text not null default '',
  icp text not null default '',
  app_id text not null default '',
  -- Sealed (AES-256-GCM, context institution.app_secret); empty when not set.
  app_secret text not null default '',
  verify_file_name text not null default '',
  verify_file_body text not null default '',
  privacy_text text not null default '',
  -- Consent is recorded for a version; it counts up when the text changes.
  privacy_version integer not null default 1,
  version integer not null default 1
);
insert into institution (id, privacy_text) values (1, '我们收集什么：姓名、证件号码、手机号码、工作单位，以及您报名、缴费、办证的记录。这些信息由您的单位或您本人在报名时提供，或由主管部门反馈。

用来做什么：为您办理安全生产培训的报名、缴费、考试和办证，并让您在这里查询进度。我们不把这些信息用于其他目的。

怎样保护：证件号码加密保存，页面上只显示一部分；工作人员查看完整号码必须写明原因，您可以在“我的信息”页面看到是谁、什么时候、为什么查看。

保存多久：按法律法规和主管部门对培训档案的要求保存，期满后删除。

您的权利：您可以随时查询、更正您的信息，解除微信绑定，或撤回同意。请拨打页面下方的电话联系我们。');

-- Staff. A login is never given away again: rows are deactivated, not deleted.
create table staff (
  id integer primary key,
  login text not null unique collate nocase,
  name text not null,
  -- JSON array of role codes (shared/src/role.rs).
  roles text not null default '[]',
  -- PHC string (Argon2id); empty until the one-time link was used.
  password text not null default '',
  -- Sealed base32 secret (context staff.totp); empty until the one-time link was used.
  totp text not null default '',
  -- The last 30-second step that was accepted: a code is good once (RFC 6238, 5.2).
  totp_step integer not null default 0,
  active integer not null default 1,
  created_at integer not null,
  version integer not null default 1
);

-- One-time links: the first sign-in of an account, or a second factor that was reset.
create table staff_invites (
  token_hash text primary key,
  staff_id integer not null references staff (id),
  -- Sealed base32 secret offered by this link (context staff.totp).
  totp text not null,
  keeps_password integer not null,
  -- Hash of the idempotency key that used the link: only that request may be repeated. Null before.
  used_by text,
  expires_at integer not null
) without rowid;
create index staff_invites_by_staff on staff_invites (staff_id);
create index staff_invites_by_expiry on staff_invites (expires_at);

-- Failed sign-ins in a row, with back-off. Kept by a blind index of the login that was typed, so that a login that does
-- not exist locks like one that does.
create table sign_in_failures (
  key text primary key,
  count integer not null,
  locked_until integer not null,
  -- Forgotten a day after the last failure.
  expires_at integer not null
) without rowid;
create index sign_in_failures_by_expiry on sign_in_failures (expires_at);

create table staff_sessions (
  token_hash text primary key,
  staff_id integer not null references staff (id),
  device text not null default '',
  created_at integer not null,
  -- Written at most every ten minutes.
  seen_at integer not null,
  expires_at integer not null
) without rowid;
create index staff_sessions_by_staff on staff_sessions (staff_id);
create index staff_sessions_by_expiry on staff_sessions (expires_at);

-- The stages of the certificate's way, as data: labels are those of the rosters.
create table stages (
  position integer primary key,
  label text not null unique,
  name_en text not null,
  meaning_zh text not null,
  meaning_en text not null,
  todo_zh text not null default '',
  todo_en text not null default ''
);
insert into stages (position, label, name_en, meaning_zh, meaning_en, todo_zh, todo_en) values
  (0, '报名提交', 'Registered', '报名信息已收到，等待机构审核资料。', 'Your registration has arrived; the institution will check your papers.', '', ''),
  (1, '资料审核', 'Papers under review', '机构正在审核您的报名资料。', 'The institution is checking your papers.', '请保持电话畅通，资料有问题时机构会联系您。', 'Keep your phone on: the institution calls if something is missing.'),
  (2, '缴费', 'Payment', '资料已通过，等待缴费确认。', 'Your papers are accepted; payment is being confirmed.', '费用已缴清，请等待开班通知。', 'Everything is paid: wait for the notice of when the class begins.'),
  (3, '培训中', 'In training', '培训正在进行。', 'Your training is under way.', '请按时上课，并带好身份证。', 'Attend on time and bring your identity card.'),
  (4, '报考提交', 'Exam applied for', '机构已向考核机构提交报考申请。', 'The institution has applied for your exam.', '请等待考试时间通知，并认真复习。', 'Revise, and wait for the date of the exam.'),
  (5, '理论考试', 'Theory exam', '正在进行理论考试环节。', 'The theory exam is next or under way.', '请按通知的时间带身份证参加理论考试。', 'Go to the theory exam at the notified time with your identity card.'),
  (6, '实操考试', 'Practical exam', '正在进行实际操作考试环节。', 'The practical exam is next or under way.', '请按通知的时间带身份证参加实操考试。', 'Go to the practical exam at the notified time with your identity card.'),
  (7, '成绩公布', 'Results published', '考试成绩已公布。', 'The results are out.', '', ''),
  (8, '制证', 'Certificate in the making', '发证机关正在制作证书。', 'The authority is making your certificate.', '', ''),
  (9, '可领取', 'Ready to collect', '证书已到机构，可以领取。', 'Your certificate is at the institution.', '请带身份证到机构领取证书。', 'Bring your identity card and collect your certificate.'),
  (10, '已领取', 'Collected', '证书已领取，办证完成。', 'You have your certificate: all done.', '', '');

create table courses (
  id integer primary key,
  name text not null,
  -- initial, review, renewal, retraining (shared/src/courses/mod.rs)
  kind text not null,
  regime text not null,
  fee integer not null,
  enrolments integer not null default 0,
  created_at integer not null,
  version integer not null default 1,
  unique (name, kind)
);

-- Other names that rosters use for a course.
create table course_short_names (
  course_id integer not null references courses (id),
  name text not null,
  primary key (course_id, name)
) without rowid;

create table classes (
  id integer primary key,
  course_id integer not null references courses (id),
  code text not null,
  starts_on text,
  ends_on text,
  place text not null default '',
  capacity integer,
  -- Kept with each enrolment, so that lists need not count.
  enrolments integer not null default 0,
  owing integer not null default 0,
  created_at integer not null,
  version integer not null default 1,
  unique (course_id, code)
);
create index classes_by_code on classes (code, id);
create index classes_by_course on classes (course_id, id);

create table employers (
  id integer primary key,
  name text not null,
  -- 统一社会信用代码, empty when unknown or wrong in the roster.
  credit_code text not null default '',
  unique (name, credit_code)
);

create table trainees (
  id integer primary key,
  name text not null,
  -- shared/src/identity/document.rs
  document_kind text not null,
  -- Sealed (context trainees.document).
  document text not null,
  document_masked text not null,
  -- Keyed blind indexes: of kind and whole number, and of the last four characters.
  document_index text not null unique,
  last_four_index text not null,
  -- Mainland number of 11 digits; empty when unknown (a roster need not say it).
  phone text not null,
  -- Keyed blind index of the claim code printed on the admission slip; null before slips were printed.
  claim_index text unique,
  -- Sealed claim code (context trainees.claim), to print the slip again.
  claim text,
  -- A merged record points to the one that lives on.
  merged_into integer references trainees (id),
  created_at integer not null,
  version integer not null default 1
);
create index trainees_by_name on trainees (name, id);
create index trainees_by_last_four on trainees (last_four_index, id);
create index trainees_by_phone on trainees (phone, id);
-- For the foreign key's own check when a trainee is removed.
create index trainees_by_merged on trainees (merged_into) where merged_into is not null;
create index trainees_by_merge on trainees (merged_into) where merged_into is not null;

-- Which WeChat account sees a trainee: a trainee has at most one, an account may hold several.
create table bindings (
  trainee_id integer primary key references trainees (id),
  openid text not null,
  bound_at integer not null
);
create index bindings_by_openid on bindings (openid);

create table consents (
  id integer primary key,
  trainee_id integer not null references trainees (id),
  privacy_version integer not null,
  at integer not null,
  -- Evidence (domain.md E1): where the consent came from.
  openid text not null default '',
  address text not null default ''
);
create index consents_by_trainee on consents (trainee_id, id);

-- Sessions of the trainee app. Without openid: came by a claim code outside WeChat.
create table sessions (
  token_hash text primary key,
  openid text,
  -- Whose pages are shown; null before binding.
  trainee_id integer references trainees (id),
  created_at integer not null,
  expires_at integer not null
) without rowid;
create index sessions_by_openid on sessions (openid);
create index sessions_by_trainee on sessions (trainee_id);
create index sessions_by_expiry on sessions (expires_at);

-- OAuth round trips: a repeated redirect gets the same session only with the same state cookie, within five minutes.
create table oauth_states (
  state_hash text primary key,
  -- The session it led to; null before WeChat came back.
  session_token text,
  expires_at integer not null
) without rowid;
create index oauth_states_by_expiry on oauth_states (expires_at);

-- What an openid is told the next time it comes, when nobody is bound to it any more.
create table openid_messages (
  id integer primary key,
  openid text not null,
  -- binding_moved
  kind text not null,
  at integer not null,
  read_at integer
);
create index openid_messages_by_openid on openid_messages (openid, id);

-- An enrolment: one trainee in one class. Its fee is its order.
create table enrolments (
  id integer primary key,
  trainee_id integer not null references trainees (id),
  class_id integer not null references classes (id),
  employer_id integer references employers (id),
  stage integer not null references stages (position),
  fee integer not null check (fee >= 0),
  -- The sum of its payments, kept with each of them.
  paid integer not null default 0 check (paid >= 0),
  remark text not null default '',
  created_at integer not null,
  version integer not null default 1,
  unique (trainee_id, class_id)
);
create index enrolments_by_class on enrolments (class_id, id);
-- Also for the foreign key's own check when an employer is removed.
create index enrolments_by_employer on enrolments (employer_id);

create table payments (
  id integer primary key,
  enrolment_id integer not null references enrolments (id),
  amount integer not null check (amount > 0),
  -- shared/src/payments/mod.rs; null when the roster does not say.
  method text,
  paid_on text,
  -- carried_over: told by a roster.
  source text not null,
  import_id integer references imports (id),
  recorded_at integer not null
);
create index payments_by_enrolment on payments (enrolment_id, id);

-- What happened to an enrolment, for the trainee and for staff. `event` is the JSON of HistoryEvent
-- (shared/src/enrolments/api.rs).
create table enrolment_events (
  id integer primary key,
  enrolment_id integer not null references enrolments (id),
  at integer not null,
  event text not null,
  -- For stage events: the position reached.
  stage integer,
  import_id integer references imports (id)
);
create index enrolment_events_by_enrolment on enrolment_events (enrolment_id, id);

-- Staged imports. Their rows are sealed and deleted after seven days; this header stays.
create table imports (
  id integer primary key,
  file_name text not null,
  file_hash text not null,
  -- shared/src/imports/mod.rs
  state text not null,
  staff_id integer not null references staff (id),
  header_fingerprint text not null,
  -- JSON of the columns chosen: the same file read in another way is another import.
  mapping text not null,
  total_rows integer not null,
  -- Where the work in the current state has got to: the last row planned or imported, the last effect taken back.
  -- Moved in the transaction that did the work, so that a kill at any moment loses nothing and does nothing twice.
  cursor integer not null default 0,
  worked_rows integer not null default 0,
  -- 0 after the staged rows were deleted.
  rows_kept integer not null default 1,
  created_at integer not null,
  finished_at integer,
  expires_at integer not null
);
create index imports_by_hash on imports (file_hash, id);
create index imports_by_state on imports (state, id);
create index imports_by_expiry on imports (rows_kept, expires_at);

create table import_rows (
  import_id integer not null references imports (id),
  -- Row number in the sheet, from 1.
  row_no integer not null,
  -- Sealed JSON of the raw cells (context import_rows.raw).
  raw text not null,
  -- pending, add, change, same, repeat, problem, added, changed, undone
  fate text not null default 'pending',
  -- Only for rows that are good by themselves: keyed blind indexes of document + course + kind + class, by which repeats
  -- inside a file meet, and of the document; the course as the row names it, by which short names find full ones.
  key_index text,
  document_index text,
  course_name text,
  kind text,
  -- For repeats: the row it repeats.
  repeats_row integer,
  -- Sealed JSON of changes, normalisations and problems (context import_rows.notes).
  notes text,
  -- What the row wants created: JSON of [course, kind, class, fee], counted in import_proposals. Null when both exist.
  proposal text,
  primary key (import_id, row_no)
) without rowid;
create index import_rows_by_fate on import_rows (import_id, fate, row_no);
create index import_rows_by_key on import_rows (import_id, key_index, row_no);
create index import_rows_by_document on import_rows (import_id, document_index, row_no);
create index import_rows_by_course on import_rows (import_id, course_name, kind);

-- How many rows have which fate, kept with every change of a fate: a preview is asked for often and must not count
-- 20,000 rows each time. They stay when the staged rows are deleted.
create table import_counts (
  import_id integer not null references imports (id),
  fate text not null,
  rows integer not null,
  primary key (import_id, fate)
) without rowid;

-- Courses and classes that an import would create, with how many rows want them at which fee. A row that is imported,
-- or does not want it any more, is taken off; nothing stays at zero.
create table import_proposals (
  import_id integer not null references imports (id),
  course_name text not null,
  kind text not null,
  class_code text not null,
  fee integer not null,
  -- The course if it is known and only the class is new.
  course_id integer,
  rows integer not null,
  primary key (import_id, course_name, kind, class_code, fee)
) without rowid;

-- What an import did, so that it can be taken back: the version after the change must still stand. Payments and events
-- name their import themselves. An effect that was taken back is deleted.
create table import_effects (
  id integer primary key,
  import_id integer not null references imports (id),
  row_no integer not null,
  -- course, class, employer, trainee, enrolment
  kind text not null,
  subject_id integer not null,
  -- JSON of the columns before, its version included; null for something created.
  before text,
  -- Null for employers, which never change.
  version_after integer
);
create index import_effects_by_import on import_effects (import_id, id);
create index import_effects_by_subject on import_effects (kind, subject_id, id);

-- The mapping of columns that staff chose for a header.
create table import_mappings (
  header_fingerprint text primary key,
  mapping text not null,
  used_at integer not null
) without rowid;

-- Who did what. Never changed, kept at least six months (domain.md E2). `detail` holds no personal data in clear.
create table audit (
  id integer primary key,
  at integer not null,
  -- staff, trainee, openid, system
  actor_kind text not null,
  actor_id text not null,
  action text not null,
  subject_kind text not null default '',
  subject_id integer,
  detail text not null default '{}'
);
create index audit_by_subject on audit (subject_kind, subject_id, id);

-- Who saw a whole document number, and why. The trainee reads this.
create table document_looks (
  id integer primary key,
  trainee_id integer not null references trainees (id),
  staff_id integer not null references staff (id),
  at integer not null,
  reason text not null
);
create index document_looks_by_trainee on document_looks (trainee_id, id);

-- What goes outside, after the commit, by the alarm. `kind` names a versioned payload.
create table outbox (
  id integer primary key,
  kind text not null,
  payload text not null,
  due_at integer not null,
  attempts integer not null default 0,
  -- waiting, dead
  state text not null default 'waiting',
  last_error text not null default '',
  created_at integer not null
);
create index outbox_by_due on outbox (state, due_at);

-- Counted tries within a window: document numbers, openids, addresses. Keys are blind indexes.
create table tries (
  key text primary key,
  count integer not null,
  window_ends_at integer not null
) without rowid;
create index tries_by_end on tries (window_ends_at);

-- How many tries are allowed: data, so that an institution can change them.
create table try_limits (
  kind text primary key,
  most integer not null,
  window_seconds integer not null
) without rowid;
insert into try_limits (kind, most, window_seconds) values
  ('bind_document', 5, 3600),
  ('bind_openid', 10, 3600),
  ('bind_address', 300, 3600),
  ('sign_in_address', 100, 3600);

-- Answers of unsafe requests by idempotency key: repeating the request repeats the answer, not the effect.
create table replies (
  key text primary key,
  -- Hash of endpoint, caller and body: another request under the same key is refused.
  fingerprint text not null,
  -- Sealed (context replies.answer).
  answer text not null,
  expires_at integer not null
) without rowid;
create index replies_by_expiry on replies (expires_at);
