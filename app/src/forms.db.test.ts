import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addToPlan } from './features/growth/actions/plan.ts'
import { keepText } from './features/submission/actions/inbox.ts'
import { routes } from './routes.ts'
import { type Browser, browserOf, type Seen } from './testing/browser.ts'
import { anAchievement } from './testing/factories/achievement.ts'
import { anAward } from './testing/factories/award.ts'
import { anOffering } from './testing/factories/offering.ts'
import { aDistrict, aPerson, join, signedIn } from './testing/factories/people.ts'
import { aReader } from './testing/factories/reader.ts'
import { anAdmitted, take } from './testing/factories/review.ts'
import { aDraft, fillDraft, learning } from './testing/factories/submission.ts'
import { openWorld, type World } from './testing/world.ts'

const EVERY_ROLE = ['organizationAdmin', 'author', 'qaLead', 'coach', 'recognizer'] as const
let world: World
const people: Record<string, Browser> = {}
let ids: Record<string, string>

beforeAll(async () => {
  world = await openWorld('2026-11-20T16:05:00Z')
  const north = await aDistrict(world, { slug: 'north', name: 'North' })
  const [version, other, third] = [await anAchievement(world), await anAchievement(world), await anAchievement(world)]
  await anOffering(world, north.tenantId)
  const learner = await aPerson(world, { name: 'Maya Jackson' })
  await join(world, north, { person: learner, school: 'North School' })
  const office = await aPerson(world, { name: 'Dana Whitfield', platformAdmin: true })
  await join(world, north, { person: office, school: 'North School', roles: EVERY_ROLE })
  const reader = await aReader(world, north)
  const submission = await aDraft(world, { learner, version })
  await fillDraft(world, { learner, version, submissionId: submission, words: 'Minutes of five days.' })
  await keepText(learning(world, learner), { body: 'A note of mine' })
  await addToPlan(world.as({ personId: learner.id }), third.achievementId)
  const { publicId } = await anAward(world, { district: north, learner, version: other })
  await anAdmitted(world, { district: north, learner, version: third, text: 'My lesson.' })
  await world.settle()
  const review = (await take(world, reader)) ?? ''
  for (const [name, person] of Object.entries({ educator: learner, office, reader }))
    people[name] = browserOf(world, await signedIn(world, person))
  people.stranger = browserOf(world)
  const one = async (sql: string) => String((await world.owner.query(sql)).rows[0]?.id ?? '')
  ids = {
    ...{ org: 'north', submission, review, publicId, slug: version.slug, requirement: 'R1', prompt: 'P1' },
    evidence: await one(`select id from evidence where submission_id = '${submission}' limit 1`),
    inboxItem: await one('select id from inbox_item limit 1'),
    planItem: await one('select id from plan_item limit 1'),
    credential: publicId,
    achievement: version.slug,
  }
}, 120_000)
afterAll(() => world.close())

interface Form {
  readonly page: string
  readonly action: string
  readonly fields: Record<string, string[]>
  /** Names of the controls that a person types into. */
  readonly typed: readonly string[]
}

const attribute = (tag: string, name: string): string | undefined =>
  new RegExp(`\\s${name}="([^"]*)"`)
    .exec(tag)?.[1]
    ?.replaceAll('&amp;', '&')
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')

/** The forms of a page as a browser would send them. */
function formsOn(page: string, text: string): Form[] {
  return [...text.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)]
    .filter(([, tag = '']) => attribute(tag, 'method')?.toLowerCase() === 'post')
    .map(([, tag = '', inner = '']) => ({ page, action: attribute(tag, 'action') ?? page, ...fieldsIn(inner) }))
    .filter(({ typed }) => typed.length > 0)
}

