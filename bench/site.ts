import { anAchievement } from '../app/src/testing/factories/achievement.ts'
import { anEarnedDecision } from '../app/src/testing/factories/decision.ts'
import { anOffering } from '../app/src/testing/factories/offering.ts'
import { aDistrict, aPerson } from '../app/src/testing/factories/people.ts'
import { openHand, targetsOf } from '../app/test/faults/hand.ts'
import { forget, freePorts, newFolder, startSite, until } from '../app/test/faults/site.ts'

export interface Measured {
  readonly url: string
  /** One micro-credential of the starter catalogue and one public credential. */
  readonly slug: string
  readonly publicId: string
  readonly database: {
    readonly host: string
    readonly port: number
    readonly user: string
    readonly password: string
    readonly database: string
  }
  close(): Promise<void>
}

/** The built server as an operator runs it, on a data folder of its own, with the starter catalogue and one public credential. */
export async function measuredSite(): Promise<Measured> {
  const folder = newFolder()
  const site = await startSite({ folder, port: await freePorts(), env: { CAIRN_RATE_SCALE: '100000' } })
  const targets = await targetsOf(folder, site.url)
  const hand = openHand(targets)
  const close = async () => {
    await hand.close()
    await site.stop()
    await forget(folder)
  }
  try {
    const district = await aDistrict(hand)
    const version = await anAchievement(hand)
    await anOffering(hand, district.tenantId, [version.achievementId])
    const readers = [await aPerson(hand), await aPerson(hand)] as const
    const learner = await aPerson(hand)
    await anEarnedDecision(hand, { district, version, readers, learner })
    const published = async () =>
      (await hand.owner.query(`select public_id from credential where state = 'published'`)).rows
    await until('the credential is published', async () => (await published()).length === 1)
    const [{ public_id: publicId }] = await published()
    await hand.owner.query(`update credential set visibility = 'public'`)
    const { rows } = await hand.owner.query(
      `select slug from achievement where visibility = 'public' order by code limit 1`,
    )
    return { url: site.url, slug: rows[0].slug, publicId, database: targets.owner as never, close }
  } catch (error) {
    await close()
    throw error
  }
}
