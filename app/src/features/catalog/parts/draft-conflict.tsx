import { t } from '../../../text.ts'
import { LinkButton } from '../../../ui/button.tsx'
import { Notice } from '../../../ui/notice.tsx'
import type { Differing } from '../rules/draft-form.ts'
import { placeText } from './draft-words.ts'

interface DraftConflictProps {
  differing: readonly Differing[]
  by: string
  /** The same page with what was saved by the other. */
  theirs: string
}

/** Both texts stay in sight until the author chooses; the form below holds one's own. */
export function DraftConflict({ differing, by, theirs }: DraftConflictProps) {
  return (
    <Notice tone="notYet" title={t('catalog.draft.conflict', { name: by })} live>
      <p>{t('catalog.draft.conflict.text')}</p>
      <dl class="draft-both">
        {differing.map((one) => (
          <div key={one.path}>
            <dt>{placeText(one.path)}</dt>
            <dd>
              <strong>{t('catalog.draft.conflict.mine')}</strong> <span>{one.mine || t('catalog.draft.nothing')}</span>
            </dd>
            <dd>
              <strong>{t('catalog.draft.conflict.theirs')}</strong>{' '}
              <span>{one.theirs || t('catalog.draft.nothing')}</span>
            </dd>
          </div>
        ))}
      </dl>
      <LinkButton href={theirs}>{t('catalog.draft.conflict.take')}</LinkButton>
    </Notice>
  )
}
