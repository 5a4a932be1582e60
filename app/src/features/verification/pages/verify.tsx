import type { Ctx } from '../../../platform/ctx.ts'
import type { FormState, Head, Shown } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { WithAside } from '../../../ui/layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import type { VerifyInput, VerifyQuery } from '../model.ts'
import { AnsweredPart } from '../parts/answered-part.tsx'
import { VerifyForm } from '../parts/verify-form.tsx'
import { type Answered, checkGiven } from '../views.ts'

interface Loaded {
  readonly answered: Answered | null
  readonly link: string
  readonly zone: string
}

export async function load(ctx: Ctx<never>, _params: unknown, { link }: VerifyQuery): Promise<Loaded> {
  return { answered: null, link: link ?? '', zone: ctx.timeZone }
}

/** The verdict stands on this page and nowhere else: nothing of what was handed over is kept. */
export async function act(ctx: Ctx<never>, input: VerifyInput): Promise<Shown> {
  const shown: Loaded = { answered: await checkGiven(ctx, input), link: '', zone: ctx.timeZone }
  return { show: shown }
}

export function head(): Head {
  return { title: t('verification.verify.title'), description: t('verification.verify.description') }
}

export function Page({ answered, link, zone, form }: Loaded & { form: FormState }) {
  if (!answered)
    return (
      <>
        <PageHead title={t('verification.verify.title')} lead={t('verification.verify.lead')} />
        <WithAside label={t('verification.verify.about')} aside={<About />}>
          <VerifyForm form={form} link={link} />
        </WithAside>
      </>
    )
  return (
    <>
      <AnsweredPart answered={answered} zone={answered.zone ?? zone} />
      <section class="verify-again no-print" aria-labelledby="again">
        <h2 id="again">{t('verification.verify.again')}</h2>
        <VerifyForm form={form} link="" />
      </section>
    </>
  )
}

const ANSWERS = ['unchanged', 'issuer', 'inForce'] as const

function About() {
  return (
    <div class="verify-about">
      <h2>{t('verification.verify.about')}</h2>
      <ul>
        {ANSWERS.map((name) => (
          <li key={name}>{t(`verification.verify.about.${name}`)}</li>
        ))}
      </ul>
      <p>{t('verification.verify.about.paper')}</p>
      <p class="small muted">{t('verification.verify.promise')}</p>
    </div>
  )
}
