import { mkdir, statfs } from 'node:fs/promises'

const GIB = 1024 ** 3
const LEAST_SHARE = 0.05

export interface DiskRoom {
  readonly free: number
  readonly whole: number
}

/** What is written must leave room for the database, which may live on the same disk: 1 GiB, and a twentieth of it. */
export function hasRoomFor({ free, whole }: DiskRoom, bytes: number): boolean {
  return free - bytes >= Math.max(GIB, whole * LEAST_SHARE)
}

/** No room on the disk, or no more of it than the operator gave. */
export function isFull(error: unknown): boolean {
  return /^(ENOSPC|EDQUOT)$/.test((error as { code?: string } | null)?.code ?? '')
}

/** Asked before the first byte arrives in `folder`; fails as a full disk does, while there is still room to say so. */
export async function insistDiskRoom(folder: string, bytes: number): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const { bavail, blocks, bsize } = await statfs(folder)
  if (!hasRoomFor({ free: bavail * bsize, whole: blocks * bsize }, bytes))
    throw Object.assign(new Error('too little room for an upload'), { code: 'ENOSPC' })
}
