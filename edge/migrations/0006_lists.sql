-- Lists of the authority go through the import of rosters (shared/src/imports/mod.rs).
-- roster, exam_schedule, exam_results, certificates
alter table imports add column kind text not null default 'roster';
-- The same header may stand over several kinds of files: a mapping is remembered for both.
create table import_mappings_of_kinds (
  header_fingerprint text not null,
  kind text not null,
  mapping text not null,
  used_at integer not null,
  primary key (header_fingerprint, kind)
) without rowid;
insert into import_mappings_of_kinds (header_fingerprint, kind, mapping, used_at)
select header_fingerprint, 'roster', mapping, used_at from import_mappings;
drop table import_mappings;
alter table import_mappings_of_kinds rename to import_mappings;
-- The trainee did not come (缺考). That is no attempt: no result is recorded.
alter table exam_dates add column missed integer not null default 0;
-- Lists name operations, two hundred in a piece.
create index operations_by_name on operations (name);
