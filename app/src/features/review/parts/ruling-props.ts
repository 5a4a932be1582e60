import type { FormState } from '../../../platform/route.ts'
import { currentLocale, t } from '../../../text.ts'
import { dateText } from '../../../ui/date-time.tsx'
import { placeOf, spotText } from '../rules/anchor-text.ts'
import type { DraftedRuling, RulingDesk } from '../views/adjudication.ts'
import { fieldOf, type RulingFields, type RulingProps } from './ruling-model.ts'
import { one, savingWords } from './sheet-props.ts'

/** What the script needs to keep a ruling that is being written. */
export function rulingProps(desk: RulingDesk, { typed }: FormState): RulingProps {
  const { packet, savedAt, zone } = desk
  return {
    ...{ reviewId: packet.reviewId, version: packet.version, held: desk.held, zone, locale: currentLocale() },
    criteria: desk.disputed.map(({ criterionId }) => criterionId),
    stored: Object.fromEntries([...desk.drafts].flatMap(([id, draft]) => Object.entries(draftFields(id, draft)))),
    typedOn: 'version' in typed ? Number(one(typed.version)) : null,
    savedAt:
      savedAt &&
      t('review.desk.savedAt', { time: dateText(savedAt, { locale: currentLocale(), zone, style: 'time' }) }),
    words: savingWords(),
  }
}

function draftFields(id: string, { levelId, reason, bothWrong, anchors }: DraftedRuling): RulingFields {
  const rows = anchors.flatMap((anchor, index) => [
    [fieldOf(id, `anchors.${index}.place`), placeOf(anchor)],
    [fieldOf(id, `anchors.${index}.at`), spotText(anchor)],
  ])
  return {
    [fieldOf(id, 'levelId')]: levelId ?? '',
    [fieldOf(id, 'reason')]: reason,
    [fieldOf(id, 'bothWrong')]: bothWrong ? 'on' : 'off',
    ...Object.fromEntries(rows),
  }
}
