import { no, type Verdict, yes } from '../../lib/refusal.ts'

/** Who may come as far as the object (08-trust.md 4.2); the rest is asked below, object by object. */
export const ACTIONS = { 'framework.read': 'public' } as const

/** A framework that may not be passed on is known by its codes alone. */
export function mayShowText(framework: { readonly redistributable: boolean }): Verdict<'license'> {
  return framework.redistributable ? yes : no('license')
}
