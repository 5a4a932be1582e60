import { NotFound } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { Params, Reply } from '../../../platform/route.ts'
import type { PaperQuery } from '../model.ts'
import { credentialPdf } from '../parts/credential-pdf.ts'
import { fileReply, idIn } from '../parts/file.ts'
import { shownCredential } from '../views.ts'

/** The sheet to print or attach; what does not verify is not printed. */
export async function answer(
  ctx: Ctx<never>,
  { paper }: PaperQuery,
  { file }: Params<'file'>,
  request: Request,
): Promise<Reply> {
  const shown = await shownCredential(ctx, idIn(file))
  const { claims } = shown.checked.report
  if (!claims) throw new NotFound('claims')
  const bytes = await credentialPdf(shown, claims, { locale: ctx.locale, paper })
  return fileReply(shown, { bytes, type: 'application/pdf', name: `${shown.version.slug}.pdf` }, request)
}
