/** A card says what its author suggests for recognition, where that is not the effort: what counts somewhere is judged by it. */
export const suggestedHours = {
  name: '0501-suggested-hours',
  sql: `
update achievement_search s set card = s.card || jsonb_build_object('suggestedHours', v.content -> 'recognitionDefaults' -> 0 ->> 'amount')
  from achievement a join achievement_version v on v.id = a.current_version_id
  where a.id = s.achievement_id
    and (v.content -> 'recognitionDefaults' -> 0 ->> 'amount')::numeric <> (v.content -> 'effort' ->> 'hours')::numeric;
`,
}
