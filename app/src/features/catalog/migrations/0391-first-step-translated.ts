/** The first step stands on every card, so it is translated with what stands beside it. */
export const firstStepTranslated = {
  name: '0391-first-step-translated',
  sql: 'alter table achievement_translation add column first_step text',
}
