-- What a stage means and what to do there, where a way has other words for it than stages have: a way without an exam ends
-- with a training proof. Null: the stage's own.
alter table rule_stages add column meaning_zh text;
alter table rule_stages add column meaning_en text;
alter table rule_stages add column todo_zh text;
alter table rule_stages add column todo_en text;
update rule_stages set
  meaning_zh = '培训正在进行，结束后由机构出具培训证明。',
  meaning_en = 'Your training is under way; after it the institution issues your training proof.'
where stage = 130 and rule_set_id in (select id from rule_sets where pipeline in ('principals.retraining', 'training_proof'));
update rule_stages set
  meaning_zh = '培训证明可以领取了。',
  meaning_en = 'Your training proof can be collected.',
  todo_zh = '请带身份证到机构领取培训证明。',
  todo_en = 'Bring your identity card and collect your training proof.'
where stage = 220 and rule_set_id in (select id from rule_sets where pipeline in ('principals.retraining', 'training_proof'));
update rule_stages set
  meaning_zh = '培训证明已领取，全部办完。',
  meaning_en = 'You have your training proof: all done.'
where stage = 230 and rule_set_id in (select id from rule_sets where pipeline in ('principals.retraining', 'training_proof'));

-- The trainee who has not paid reads it too.
update stages set meaning_zh = '资料已通过。', meaning_en = 'Your papers are accepted.',
  todo_zh = '费用缴清后，请等待开班通知。', todo_en = 'Once the fee is paid, wait for the notice of when the class begins.'
where position = 120;
