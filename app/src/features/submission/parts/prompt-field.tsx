import type { FormState } from '../../../platform/route.ts'
import { currentLocale, t } from '../../../text.ts'
import { dateText } from '../../../ui/date-time.tsx'
import { TextArea } from '../../../ui/field.tsx'
import { Island } from '../../../ui/island.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { StatusMark } from '../../../ui/status-mark.tsx'
import type { PromptDesk, WritingDesk } from '../views/write.ts'
import type { AutosaveProps } from './autosave.island.tsx'
import { FindingLines } from './finding-lines.tsx'
import { coded } from './labels.ts'
import type { Other } from './send-draft.ts'

interface PromptFieldProps {
  prompt: PromptDesk
  desk: WritingDesk
  form: FormState
}
/** What stands in the field, and the newer text beside it when the form that came in was older. */
interface Standing {
  readonly name: string
  readonly body: string
  readonly revision: number
  readonly other: Other | null
  readonly error: string | undefined
}

/** One question with its answer. A stale form shows both texts; nothing that was typed is taken away. */
export function PromptField({ prompt, desk, form }: PromptFieldProps) {
  const standing = standingOf(prompt, form)
  return (
    <div class="prompt" id={prompt.id}>
      {prompt.kept && <StatusMark kind="met">{t('submission.write.kept')}</StatusMark>}
      <FindingLines findings={prompt.findings} />
      <Island
        name="autosave"
        props={islandProps({ prompt, desk, standing })}
        fallback={<Plain prompt={prompt} standing={standing} desk={desk} />}
      />
    </div>
  )
}

function standingOf({ id, body, revision, savedAt }: PromptDesk, form: FormState): Standing {
  const typed = form.typed[`answers.${id}.body`]
  const mine = typeof typed === 'string' ? typed.replace(/\r\n/g, '\n') : body
  const seen = Number(form.typed[`answers.${id}.revision`] ?? revision)
  const other = seen !== revision && mine !== body ? { body, revision, at: savedAt?.toISOString() ?? '' } : null
  return { name: `answers.${id}.body`, body: mine, revision: other ? seen : revision, other, error: form.fields[id] }
}

/** Without script the next press keeps what is in the field: the other text stands above it, to copy from. */
function Plain({ prompt, standing, desk }: { prompt: PromptDesk; standing: Standing; desk: WritingDesk }) {
  const { name, body, other, error } = standing
  const at = other?.at ? new Date(other.at) : null
  const time = at ? dateText(at, { locale: currentLocale(), zone: desk.zone, style: 'full' }) : ''
  return (
    <>
      {other && (
        <Notice tone="notYet" title={t('submission.write.elsewhere', { time })}>
          <p>{t('submission.write.elsewhere.text')}</p>
          <blockquote class="prompt-theirs">{other.body}</blockquote>
        </Notice>
      )}
      <input type="hidden" name={name.replace(/body$/, 'revision')} value={prompt.revision} autocomplete="off" />
      <TextArea
        name={name}
        label={coded({ id: prompt.id, words: prompt.prompt })}
        hint={lengthText(prompt)}
        value={body}
        error={error}
        lang={desk.language}
        rows={6}
        letter
      />
      <p class="prompt-foot small muted numbers">{countText(prompt)}</p>
    </>
  )
}

function countText({ words, minWords, maxWords }: PromptDesk): string {
  return minWords > 1 && words < minWords
    ? t('submission.write.few', { words: String(words), min: String(minWords) })
    : t('submission.write.count', { words: String(words), max: String(maxWords) })
}

function lengthText({ minWords, maxWords }: PromptDesk): string {
  return minWords > 1
    ? t('submission.write.length', { min: minWords, max: maxWords })
    : t('submission.write.most', { max: maxWords })
}

function islandProps({
  prompt,
  desk,
  standing,
}: {
  prompt: PromptDesk
  desk: WritingDesk
  standing: Standing
}): AutosaveProps {
  return {
    ...standing,
    store: ['cairn', desk.personId, desk.id, prompt.id].join(' '),
    address: `/me/work/${desk.id}/responses/${prompt.id}`,
    label: coded({ id: prompt.id, words: prompt.prompt }),
    hint: lengthText(prompt),
    lang: desk.language,
    locale: currentLocale(),
    zone: desk.zone,
    savedAt: prompt.savedAt?.toISOString() ?? null,
    minWords: prompt.minWords,
    maxWords: prompt.maxWords,
    texts: {
      saved: t('submission.autosave.saved', { time: '#time' }),
      device: t('submission.autosave.device'),
      offline: t('submission.autosave.offline'),
      signedOut: t('submission.autosave.signedOut'),
      closed: t('submission.autosave.closed'),
      tooLong: t('refusal.text-too-long'),
      words: t('submission.write.count', { words: '#words', max: '#max' }),
      few: t('submission.write.few', { words: '#words', min: '#min' }),
      conflict: t('submission.write.elsewhere', { time: '#time' }),
      conflictText: t('submission.write.elsewhere.text'),
      keepMine: t('submission.autosave.mine'),
      keepTheirs: t('submission.autosave.theirs'),
    },
  }
}
