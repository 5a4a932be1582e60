/** Authors who were asked in, and who wrote when and where. Whoever wrote is an author for good; whoever only was asked may go. */
export const coAuthor = {
  name: '0400-co-author',
  sql: `
alter table draft_author
  -- Who asked them in; null for whoever began it.
  add column invited_by uuid references person,
  -- When they last wrote in it, and in which part when it was one; null while they have written nothing.
  add column wrote_at timestamptz,
  add column wrote_in text check (char_length(wrote_in) <= 40);
update draft_author set wrote_at = since;
grant update (wrote_at, wrote_in), delete on draft_author to cairn_app;

create function sec.keep_writer() returns trigger language plpgsql as $$
begin
  if old.wrote_at is not null and (tg_op = 'DELETE' or new.wrote_at is null) then
    raise exception 'whoever wrote in a draft is its author for good' using errcode = '42501';
  end if;
  return coalesce(new, old);
end $$;
create trigger keep_writer before update or delete on draft_author for each row execute function sec.keep_writer();
`,
}
