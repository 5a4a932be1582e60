/** Keys stay published for ever, so nobody changes them more often than each ninety days. */
export const keysNinetyDays = {
  name: '0524-keys-ninety-days',
  sql: `
update organization_setting set value = '90' where key = 'keys.days' and (value #>> '{}')::float8 < 90;
`,
}
