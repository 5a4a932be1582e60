import { randomBytes } from 'node:crypto'
import { uuidV7 } from '../lib/ids.ts'
import type { Actor, Ctx, Db, Ports, Role, Visitor } from './ctx.ts'
import { mintPerson, mintTenant } from './ctx.ts'
import type { Database } from './db.ts'
import type { Logger } from './logger.ts'

/** The running installation: what the composition root made and everything else is given. */
export interface Installation<T> {
  readonly db: Database<T>
  readonly ports: Ports
  readonly logger: Logger
}

export interface Who {
  readonly tenantId: string | null
  readonly personId: string | null
  readonly actor: Actor
  readonly locale: 'en' | 'es'
  readonly timeZone: string
  readonly requestId: string
  readonly sessionId: string | null
  readonly visitor?: Visitor
}

/** A context for one request or job. With `within`, every `transact` joins that transaction instead of opening one. */
export function contextFor<T>(home: Installation<T>, who: Who, within?: Db<T>): Ctx<T> {
  const { tenantId, personId } = who
  const anonymous = tenantId === null && personId === null && who.actor.kind === 'anonymous'
  const own: Omit<Ctx<T>, keyof Ports> = {
    siteName: home.ports.naming.current(),
    // An empty scope matches no row: what a person route without a tenant must not see.
    scope: mintTenant(tenantId ?? ''),
    person: mintPerson(personId ?? ''),
    actor: who.actor,
    locale: who.locale,
    timeZone: who.timeZone,
    requestId: who.requestId,
    sessionId: who.sessionId,
    visitor: who.visitor ?? { browser: null, ceremony: null, known: null, device: '', network: '' },
    transact: (work) => {
      if (within) return work(within)
      return anonymous ? home.db.asPublic(work) : home.db.enter({ tenantId, personId }, work)
    },
    inTenant: (other) =>
      contextFor(home, other === tenantId ? who : { ...who, tenantId: other, actor: strangerIn(who.actor) }),
    asSystem: (entry) =>
      contextFor(home, {
        ...who,
        tenantId: entry.tenantId ?? null,
        personId: entry.personId ?? null,
        actor: system(entry.job),
      }),
  }
  // Not a spread: fields after a spread cost fifty times as much, at every request.
  return Object.assign(own, home.ports)
}

/** Roles, school and membership are of one organization; in another the same person has none of them. */
function strangerIn(actor: Actor): Actor {
  const roles = new Set<Role>(actor.roles.has('platformAdmin') ? ['platformAdmin'] : [])
  return { ...actor, roles, unitId: null, membershipId: null }
}

export function system(job: string): Actor {
  return { ...nobody, id: `system:${job}`, kind: 'system' }
}

export const nobody: Actor = {
  id: 'anonymous',
  kind: 'anonymous',
  roles: new Set<Role>(),
  unitId: null,
  membershipId: null,
  stepUpAt: null,
  demo: false,
}

export function realIds(now: () => Date): Pick<Ports, 'now' | 'newId' | 'random'> {
  return {
    now,
    newId: () => uuidV7(now().getTime(), randomBytes(10)),
    random: (length) => new Uint8Array(randomBytes(length)),
  }
}
