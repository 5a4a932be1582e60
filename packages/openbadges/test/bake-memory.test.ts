import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { chunk } from '../src/bake/png.ts'
import { PNG, png } from './images.ts'

const MIB = 1024 * 1024

test('B-png-chunk-abuse: 10 MiB of chunks without content are read, and baked, within 64 MiB', async () => {
  const one = chunk('prVt', new Uint8Array())
  const count = Math.floor((10 * MIB - PNG.length - 100) / one.length)
  const many = png(Buffer.alloc(one.length * count, one))
  expect([count > 870_000, many.length <= 10 * MIB]).toEqual([true, true])
  expect(await within64(many)).toEqual(['OB_BAKE_NONE', 'baked'])
})

/** Reads and bakes in a thread that ends beyond 64 MiB. */
async function within64(image: Uint8Array): Promise<readonly string[]> {
  const source = new URL('../src/index.ts', import.meta.url).href
  const code = `import('tsx/esm/api').then(async ({ register }) => {
    register()
    const { workerData, parentPort } = await import('node:worker_threads')
    const { bake, unbake } = await import('${source}')
    const told = (deed) => { try { return deed() } catch ({ code }) { return code } }
    const read = told(() => unbake(workerData).form)
    const baked = told(() => bake(workerData, new TextEncoder().encode('{}')) && 'baked')
    parentPort.postMessage([read, baked])
  })`
  const limits = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 8 }
  const worker = new Worker(code, { eval: true, execArgv: [], workerData: image, resourceLimits: limits })
  return new Promise((done, fail) => worker.once('message', done).once('error', fail))
}
