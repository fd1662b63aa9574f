-- Class hours that a course asks for where its rules leave the number open or are exceeded: special operations by trade,
-- principals of high-risk trades (domain.md D3). Null: as the rules say.
alter table courses add column hours_due integer;

-- Rosters of the first release took any stage for any course: a case that stands where its way has no stage goes back to the
-- one before, and its history says so.
insert into enrolment_events (enrolment_id, at, event, stage)
select w.id, cast(strftime('%s', 'now') as integer) * 1000,
  json_object('event', 'stage_reached', 'stage', json_object('zh', s.label, 'en', s.name_en)), s.position
from (
  select e.id, coalesce((select max(r.stage) from rule_stages r where r.rule_set_id = e.rule_set_id and r.stage <= e.stage),
    (select min(r.stage) from rule_stages r where r.rule_set_id = e.rule_set_id)) as stage
  from enrolments e
  where not exists (select 1 from rule_stages r where r.rule_set_id = e.rule_set_id and r.stage = e.stage)) w
join stages s on s.position = w.stage;
update enrolments set stage = coalesce(
  (select max(r.stage) from rule_stages r where r.rule_set_id = enrolments.rule_set_id and r.stage <= enrolments.stage),
  (select min(r.stage) from rule_stages r where r.rule_set_id = enrolments.rule_set_id), stage)
where not exists (select 1 from rule_stages r where r.rule_set_id = enrolments.rule_set_id and r.stage = enrolments.stage);
