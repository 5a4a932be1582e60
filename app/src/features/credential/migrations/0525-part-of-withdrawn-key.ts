/** A part that nobody believes any more is not shown as in force by the whole. */
export const partOfWithdrawnKey = {
  name: '0525-part-of-withdrawn-key',
  sql: `
create or replace view public_part as
  select whole.public_id as whole_id, c.public_id, c.revoked_at, c.visibility, p.place, k.state = 'compromised' as key_withdrawn
  from credential whole
  join basis_part p on p.tenant_id = whole.tenant_id and p.stack_basis_id = whole.stack_basis_id
  join credential c on c.tenant_id = p.tenant_id and c.id = p.credential_id
  join issuer_key k on k.tenant_id = c.tenant_id and k.id = c.key_id
  where whole.state = 'published' and whole.erased_at is null;
`,
}
