import * as z from 'zod'
import type { Reaction } from '../../platform/worker.ts'
import type { AccountWorld } from './actions/session.ts'
import { findSetUp } from './reads/setup.ts'
import { findSite } from './reads/site.ts'
import { updatePerson } from './writes.ts'

const Step = z.object({ step: z.string() })

/** Whoever sets the site up lives in its time zone: they were there before anybody could say which it is. */
const moveFounder: Reaction<AccountWorld> = async (ctx, tx, entry) => {
  if (Step.parse(entry.body).step !== 'site') return
  const [site, claim] = [await findSite(tx), await findSetUp(tx)]
  if (!site || !claim) return
  const own = ctx.asSystem({ personId: claim.personId, job: 'set-up' })
  await own.transact((mine) => updatePerson(mine, own.person, { timeZone: site.timeZone }))
}

export const reactions = { 'organization.setUpStep': moveFounder }
