/** An answer stands under the comment it answers, of the same draft; what was done may be opened again. */
export const commentAnswers = {
  name: '0404-comment-answers',
  sql: `
alter table draft_comment add constraint draft_comment_in_draft unique (tenant_id, draft_id, id);
alter table draft_comment add column answers uuid;
alter table draft_comment add constraint draft_comment_answers foreign key (tenant_id, draft_id, answers) references draft_comment (tenant_id, draft_id, id);
`,
}
