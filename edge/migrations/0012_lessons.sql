-- Recorded lessons (录播课) of a course. Times of a lesson are milliseconds from its beginning (…_ms).
create table lessons (
  id integer primary key,
  course_id integer not null references courses (id),
  -- Order within the course; not dense.
  position integer not null,
  title text not null,
  teacher text not null default '',
  summary text not null default '',
  -- draft, published, withdrawn
  state text not null default 'draft',
  -- How much must be counted for it to be finished; null: its whole length.
  required_ms integer,
  -- When it opens (all must hold): what is owed is paid; another lesson is finished; between two days.
  needs_payment integer not null default 0,
  after_id integer references lessons (id),
  opens_on text,
  closes_on text,
  -- Open to everybody who is enrolled, whatever stands above.
  preview integer not null default 0,
  -- The video in use; replaced by another, what was counted stays and the place starts anew.
  video_id integer references media (id),
  poster_id integer references media (id),
  -- WebVTT as our own code has written it; empty without captions.
  captions text not null default '',
  caption_cues integer not null default 0,
  -- Enrolments that have begun to watch it, kept with the first play of each.
  viewers integer not null default 0,
  created_at integer not null,
  version integer not null default 1
);
create index lessons_by_course on lessons (course_id, position, id);
create index lessons_by_after on lessons (after_id) where after_id is not null;

create table lesson_chapters (
  lesson_id integer not null references lessons (id),
  at_ms integer not null,
  title text not null,
  primary key (lesson_id, at_ms)
) without rowid;

-- Files of lessons in FILES, as numbered parts of fixed size: lessons/<name>/<part>. A row is written before the bytes are, so
-- that no bytes are ever without one.
create table media (
  id integer primary key,
  -- Null: its draft was deleted.
  lesson_id integer references lessons (id),
  -- video, poster, slide
  purpose text not null,
  -- Random; never used twice: what is stored under it never changes.
  name text not null unique,
  file_name text not null,
  bytes integer not null,
  part_bytes integer not null,
  duration_ms integer not null default 0,
  width integer not null default 0,
  height integer not null default 0,
  -- Of a slide, from 1.
  page integer not null default 0,
  -- uploading, stored, dropped, gone: the bytes are deleted, and the row stays because plays name it
  state text not null default 'uploading',
  staff_id integer not null references staff (id),
  created_at integer not null,
  stored_at integer,
  -- When its bytes go: an upload that was not finished, a file that was replaced. Null while it is in use.
  delete_after integer,
  delete_tries integer not null default 0
);
create index media_by_lesson on media (lesson_id, purpose, id);
create index media_by_deletion on media (delete_after, id) where delete_after is not null;

-- What has arrived. `sha256` is of the bytes as they were stored, and empty while they are on their way: the row comes first.
create table media_parts (
  media_id integer not null references media (id),
  part integer not null,
  bytes integer not null,
  sha256 text not null,
  primary key (media_id, part)
) without rowid;

-- How much lessons take, kept with every part: a sum over all parts would grow with them.
create table media_storage (
  id integer primary key check (id = 1),
  used_bytes integer not null default 0,
  -- What the institution has set aside for it.
  limit_bytes integer not null
);
insert into media_storage (id, limit_bytes) values (1, 214748364800);

-- The numbers of credited time (有效学时), dated: shared/src/lessons/watching. A play keeps those that it began under.
create table watch_rules (
  effective_from text primary key,
  beat_seconds integer not null,
  -- The most that a silence earns.
  silence_seconds integer not null,
  -- How long after its end a play may still deliver.
  late_seconds integer not null,
  -- What the first second of all may be wrong by.
  allowance_ms integer not null,
  most_fragments integer not null,
  -- How long a play lives.
  play_hours integer not null,
  -- Presence checks: after so many minutes at the earliest and at the latest, answered within so many seconds.
  check_from_minutes integer not null,
  check_to_minutes integer not null,
  check_answer_seconds integer not null,
  -- How long after a play a trainee may object, and how long staff have to answer, in days.
  object_days integer not null,
  decide_days integer not null,
  -- A question that is not answered within so many working hours is flagged.
  answer_hours integer not null
) without rowid;
insert into watch_rules values ('2020-01-01', 15, 90, 60, 2000, 200, 12, 8, 20, 60, 15, 10, 16);

