import type { TestProject } from 'vitest/node'
import { type Engine, startEngine } from './engine.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    engine: Engine
  }
}

/** One server for the whole project; the engine is the number in the project's name (`database-18`). */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { engine, stop } = await startEngine(/\d+$/.exec(project.name)?.[0] ?? '18')
  project.provide('engine', engine)
  return stop
}
