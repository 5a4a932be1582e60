import type { Actions } from '../../platform/route.ts'

/** Who may come as far as the object (08-trust.md 4.2); the rest is asked below, object by object. */
export const ACTIONS = {} as const satisfies Actions
