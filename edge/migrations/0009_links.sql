-- Of the picture that a photo was cut from: so many days after the photo is accepted it goes, as its trainee was told when it
-- was sent. Null: as item_rules says.
alter table files add column accepted_days integer;
