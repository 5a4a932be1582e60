import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))

/**
 * Addresses of these files of the bench, bundled as the server and the package are: what is measured is what ships, and not what a loader
 * makes of sources. The libraries of others stay as npm put them.
 */
export async function built(...names: readonly string[]): Promise<string[]> {
  const folder = join(root, 'node_modules/.cache/cairn/bench')
  await build({
    absWorkingDir: root,
    entryPoints: names.map((name) => `bench/${name}.ts`),
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    ...{ format: 'esm', platform: 'node', target: 'node20', packages: 'external', logLevel: 'warning' },
    alias: { '@cairn/openbadges': join(root, 'packages/openbadges/src/index.ts') },
  })
  return names.map((name) => pathToFileURL(join(folder, `${name}.mjs`)).href)
}
