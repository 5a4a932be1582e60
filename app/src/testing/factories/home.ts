import type { AchievementVersion } from '../../features/catalog/reads.ts'
import type { TenantRole } from '../../features/organization/tables.ts'
import { saveSheet } from '../../features/review/actions/save.ts'
import { submitReading } from '../../features/review/actions/submit.ts'
import { findReview } from '../../features/review/reads/reviews.ts'
import type { World } from '../world.ts'
import { anOffering } from './offering.ts'
import { aDistrict, aPerson, type District, join, type Someone } from './people.ts'
import { aReader, type Reader } from './reader.ts'
import { type Admitted, anAdmitted, aScore, pastUndo, take } from './review.ts'

export interface Home {
  readonly district: District
  readonly learner: Someone
  readonly readers: readonly [Reader, Reader]
  readonly work: Admitted
  readonly publicId: string
  readonly credentialId: string
  readonly ids: Readonly<Record<string, string>>
  /** Holds the roles that were asked for. */
  readonly admin: Someone
}
export const cnry = (name: string, what: string) => `cnry-${name}-${what}`

/** A district with one educator whose work was read by two people and earned; every text of it carries a canary. */
export async function aHome(
  world: World,
  { name, version, roles }: { name: string; version: AchievementVersion; roles: readonly TenantRole[] },
): Promise<Home> {
  const school = `School ${cnry(name, 'school')}`
  const district = await aDistrict(world, {
    slug: name,
    name: `District ${cnry(name, 'district')}`,
    schools: [school, 'Other'],
  })
  await anOffering(world, district.tenantId)
  const learner = await aPerson(world, {
    name: `Learner ${cnry(name, 'learner')}`,
    email: `${cnry(name, 'mail')}@school.example`,
  })
  await join(world, district, { person: learner, school })
  const readers: [Reader, Reader] = [
    await aReader(world, district, { name: `Reader ${cnry(name, 'reader-one')}`, school: 'Other' }),
    await aReader(world, district, { name: `Reader ${cnry(name, 'reader-two')}`, school: 'Other' }),
  ]
  const work = await anAdmitted(world, {
    ...{ district, learner, version, school },
    text: `What I did ${cnry(name, 'evidence')}`,
    answer: `Why I did it ${cnry(name, 'answer')}`,
  })
  await world.settle()
  for (const [place, reader] of readers.entries()) {
    world.clock.advance((13 + 34 * place) * 60_000)
    await reading(world, { name, reader, work })
  }
  await pastUndo(world)
  const admin = await aPerson(world)
  await join(world, district, { person: admin, roles })
  await world.settle()
  const one = async (words: string) => (await world.owner.query(words, [work.submissionId])).rows[0]
  const credential = await one('select id, public_id from credential where submission_id = $1')
  const review = await one('select id from review where submission_id = $1 limit 1')
  const evidence = await one('select id from evidence where submission_id = $1 limit 1')
  return {
    ...{ district, learner, readers, work, publicId: credential.public_id, credentialId: credential.id },
    ids: {
      ...{ submission: work.submissionId, attempt: work.attemptId, review: review.id, evidence: evidence.id },
      ...{ credential: credential.public_id, decision: '1', organization: name, requirement: 'R1', prompt: 'O1' },
    },
    admin,
  }
}

async function reading(
  world: World,
  { name, reader, work }: { name: string; reader: Reader; work: Admitted },
): Promise<void> {
  const reviewId = (await take(world, reader)) ?? ''
  const review = await reader.ctx.transact((tx) => findReview(tx, reader.ctx.scope, reviewId))
  const scores = (review?.criteria ?? []).map((id) => ({
    ...aScore(id, 'demonstrated', work.evidenceIds[0] ?? ''),
    comment: `Each day has its minutes and its count. ${cnry(name, 'comment')}`,
  }))
  const overall = `A clear record. ${cnry(name, 'overall')}`
  const saved = await saveSheet(reader.ctx, { reviewId, version: review?.version ?? 0, scores, overall })
  await submitReading(reader.ctx, { reviewId, version: saved.version, submitKey: world.home.ports.newId() })
}
