import { ACTIONS as accountActions } from './features/account/policy.ts'
import * as account from './features/account/routes.ts'
import { ACTIONS as catalogActions } from './features/catalog/policy.ts'
import * as catalog from './features/catalog/routes.ts'
import { ACTIONS as credentialActions } from './features/credential/policy.ts'
import * as credential from './features/credential/routes.ts'
import { ACTIONS as frameworkActions } from './features/framework/policy.ts'
import * as framework from './features/framework/routes.ts'
import { ACTIONS as growthActions } from './features/growth/policy.ts'
import * as growth from './features/growth/routes.ts'
import { ACTIONS as insightActions } from './features/insight/policy.ts'
import * as insight from './features/insight/routes.ts'
import { ACTIONS as organizationActions } from './features/organization/policy.ts'
import * as organization from './features/organization/routes.ts'
import { ACTIONS as pathwayActions } from './features/pathway/policy.ts'
import * as pathway from './features/pathway/routes.ts'
import { ACTIONS as recognitionActions } from './features/recognition/policy.ts'
import * as recognition from './features/recognition/routes.ts'
import { ACTIONS as reviewActions } from './features/review/policy.ts'
import * as review from './features/review/routes.ts'
import { ACTIONS as submissionActions } from './features/submission/policy.ts'
import * as submission from './features/submission/routes.ts'
import { ACTIONS as verificationActions } from './features/verification/policy.ts'
import * as verification from './features/verification/routes.ts'
import type { Actions, Area, Panel, Route } from './platform/route.ts'

const features = [
  account,
  organization,
  framework,
  catalog,
  growth,
  submission,
  review,
  credential,
  pathway,
  recognition,
  verification,
  insight,
]

/** The table of contents of the product. */
export const routes: readonly Route[] = features.flatMap((feature) => feature.routes as readonly Route[])
export const areas: readonly Area[] = features.flatMap((feature) => feature.areas as readonly Area[])
export const panels: readonly Panel[] = features.flatMap((feature) => feature.panels as readonly Panel[])

/** Every action a row may name, with the roles that come as far as the object. */
export const actions: Actions = {
  ...accountActions,
  ...organizationActions,
  ...frameworkActions,
  ...catalogActions,
  ...growthActions,
  ...submissionActions,
  ...reviewActions,
  ...credentialActions,
  ...pathwayActions,
  ...recognitionActions,
  ...verificationActions,
  ...insightActions,
}

/** An incomplete table does not start: the fault is named with its row. */
export function checkRoutes(table: readonly Route[] = routes, known: Actions = actions): void {
  const seen = new Set<string>()
  for (const row of table) {
    const name = `${row.method} ${row.path}`
    if (seen.has(name)) throw new Error(`${name} stands twice in the route table`)
    seen.add(name)
    const problem = problemOf(row, known)
    if (problem) throw new Error(`${name}: ${problem}`)
  }
}

function problemOf(row: Route, known: Actions): string | null {
  const named = new Set([row.object ?? []].flat().map(({ param }) => param))
  const parameters = [...row.path.matchAll(/:([a-zA-Z]+)/g)].map((match) => match[1] ?? '')
  if (!(row.action in known)) return `the action ${row.action} has no policy`
  const loose = parameters.find((parameter) => !named.has(parameter))
  if (loose) return `no object names the parameter ${loose}`
  if (!['GET', 'HEAD', 'OPTIONS'].includes(row.method) && !row.input && !row.raw) return 'a write needs an input schema'
  if (row.kept && !(row.method === 'GET' && row.auth === 'public' && 'page' in row)) return 'only a public page is kept'
  if (known[row.action] !== 'public' && row.auth === 'public') return `the action ${row.action} is not for everybody`
  return null
}
