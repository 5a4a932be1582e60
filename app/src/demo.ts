import type { Tables } from './database.ts'
import { createPerson } from './features/account/actions/session.ts'
import { offerAchievements } from './features/catalog/actions.ts'
import { addMember, addUnit, foundOrganization, setSetting } from './features/organization/actions/found.ts'
import { findIssuerBySlug } from './features/organization/reads.ts'
import type { TenantRole } from './features/organization/tables.ts'
import { addBankLine } from './features/review/actions/bank.ts'
import type { Ctx, Db } from './platform/ctx.ts'
import { contextFor, type Installation, system } from './platform/installation.ts'

const DEMO_SLUG = 'lakeview-demo'
const TIME_ZONE = 'America/Chicago'
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
  {
    first: 'priya',
    name: 'Priya Nair',
    school: 'Alder Elementary',
    roles: ['assessor', 'author'],
    workRole: 'teacher',
  },
  // A second attempt is read by people who did not read the first.
  { first: 'lena', name: 'Lena Brooks', school: 'Birch Middle', roles: ['assessor'], workRole: 'teacher' },
  { first: 'omar', name: 'Omar Haddad', school: 'Cedar High', roles: ['assessor'], workRole: 'teacher' },
  { first: 'ruth', name: 'Ruth Lindqvist', school: 'Cedar High', roles: ['adjudicator', 'qaLead'], workRole: 'leader' },
  {
    first: 'dana',
    name: 'Dana Whitfield',
    school: 'District office',
    roles: ['organizationAdmin', 'qaLead', 'recognizer'],
    workRole: 'leader',
  },
]

const BANK_LINES = [
  'The place you point to shows this clearly; nothing had to be guessed.',
  'The plan says what was meant to happen. What did happen when it was tried cannot be seen yet.',
  'One more example, with the day and the words that were spoken, would show it.',
  'The numbers are there. A sentence about what you decided because of them is still missing.',
] as const

/** Fills an empty installation with the demonstration district, whole or not at all; does nothing when it is there already. */
export async function seedDemo(home: Installation<Tables>): Promise<boolean> {
  const tenantId = home.ports.newId()
  return home.db.asWorker(async (tx, become) => {
    async function as(personId: string | null): Promise<Ctx<Tables>> {
      await become.application({ tenantId, personId })
      const who = { tenantId, personId, actor: system('demo'), locale: 'en', timeZone: TIME_ZONE } as const
      return contextFor(home, { ...who, requestId: 'demo', sessionId: null }, tx)
    }
    const ctx = await as(null)
    if (await findIssuerBySlug(tx, DEMO_SLUG)) return false
    await found(ctx, tx)
    const units = await addSchools(ctx, tx)
    for (const person of DEMO_PEOPLE) {
      const id = home.ports.newId()
      await addPerson(await as(id), tx, { id, unitId: units.get(person.school) ?? null, person })
    }
    const office = await as(null)
    await offerAchievements(office, 'all')
    for (const text of BANK_LINES) await addBankLine(office, { text })
    return true
  })
}

async function found(ctx: Ctx<Tables>, tx: Db<Tables>): Promise<void> {
  await foundOrganization(ctx, tx, {
    slug: DEMO_SLUG,
    name: 'Lakeview (demo)',
    kind: 'district',
    url: `${ctx.baseUrl}/issuers/${DEMO_SLUG}`,
    email: null,
    timeZone: TIME_ZONE,
    locale: 'en',
    isSiteIssuer: false,
    demo: true,
  })
  await setSetting(ctx, tx, { key: 'review.submitUndoMinutes', value: 0 })
}

async function addSchools(ctx: Ctx<Tables>, tx: Db<Tables>): Promise<Map<string, string>> {
  const units = new Map<string, string>()
  for (const name of SCHOOLS) units.set(name, await addUnit(ctx, tx, { name }))
  return units.set('District office', await addUnit(ctx, tx, { name: 'District office', kind: 'office' }))
}

async function addPerson(
  ctx: Ctx<Tables>,
  tx: Db<Tables>,
  { id, unitId, person }: { id: string; unitId: string | null; person: DemoPerson },
): Promise<void> {
  await createPerson(ctx, tx, {
    id,
    name: person.name,
    email: `${person.first}@lakeview-demo.example`,
    locale: 'en',
    timeZone: TIME_ZONE,
    demo: true,
    workRole: person.workRole,
  })
  await addMember(ctx, tx, { personId: id, unitId, roles: person.roles })
}
