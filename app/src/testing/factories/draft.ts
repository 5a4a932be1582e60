import { writeDraft } from '../../features/catalog/actions/drafts.ts'
import { answerToPublication, proposePublication, retire } from '../../features/catalog/actions/publish-draft.ts'
import {
  answerDraft,
  approveDraft,
  assignReviewer,
  requestReview,
} from '../../features/catalog/actions/review-draft.ts'
import type { AchievementFile } from '../../features/catalog/model.ts'
import { findOpenPublication } from '../../features/catalog/reads/draft-reviews.ts'
import { type Draft, getDraft } from '../../features/catalog/reads/drafts.ts'
import { ASKED, type QualityId } from '../../features/catalog/rules/quality-components.ts'
import type { AnswerDraft } from '../../features/catalog/rules/review-form.ts'
import { upsertWorks, writeState } from '../../features/catalog/writes.ts'
import type { World } from '../world.ts'
import { aSoundFile, LISTS, ownerOf } from './achievement.ts'
import { aPerson, type District, join, type Someone } from './people.ts'

type Acting = ReturnType<World['as']>
type Role = 'author' | 'assessor' | 'qaLead'

/** Somebody who has just used their passkey. */
export async function acting(
  world: World,
  district: District,
  roles: readonly Role[],
): Promise<{ person: Someone; ctx: () => Acting }> {
  const person = await aPerson(world)
  await join(world, district, { person, roles })
  const ctx = () =>
    world.as({ personId: person.id, tenantId: district.tenantId, roles: [...roles], stepUpAt: world.clock.now() })
  return { person, ctx }
}

/** An author, two who read, two who answer for quality. */
export async function aStaff(world: World, district: District) {
  return {
    author: await acting(world, district, ['author']),
    readers: [await acting(world, district, ['assessor']), await acting(world, district, ['author'])] as const,
    leads: [await acting(world, district, ['qaLead']), await acting(world, district, ['qaLead'])] as const,
  }
}
export type Staff = Awaited<ReturnType<typeof aStaff>>

/** The works that a sound file names, checked; and a shelf to stand on. */
export async function theWorksOfDrafts(world: World): Promise<void> {
  const work = { authors: 'A', year: '2004', title: 'T', venue: 'V', address: null, verified: true }
  const works = ['weinstein2004', 'simonsen2008'].map((key) => ({ ...work, key }))
  await upsertWorks(ownerOf(world), works)
  const { newId, now } = world.home.ports
  await writeState(ownerOf(world), { filesHash: 'drafts', stamp: newId(), synonyms: [], lists: LISTS, now: now() })
}

export function aDraftOf(author: Acting, given: Partial<AchievementFile>): Promise<string> {
  const content = aSoundFile(given)
  return author.transact((tx) => writeDraft(author, tx, { content, achievementId: null, baseVersionId: null }))
}

export async function draftNow(ctx: Acting, id: string): Promise<Draft> {
  return ctx.transact((tx) => getDraft(tx, ctx.scope, id))
}

/** Every component answered met, but for those named. */
export function answering(
  draft: Pick<Draft, 'revision'>,
  deed: AnswerDraft['deed'],
  notMet: Partial<Record<QualityId, string>> = {},
): AnswerDraft {
  const answers = Object.fromEntries(ASKED.map((id) => [id, id in notMet ? 'not_met' : 'met']))
  return { revision: draft.revision, deed, answers, comments: notMet } as AnswerDraft
}

/** Asked for, assigned, signed off twice. */
export async function aSignedOff(staff: Staff, draftId: string, notMet: Partial<Record<QualityId, string>> = {}) {
  const author = staff.author.ctx()
  await requestReview(author, draftId, answering(await draftNow(author, draftId), 'requestReview'))
  for (const { person, ctx } of staff.readers) {
    await assignReviewer(staff.leads[0].ctx(), draftId, { personId: person.id, deed: 'assign' })
    await answerDraft(ctx(), draftId, answering(await draftNow(ctx(), draftId), 'signOff', notMet))
  }
}

/** From a draft to the shelf, by all the hands it takes. */
export async function aPublication(
  staff: Staff,
  draftId: string,
  given: { version?: string; changes?: string; reasons?: Partial<Record<QualityId, string>> } = {},
): Promise<Draft> {
  const [first, second] = staff.leads
  const reasons = given.reasons ?? {}
  await aSignedOff(
    staff,
    draftId,
    Object.fromEntries(
      Object.keys(reasons)
        .filter((id) => ASKED.includes(id as never))
        .map((id) => [id, 'Not yet so.']),
    ),
  )
  const { revision } = await draftNow(first.ctx(), draftId)
  await approveDraft(first.ctx(), draftId, { revision, reasons })
  await proposePublication(first.ctx(), draftId, { version: given.version ?? '1.0.0', changes: given.changes ?? '' })
  const open = await first.ctx().transact((tx) => findOpenPublication(tx, first.ctx().scope, draftId))
  await answerToPublication(second.ctx(), draftId, { id: open?.id ?? '', answer: 'accept' })
  return draftNow(first.ctx(), draftId)
}

/** Taken off the shelf by its own organization, and whoever hears of it has heard. */
export async function aRetirement(world: World, lead: Acting, versionId: string): Promise<void> {
  await retire(lead, { versionId, reason: 'Doors were taken out of the schools.' })
  await world.settle()
}