const TYPED = new Set(['text', 'email', 'url', 'search', 'tel'])
function fieldsIn(inner: string): Pick<Form, 'fields' | 'typed'> {
  const fields: Record<string, string[]> = {}
  const typed: string[] = []
  const keep = (name: string, value: string) => {
    fields[name] = [...(fields[name] ?? []), value]
  }
  for (const [tag] of inner.matchAll(/<input\b[^>]*>/g)) {
    const [name, type] = [attribute(tag, 'name'), attribute(tag, 'type') ?? 'text']
    if (!name || type === 'file' || type === 'submit') continue
    if (['checkbox', 'radio'].includes(type) && !/\schecked\b/.test(tag)) continue
    keep(name, attribute(tag, 'value') ?? '')
    if (TYPED.has(type) && attribute(tag, 'autocomplete') !== 'one-time-code') typed.push(name)
  }
  for (const [, tag = '', text = ''] of inner.matchAll(/<textarea\b([^>]*)>([\s\S]*?)<\/textarea>/g)) {
    const name = attribute(tag, 'name')
    if (!name) continue
    keep(name, text)
    typed.push(name)
  }
  for (const [, tag = '', options = ''] of inner.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g)) {
    const name = attribute(tag, 'name')
    const chosen = /<option\b[^>]*\sselected\b[^>]*>/.exec(options)?.[0] ?? /<option\b[^>]*>/.exec(options)?.[0]
    if (name && chosen) keep(name, attribute(chosen, 'value') ?? '')
  }
  return { fields, typed }
}

function pathOf({ path, object }: (typeof routes)[number]): string | null {
  const nouns = new Map([object ?? []].flat().map(({ param, noun }) => [param, noun]))
  let whole = true
  const made = path.replace(/:([a-zA-Z]+)(\{[^}]+\})?/g, (_all, name: string) => {
    const id = ids[nouns.get(name) ?? ''] ?? ids[name]
    if (!id) whole = false
    return id ?? ''
  })
  return whole ? made : null
}

/** Every form with something to type on every page that this person can open. */
async function formsOf(browser: Browser): Promise<Form[]> {
  const found = new Map<string, Form>()
  for (const route of routes.filter(({ method, origin }) => method === 'GET' && origin !== 'files')) {
    const path = pathOf(route)
    if (!path || !('page' in route)) continue
    const { status, text } = await browser.get(path)
    if (status !== 200) continue
    for (const form of formsOn(path, text))
      found.set(`${form.action} ${form.typed}`, found.get(`${form.action} ${form.typed}`) ?? form)
  }
  return [...found.values()]
}

const ODD: readonly (readonly [string, string])[] = [
  ['10,000 characters', `${'x'.repeat(9_990)} 10th end`],
  ['emoji', '👩🏽‍🏫 🏳️‍🌈 👍'.repeat(3)],
  ['right-to-left text', 'שלום עולם \u202eabc مرحبا بالعالم'],
  ['null bytes', 'before\0after'],
]

function faultOf({ status, text }: Seen, form: Form, odd: string): string | null {
  if (status < 400) return null
  if (status >= 500) return `${status}`
  if (!/role="alert"/.test(text)) return `${status} without a sentence`
  const shown = text.split(odd.replaceAll('\0', '')).length - 1
  return shown < form.typed.length ? `${status} shows ${shown} of ${form.typed.length}` : null
}

describe('what people type, whatever it is', () => {
  test.each(['educator', 'office', 'reader', 'stranger'])(
    'by the %s: taken, or refused in a sentence with every word still there',
    async (who) => {
      const browser = people[who] as Browser
      const forms = await formsOf(browser)
      const faults: string[] = []
      for (const form of forms)
        for (const [kind, odd] of ODD) {
          const { _csrf = [''], ...drawn } = form.fields
          const fields = { ...drawn, ...Object.fromEntries(form.typed.map((name) => [name, odd])) }
          const token = _csrf[0] ?? ''
          const fault = faultOf(await browser.send(form.action, fields, token), form, odd)
          if (fault) faults.push(`${form.page} → ${form.action} [${form.typed}] ${kind}: ${fault}`)
        }
      expect(forms.length).toBeGreaterThan(1)
      expect(faults).toEqual([])
    },
    120_000,
  )
})
