import { currentLocale, t } from '../../../text.ts'
import { Island } from '../../../ui/island.tsx'
import type { SectionId } from '../rules/draft.ts'
import type { DraftView } from '../views/drafts.ts'
import type { DraftKeeperProps } from './draft-keeper.island.tsx'

/** The script beside a form of the editor, where there is one. */
export function Keeping({ view, section }: { view: DraftView; section: SectionId }) {
  const props: DraftKeeperProps = {
    form: 'draft-form',
    address: `/api/v1/drafts/${view.id}`,
    store: `cairn-draft-${view.reader}-${view.id}-${section}`,
    locale: currentLocale(),
    zone: view.zone,
    texts: {
      saved: t('catalog.draft.mark.saved', { time: '#time' }),
      saving: t('catalog.draft.mark.saving'),
      device: t('catalog.draft.mark.device'),
      stopped: t('catalog.draft.mark.stopped'),
      conflict: t('catalog.draft.conflict', { name: '#name' }),
      conflictText: t('catalog.draft.conflict.choose'),
      mine: t('catalog.draft.conflict.mine'),
      theirs: t('catalog.draft.conflict.theirs'),
      keep: t('catalog.draft.conflict.keep'),
      take: t('catalog.draft.conflict.take'),
      nothing: t('catalog.draft.nothing'),
      left: t('catalog.draft.left', { left: '#left' }),
    },
  }
  return <Island name="draft-keeper" props={props} fallback={null} />
}
