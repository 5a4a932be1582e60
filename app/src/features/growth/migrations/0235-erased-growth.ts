/** What a person earned and began goes from their plan with the account. */
export const erasedGrowth = {
  name: '0235-erased-growth',
  sql: `grant delete on growth_earned, growth_activity to cairn_app;`,
}
