import { t } from '../../../text.ts'
import { Disclosure } from '../../../ui/accordion.tsx'
import { Notice } from '../../../ui/notice.tsx'
import type { Packet } from '../rules/packet.ts'
import type { Guide } from '../views/guide.ts'
import { pieceName } from './places.ts'

type Piece = Packet['evidence'][number]
interface Shown {
  readonly packet: Packet
  readonly guide: Guide
}

/** The work itself: answers, then each requirement with its pieces, then the reflection. Plain HTML, whole without script. */
export function EvidencePane({ packet, guide }: Shown) {
  const before = packet.responses.filter(({ promptId }) => promptId.startsWith('O'))
  const after = packet.responses.filter(({ promptId }) => !promptId.startsWith('O'))
  return (
    <section class="desk-evidence" id="evidence" aria-label={t('review.desk.evidence')} tabIndex={-1}>
      <EvidenceIndex packet={packet} guide={guide} />
      {before.map((response) => (
        <Answer key={response.promptId} response={response} guide={guide} />
      ))}
      {guide.requirements.map((requirement) => (
        <Requirement key={requirement.id} requirement={requirement} packet={packet} />
      ))}
      {after.map((response) => (
        <Answer key={response.promptId} response={response} guide={guide} />
      ))}
      <AiUse packet={packet} />
    </section>
  )
}

function EvidenceIndex({ packet, guide }: Shown) {
  return (
    <nav class="desk-index" aria-label={t('review.desk.index')}>
      <ol>
        {packet.responses
          .filter(({ promptId }) => promptId.startsWith('O'))
          .map(({ promptId }) => (
            <li key={promptId}>
              <a href={`#answer-${promptId}`}>{promptId}</a>
            </li>
          ))}
        {guide.requirements.map(({ id, title }) => (
          <li key={id}>
            <a href={`#requirement-${id}`}>
              {id} <span class="desk-index-title">{title}</span>
            </a>
          </li>
        ))}
        {packet.responses
          .filter(({ promptId }) => !promptId.startsWith('O'))
          .map(({ promptId }) => (
            <li key={promptId}>
              <a href={`#answer-${promptId}`}>{promptId}</a>
            </li>
          ))}
      </ol>
    </nav>
  )
}

function Answer({ response, guide }: { response: Packet['responses'][number]; guide: Guide }) {
  const { promptId, text, words } = response
  const prompt = guide.questions.find(({ id }) => id === promptId)?.prompt ?? ''
  return (
    <article class="desk-piece" id={`answer-${promptId}`} data-place={`answer:${promptId}`} tabIndex={-1}>
      <h2 lang={guide.shownIn}>
        <span class="desk-code">{promptId}</span> {prompt}
      </h2>
      <p class="small muted numbers">{t('review.desk.words', { words })}</p>
      <div class="desk-text">{text}</div>
    </article>
  )
}

function Requirement({ requirement, packet }: { requirement: Guide['requirements'][number]; packet: Packet }) {
  const pieces = packet.evidence.filter(({ requirementId }) => requirementId === requirement.id)
  return (
    <section class="desk-requirement" id={`requirement-${requirement.id}`}>
      <h2>
        <span class="desk-code">{requirement.id}</span> {requirement.title}
      </h2>
      <Disclosure summary={t('review.desk.asked')}>
        <p>{requirement.instructions}</p>
        <ul>
          {requirement.indicators.map(({ id, text }) => (
            <li key={id}>
              <span class="desk-code">{id}</span> {text}
            </li>
          ))}
        </ul>
      </Disclosure>
      {pieces.length === 0 && <p class="muted">{t('review.desk.noPieces')}</p>}
      {pieces.map((piece) => (
        <PieceView key={piece.id} piece={piece} packet={packet} />
      ))}
    </section>
  )
}

function PieceView({ piece, packet }: { piece: Piece; packet: Packet }) {
  const name = pieceName(packet, piece.id)
  return (
    <article class="desk-piece" data-place={`evidence:${piece.id}`} tabIndex={-1}>
      <div class="desk-piece-head">
        <h3>{name}</h3>
        {piece.pages !== undefined && <span class="small muted">{t('review.desk.pages', { count: piece.pages })}</span>}
        {piece.url && (
          <a href={piece.url} data-evidence={piece.id} target="_blank" rel="noreferrer noopener">
            {t('review.desk.openAlone')} <span class="visually-hidden">{name}</span>
          </a>
        )}
      </div>
      {piece.elsewhere && <Notice tone="notYet">{t('review.desk.elsewhere')}</Notice>}
      <Viewer piece={piece} name={name} />
      {piece.transcript && (
        <Disclosure summary={t('review.desk.transcript')}>
          <div class="desk-text">{piece.transcript}</div>
        </Disclosure>
      )}
    </article>
  )
}

function Viewer({ piece, name }: { piece: Piece; name: string }) {
  if (piece.text !== undefined) return <div class="desk-text">{piece.text}</div>
  if (piece.link !== undefined)
    return (
      <p>
        <a href={piece.link} target="_blank" rel="noreferrer noopener">
          {t('review.desk.openLink')}
        </a>{' '}
        <span class="muted">{t('review.desk.linkOutside')}</span>
      </p>
    )
  if (!piece.url) return <p class="muted">{t('review.desk.notShown')}</p>
  if (piece.viewer === 'image')
    return (
      <img
        class="desk-image"
        src={piece.url}
        data-evidence={piece.id}
        alt={t('review.desk.imageAlt', { name })}
        loading="lazy"
      />
    )
  if (piece.viewer === 'video' || piece.viewer === 'audio') return <Recording piece={piece} />
  return <p class="muted">{t('review.desk.otherFile')}</p>
}

/** Captions come inside the recording where its maker made them; the transcript stands below. */
function Recording({ piece }: { piece: Piece }) {
  const Media = piece.viewer === 'video' ? 'video' : 'audio'
  return <Media class="desk-media" src={piece.url} data-evidence={piece.id} controls preload="metadata" />
}

function AiUse({ packet: { aiDisclosure } }: { packet: Packet }) {
  if (!aiDisclosure) return null
  return (
    <article class="desk-piece" id="ai-use">
      <h2>{t('review.desk.ai')}</h2>
      <p>{aiDisclosure.used ? t('review.desk.ai.used') : t('review.desk.ai.notUsed')}</p>
      {aiDisclosure.purpose && <div class="desk-text">{aiDisclosure.purpose}</div>}
    </article>
  )
}
