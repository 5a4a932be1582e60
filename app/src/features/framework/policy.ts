import { no, type Verdict, yes } from '../../lib/refusal.ts'
import type { Actor, Role } from '../../platform/ctx.ts'

const AUTHORS: readonly Role[] = ['author', 'organizationAdmin']

/** Who may come as far as the object (08-trust.md 4.2); the rest is asked below, object by object. */
export const ACTIONS = {
  'framework.read': 'public',
  'framework.import': AUTHORS,
  'framework.open': ['organizationAdmin'] as readonly Role[],
} as const

/** A framework that may not be passed on is known by its codes alone. */
export function mayShowText(framework: { readonly redistributable: boolean }): Verdict<'license'> {
  return framework.redistributable ? yes : no('license')
}

export function mayTakeIn(actor: Actor): Verdict<'role-needed'> {
  return actor.kind === 'console' || AUTHORS.some((role) => actor.roles.has(role)) ? yes : no('role-needed')
}

/** What was closed is not opened by taking it in once more: that needs a second administrator's word. */
export function mayReplace(
  held: { readonly redistributable: boolean } | undefined,
  rights: { readonly redistributable: boolean },
): Verdict<'framework-stays-closed'> {
  return held && !held.redistributable && rights.redistributable ? no('framework-stays-closed') : yes
}

/** One administrator asks for it, another says yes. */
export function mayOpen(
  actor: Actor,
  held: { readonly redistributable: boolean; readonly openingAskedBy: string | null },
): Verdict<'role-needed' | 'framework-open' | 'framework-second-person'> {
  if (!actor.roles.has('organizationAdmin')) return no('role-needed')
  if (held.redistributable) return no('framework-open')
  return held.openingAskedBy === actor.id ? no('framework-second-person') : yes
}
