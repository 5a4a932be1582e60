import { acceptImport, beginWith } from '../../features/framework/actions/take-in.ts'
import { importFrameworks } from '../../features/framework/actions.ts'
import type { ImportFacts } from '../../features/framework/model.ts'
import type { World } from '../world.ts'
import { CATALOG_FOLDER, ownerOf } from './achievement.ts'

const CHANGED = '2026-10-01T00:00:00Z'

interface Given {
  readonly title: string
  readonly words: string
  readonly code: string
  readonly redistributable: 'yes' | 'no'
  /** Where the source says it. */
  readonly language?: string
}

/** The framework that comes with the product, without the catalogue. */
export async function theOwnFramework(world: World): Promise<void> {
  await importFrameworks({ db: ownerOf(world), folder: CATALOG_FOLDER, now: world.clock.now() })
}

/** A framework that an organization took in and may not pass on, and one that waits for its yes. */
export async function aTakenInFramework(
  world: World,
  tenantId: string,
): Promise<{ takenIn: string; waitingImport: string }> {
  const given = { title: 'Closed standards', words: 'Listens', code: 'L.1', redistributable: 'no' } as const
  const waiting = handing(world, tenantId, given)
  return { takenIn: await aFrameworkOf(world, tenantId, given), waitingImport: await waiting.begin() }
}

/** A framework of one statement that an organization took in. */
export async function aFrameworkOf(world: World, tenantId: string, given: Given): Promise<string> {
  const { ctx, begin } = handing(world, tenantId, given)
  return (await acceptImport(ctx, await begin())).frameworkId
}

function handing(world: World, tenantId: string, { title, words, code, redistributable, ...said }: Given) {
  const ctx = world.as({ tenantId, personId: world.home.ports.newId(), roles: ['author'] })
  const document = { identifier: world.home.ports.newId(), uri: 'https://case.example/d', title }
  const item = { identifier: world.home.ports.newId(), uri: 'https://case.example/i', fullStatement: words }
  const pack = {
    CFDocument: { ...document, creator: 'A county', ...said, lastChangeDateTime: CHANGED },
    CFItems: [{ ...item, humanCodingScheme: code, lastChangeDateTime: CHANGED }],
  }
  const terms = { licenseURI: 'https://rights.example', redistributable }
  const facts: ImportFacts = { rightsHolder: 'A county', ...terms, title: '', language: 'en' }
  const begin = async () => {
    const begun = await beginWith(ctx, { name: 'standards.json', text: JSON.stringify(pack), facts })
    if ('problem' in begun) throw new Error(JSON.stringify(begun.problem))
    return begun.id
  }
  return { ctx, begin }
}
