import { t } from '../../../text.ts'
import { Disclosure } from '../../../ui/accordion.tsx'
import type { ReviewPage } from '../views/review.ts'
import { EvidenceSection } from './evidence-section.tsx'
import { ResourcesSection, WhySection } from './help-sections.tsx'
import { MethodSection } from './method-section.tsx'
import { RubricSection } from './rubric-section.tsx'
import { ShowSection } from './show-section.tsx'

/** The text as its page will show it: what a reader answers for. */
export function DraftText({ text, open }: { text: NonNullable<ReviewPage['text']>; open: boolean }) {
  const { content, works } = text
  return (
    <Disclosure summary={t('catalog.review.text')} open={open}>
      <article class="catalog-achievement">
        <p class="lead">{content.summary}</p>
        <ShowSection content={content} />
        <MethodSection content={content} works={works} />
        <EvidenceSection content={content} />
        <RubricSection content={content} />
        <WhySection content={content} works={works} />
        <ResourcesSection content={content} broken={new Map()} />
      </article>
    </Disclosure>
  )
}
