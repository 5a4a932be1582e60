import { readFileSync } from 'node:fs'
import jsonld from 'jsonld'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { ctdlValidator } from '../../../testing/ctdl.ts'
import { fixturesPresent } from '../../../testing/fixtures.ts'
import { AchievementFile } from '../model.ts'
import { contentOf } from '../rules/content-of.ts'
import { ctdlOf } from './ctdl.ts'

const present = fixturesPresent(import.meta.filename)
const file = AchievementFile.parse(parse(readFileSync('catalog/d/d2-questions-that-probe.yaml', 'utf8')))
type View = Parameters<typeof ctdlOf>[0]
const view = (given: Partial<View['achievement']> = {}, offers: View['offers'] = []): View => ({
  achievement: {
    ...{
      id: 'v',
      achievementId: 'a',
      ctdlId: 'ce-7e57c787-671d-444f-9491-4a8151437029',
      code: 'D2',
      slug: file.slug,
      creatorId: null,
    },
    ...{ strand: 'D', visibility: 'public', version: '1.0.0', language: 'en-US', title: file.title },
    ...{
      competency: file.competency,
      firstStep: file.firstStep ?? null,
      wordsIn: 'en-US',
      shown: contentOf(file),
      shownIn: 'en-US',
    },
    ...{ summary: file.summary, content: contentOf(file), digest: 'd', starter: true, retiredAt: null },
    ...{
      publishedAt: new Date('2026-10-05T15:00:00Z'),
      previousVersion: null,
      currentVersion: '1.0.0',
      currentRetiredAt: null,
    },
    ...given,
  },
  offers,
  alignedTo: [
    {
      ...{ frameworkId: 'cairn-teaching-practice', code: 'TCH.2', strength: 'full' },
      ...{ label: 'Questioning', shown: 'Preguntas', shownIn: 'es' },
    },
    { frameworkId: 'closed-standards', code: 'S.4', label: null, shown: null, shownIn: null, strength: 'partial' },
  ],
  own: null,
  baseUrl: 'https://learn.example',
})
const offer = { tenantId: 't', isSiteIssuer: false, demo: false }

test('the record says what is shown, who awards it, how long it takes and how it is renewed', () => {
  const content = { ...contentOf(file), expiry: { kind: 'after', months: 36, renewal: 'reflection' } as const }
  const offers = [
    { ...offer, slug: 'south', name: 'South' },
    { ...offer, slug: 'north', name: 'North' },
    { ...offer, slug: 'demo', name: 'Demonstration', demo: true },
  ]
  const recognizers = [{ slug: 'state', name: 'State' }]
  const record = ctdlOf(
    view({ content: { ...content, effort: { ...content.effort, hours: 7.5 } } }, offers),
    recognizers,
  )
  expect(record).toMatchObject({
    '@type': 'ceterms:MicroCredential',
    'ceterms:ctid': 'ce-7e57c787-671d-444f-9491-4a8151437029',
    'ceterms:offeredBy': [{ 'ceterms:name': 'North' }, { 'ceterms:name': 'South' }],
    'ceterms:recognizedBy': [{ 'ceterms:name': 'State' }],
    'ceterms:estimatedDuration': [{ 'ceterms:exactDuration': 'PT7H30M' }],
    'ceterms:renewalFrequency': 'P36M',
    'ceterms:requires': [
      {
        'ceterms:targetCompetency': [
          { 'ceterms:targetNodeDescription': file.competency },
          { 'ceterms:codedNotation': 'TCH.2', 'ceterms:targetNodeName': 'Questioning' },
          { 'ceterms:codedNotation': 'S.4', 'ceterms:targetNodeName': 'S.4' },
        ],
      },
    ],
  })
})

test('one that is awarded by nobody and never ends says neither; one that was retired is deprecated', () => {
  const record = ctdlOf(view({ retiredAt: new Date('2027-01-01T00:00:00Z') }))
  expect(record).not.toHaveProperty('ceterms:offeredBy')
  expect(record).not.toHaveProperty('ceterms:recognizedBy')
  expect(record).not.toHaveProperty('ceterms:renewal')
  expect(record['ceterms:credentialStatusType']).toMatchObject({ 'ceterms:targetNodeName': 'Deprecated' })
})

test.runIf(present)('it uses words of the stored vocabulary alone, and every one that is required', () => {
  const valid = ctdlValidator()
  const content = { ...contentOf(file), expiry: { kind: 'after', months: 36, renewal: 'resubmit_full' } as const }
  valid(ctdlOf(view({ content }, [{ ...offer, slug: 'north', name: 'North' }]), [{ slug: 'state', name: 'State' }]))
  expect(valid.errors).toBe(null)
  expect(valid({ ...ctdlOf(view()), 'ceterms:level': 'x' })).toBe(false)
})

test('read as linked data, no word of it is lost', async () => {
  const prefixes = { ceterms: 'https://purl.org/ctdl/terms/', credentialStat: 'https://purl.org/ctdl/credentialStat/' }
  const documentLoader = async (url: string) => ({
    ...{ contextUrl: null, documentUrl: url },
    document: { '@context': url === 'http://credreg.net/ctdl/schema/context/json' ? prefixes : {} },
  })
  const quads = await jsonld.toRDF(ctdlOf(view()), { documentLoader, safe: true })
  expect(quads.length).toBeGreaterThan(20)
})
