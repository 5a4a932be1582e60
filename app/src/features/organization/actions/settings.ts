import { Invalid, insist, NotFound } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { violated } from '../../../platform/db.ts'
import { append } from '../../../platform/log.ts'
import { squarePicture } from '../../../platform/square-picture.ts'
import { secretLabel } from '../../account/rules/provider.ts'
import type {
  Facts,
  NewProvider,
  NewUnit,
  Picture,
  Settings,
  SwitchProvider,
  ThatOne,
  TrustProvider,
} from '../model.ts'
import { mayChangePeople } from '../policy.ts'
import { findProviderForUpdate, listSettings } from '../reads/settings.ts'
import { isWithin, readTyped, SETTINGS, type SettingKey } from '../rules/settings.ts'
import { insertProvider, updateProvider } from '../writes/settings.ts'
import { closeUnit, updateOrganization } from '../writes.ts'
import { addUnit, setSetting } from './found.ts'
import type { PeopleWorld } from './invite.ts'

type World = Ctx<PeopleWorld>

async function changed(ctx: World, tx: Db<PeopleWorld>, what: string): Promise<void> {
  const { tenantId } = ctx.scope
  await append(ctx, tx, { type: 'organization.configured', subjectId: tenantId, body: { what } })
}

export async function saveFacts(ctx: World, facts: Facts): Promise<void> {
  insist(mayChangePeople(ctx.actor, ctx.now()))
  await ctx.transact(async (tx) => {
    await updateOrganization(tx, ctx.scope, facts)
    await changed(ctx, tx, 'facts')
  })
}

/** Rebuilt from its pixels, square, at most 512 KB; what cannot be read as a picture is refused in words. */
export async function savePicture(ctx: World, { picture }: Picture): Promise<void> {
  insist(mayChangePeople(ctx.actor, ctx.now()))
  const made = await squarePicture(new Uint8Array(await picture.arrayBuffer()), {
    folder: ctx.blobs.arriving,
    id: ctx.newId(),
    personId: ctx.person.personId,
  })
  if ('because' in made)
    throw new Invalid('check-fields', { picture: `organization.picture.${made.because}` }, made.values)
  await ctx.transact(async (tx) => {
    await updateOrganization(tx, ctx.scope, { image: Buffer.from(made.png), imageType: 'image/png' })
    await changed(ctx, tx, 'picture')
  })
}

/** Only what changed is written; each value is judged by its own range, and before and after go into the log. */
export async function saveSettings(ctx: World, { settings }: Settings): Promise<void> {
  insist(mayChangePeople(ctx.actor, ctx.now()))
  const wanted = new Map<SettingKey, unknown>()
  const wrong: Record<string, string> = {}
  for (const key of Object.keys(SETTINGS) as SettingKey[]) {
    const typed = settings[key.replace('.', '_')]
    if (typed === undefined) continue
    const value = readTyped(key, typed)
    if (isWithin(key, value)) wanted.set(key, value)
    else wrong[`settings.${key.replace('.', '_')}`] = 'organization.setting.range'
  }
  if (Object.keys(wrong).length) throw new Invalid('check-fields', wrong)
  await ctx.transact(async (tx) => {
    const before = await listSettings(tx, ctx.scope)
    const changes: { key: string; before: string; after: string }[] = []
    for (const [key, value] of wanted) {
      if (before[key] === value) continue
      await setSetting(ctx, tx, { key, value })
      changes.push({ key, before: String(before[key]), after: String(value) })
    }
    if (changes.length)
      await append(ctx, tx, { type: 'organization.settingsChanged', subjectId: ctx.scope.tenantId, body: { changes } })
  })
}

export async function addSchool(ctx: World, { unit, kind }: NewUnit): Promise<void> {
  insist(mayChangePeople(ctx.actor, ctx.now()))
  try {
    await ctx.transact(async (tx) => {
      await addUnit(ctx, tx, { name: unit, kind })
      await changed(ctx, tx, 'unit')
    })
  } catch (error) {
    if (violated(error) === 'unit_tenant_id_name_key')
      throw new Invalid('check-fields', { unit: 'organization.unit.taken' })
    throw error
  }
}

export async function closeSchool(ctx: World, { id }: ThatOne): Promise<void> {
  insist(mayChangePeople(ctx.actor, ctx.now()))
  await ctx.transact(async (tx) => {
    if (!(await closeUnit(tx, ctx.scope, { id, at: ctx.now() }))) throw new NotFound('school')
    await changed(ctx, tx, 'unit')
  })
}

/** Endings can only be checked where there are some. */
function insistEndings({ admits, domains }: Pick<TrustProvider, 'admits' | 'domains'>): void {
  if (admits !== 'all' && domains.length === 0)
    throw new Invalid('check-fields', { domains: 'organization.provider.domains.needed' })
}

export async function addProvider(ctx: World, { secret, ...typed }: NewProvider): Promise<void> {
  insist(mayChangePeople(ctx.actor, ctx.now()))
  const admits = typed.admits ?? (typed.domains.length > 0 ? 'verified' : 'all')
  insistEndings({ ...typed, admits })
  const provider = { ...typed, admits }
  const id = ctx.newId()
  const label = secretLabel(ctx.scope.tenantId, id)
  const wrappedSecret = secret ? ctx.keys.wrap(Buffer.from(secret), label) : null
  try {
    await ctx.transact(async (tx) => {
      await insertProvider(tx, ctx.scope, { id, ...provider, wrappedSecret, createdAt: ctx.now() })
      await changed(ctx, tx, 'signInProvider')
    })
  } catch (error) {
    if (violated(error) !== 'sign_in_provider_tenant_id_issuer_key') throw error
    throw new Invalid('check-fields', { issuer: 'organization.provider.taken' })
  }
}

export async function switchProvider(ctx: World, { id, enabled }: SwitchProvider): Promise<void> {
  insist(mayChangePeople(ctx.actor, ctx.now()))
  await ctx.transact(async (tx) => {
    if (!(await updateProvider(tx, ctx.scope, { id, enabled: enabled === 'on' }))) throw new NotFound('provider')
    await changed(ctx, tx, 'signInProvider')
  })
}

/** Whom it lets in from the next sign-in on; who came in before stays a member. */
export async function trustProvider(ctx: World, { id, admits, domains }: TrustProvider): Promise<void> {
  insist(mayChangePeople(ctx.actor, ctx.now()))
  insistEndings({ admits, domains })
  await ctx.transact(async (tx) => {
    const before = await findProviderForUpdate(tx, ctx.scope, id)
    if (!before) throw new NotFound('provider')
    await updateProvider(tx, ctx.scope, { id, admits, domains })
    const after = { admits, domains }
    await append(ctx, tx, {
      type: 'organization.signInTrusted',
      subjectId: id,
      body: { providerId: id, before, after },
    })
  })
}
