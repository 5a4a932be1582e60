export type Step = 'idle' | 'busy' | 'failed' | 'refused'
export type Ceremony = 'signIn' | 'add' | 'stepUp'

const PATHS = {
  signIn: { begin: '/api/v1/passkeys/sign-in/options', finish: '/api/v1/passkeys/sign-in' },
  add: { begin: '/api/v1/passkeys/options', finish: '/api/v1/passkeys' },
  stepUp: { begin: '/api/v1/passkeys/step-up/options', finish: '/api/v1/passkeys/step-up' },
} as const

async function ask(path: string, body: object): Promise<Record<string, unknown> | null> {
  const answer = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => null)
  return answer?.ok ? ((await answer.json()) as Record<string, unknown>) : null
}

export async function begin(ceremony: Ceremony): Promise<unknown> {
  return (await ask(PATHS[ceremony].begin, {}))?.options ?? null
}

export async function finish(ceremony: Ceremony, response: unknown, next: string): Promise<Step> {
  const body = ceremony === 'add' ? { response } : { response, next }
  const done = await ask(PATHS[ceremony].finish, body)
  if (!done) return 'refused'
  location.assign(ceremony === 'add' ? next : String(done.to))
  return 'busy'
}
