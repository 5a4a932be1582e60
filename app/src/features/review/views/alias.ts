import type { Ctx } from '../../../platform/ctx.ts'
import { aliasMessage, portfolioAlias, readerLetters } from '../rules/alias.ts'

type Named = Pick<Ctx<never>, 'keys' | 'scope'>

/** "7F3K": this attempt for this reader; a retry has another name. */
export function aliasOf({ keys, scope }: Named, attemptId: string, accountId: string): string {
  return portfolioAlias(keys.mac(`portfolio alias ${scope.tenantId}`, aliasMessage(attemptId, accountId)))
}

/** "A", "B" in an order that tells nothing and differs in every submission. */
export function lettersOf(
  { keys, scope }: Named,
  submissionId: string,
  readings: readonly { readonly reviewId: string; readonly accountId: string }[],
): Map<string, string> {
  const draw = (accountId: string) => keys.mac(`reader letter ${scope.tenantId}`, `${submissionId}\n${accountId}`)
  return readerLetters(readings.map(({ reviewId, accountId }) => ({ reviewId, draw: draw(accountId) })))
}
