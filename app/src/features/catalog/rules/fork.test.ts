import { describe, expect, test } from 'vitest'
import { forkedContent, type License, mayFork, mayLicense } from './fork.ts'

describe('remixing', () => {
  test.each<[License, 'public' | 'organization', string]>([
    ['CC-BY-4.0', 'public', 'yes'],
    ['CC-BY-SA-4.0', 'public', 'yes'],
    ['CC0-1.0', 'public', 'yes'],
    ['LicenseRef-AllRightsReserved', 'public', 'license_forbids_fork'],
    ['CC-BY-4.0', 'organization', 'not-found'],
    ['LicenseRef-AllRightsReserved', 'organization', 'not-found'],
  ])('%s, %s → %s', (license, visibility, expected) => {
    const verdict = mayFork({ license, visibility })
    expect(verdict.ok ? 'yes' : verdict.because).toBe(expected)
  })

  test.each<[License, License[], boolean]>([
    ['CC-BY-SA-4.0', ['CC-BY-SA-4.0'], true],
    ['CC-BY-4.0', ['CC-BY-SA-4.0'], false],
    ['CC0-1.0', ['CC-BY-4.0', 'CC-BY-SA-4.0'], false],
    ['LicenseRef-AllRightsReserved', ['CC-BY-4.0'], true],
  ])('%s from %s: %s', (remix, sources, expected) => expect(mayLicense(remix, sources).ok).toBe(expected))

  test('a copy starts its own numbers and its own picture, and leaves the source as it is', () => {
    const source = {
      version: '3.2.1',
      title: 'Wait time',
      nextReview: '2027-05-01',
      image: { kind: 'upload', fileId: 'f', alt: 'A stone cairn' },
    }
    const copy = forkedContent(source as never, 'our-wait-time')
    expect(copy).toMatchObject({
      version: '0.1.0',
      title: 'Wait time',
      image: { kind: 'generated', seed: 'our-wait-time' },
    })
    expect(copy).not.toHaveProperty('nextReview')
    expect(source).toMatchObject({ version: '3.2.1', nextReview: '2027-05-01' })
  })
})
