-- Rows of the file that were not taken as trainees: JSON of SkippedRows (shared/src/roster/row.rs).
alter table imports add column skipped text not null default '[]';
-- How often the next piece of work has failed in a row, and when it is tried again.
alter table imports add column failures integer not null default 0;
alter table imports add column work_at integer not null default 0;
-- Counts every change of a course or its names: previews were compared with them.
create table catalogue (id integer primary key check (id = 1), changes integer not null default 0);
insert into catalogue (id) values (1);
create trigger course_made after insert on courses begin update catalogue set changes = changes + 1; end;
create trigger course_changed after update of version on courses begin update catalogue set changes = changes + 1; end;
create trigger course_removed after delete on courses begin update catalogue set changes = changes + 1; end;
-- The courses as they were when the rows were compared.
alter table imports add column catalogue integer not null default -1;
-- Counts every preview: a confirmation names the one that it has seen.
alter table imports add column preview integer not null default 0;
-- The state to return to when all rows have been compared: a correction may ask for it again after the import.
alter table imports add column after_planning text not null default 'ready';
-- JSON of how the rows were read besides the mapping: sheet, header row, values given for all rows. The same file read in
-- another way is another import.
alter table imports add column reading text not null default '';
-- An employer that a change has replaced must stay while that change can be taken back.
create index import_effects_by_former_employer on import_effects (before ->> 'employer_id') where before is not null;
-- Opens only with the key that sealed it (context institution.key_check): see edge/src/institution/key_check.rs.
alter table institution add column key_check text not null default '';
-- Made twice by the first migration.
drop index trainees_by_merge;
