import type { Fetched, Need } from '@cairn/openbadges'
import { Invalid } from '../../../lib/refusal.ts'
import { type FetchAnswer, FetchRefused, type SafeFetch } from '../../../platform/safe-fetch.ts'
import { contentProblem } from '../rules/intake.ts'

type LinkProblem =
  | 'verify-link'
  | 'verify-link-missing'
  | 'verify-link-refused'
  | 'verify-link-moved'
  | 'verify-link-large'
  | 'verify-link-silent'
  | 'verify-link-web-page'

export function linkRefused(because: LinkProblem): Invalid {
  return new Invalid(because, { link: `refusal.${because}` })
}

const ACCEPTED =
  'application/vc, application/vc+ld+json, application/ld+json, application/json, image/png, image/svg+xml'
const LINK_WORDS: Readonly<Record<FetchRefused['because'], LinkProblem>> = {
  scheme: 'verify-link',
  port: 'verify-link-refused',
  'user-info': 'verify-link-refused',
  address: 'verify-link-refused',
  redirect: 'verify-link-moved',
  'too-large': 'verify-link-large',
  timeout: 'verify-link-silent',
  unreachable: 'verify-link-silent',
}

/** What stands behind an address of somebody else, through the guarded door. */
export async function behindLink(fetch: SafeFetch, address: string): Promise<Uint8Array> {
  if (!URL.canParse(address)) throw linkRefused('verify-link')
  const answer = await fetch(address, { accept: ACCEPTED, maxBytes: 1_048_576 }).catch((error: unknown) =>
    Promise.reject(error instanceof FetchRefused ? linkRefused(LINK_WORDS[error.because]) : error),
  )
  return contentOf(answer)
}

function contentOf({ status, body }: FetchAnswer): Uint8Array {
  if (status === 404 || status === 410) throw linkRefused('verify-link-missing')
  if (status !== 200) throw linkRefused('verify-link-silent')
  const problem = contentProblem(body)
  if (problem === 'verify-web-page') throw linkRefused('verify-link-web-page')
  if (problem) throw new Invalid(problem, { link: `refusal.${problem}` })
  return body
}

const MOST_MOVES = 3

/**
 * The copy an issuer keeps is the whole of what makes it good: only what its host says now counts. It may move it within
 * itself, and not elsewhere: many hosts lead on to any address that is written behind theirs.
 */
export async function hostedCopy(
  { fetch, now }: { readonly fetch: SafeFetch; readonly now: () => Date },
  { url, accept, maxBytes }: Need,
): Promise<Fetched> {
  const answer = await fetch(url, { accept, maxBytes, redirects: MOST_MOVES })
  if (new URL(answer.url).host !== new URL(url).host) throw new FetchRefused('redirect')
  return { ...answer, url, at: now() }
}
