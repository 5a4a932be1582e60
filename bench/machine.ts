import { generateKeyPairSync, sign } from 'node:crypto'
import { type Figure, figureOf, median, type Round } from './figures.ts'

/** Raw Ed25519 signatures in a second, one core of the machine that the goals were written on. */
const PROMISED = 43_400
const TURN_MS = 200
const TURNS = 9
const BATCH = 50

/** How fast this machine is at this moment: Ed25519 signatures of two hashes, as a credential takes them. */
export function measureMachine(): Round[] {
  const { privateKey } = generateKeyPairSync('ed25519')
  const hashes = Buffer.alloc(64)
  return Array.from({ length: TURNS }, () => {
    const began = performance.now()
    let signed = 0
    for (; performance.now() - began < TURN_MS; signed += BATCH)
      for (let i = 0; i < BATCH; i++) sign(null, hashes, privateKey)
    const ms = performance.now() - began
    return { ops: (signed * 1000) / ms, p50: ms / signed, p99: ms / signed }
  })
}

export function machineFigure(rounds: readonly Round[]): Figure {
  const named = { suite: 'machine', name: `Ed25519 signatures; the goals were written at ${PROMISED}` }
  return { ...figureOf(named, rounds), ratio: Number(speedOf(rounds).toPrecision(3)) }
}

/** 1 for the machine of the goals, 0.5 for one half as fast. */
export function speedOf(rounds: readonly Round[]): number {
  return median(rounds.map(({ ops }) => ops)) / PROMISED
}
