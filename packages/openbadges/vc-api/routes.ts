import type { JsonObject } from '../src/json.ts'
import { type Answer, Refused } from './answers.ts'
import { derive } from './derive.ts'
import { issue } from './issue.ts'
import type { Lists } from './lists.ts'
import { verifyPresentation } from './present.ts'
import type { Profile } from './profiles.ts'
import { setStatusOf } from './status.ts'
import { verifyCredential } from './verify.ts'

/** A profile with its lists. */
export interface Served {
  readonly profile: Profile
  readonly lists: Lists
}

type Deed = (body: JsonObject, served: Served) => Answer | Promise<Answer>

const POSTS: Readonly<Record<string, Deed>> = {
  'credentials/issue': (body, { profile, lists }) => issue(body, profile, lists),
  'credentials/verify': (body, { profile, lists }) => verifyCredential(body, profile, lists),
  'presentations/verify': verifyPresentation,
  'credentials/derive': derive,
  'credentials/status': (body, { lists }) => setStatusOf(body, lists),
}
const LIST = /^status\/([a-z]+)\/(\d{1,6})$/

/** What is asked of the server: `read` gives the body, once it is known that somebody wants it. */
export interface Asked {
  readonly method: string
  readonly path: string
  readonly read: () => Promise<JsonObject>
}

/** Answers a request for `/{profile}/{endpoint}`; `/` names the profiles and who issues in each. */
export async function answered(asked: Asked, all: ReadonlyMap<string, Served>): Promise<Answer> {
  const [, name = '', rest = ''] = /^\/([^/]*)\/?(.*)$/.exec(asked.path) ?? []
  if (asked.method === 'GET' && asked.path === '/') return { status: 200, body: { profiles: issuers(all) } }
  const served = all.get(name)
  if (!served) throw notThere()
  if (asked.method === 'GET') return listAt(rest, served)
  const deed = asked.method === 'POST' && Object.hasOwn(POSTS, rest) ? POSTS[rest] : undefined
  if (!deed) throw notThere()
  return deed(await asked.read(), served)
}

function issuers(all: ReadonlyMap<string, Served>): JsonObject {
  return Object.fromEntries([...all].map(([name, { profile }]) => [name, { issuer: profile.issuer }]))
}

async function listAt(path: string, { lists }: Served): Promise<Answer> {
  const [, purpose = '', number = ''] = LIST.exec(path) ?? []
  const list = await lists.list(purpose, number)
  if (!list) throw notThere()
  return { status: 200, body: list }
}

function notThere(): Refused {
  return new Refused(404, [{ code: 'REQUEST_NOT_FOUND', message: 'There is nothing at this address.' }])
}
