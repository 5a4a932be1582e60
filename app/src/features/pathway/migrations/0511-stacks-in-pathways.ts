/** A pathway may hold stacks: what the shelf shows of it, and what an organization may put together. */
export const stacksInPathways = {
  name: '0511-stacks-in-pathways',
  sql: `
-- What is earned for a stack is earned for the pathways that hold it.
create or replace view shelf_stack as
  select s.code, s.place, v.words, array(
    select (m ->> 'achievementId')::uuid from jsonb_array_elements(v.rule -> 'members') m where m ? 'achievementId'
    union
    select (e ->> 'achievementId')::uuid from jsonb_array_elements(v.rule -> 'members') m
      join stack i on i.code = m ->> 'stack' and i.visibility = 'public' join stack_version w on w.code = i.code and w.version = i.version,
      jsonb_array_elements(w.rule -> 'members') e
    where e ? 'achievementId') as members
  from stack s join stack_version v using (code, version)
  where s.place is not null and s.visibility = 'public';
`,
}
