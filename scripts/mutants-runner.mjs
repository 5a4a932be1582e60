import { appendFileSync } from 'node:fs'
import { TestRunner } from 'vitest'

const killed = new Set()

/** Runs each test as it is, and then once more for every mutant it reached that none has noticed yet (the names are those of the instrumenter). */
export default class extends TestRunner {
  async runTask(test) {
    const run = TestRunner.getTestFn(test)
    globalThis.__stryker__ ??= {}
    const switches = globalThis.__stryker__
    switches.activeMutant = undefined
    switches.currentTestId = test.id
    await run()
    const { perTest = {}, static: loaded = {} } = switches.mutantCoverage ?? {}
    const reached = Object.entries({ ...perTest[test.id] })
    const noticed = []
    for (const [id, count] of reached) {
      if (killed.has(id)) continue
      // A mutant that runs for ever is noticed as well.
      Object.assign(switches, { activeMutant: id, hitCount: 0, hitLimit: count * 100 })
      if (await fails(run)) noticed.push(id)
    }
    for (const id of noticed) killed.add(id)
    Object.assign(switches, { activeMutant: undefined, hitCount: undefined, currentTestId: undefined })
    const note = { reached: reached.map(([id]) => id), atLoading: Object.keys(loaded), killed: noticed }
    appendFileSync(process.env.MUTANT_NOTES, `${JSON.stringify(note)}\n`)
  }
}

async function fails(run) {
  try {
    await run()
    return false
  } catch {
    return true
  }
}
