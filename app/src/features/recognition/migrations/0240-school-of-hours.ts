/** Hours stay with the school where they were earned: a year that was reported does not change when people move. */
export const schoolOfHours = {
  name: '0240-school-of-hours',
  sql: `
alter table recognition add column unit_id uuid;
alter table recognition add foreign key (tenant_id, unit_id) references unit;
update recognition r set unit_id = m.unit_id from membership m
  where m.tenant_id = r.tenant_id and m.person_id = r.educator_id and m.ended_at is null;
create index recognition_unit on recognition (tenant_id, unit_id);
select sec.write_once('recognition', array['unit_id']);
`,
}
