import { readFileSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { documentIn, type Feature, holds, isFeature, issueToken, type KeyFile } from './jose.ts'

const USAGE = 'vc-jose issue|verify --input FILE --key FILE --feature credential_jose|presentation_jose --output FILE'

/** What the suite reads, as JSON: one word, and the token that was made. */
export interface Answer {
  readonly result: 'success' | 'failure'
  readonly data: string
}

/** Makes or judges one input. A document that is refused is an answer and no error. */
export async function answer(
  deed: 'issue' | 'verify',
  given: { readonly input: string; readonly key: KeyFile; readonly feature: Feature },
): Promise<Answer> {
  const { input, key, feature } = given
  if (deed === 'verify') return (await holds(input, key, feature)) ? SUCCESS : failure('It does not hold.')
  try {
    return { result: 'success', data: await issueToken(documentIn(input), key, feature) }
  } catch (cause) {
    return failure(cause instanceof Error ? cause.message : String(cause))
  }
}

const SUCCESS: Answer = { result: 'success', data: '' }

function failure(reason: string): Answer {
  process.stderr.write(`${reason}\n`)
  return { result: 'failure', data: '' }
}

/** The command line; the exit code tells that it was called rightly, the file what came of it. */
export async function main(argv: readonly string[]): Promise<number> {
  const option = { type: 'string' } as const
  const options = { input: option, key: option, feature: option, output: option }
  const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true })
  const [deed] = positionals
  const { input, key, feature, output } = values
  if ((deed !== 'issue' && deed !== 'verify') || !input || !key || !output || !isFeature(feature)) {
    process.stderr.write(`${USAGE}\n`)
    return 2
  }
  const given = { input: readFileSync(input, 'utf8'), key: JSON.parse(readFileSync(key, 'utf8')) as KeyFile, feature }
  writeFileSync(output, JSON.stringify(await answer(deed, given)))
  return 0
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.exitCode = await main(process.argv.slice(2))
