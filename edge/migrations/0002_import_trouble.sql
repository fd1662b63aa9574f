-- Rows of the file that were not taken as trainees: JSON of SkippedRows (shared/src/roster/row.rs).
alter table imports add column skipped text not null default '[]';
-- How often the next piece of work has failed in a row, and when it is tried again.
alter table imports add column failures integer not null default 0;
alter table imports add column work_at integer not null default 0;
