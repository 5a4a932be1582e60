import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'

/** The plain server beside ours, in a process of its own. */
export async function startPeer(database: object): Promise<{ url: string; stop: () => Promise<void> }> {
  const file = join(import.meta.dirname, 'peer.tsx')
  const child = spawn(process.execPath, ['--import', 'tsx', file, JSON.stringify({ database })], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const port = await new Promise<string>((resolve, reject) => {
    child.stdout?.once('data', (line: Buffer) => resolve(line.toString().trim()))
    child.once('exit', () => reject(new Error('The peer did not start')))
  })
  return { url: `http://127.0.0.1:${port}`, stop: () => ended(child) }
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.removeAllListeners('exit').once('exit', () => resolve())
    child.kill('SIGTERM')
  })
}
