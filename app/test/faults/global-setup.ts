import type { TestProject } from 'vitest/node'
import { buildServer, forget, freePorts, newFolder, startSite } from './site.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    founded: string
  }
}

/** The built server, and a site of its that was started once: a first start makes a database and reads the whole catalogue. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  buildServer()
  const folder = newFolder()
  const site = await startSite({ folder, port: await freePorts() })
  await site.stop()
  project.provide('founded', folder)
  return () => forget(folder)
}
