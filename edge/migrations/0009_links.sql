-- Links for another browser, of every kind: WeChat downloads nothing. Each opens once, within ten minutes; the newest of a
-- thing is the one that counts. Those for proofs alone end with their table.
drop table proof_links;
create table one_time_links (
  token_hash text primary key,
  -- What it leads to, and its id: the file of a proof, the calendar entry of a certificate.
  -- proof, certificate
  what text not null,
  subject_id integer not null,
  expires_at integer not null,
  unique (what, subject_id)
) without rowid;
create index one_time_links_by_expiry on one_time_links (expires_at);

-- Of the picture that a photo was cut from: so many days after the photo is accepted it goes, as its trainee was told when it
-- was sent. Null: as item_rules says.
alter table files add column accepted_days integer;
