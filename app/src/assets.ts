import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Hono } from 'hono'
import { takesGzip } from './platform/page-parts.ts'

/** Names of the built files: styles, one script per island; hashed, so they may be kept for a year. */
export interface Assets {
  readonly styles: readonly string[]
  island(name: string): string
  /** Serves /assets/*; null when nothing was built. */
  readonly app: Hono
}
interface Manifest {
  readonly styles: readonly string[]
  readonly islands: Readonly<Record<string, string>>
}

const TYPES: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  woff2: 'font/woff2',
  svg: 'image/svg+xml',
  png: 'image/png',
  map: 'application/json',
}

export function openAssets(folder: string): Assets {
  const file = join(folder, 'manifest.json')
  const manifest: Manifest = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { styles: [], islands: {} }
  const known = new Map<string, { plain: Uint8Array<ArrayBuffer>; gzip: Uint8Array<ArrayBuffer> | null }>()
  const app = new Hono()
  app.get('/assets/:name', (context) => {
    const name = context.req.param('name')
    const bytes = known.get(name) ?? read(folder, name)
    if (!bytes) return context.notFound()
    known.set(name, bytes)
    const zipped = takesGzip(context.req.header('accept-encoding')) ? bytes.gzip : null
    return context.body(zipped ?? bytes.plain, 200, {
      ...headersOf(name),
      ...(zipped ? { 'content-encoding': 'gzip' } : {}),
    })
  })
  return { styles: manifest.styles, island: (name) => manifest.islands[name] ?? `/assets/${name}.js`, app }
}

function headersOf(name: string): Record<string, string> {
  return {
    'content-type': TYPES[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    vary: 'accept-encoding',
  }
}

function read(folder: string, name: string) {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name)) return null
  const path = join(folder, name)
  if (!existsSync(path)) return null
  const zipped = `${path}.gz`
  return {
    plain: Uint8Array.from(readFileSync(path)),
    gzip: existsSync(zipped) ? Uint8Array.from(readFileSync(zipped)) : null,
  }
}
