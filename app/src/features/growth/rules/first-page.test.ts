import { expect, test } from 'vitest'
import type { Role } from '../../../platform/ctx.ts'
import { firstPage } from './first-page.ts'

test.each<[string, Role[], string | null, boolean, string]>([
  ['a new educator', [], null, false, '/me/today'],
  ['an administrator of a district', ['organizationAdmin'], 'lakeview', false, '/org/lakeview/overview'],
  ['a recognizer', ['recognizer'], 'lakeview', false, '/org/lakeview/overview'],
  ['an administrator who learns here too', ['organizationAdmin'], 'lakeview', true, '/me/today'],
  ['an administrator outside any organization', ['organizationAdmin'], null, false, '/me/today'],
  ['a reader', ['assessor'], 'lakeview', false, '/assess/queue'],
  ['a coach', ['coach'], 'lakeview', false, '/me/today'],
])('%s begins at the right place', (_who, roles, slug, learns, to) =>
  expect(firstPage({ roles: new Set(roles), slug, learns })).toBe(to),
)
