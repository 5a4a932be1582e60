// Inside a feature only the agreed file names: a newcomer finds any line by guessing.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
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

const strays = []
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
