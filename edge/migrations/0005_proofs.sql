-- The institution's own training proofs (培训证明).

-- What all proofs have in common: one row.
create table proof_settings (
  id integer primary key check (id = 1),
  signatory text not null default '',
  -- Numbers are <prefix>-<year>-<five digits>.
  prefix text not null default 'PX',
  -- The seal's name in FILES, sealed under it; empty: none.
  seal_file text not null default '',
  -- The last number that was given out, and its year. One whose proof was refused or never finished is left out.
  year integer not null default 0,
  last_number integer not null default 0,
  version integer not null default 1
);
insert into proof_settings (id) values (1);

-- Nothing of a proof changes once it is issued, but its state.
create table proofs (
  id integer primary key,
  enrolment_id integer not null references enrolments (id),
  number text not null unique,
  -- shared/src/proofs/mod.rs
  state text not null check (state in ('issued', 'superseded', 'revoked')),
  -- JSON of ProofFields: what is printed.
  fields text not null,
  -- SHA-256 of what the QR code's signature is over: who has the code may ask for the state.
  code text not null unique,
  -- Its files in FILES, sealed under their names: this with .pdf and .svg behind.
  file text not null,
  -- Of the PDF.
  sha256 text not null,
  bytes integer not null,
  -- Why it replaces another; empty for a first one.
  cause text not null default '',
  issued_at integer not null,
  issued_by integer not null references staff (id),
  -- When, by whom and, for one that was taken back, why it ended.
  ended_at integer,
  ended_by integer references staff (id),
  reason text not null default '',
  -- The one that stands in its place.
  replaced_by integer references proofs (id),
  version integer not null default 1
);
create index proofs_by_enrolment on proofs (enrolment_id, id);
-- One in force, at most.
create unique index proofs_in_force on proofs (enrolment_id) where state = 'issued';
create index proofs_by_replacement on proofs (replaced_by) where replaced_by is not null;

-- Links for another browser: each opens once, within ten minutes.
create table proof_links (
  token_hash text primary key,
  proof_id integer not null references proofs (id),
  expires_at integer not null
) without rowid;
create index proof_links_by_proof on proof_links (proof_id);
create index proof_links_by_expiry on proof_links (expires_at);
