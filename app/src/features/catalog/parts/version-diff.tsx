import type { ComponentChildren } from 'preact'
import { isLocalDate } from '../../../lib/dates.ts'
import { currentLocale, t } from '../../../text.ts'
import { dateText } from '../../../ui/date-time.tsx'
import { Stack } from '../../../ui/layout.tsx'
import { VisuallyHidden } from '../../../ui/visually-hidden.tsx'
import type { FieldDiff } from '../rules/content-diff.ts'
import type { Field } from '../rules/content-fields.ts'
import type { Piece } from '../rules/text-diff.ts'

interface VersionDiffProps {
  fields: readonly FieldDiff[]
  lang?: string | undefined
  beside?: ((diff: FieldDiff) => ComponentChildren) | undefined
}

/** Field by field: what went is struck through, what came is underlined, and both say so in words. */
export function VersionDiff({ fields, lang, beside }: VersionDiffProps) {
  if (fields.length === 0) return <p class="muted">{t('catalog.diff.none')}</p>
  return (
    <Stack gap={24}>
      {fields.map((diff) => (
        <section key={diff.path} aria-label={nameOf(diff)}>
          <h3 class="catalog-diff-name">{nameOf(diff)}</h3>
          <p class="catalog-diff" lang={DATES.includes(diff.field) ? undefined : lang}>
            {shownPieces(diff).map((piece, at) => (
              <Words key={at} piece={piece} apart={diff.list && at > 0} />
            ))}
          </p>
          {beside?.(diff)}
        </section>
      ))}
    </Stack>
  )
}

const DATES: readonly Field[] = ['nextReview']

/** A day reads as every other date, in the reader's language. */
function shownPieces({ field, pieces }: FieldDiff): readonly Piece[] {
  if (!DATES.includes(field)) return pieces
  const dated = (text: string) => dateText(new Date(text), { locale: currentLocale(), zone: 'UTC' })
  return pieces.map(({ kind, text }) => ({ kind, text: isLocalDate(text.trim()) ? dated(text.trim()) : text }))
}

function nameOf({ field, of }: FieldDiff): string {
  return of === '' ? t(`catalog.diff.field.${field}`) : `${t(`catalog.diff.field.${field}`)} ${of}`
}

function Words({ piece: { kind, text }, apart }: { piece: Piece; apart: boolean }) {
  const space = apart ? ' · ' : ''
  if (kind === 'same') return <>{space + text}</>
  return kind === 'in' ? (
    <>
      {space}
      <ins>
        <VisuallyHidden>{t('catalog.diff.in')}</VisuallyHidden>
        {text}
      </ins>
    </>
  ) : (
    <>
      {space}
      <del>
        <VisuallyHidden>{t('catalog.diff.out')}</VisuallyHidden>
        {text}
      </del>
    </>
  )
}
