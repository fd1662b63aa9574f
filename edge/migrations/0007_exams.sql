-- Exams, from their day to their results.

-- From which day a case waits (enrolments.clock_on) follows from what is known of its exam
-- (shared/src/certificates/waiting.rs): the last day that was set for the part that comes next, unless it was missed or its
-- result is there. 2199-12-31 stands for *nothing is waited for*. Cases at an exam stage that wait from another day by now:
update enrolments set clock_on = coalesce(
  (select d.sits_on from exam_dates d
   where d.id = (select max(n.id) from exam_dates n where n.enrolment_id = enrolments.id and n.round = enrolments.round
       and n.missed = 0 and n.part = iif(enrolments.stage = 180 or (enrolments.stage = 160 and exists (
         select 1 from exam_results p where p.enrolment_id = enrolments.id and p.round = enrolments.round
           and p.part = 'theory' and p.passed = 1)), 'practical', 'theory'))
     and not exists (select 1 from exam_dates m where m.enrolment_id = d.enrolment_id and m.round = d.round
       and m.part = d.part and m.missed = 1 and m.sits_on >= d.sits_on)
     and not exists (select 1 from exam_results x where x.enrolment_id = d.enrolment_id and x.round = d.round
       and x.part = d.part and x.sat_on >= d.sits_on)),
  '2199-12-31')
where outcome is null and stage in (160, 170, 180)
  and (stage = 160
    or exists (select 1 from exam_dates d where d.enrolment_id = enrolments.id and d.round = enrolments.round)
    or exists (select 1 from exam_results x where x.enrolment_id = enrolments.id and x.round = enrolments.round));
-- While an exam is only scheduled nobody is waited for: there is no usual time.
delete from stage_spans where stage = 160;
delete from stage_estimates where stage = 160;

-- Results and certificates that staff type are moves too: they can be undone as long, and are told as late.
alter table moves rename column target to did;
-- JSON of Deed (shared/src/certificates/case.rs).
update moves set did = json_object('went', json(did));
alter table exam_results add column move_id integer references moves (id);
create index exam_results_by_move on exam_results (move_id) where move_id is not null;
alter table certificates add column move_id integer references moves (id);
create index certificates_by_move on certificates (move_id) where move_id is not null;

-- A case is at 培训证明 once its proof is issued: until then it is in training, its hours done.
update stages set meaning_zh = '培训证明已出具，机构正在办理下一步。',
  meaning_en = 'Your training proof is issued; the institution takes the next step for you.' where position = 140;
update rule_stages set
  evidence_zh = iif(exists (select 1 from rule_stages n where n.rule_set_id = rule_stages.rule_set_id and n.stage = 150), '报考申请', '领取通知'),
  evidence_en = iif(exists (select 1 from rule_stages n where n.rule_set_id = rule_stages.rule_set_id and n.stage = 150), 'Application for the exam', 'Notice that it can be collected')
where stage = 140;

-- What staff noted with a move, for staff only.
alter table enrolment_events add column note text not null default '';
