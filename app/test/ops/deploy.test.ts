import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { describeConfig, readConfig } from '../../src/config.ts'

const root = join(import.meta.dirname, '../../..')
const textOf = (file: string) => readFileSync(join(root, file), 'utf8')

interface Service {
  readonly build?: string
  readonly image?: string
  readonly environment?: Readonly<Record<string, string>>
  readonly volumes?: readonly string[]
  readonly depends_on?: readonly string[] | Readonly<Record<string, unknown>>
  readonly networks?: readonly string[] | Readonly<Record<string, unknown>>
}
interface Compose {
  readonly services: Readonly<Record<string, Service>>
  readonly volumes?: Readonly<Record<string, unknown>>
  readonly networks?: Readonly<Record<string, unknown>>
}
const small = parse(textOf('compose.yaml')) as Compose
const large = parse(textOf('compose.large.yaml')) as Compose
const settings = Object.keys(describeConfig(readConfig({})))
  .filter((name) => name !== 'CAIRN_FAILPOINTS')
  .sort()

describe('settings', () => {
  test('.env.example names every setting once, and nothing else', () => {
    const named = [...textOf('.env.example').matchAll(/^#?([A-Z][A-Z0-9_]+)=/gm)].map(([, name]) => name ?? '')
    expect(named.sort()).toEqual(settings)
  })

  test.each([
    ['compose.yaml', small],
    ['compose.large.yaml', large],
  ])('what %s gives to Cairn are settings of Cairn', (_file, { services }) => {
    const given = Object.keys(services.cairn?.environment ?? {})
    expect(given.length).toBeGreaterThan(2)
    expect(given.filter((name) => !settings.includes(name))).toEqual([])
  })

  test('what the image sets are settings of Cairn, and the data folder is the volume', () => {
    const lines = textOf('Dockerfile')
    const set = [...lines.matchAll(/\b([A-Z_]+)=\S+/g)].map(([, name]) => name ?? '')
    expect(set.filter((name) => name.startsWith('CAIRN_') && !settings.includes(name))).toEqual([])
    const folder = /CAIRN_DATA=(\S+)/.exec(lines)?.[1]
    expect(lines).toContain(`VOLUME ${folder}`)
    expect(small.services.cairn?.volumes).toEqual([`data:${folder}`])
  })
})

describe('files for containers', () => {
  test('the image is built from files that are here, every workspace among them, and does not run as root', () => {
    const lines = textOf('Dockerfile')
    const copied = [...lines.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, from]) => (from ?? '').split(' '))
    expect(copied.filter((file) => !existsSync(join(root, file)))).toEqual([])
    const { workspaces } = JSON.parse(textOf('package-lock.json')).packages[''] as { workspaces: string[] }
    expect(workspaces).toEqual(['packages/*', 'app'])
    const locked = Object.keys(JSON.parse(textOf('package-lock.json')).packages)
    const own = locked.filter((path) => path && !path.includes('node_modules'))
    expect(own.filter((path) => !copied.includes(`${path}/package.json`))).toEqual([])
    expect(lines.lastIndexOf('\nUSER node')).toBeGreaterThan(lines.lastIndexOf('\nFROM'))
  })

  test('together they refer only to services, volumes, networks and files that exist', () => {
    const services = { ...small.services, ...large.services }
    const both = [...Object.values(small.services), ...Object.values(large.services)]
    const volumes = new Set([...Object.keys(small.volumes ?? {}), ...Object.keys(large.volumes ?? {})])
    const networks = new Set([...Object.keys(small.networks ?? {}), ...Object.keys(large.networks ?? {})])
    for (const { depends_on = [], volumes: mounts = [], networks: joined = [] } of both) {
      for (const name of namesOf(depends_on)) expect(services).toHaveProperty(name)
      for (const name of namesOf(joined)) expect(networks).toContain(name)
      for (const [from] of mounts.map((each) => each.split(':')))
        expect(from?.startsWith('./') ? existsSync(join(root, from)) : volumes.has(from ?? '')).toBe(true)
    }
  })

  test('every image of others has a tag', () => {
    const images = [...Object.values(small.services), ...Object.values(large.services)].flatMap(
      ({ image }) => image ?? [],
    )
    expect(images.length).toBeGreaterThan(2)
    expect(images.filter((image) => !/:[\w.-]+$/.test(image) || image.endsWith(':latest'))).toEqual([])
  })

  test('the proxy that Cairn trusts is the proxy', () => {
    const { proxy } = small.services
    const trusted = small.services.cairn?.environment?.CAIRN_TRUSTED_PROXIES
    expect(trusted).toMatch(/^[\d.]+$/)
    expect(proxy?.networks).toEqual({ inside: { ipv4_address: trusted } })
  })

  test('the store has the bucket that Cairn is told of', () => {
    const text = textOf('compose.large.yaml')
    expect(text).toContain(`mkdir -p /data/${large.services.cairn?.environment?.S3_BUCKET} `)
  })
})

function namesOf(value: readonly string[] | Readonly<Record<string, unknown>>): readonly string[] {
  return Array.isArray(value) ? value : Object.keys(value)
}
