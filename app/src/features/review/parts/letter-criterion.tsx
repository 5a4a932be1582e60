import { t } from '../../../text.ts'
import { Mark } from '../../../ui/mark.tsx'
import { Status } from '../../../ui/status.tsx'
import type { Anchor } from '../model.ts'
import { placeOf, spotText } from '../rules/anchor-text.ts'
import type { LearnerComment, LearnerCriterion } from '../rules/learner-decision.ts'
import type { DecisionLetter, Pointer } from '../views/decision.ts'

/** One criterion of the letter: its level, then what each reader wrote, with the place it speaks of. */
export function LetterCriterion({ criterion, letter }: { criterion: LearnerCriterion; letter: DecisionLetter }) {
  const { state, level, comments } = criterion
  const step = letter.decision.nextSteps.find(({ criterionId }) => criterionId === criterion.criterionId)
  return (
    <article class={`letter-criterion letter-${state}`}>
      <h3>{criterion.title}</h3>
      {level ? (
        <Status kind={state === 'met' ? 'met' : 'notYet'}>{level}</Status>
      ) : (
        <Status kind="waiting">{t('review.letter.rereadState')}</Status>
      )}
      {state === 'reread' && <p>{t('review.letter.reread.note')}</p>}
      {step && (
        <div class="letter-step">
          <p class="letter-step-title">
            <Mark name="onward" /> {t('review.letter.step')}
          </p>
          <p lang={letter.language}>{step.text}</p>
        </div>
      )}
      {comments.filter(says).map((comment) => (
        <Comment key={comment.reader} comment={comment} letter={letter} shown={step?.text ?? ''} />
      ))}
    </article>
  )
}

function says({ comment, missing, nextStep }: LearnerComment): boolean {
  return [comment, missing, nextStep].some((text) => text.trim() !== '')
}

function Comment({ comment, letter, shown }: { comment: LearnerComment; letter: DecisionLetter; shown: string }) {
  const own = comment.nextStep.trim() !== '' && comment.nextStep !== shown
  return (
    <div class="letter-comment">
      <p class="letter-reader">{t('review.letter.reader', { letter: comment.reader })}</p>
      <div lang={letter.language}>
        {comment.comment && <p class="desk-text">{comment.comment}</p>}
        {comment.missing && <p class="desk-text">{comment.missing}</p>}
        {own && (
          <p class="desk-text">
            <strong>{t('review.letter.step')}:</strong> {comment.nextStep}
          </p>
        )}
      </div>
      {comment.anchors.length > 0 && (
        <p class="small letter-places">
          {t('review.letter.where')}{' '}
          {comment.anchors.map((anchor) => (
            <Place key={`${placeOf(anchor)} ${spotText(anchor)}`} anchor={anchor} letter={letter} />
          ))}
        </p>
      )}
    </div>
  )
}

/** Leads back to the learner's own copy. */
function Place({ anchor, letter }: { anchor: Anchor; letter: DecisionLetter }) {
  const pointer = letter.pointerOf(anchor)
  const quoted = anchor.kind === 'quote' || anchor.kind === 'response'
  const words = wordsOf(pointer, quoted)
  if (pointer.kind !== 'piece') return <span class="letter-place">{words}</span>
  return (
    <a
      class="letter-place"
      href={`/me/work/${letter.submissionId}/requirements/${pointer.requirementId}#piece-${'evidenceId' in anchor ? anchor.evidenceId : ''}`}
    >
      {words}
    </a>
  )
}

/** Words of the work stand in quotes; a time or a page does not. */
function wordsOf({ kind, name, spot }: Pointer, quoted: boolean): string {
  const place = t(`review.letter.place.${kind}`, { name })
  return spot ? t(quoted ? 'review.letter.spotWords' : 'review.letter.spot', { place, spot }) : place
}
