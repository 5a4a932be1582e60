import { acceptImport, beginWith } from '../../features/framework/actions/take-in.ts'
import type { ImportFacts } from '../../features/framework/model.ts'
import type { World } from '../world.ts'

const CHANGED = '2026-10-01T00:00:00Z'

/** A framework that an organization took in and may not pass on, and one that waits for its yes. */
export async function aTakenInFramework(
  world: World,
  tenantId: string,
): Promise<{ takenIn: string; waitingImport: string }> {
  const ctx = world.as({ tenantId, personId: world.home.ports.newId(), roles: ['author'] })
  const document = { identifier: world.home.ports.newId(), uri: 'https://case.example/d', title: 'Closed standards' }
  const item = { identifier: world.home.ports.newId(), uri: 'https://case.example/i', fullStatement: 'Listens' }
  const pack = {
    CFDocument: { ...document, creator: 'A county', lastChangeDateTime: CHANGED },
    CFItems: [{ ...item, humanCodingScheme: 'L.1', lastChangeDateTime: CHANGED }],
  }
  const rightsHolder = 'A county'
  const terms = { licenseURI: 'https://rights.example', redistributable: 'no' } as const
  const facts: ImportFacts = { rightsHolder, ...terms, title: '', language: 'en' }
  const begin = async () => {
    const begun = await beginWith(ctx, { name: 'standards.json', text: JSON.stringify(pack), facts })
    if ('problem' in begun) throw new Error(JSON.stringify(begun.problem))
    return begun.id
  }
  const { frameworkId } = await acceptImport(ctx, await begin())
  return { takenIn: frameworkId, waitingImport: await begin() }
}
