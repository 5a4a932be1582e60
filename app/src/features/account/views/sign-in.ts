import type { Ctx } from '../../../platform/ctx.ts'
import { hashToken } from '../../../platform/session.ts'
import { mailCode, shownCode } from '../actions/secrets.ts'
import type { AccountWorld } from '../actions/session.ts'
import { isBoundHere } from '../actions/sign-in.ts'
import { findOpenProof, findProofByToken, listProvidersOf, type SignInRow } from '../reads/sign-in.ts'
import { domainOf } from '../rules/email.ts'

type World = Ctx<AccountWorld>

export interface CodePage {
  readonly email: string
  /** For the link opened on another device: the number that this browser shows and nobody mails. */
  readonly shown: string
  /** On a machine of one's own without mail: the code itself. Null everywhere else. */
  readonly unsent: string | null
  readonly providers: readonly { readonly id: string; readonly label: string }[]
}

/** What the browser that asked sees while the message is on its way; the same for every address. */
export async function codePage(ctx: World): Promise<CodePage | null> {
  const own = ctx.asSystem({ job: 'sign-in' })
  const { browser } = ctx.visitor
  if (!browser) return null
  return own.transact(async (tx) => {
    const proof = await findOpenProof(tx, { kind: 'email', browserHash: hashToken(browser), at: ctx.now() })
    if (!proof?.email) return null
    return {
      email: proof.email,
      shown: shownCode(ctx.keys, proof.id),
      unsent: unsentCode(ctx, proof),
      providers: await listProvidersOf(tx, domainOf(proof.email)),
    }
  })
}

/** Only where no mail leaves and only this machine can ask. */
export function unsentCode({ settings, keys }: World, proof: Pick<SignInRow, 'id' | 'tokenHash'>): string | null {
  return !settings.mailLeaves && settings.loopback && proof.tokenHash ? mailCode(keys, proof.id) : null
}

/** Looking at a link uses nothing up: a scanner may fetch it as often as it likes. */
export async function linkPage(ctx: World, token: string): Promise<'here' | 'elsewhere' | 'over'> {
  const own = ctx.asSystem({ job: 'sign-in' })
  return own.transact(async (tx) => {
    const proof = await findProofByToken(tx, { kind: 'email', tokenHash: hashToken(token), at: ctx.now() })
    if (!proof) return 'over'
    return isBoundHere(ctx, proof) ? 'here' : 'elsewhere'
  })
}

export async function notMePage(ctx: World, token: string): Promise<'open' | 'over'> {
  const own = ctx.asSystem({ job: 'sign-in' })
  const proof = await own.transact((tx) =>
    findProofByToken(tx, { kind: 'notMe', tokenHash: hashToken(token), at: ctx.now() }),
  )
  return proof ? 'open' : 'over'
}
