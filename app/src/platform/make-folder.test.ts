import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { makeFolder } from './make-folder.ts'

const root = mkdtempSync(join(tmpdir(), 'cairn-folder-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

describe('a folder', () => {
  test('is made with those above it, closed where that is asked', () => {
    makeFolder(join(root, 'a', 'b', 'c'), 0o700)
    expect(statSync(join(root, 'a', 'b', 'c')).mode & 0o777).toBe(0o700)
  })
  test('that is there stays as it is', () => {
    makeFolder(join(root, 'a'))
    makeFolder(join(root, 'a'))
    expect(existsSync(join(root, 'a', 'b', 'c'))).toBe(true)
  })
  test('is not made in the place of a file, nor inside one', () => {
    writeFileSync(join(root, 'file'), '')
    expect(() => makeFolder(join(root, 'file'))).toThrow(/EEXIST/)
    expect(() => makeFolder(join(root, 'file', 'in'))).toThrow(/ENOTDIR/)
  })
  test.runIf(existsSync('/proc/self'))('that cannot be made anywhere is an error, and soon', () => {
    expect(() => makeFolder('/proc/nowhere/at/all')).toThrow(/ENOENT/)
  })
})
