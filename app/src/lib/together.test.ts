import { expect, test } from 'vitest'
import { together } from './together.ts'

/** A question whose answers are given by hand. */
function byHand() {
  const asked: { answer: (text: string) => void; fail: (error: Error) => void }[] = []
  const ask = together(() => new Promise<string>((resolve, reject) => asked.push({ answer: resolve, fail: reject })))
  return { ask, asked }
}
const settle = () => new Promise((resolve) => setImmediate(resolve))

test('who comes while a question is on its way shares the next one, never the running one', async () => {
  const { ask, asked } = byHand()
  const first = ask()
  const [second, third] = [ask(), ask()]
  expect(asked).toHaveLength(1)
  asked[0]?.answer('one')
  await settle()
  expect(asked).toHaveLength(2)
  asked[1]?.answer('two')
  expect(await Promise.all([first, second, third])).toEqual(['one', 'two', 'two'])
  void ask()
  expect(asked).toHaveLength(3)
})

test('a question that fails fails those who asked it, and nobody after them', async () => {
  const { ask, asked } = byHand()
  const first = ask()
  const second = ask()
  asked[0]?.fail(new Error('gone'))
  await expect(first).rejects.toThrow('gone')
  await settle()
  asked[1]?.answer('back')
  expect(await second).toBe('back')
})

test('who comes between two questions waits for one that begins later', async () => {
  const { ask, asked } = byHand()
  const first = ask()
  const second = ask()
  asked[0]?.answer('one')
  await first
  await settle()
  const third = ask()
  expect(asked).toHaveLength(2)
  asked[1]?.answer('two')
  await settle()
  expect(asked).toHaveLength(3)
  asked[2]?.answer('three')
  expect(await Promise.all([second, third])).toEqual(['two', 'three'])
})
