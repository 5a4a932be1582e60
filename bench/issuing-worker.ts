import { parentPort } from 'node:worker_threads'
import { awarding } from './award.ts'

const issue = awarding()

parentPort?.on('message', async (milliseconds: number) => {
  const until = performance.now() + milliseconds
  let count = 0
  while (performance.now() < until) await issue(count++)
  parentPort?.postMessage(count)
})
