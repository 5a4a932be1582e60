// Stands at dist/server/main.mjs: runs the server's one file with what V8 compiled of it last time, which a later start need not do again.
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { constants, Script } from 'node:vm'

const { href: filename } = new URL('cairn.cjs', import.meta.url)
const file = fileURLToPath(filename)
const kept = `${file}.compiled`

function compiled() {
  try {
    return readFileSync(kept)
  } catch (error) {
    if (error.code === 'ENOENT') return undefined
    throw error
  }
}

const cachedData = compiled()
const script = new Script(
  `(function (exports, require, module, __filename, __dirname) {\n${readFileSync(file, 'latin1')}\n})`,
  { filename, lineOffset: -1, cachedData, importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER },
)
const stale = cachedData === undefined || script.cachedDataRejected
// Of the site, not of a short command: it has used what the next start will.
if (stale && [undefined, 'start'].includes(process.argv[2])) process.once('exit', keep)

/** Beside and renamed: two sites may end at once. Where the folder may not be written, a start is only slower. */
function keep() {
  try {
    writeFileSync(`${kept}.${process.pid}`, script.createCachedData())
    renameSync(`${kept}.${process.pid}`, kept)
  } catch (error) {
    if (!['EACCES', 'EROFS', 'EPERM', 'ENOSPC', 'ENOENT'].includes(error.code)) throw error
  }
}

const module = { exports: {} }
script.runInThisContext()(module.exports, createRequire(file), module, file, dirname(file))
