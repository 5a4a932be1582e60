import { Counter, collectDefaultMetrics, type OpenMetricsContentType, Registry } from 'prom-client'
import { canonicalizedByAll } from './verify-worker.ts'

/** What is told of this process (08-trust.md 10.3). Labels come from closed sets: no identifier and no name is among them. */
export function openMetrics(): Registry<OpenMetricsContentType> {
  const registry = new Registry<OpenMetricsContentType>()
  registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE)
  collectDefaultMetrics({ register: registry as unknown as Registry })
  new Counter({
    name: 'openbadges_canonicalize_total',
    help: 'Signed forms of credentials, by the path that made them.',
    labelNames: ['path'],
    registers: [registry],
    collect() {
      this.reset()
      for (const [path, count] of Object.entries(canonicalizedByAll())) this.inc({ path }, count)
    },
  })
  return registry
}
