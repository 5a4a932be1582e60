import { built } from './built.ts'
import type { Figure } from './figures.ts'
import { judge } from './goals.ts'
import { machineFigure, measureMachine, speedOf } from './machine.ts'

const SUITES: Readonly<Record<string, () => Promise<{ run: () => AsyncIterable<Figure> }>>> = {
  credentials: async () => import((await built('credentials', 'issuing-worker'))[0] as string),
  http: () => import('./http.ts'),
  search: () => import('./search.ts'),
  start: () => import('./start.ts'),
}

const given = process.argv.slice(2)
const names = given.filter((word) => !word.startsWith('--'))
const suite = SUITES[names[0] ?? '']
if (!suite || names.length !== 1) {
  console.error(`npm run bench -- SUITE [--check]   SUITE is one of: ${Object.keys(SUITES).join(', ')}`)
  process.exit(2)
}
const figures: Figure[] = []
const machine = measureMachine()
for await (const figure of (await suite()).run()) {
  figures.push(figure)
  console.log(JSON.stringify(figure))
}
// Before and after: a shared machine is not as fast at every moment.
machine.push(...measureMachine())
console.log(JSON.stringify(machineFigure(machine)))
let short = 0
for (const judged of given.includes('--check') ? judge(names[0] ?? '', figures, speedOf(machine)) : []) {
  console.error(judged.line)
  if (judged.short) short++
}
process.exit(short ? 1 : 0)
