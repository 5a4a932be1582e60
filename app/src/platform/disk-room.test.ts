import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { hasRoomFor, insistDiskRoom } from './disk-room.ts'

const GIB = 1024 ** 3

test.each([
  ['a small disk keeps a gibibyte', { free: 3 * GIB, whole: 10 * GIB }, 2 * GIB, true],
  ['and not a byte less', { free: 3 * GIB, whole: 10 * GIB }, 2 * GIB + 1, false],
  ['a large disk keeps a twentieth', { free: 7 * GIB, whole: 100 * GIB }, 2 * GIB, true],
  ['and not less', { free: 7 * GIB, whole: 100 * GIB }, 2 * GIB + 1, false],
])('%s', (_case, disk, bytes, fits) => expect(hasRoomFor(disk, bytes)).toBe(fits))

test('what no disk of this machine holds is refused as a full disk is', async () => {
  const folder = join(tmpdir(), 'cairn-arriving')
  await expect(insistDiskRoom(folder, Number.MAX_SAFE_INTEGER)).rejects.toMatchObject({ code: 'ENOSPC' })
})
