import type { AchievementVersion } from '../../features/catalog/reads.ts'
import { BASE_URL, type World } from '../world.ts'
import { anEarnedDecision } from './decision.ts'
import { aPerson, type District, join, type Someone } from './people.ts'

export interface HeldCredential {
  readonly learner: Someone
  readonly credentialId: string
  readonly publicId: string
  readonly submissionId: string
  readonly bytes: Buffer
}
export interface Holding {
  readonly district: District
  readonly version: AchievementVersion
  readonly readers: readonly [Someone, Someone]
  readonly learner?: Someone
  readonly name?: string
  readonly showName?: boolean
  readonly provisional?: boolean
  readonly visibility?: 'private' | 'link' | 'public'
}

/** A published credential in its holder's hands, issued as every other one; opened as far as the holder chose. */
export async function aHeldCredential(world: World, given: Holding): Promise<HeldCredential> {
  const { district, version, readers, showName = true, provisional = true, visibility = 'private' } = given
  const learner = given.learner ?? (await aPerson(world, given.name === undefined ? {} : { name: given.name }))
  if (!given.learner) await join(world, district, { person: learner })
  const earned = await anEarnedDecision(world, { district, learner, readers, version, showName, provisional })
  await world.settle()
  // The log knows only the decision of this submission, so its own room cannot close it.
  await world.owner.query('update submission set closed_at = coalesce(closed_at, $2) where id = $1', [
    earned.submissionId,
    world.clock.now(),
  ])
  const { rows } = await world.owner.query(
    'update credential set visibility = $2 where submission_id = $1 returning id, public_id, signed_bytes',
    [earned.submissionId, visibility],
  )
  const [{ id, public_id, signed_bytes }] = rows
  return { learner, credentialId: id, publicId: public_id, submissionId: earned.submissionId, bytes: signed_bytes }
}

export interface Visit {
  get(path: string, headers?: Record<string, string>): Promise<Response>
  /** Fills in and sends the form of a page, as a browser without script does. */
  post(path: string, fields: Record<string, string | File>, page?: string): Promise<Response>
}

/** Somebody in front of the site, signed in or not. */
export function visitOf(world: World, headers: Record<string, string> = {}): Visit {
  const get: Visit['get'] = async (path, more = {}) =>
    world.app.request(`${BASE_URL}${path}`, { headers: { accept: 'text/html', ...headers, ...more } })
  return {
    get,
    post: async (path, fields, page = path) => {
      const token = /name="_csrf" value="([^"]+)"/.exec(await (await get(page)).text())?.[1] ?? ''
      const form = new FormData()
      form.set('_csrf', token)
      for (const [name, value] of Object.entries(fields)) form.set(name, value)
      return world.app.request(`${BASE_URL}${path}`, {
        method: 'POST',
        body: form,
        headers: { accept: 'text/html', origin: BASE_URL, ...headers },
      })
    },
  }
}