-- What a course asks for, from a day on. No row: as the columns' defaults.
create table course_watching (
  course_id integer not null references courses (id),
  effective_from text not null,
  speed_percent integer not null default 100,
  -- Whether time counts while the page is in the background.
  hidden_counts integer not null default 0,
  -- Whether it is asked now and then if somebody is there.
  checks integer not null default 0,
  daily_cap_minutes integer not null default 480,
  staff_id integer not null references staff (id),
  primary key (course_id, effective_from)
) without rowid;

-- The clock that credit is measured by: one for each trainee, however many plays there are. JSON of `Pace`
-- (shared/src/lessons/watching).
create table watch_pace (
  trainee_id integer primary key references trainees (id),
  pace text not null,
  -- The one play that goes on.
  play_id integer
);

-- What is counted of a lesson for one enrolment in one round of training.
create table lesson_progress (
  enrolment_id integer not null references enrolments (id),
  round integer not null,
  lesson_id integer not null references lessons (id),
  -- JSON of `Progress` (shared/src/lessons/watching): what is counted, piece by piece.
  progress text not null,
  -- Of it, the sum.
  counted_ms integer not null default 0,
  -- Of all plays: watched and not counted. JSON of `Uncounted`.
  uncounted text not null default '{}',
  -- The video that `progress` is about.
  video_id integer not null references media (id),
  place_ms integer not null default 0,
  plays integer not null default 0,
  first_at integer not null,
  last_at integer not null,
  finished_at integer,
  primary key (enrolment_id, round, lesson_id)
) without rowid;
create index lesson_progress_by_lesson on lesson_progress (lesson_id);

-- The sum over the lessons of a round, kept with each change: what a case shows.
create table lesson_hours (
  enrolment_id integer not null references enrolments (id),
  round integer not null,
  counted_ms integer not null default 0,
  primary key (enrolment_id, round)
) without rowid;

-- One row for each play: the evidence. Kept like training records.
create table plays (
  id integer primary key,
  enrolment_id integer not null references enrolments (id),
  round integer not null,
  lesson_id integer not null references lessons (id),
  video_id integer not null references media (id),
  token_hash text not null unique,
  -- JSON of `WatchRules` as they were when it began, and of `PlayState`: where it stands.
  rules text not null,
  state text not null,
  device text not null,
  started_at integer not null,
  last_at integer not null,
  -- PlayEnd; null while it goes on.
  ended text,
  counted_ms integer not null default 0,
  uncounted text not null default '{}'
);
create index plays_by_enrolment on plays (enrolment_id, id);
create index plays_by_lesson on plays (enrolment_id, lesson_id, id);

-- Objections (异议) to what was counted.
create table objections (
  id integer primary key,
  enrolment_id integer not null references enrolments (id),
  round integer not null,
  lesson_id integer not null references lessons (id),
  at integer not null,
  text text not null,
  -- Staff answer until then.
  due_at integer not null,
  -- open, granted, refused
  state text not null default 'open',
  granted_ms integer not null default 0,
  reason text not null default '',
  staff_id integer references staff (id),
  decided_at integer,
  version integer not null default 1
);
create index objections_by_state on objections (state, due_at, id);
create index objections_by_lesson on objections (enrolment_id, lesson_id, id);

-- Questions to the teacher about a second of a lesson.
create table questions (
  id integer primary key,
  enrolment_id integer not null references enrolments (id),
  class_id integer not null references classes (id),
  lesson_id integer not null references lessons (id),
  at_ms integer not null,
  text text not null,
  asked_at integer not null,
  -- Flagged when it is not answered by then.
  due_at integer not null,
  answer text not null default '',
  answered_at integer,
  staff_id integer references staff (id),
  -- Seen by the class, without the asker's name.
  public integer not null default 0,
  version integer not null default 1
);
create index questions_open on questions (asked_at, id) where answered_at is null;
create index questions_answered on questions (answered_at, id) where answered_at is not null;
create index questions_by_enrolment on questions (enrolment_id, lesson_id, id);
create index questions_public on questions (class_id, lesson_id, id) where public = 1;

-- Pairs of characters and words of questions and answers (shared/src/lessons/bigrams.rs): SQLite's own index for parts of
-- words finds no Chinese word of two characters.
create table question_terms (
  term text not null,
  question_id integer not null references questions (id),
  primary key (term, question_id)
) without rowid;
create index question_terms_by_question on question_terms (question_id);

insert into try_limits (kind, most, window_seconds) values
  ('play_trainee', 200, 86400),
  ('question_trainee', 20, 86400),
  ('objection_trainee', 10, 86400);
