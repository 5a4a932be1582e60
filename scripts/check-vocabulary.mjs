// Inside a feature only the agreed file names: a newcomer finds any line by guessing. Nowhere a name too broad to say what a file holds.
import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const features = fileURLToPath(new URL('../app/src/features', import.meta.url))
const FILES = /^(model|rules|policy|tables|reads|writes|actions|views|reactions|routes)(\.db)?(\.test)?\.tsx?$/
const FOLDERS = new Set([
  'pages',
  'api',
  'parts',
  'emails',
  'messages',
  'migrations',
  'rules',
  'actions',
  'views',
  'reads',
  'writes',
])
const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*(\.island)?(\.db)?(\.test)?(\.fixture)?\.(ts|tsx|json)$/

/** Says nothing about a file (02-architecture.md section 6). */
const BROAD = 'manager helper util service data info process handle'
/**
 * Another word stands in the table of words. Left out is what the product also says in its own sense:
 * an attempt of a submission, a requirement of evidence, the upload of a file, the approval of a recognition.
 */
const OTHER =
  'badge-class course template rating grade skill-tag mapping attachment application user student candidate recipient grader rejected failed assertion certificate grantor vendor benefit bundle track hash blacklist validate current-user event'
const ROOMS = { app: `${BROAD} ${OTHER}`, e2e: `${BROAD} ${OTHER}`, packages: BROAD, scripts: BROAD, bench: BROAD }
const root = fileURLToPath(new URL('..', import.meta.url))

const strays = []
for (const [room, words] of Object.entries(ROOMS)) {
  const broad = new RegExp(`(^|[-.])(${words.split(' ').join('|')})s?([-.]|$)`)
  for (const file of readdirSync(join(root, room), { recursive: true }))
    if (/\.(ts|tsx|mjs)$/.test(file) && !file.includes('node_modules') && broad.test(basename(file)))
      strays.push(`${room}/${file}`)
}
for (const feature of readdirSync(features)) {
  for (const entry of readdirSync(join(features, feature), { withFileTypes: true })) {
    const named = entry.isDirectory()
      ? FOLDERS.has(entry.name)
      : FILES.test(entry.name) || /^[a-z-]+(\.db)?\.test\.tsx?$/.test(entry.name)
    if (!named) strays.push(`${feature}/${entry.name}`)
    if (!entry.isDirectory()) continue
    for (const file of readdirSync(join(features, feature, entry.name), { recursive: true, withFileTypes: true }))
      if (file.isFile() && !KEBAB.test(file.name)) strays.push(`${feature}/${entry.name}/${file.name}`)
  }
}
if (strays.length) {
  console.error('Not in the feature vocabulary:', strays.join(', '))
  process.exit(1)
}
console.log(`${readdirSync(features).length} features keep the vocabulary`)
