import { t } from '../../../text.ts'
import type { Packet } from '../rules/packet.ts'
import type { Guide } from '../views/guide.ts'
import type { PlaceGroup } from './sheet-model.ts'

type Piece = Packet['evidence'][number]

/** "Piece 2": counted through the whole portfolio, so that two readers mean the same one. */
export function pieceName(packet: Pick<Packet, 'evidence'>, id: string): string {
  const index = packet.evidence.findIndex((piece) => piece.id === id)
  const piece: Piece | undefined = packet.evidence[index]
  return t('review.desk.piece', { n: index + 1, kind: t(`review.kind.${piece?.kind ?? 'file'}`) })
}

/** Everything an anchor may lead to, in the order of the page. */
export function placesOf(packet: Pick<Packet, 'evidence' | 'responses'>, guide: Guide): PlaceGroup[] {
  const pieces = packet.evidence.map(({ id }) => ({ value: `evidence:${id}`, label: pieceName(packet, id) }))
  const answers = packet.responses.map(({ promptId }) => ({
    value: `answer:${promptId}`,
    label: `${promptId} · ${shortened(guide.questions.find(({ id }) => id === promptId)?.prompt ?? '')}`,
  }))
  const absent = guide.requirements.map(({ id, title }) => ({
    value: `absent:${id}`,
    label: t('review.desk.places.nothing', { id, title }),
  }))
  return [
    { group: t('review.desk.places.pieces'), options: pieces },
    { group: t('review.desk.places.answers'), options: answers },
    { group: t('review.desk.places.absent'), options: absent },
  ].filter(({ options }) => options.length > 0)
}

const MOST = 60
function shortened(text: string): string {
  return text.length > MOST ? `${text.slice(0, MOST).trimEnd()}…` : text
}
