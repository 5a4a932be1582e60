import type { Ctx } from '../../../platform/ctx.ts'
import { t } from '../../../text.ts'
import { type SampleDesk, type SampleOf, sampleDesk } from '../views/sample-desk.ts'
import { SamplePortfolio } from './sample-portfolio.tsx'
import { SampleSheet } from './sample-sheet.tsx'

/** On the preview of a draft: the desk as a reader has it, over a sample portfolio. */
export async function load(_ctx: Ctx<never>, subject: SampleOf): Promise<{ desk: SampleDesk }> {
  return { desk: sampleDesk(subject) }
}

export function Part({ desk }: { desk: SampleDesk }) {
  return (
    <>
      <nav class="desk-jump" aria-label={t('review.desk.jump')}>
        <a href="#evidence">{t('review.desk.evidence')}</a>
        <a href="#rubric">{t('review.desk.rubric')}</a>
      </nav>
      <div class="desk desk-sample">
        <SamplePortfolio desk={desk} />
        <SampleSheet desk={desk} />
      </div>
    </>
  )
}
