/** Settings an issuer may change, with default and range (04-assessment.md 14.4, 08-trust.md 10.6). */
export const SETTINGS = {
  'review.submitUndoMinutes': { standard: 10, low: 0, high: 60 },
  'review.draftDays': { standard: 180, low: 30, high: 730 },
  'review.windowDays': { standard: 5, low: 1, high: 14 },
  'review.capDays': { standard: 14, low: 5, high: 30 },
  'review.leaseIdleHours': { standard: 24, low: 4, high: 72 },
  'review.loadOpen': { standard: 3, low: 1, high: 10 },
  'review.loadDay': { standard: 12, low: 1, high: 40 },
  'review.loadWeek': { standard: 40, low: 1, high: 150 },
  'review.feedbackMinWords': { standard: 40, low: 20, high: 80 },
  'review.sameReaderRetry': { standard: false },
  'review.compensatoryGap': { standard: 12.5, low: 5, high: 25 },
  'review.disputed': { standard: 'reread', among: ['reread', 'bank'] },
  'review.coachGate': { standard: 'offered', among: ['offered', 'required', 'off'] },
  'keys.days': { standard: 365, low: 90, high: 1095 },
  'catalog.prerequisites': { standard: 'required', among: ['required', 'offered'] },
} as const

type Definitions = typeof SETTINGS
export type SettingKey = keyof Definitions
type Widened<T> = T extends number ? number : T extends boolean ? boolean : T
export type SettingValue<Key extends SettingKey> = Definitions[Key] extends { among: readonly (infer Choice)[] }
  ? Choice
  : Widened<Definitions[Key]['standard']>

export function settingOrDefault<Key extends SettingKey>(key: Key, value: unknown): SettingValue<Key> {
  return (isWithin(key, value) ? value : SETTINGS[key].standard) as SettingValue<Key>
}

/** Whether a value may stand: the type of the default, inside its range. */
export function isWithin(key: SettingKey, value: unknown): boolean {
  const definition: { standard: unknown; low?: number; high?: number; among?: readonly string[] } = SETTINGS[key]
  if (definition.among) return typeof value === 'string' && definition.among.includes(value)
  if (typeof value !== typeof definition.standard) return false
  return typeof value !== 'number' || (value >= (definition.low ?? value) && value <= (definition.high ?? value))
}

/** What a form typed, as the kind of value the setting has; what does not fit stays text and is refused by `isWithin`. */
export function readTyped(key: SettingKey, typed: unknown): unknown {
  const { standard } = SETTINGS[key]
  if (typeof standard === 'number') return typed === '' ? typed : Number(typed)
  if (typeof standard === 'boolean') return typed === 'on' || typed === true
  return typed
}
