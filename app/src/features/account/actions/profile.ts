import { insist } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { append } from '../../../platform/log.ts'
import { postMail } from '../../../platform/mail.ts'
import type { Cookie } from '../../../platform/route.ts'
import type { Appearance, Profile, Welcome } from '../model.ts'
import { mayEdit } from '../policy.ts'
import { getPerson } from '../reads.ts'
import { type Look, lookText } from '../rules/look.ts'
import { updatePerson } from '../writes.ts'
import type { AccountWorld } from './session.ts'

type World = Ctx<AccountWorld>

/** Saves what the person says of themselves; the cookie follows, so that this browser speaks the chosen language. */
export async function saveProfile(ctx: World, profile: Profile): Promise<Cookie> {
  const { personId } = ctx.person
  insist(mayEdit(ctx.actor, personId))
  const { theme } = await ctx.transact(async (tx) => {
    await updatePerson(tx, ctx.person, profile)
    await append(ctx, tx, { type: 'account.profileChanged', subjectId: personId, personId, body: {} })
    return getPerson(tx, personId)
  })
  return lookCookie({ locale: profile.locale, theme })
}

/** The first answers; a message greets whoever had no name before. */
export async function welcome(ctx: World, { next: _next, ...profile }: Welcome): Promise<Cookie> {
  const { personId } = ctx.person
  const first = await ctx.transact(async (tx) => (await getPerson(tx, personId)).name === '')
  const cookie = await saveProfile(ctx, profile)
  if (first)
    await ctx.transact((tx) =>
      postMail(ctx, tx, { toPerson: personId, template: 'account.welcome', values: {}, path: '/explore' }),
    )
  return cookie
}

/** For everybody: the cookie of this browser, and the account when there is one. */
export async function setAppearance(ctx: World, { locale, theme }: Appearance, before: Look): Promise<Cookie> {
  const change = { ...(locale ? { locale } : {}), ...(theme ? { theme } : {}) }
  if (ctx.actor.kind === 'person' && Object.keys(change).length)
    await ctx.transact((tx) => updatePerson(tx, ctx.person, change))
  return lookCookie({ ...before, ...change })
}

function lookCookie(look: Look): Cookie {
  return { name: 'appearance', value: lookText(look), maxAge: 365 * 24 * 3600 }
}
