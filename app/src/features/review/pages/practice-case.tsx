import type { Ctx } from '../../../platform/ctx.ts'
import type { Head, Params } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { PageHead } from '../../../ui/page-head.tsx'
import { PracticeTable } from '../../submission/parts/practice-table.tsx'
import type { ReviewWorld } from '../tables.ts'
import { type ReaderPractice, readerPractice } from '../views/practice-case.ts'

interface Loaded {
  readonly practice: ReaderPractice
}

export async function load(ctx: Ctx<ReviewWorld>, { review }: Params<'review'>): Promise<Loaded> {
  return { practice: await readerPractice(ctx, review) }
}

export function head({ practice }: Loaded): Head {
  return { title: `${t('submission.practice.title')} · ${practice.alias}`, density: 'work', noIndex: true }
}

export function Page({ practice: { reviewId, alias, desk, students, later } }: Loaded) {
  return (
    <>
      <PageHead
        title={t('submission.practice.title')}
        above={t('review.desk.title', { alias })}
        lead={<p>{t('submission.practice.reader.lead')}</p>}
      />
      {!later && <p>{t('submission.practice.reader.waiting')}</p>}
      <p>
        <a class="own-line" href={`/assess/practice-case/${reviewId}/table.csv`} download>
          {t('submission.practice.csv')}
        </a>
      </p>
      <PracticeTable students={students} />
      <p>
        <a class="own-line" href={desk}>
          {t('submission.practice.reader.back')}
        </a>
      </p>
    </>
  )
}
