import { insist } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { LogTables } from '../../../platform/log.ts'
import { isFresh } from '../../account/policy.ts'
import { namesOf } from '../../account/reads.ts'
import type { AccountTables } from '../../account/tables.ts'
import { mayConfigure, mayReadAudit } from '../policy.ts'
import { listAudit } from '../reads/operate.ts'
import { listAllUnits, listProviders, listSettings } from '../reads/settings.ts'
import { getOrganization, type Issuer, publicKeys } from '../reads.ts'
import { runsUntil } from '../rules/keys.ts'
import type { SettingKey } from '../rules/settings.ts'
import type { OrganizationTables } from '../tables.ts'

type World = Ctx<OrganizationTables & AccountTables & LogTables>

export interface SettingsPage {
  readonly organization: Issuer
  readonly returnAddress: string
  readonly fresh: boolean
  readonly settings: Readonly<Record<SettingKey, unknown>>
  readonly units: Awaited<ReturnType<typeof listAllUnits>>
  readonly providers: Awaited<ReturnType<typeof listProviders>>
  readonly runsUntil: Date | null
}

export async function settingsPage(ctx: World): Promise<SettingsPage> {
  insist(mayConfigure(ctx.actor))
  return ctx.transact(async (tx) => {
    const organization = await getOrganization(tx, ctx.scope.tenantId)
    const [keys, settings] = [await publicKeys(tx, organization.slug), await listSettings(tx, ctx.scope)]
    return {
      organization,
      returnAddress: `${ctx.baseUrl}/sign-in/return`,
      fresh: isFresh(ctx.actor, ctx.now()),
      settings,
      units: await listAllUnits(tx, ctx.scope),
      providers: await listProviders(tx, ctx.scope),
      runsUntil: runsUntil(keys, Number(settings['keys.days']), ctx.now()),
    }
  })
}

export interface AuditLine {
  readonly id: number
  readonly at: Date
  readonly type: string
  /** A name, or what acted by itself: `system`, `console`. */
  readonly actor: string
  readonly about: string | null
}
export interface AuditPage {
  readonly organization: Issuer
  readonly lines: readonly AuditLine[]
  readonly next: number | null
}
const PAGE = 50

/** The organization's log, newest first, with names for as far as they may be seen here. */
export async function auditPage(ctx: World, before: number | undefined): Promise<AuditPage> {
  insist(mayReadAudit(ctx.actor))
  return ctx.transact(async (tx) => {
    const entries = await listAudit(tx, ctx.scope, { before: before ?? null, limit: PAGE + 1 })
    const shown = entries.slice(0, PAGE)
    const people = shown.flatMap(({ actorId, personId }) => [actorId, personId ?? ''])
    const names = await namesOf(tx, [...new Set(people.filter((id) => /^[0-9a-f-]{36}$/.test(id)))])
    return {
      organization: await getOrganization(tx, ctx.scope.tenantId),
      lines: shown.map(({ id, at, type, actorId, personId }) => ({
        id,
        at,
        type,
        actor: names.get(actorId) ?? actorId.split(':')[0] ?? '',
        about: personId && personId !== actorId ? (names.get(personId) ?? null) : null,
      })),
      next: entries.length > PAGE ? (shown.at(-1)?.id ?? null) : null,
    }
  })
}
