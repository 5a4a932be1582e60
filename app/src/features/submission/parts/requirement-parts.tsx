import type { FormState } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { durationText } from '../../../ui/duration.ts'
import { Section } from '../../../ui/layout.tsx'
import { Tag } from '../../../ui/tag.tsx'
import type { RequirementDesk } from '../views/requirement.ts'
import { AddEvidence } from './add-evidence.tsx'
import { CheckForm } from './check-form.tsx'
import { ConsentPart } from './consent-part.tsx'
import { FindingLines } from './finding-lines.tsx'
import { rangeText, typeName } from './labels.ts'
import { LooksFor } from './looks-for.tsx'
import { PieceSheet } from './piece-sheet.tsx'

/** One requirement, part by part: what counts, what lies here, who consented, what is checked before sending. */
export function RequirementParts({ desk, form }: { desk: RequirementDesk; form: FormState }) {
  const { requirement, pieces, findings, shownIn } = desk
  return (
    <>
      <Section
        id="criteria"
        title={t('submission.requirement.criteria')}
        note={t('submission.requirement.criteria.note')}
      >
        <LooksFor criteria={desk.looksFor} indicators={requirement.indicators} language={shownIn} />
      </Section>
      <Section
        id="evidence"
        title={t('submission.requirement.evidence')}
        note={rangeText(requirement.minItems, requirement.maxItems)}
      >
        <FindingLines findings={findings.filter(({ code }) => code !== 'ready-check-unconfirmed')} />
        {pieces.map((piece) => (
          <PieceSheet key={piece.id} piece={piece} desk={desk} form={form} />
        ))}
        {desk.practice?.state !== 'locked' && <AddEvidence desk={desk} form={form} />}
      </Section>
      <Section id="consent" title={t('submission.consent.title')} note={t('submission.consent.note')}>
        <ConsentPart desk={desk} form={form} />
      </Section>
      {desk.checks.length > 0 && (
        <Section id="checks" title={t('submission.checks.title')} note={t('submission.checks.note')}>
          <CheckForm desk={desk} />
        </Section>
      )}
    </>
  )
}

/** What may be sent here, and how much of it. */
export function Wanted({ requirement }: { requirement: RequirementDesk['requirement'] }) {
  const { evidenceTypes, maxMinutes, maxPages, maxWords } = requirement
  const limits = [
    maxMinutes && t('submission.limit.minutes', { time: durationText(maxMinutes) }),
    maxPages && t('submission.limit.pages', { count: maxPages }),
    maxWords && t('submission.limit.words', { count: maxWords }),
  ]
  return (
    <>
      {evidenceTypes.map((type) => (
        <Tag key={type}>{typeName(type)}</Tag>
      ))}
      {limits.filter(Boolean).map((limit) => (
        <Tag key={String(limit)}>{limit}</Tag>
      ))}
    </>
  )
}
