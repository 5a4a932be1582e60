import { Invalid } from '../../../lib/refusal.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { readAll } from '../../../platform/forms.ts'
import { type Reply, reply } from '../../../platform/route.ts'
import { MOST_BYTES } from '../model.ts'
import { reportJson } from '../parts/report-json.ts'
import { contentProblem } from '../rules/intake.ts'
import { reportOn } from '../views.ts'

/** The body is the credential, byte for byte: JSON, a baked PNG or a baked SVG. The answer is the report, whatever it says. */
export async function answer(ctx: Ctx<never>, _input: unknown, _params: unknown, request: Request): Promise<Reply> {
  const bytes = await readAll(request, MOST_BYTES)
  const problem = contentProblem(bytes)
  if (problem) throw new Invalid(problem)
  const answered = await reportOn(ctx, bytes)
  return reply(200, JSON.stringify(reportJson(answered, { locale: ctx.locale, zone: answered.zone ?? 'UTC' })), {
    'content-type': 'application/json; charset=utf-8',
  })
}
