-- The console lists cases that have ended, by way and outcome, of all classes or of one: newest first.
create index enrolments_ended on enrolments (rule_set_id, outcome, id) where outcome is not null;
create index enrolments_ended_of_class on enrolments (class_id, rule_set_id, outcome, id) where outcome is not null;
