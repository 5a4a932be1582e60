import * as z from 'zod'
import type { LogTables } from '../../platform/log.ts'
import type { Reaction } from '../../platform/worker.ts'
import { chooseOffers, offerEveryEntry } from './actions.ts'
import { listEveryEntry } from './reads.ts'
import type { CatalogTables } from './tables.ts'
import { countAward, countDecision } from './writes/pilot.ts'

const Promised = z.object({ offer: z.enum(['all', 'some', 'none']), codes: z.array(z.string()) })

/** What the set-up promised in the organization's name is what it awards; what was promised last stands. */
const offerPromised: Reaction<CatalogTables & LogTables> = async (ctx, tx, entry) => {
  const { offer, codes } = Promised.parse(entry.body)
  if (offer === 'all') await offerEveryEntry(ctx)
  else await chooseOffers(ctx, codes.length > 0 ? await listEveryEntry(tx, ctx.scope, codes) : [])
}

const OfCredential = z.object({ credentialId: z.uuid() })
const awardChanged: Reaction<CatalogTables> = (_ctx, tx, { body }) =>
  countAward(tx, OfCredential.parse(body).credentialId)

const OfDecision = z.object({ decisionId: z.uuid() })
const decided: Reaction<CatalogTables> = (_ctx, tx, { body }) => countDecision(tx, OfDecision.parse(body).decisionId)

export const reactions = {
  'organization.cataloguePromised': offerPromised,
  'review.decided': decided,
  'credential.awarded': awardChanged,
  'credential.revoked': awardChanged,
}
