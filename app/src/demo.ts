import pg from 'pg'
import type { Tables } from './database.ts'
import { createPerson } from './features/account/actions/session.ts'
import { offerAchievements } from './features/catalog/actions.ts'
import { addMember, addUnit, foundOrganization, setSetting } from './features/organization/actions/found.ts'
import { findIssuerBySlug } from './features/organization/reads.ts'
import type { TenantRole } from './features/organization/tables.ts'
import { addBankLine } from './features/review/actions/bank.ts'
import type { Opened } from './open.ts'
import type { Ctx } from './platform/ctx.ts'
import { contextFor, type Installation, system } from './platform/installation.ts'

export const DEMO_SLUG = 'lakeview-demo'
const SCHOOLS = ['Alder Elementary', 'Birch Middle', 'Cedar High'] as const

interface DemoPerson {
  readonly first: string
  readonly name: string
  readonly school: (typeof SCHOOLS)[number] | 'District office'
  readonly roles: readonly TenantRole[]
  readonly workRole: string
}

/** One person for each job of the product; they live in an organization of their own and nowhere else. */
export const DEMO_PEOPLE: readonly DemoPerson[] = [
  { first: 'maya', name: 'Maya Jackson', school: 'Alder Elementary', roles: [], workRole: 'teacher' },
  { first: 'luis', name: 'Luis Ortega', school: 'Birch Middle', roles: [], workRole: 'teacher' },
  { first: 'ana', name: 'Ana Petrov', school: 'Birch Middle', roles: ['assessor'], workRole: 'teacher' },
  { first: 'sam', name: 'Sam Okafor', school: 'Cedar High', roles: ['assessor'], workRole: 'coach' },
  { first: 'priya', name: 'Priya Nair', school: 'Alder Elementary', roles: ['assessor'], workRole: 'teacher' },
  // A second attempt is read by people who did not read the first.
  { first: 'lena', name: 'Lena Brooks', school: 'Birch Middle', roles: ['assessor'], workRole: 'teacher' },
  { first: 'omar', name: 'Omar Haddad', school: 'Cedar High', roles: ['assessor'], workRole: 'teacher' },
  { first: 'ruth', name: 'Ruth Lindqvist', school: 'Cedar High', roles: ['adjudicator', 'qaLead'], workRole: 'leader' },
  {
    first: 'dana',
    name: 'Dana Whitfield',
    school: 'District office',
    roles: ['organizationAdmin', 'recognizer'],
    workRole: 'leader',
  },
]

const BANK_LINES = [
  'The place you point to shows this clearly; nothing had to be guessed.',
  'The plan says what was meant to happen. What did happen when it was tried cannot be seen yet.',
  'One more example, with the day and the words that were spoken, would show it.',
  'The numbers are there. A sentence about what you decided because of them is still missing.',
] as const

/** Fills an empty installation with the demonstration district; does nothing when it is there already. */
export async function seedDemo(home: Installation<Tables>): Promise<boolean> {
  const tenantId = home.ports.newId()
  const ctx = contextFor(home, {
    tenantId,
    personId: null,
    actor: system('demo'),
    locale: 'en',
    timeZone: 'America/Chicago',
    requestId: 'demo',
    sessionId: null,
  })
  const made = await ctx.transact(async (tx) => {
    if (await findIssuerBySlug(tx, DEMO_SLUG)) return false
    await foundOrganization(ctx, tx, {
      slug: DEMO_SLUG,
      name: 'Lakeview (demo)',
      kind: 'district',
      url: `${ctx.baseUrl}/issuers/${DEMO_SLUG}`,
      email: null,
      timeZone: 'America/Chicago',
      locale: 'en',
      isSiteIssuer: false,
      demo: true,
    })
    await setSetting(ctx, tx, { key: 'review.submitUndoMinutes', value: 0 })
    return true
  })
  if (!made) return false
  await fill(home, ctx)
  return true
}

async function fill(home: Installation<Tables>, ctx: Ctx<Tables>): Promise<void> {
  const units = new Map<string, string>()
  await ctx.transact(async (tx) => {
    for (const name of SCHOOLS) units.set(name, await addUnit(ctx, tx, { name }))
    units.set('District office', await addUnit(ctx, tx, { name: 'District office', kind: 'office' }))
  })
  for (const person of DEMO_PEOPLE) {
    const id = home.ports.newId()
    const own = ctx.asSystem({ personId: id, tenantId: ctx.scope.tenantId, job: 'demo' })
    await own.transact(async (tx) => {
      await createPerson(own, tx, {
        id,
        name: person.name,
        email: `${person.first}@lakeview-demo.example`,
        locale: 'en',
        timeZone: 'America/Chicago',
        demo: true,
        workRole: person.workRole,
      })
      await addMember(own, tx, { personId: id, unitId: units.get(person.school) ?? null, roles: person.roles })
    })
  }
  await offerAchievements(ctx, 'all')
  for (const text of BANK_LINES) await addBankLine(ctx, { text })
}

/** Nobody steps in any more and nothing is offered; signed things are append-only and go on saying that they were a demonstration. */
export async function removeDemo({ home, owner }: Opened): Promise<boolean> {
  const client = new pg.Client(owner as pg.ClientConfig)
  await client.connect()
  try {
    const { rows } = await client.query<{ tenant_id: string }>('select tenant_id from organization where slug = $1', [
      DEMO_SLUG,
    ])
    const tenantId = rows[0]?.tenant_id
    if (!tenantId) return false
    const now = home.ports.now()
    await client.query('update person set disabled_at = $1 where demo and disabled_at is null', [now])
    await client.query(
      'update session set ended_at = $1 where ended_at is null and person_id in (select id from person where demo)',
      [now],
    )
    const { rowCount } = await client.query(
      'update offering set ended_at = $2 where tenant_id = $1 and ended_at is null',
      [tenantId, now],
    )
    return (rowCount ?? 0) > 0
  } finally {
    await client.end()
  }
}
