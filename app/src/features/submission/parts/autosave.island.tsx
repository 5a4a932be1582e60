import { useRef } from 'preact/hooks'
import { wordCount } from '../../../lib/words.ts'
import { AutosaveMark } from '../../../ui/autosave-mark.tsx'
import { Button } from '../../../ui/button.tsx'
import { TextArea } from '../../../ui/field.tsx'
import { Notice } from '../../../ui/notice.tsx'
import type { Other } from './send-draft.ts'
import { useDraft } from './use-draft.ts'

export interface AutosaveTexts {
  readonly saved: string
  readonly device: string
  readonly offline: string
  readonly signedOut: string
  readonly closed: string
  readonly tooLong: string
  readonly words: string
  readonly few: string
  readonly conflict: string
  readonly conflictText: string
  readonly keepMine: string
  readonly keepTheirs: string
}
export interface AutosaveProps {
  /** Where the text waits on this device; names the person, so that a shared device keeps drafts apart. */
  readonly store: string
  readonly name: string
  readonly address: string
  readonly label: string
  readonly hint: string
  readonly error: string | undefined
  readonly lang: string
  readonly locale: string
  readonly zone: string
  readonly body: string
  readonly revision: number
  readonly savedAt: string | null
  readonly minWords: number
  readonly maxWords: number
  /** The newer text, when the page came back with one. */
  readonly other: Other | null
  readonly texts: AutosaveTexts
}

/** A text that saves itself: on this device at once, on the server two seconds later, never over a newer one. */
export function Autosave(props: AutosaveProps) {
  const { texts, locale, zone } = props
  const revision = useRef<HTMLInputElement>(null)
  const draft = useDraft(props, revision)
  const clock = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', timeZone: zone })
  const time = (at: string) => (at ? clock.format(new Date(at)) : '')
  const count = countText(props, wordCount(draft.body))
  return (
    <>
      {draft.other && <Conflict other={draft.other} texts={texts} time={time(draft.other.at)} choose={draft.choose} />}
      <input
        ref={revision}
        type="hidden"
        name={props.name.replace(/body$/, 'revision')}
        value={draft.revision}
        autocomplete="off"
      />
      <TextArea
        name={props.name}
        label={props.label}
        hint={props.hint}
        error={props.error}
        lang={props.lang}
        value={draft.body}
        rows={6}
        letter
        onInput={(event) => draft.type(event.currentTarget.value, event.isTrusted)}
      />
      <div class="prompt-foot">
        <span class="small muted numbers">{count}</span>
        {draft.mark !== 'none' && (
          <AutosaveMark
            state={MARKS[draft.mark]}
            text={markText(texts, draft.mark).replace('#time', time(draft.savedAt))}
          />
        )}
      </div>
    </>
  )
}

function countText({ texts, minWords, maxWords }: AutosaveProps, words: number): string {
  const text = minWords > 1 && words < minWords ? texts.few : texts.words
  return text.replace('#words', String(words)).replace('#min', String(minWords)).replace('#max', String(maxWords))
}

function markText({ conflictText, ...texts }: AutosaveTexts, mark: keyof typeof MARKS): string {
  return mark === 'conflict' ? conflictText : texts[mark]
}

const MARKS = {
  saved: 'saved',
  device: 'device',
  offline: 'device',
  signedOut: 'conflict',
  closed: 'conflict',
  tooLong: 'conflict',
  conflict: 'conflict',
} as const

interface ConflictProps {
  other: Other
  texts: AutosaveTexts
  time: string
  choose: (which: 'mine' | 'theirs') => void
}

/** Both texts stay in sight until one is chosen. */
function Conflict({ other, texts, time, choose }: ConflictProps) {
  return (
    <Notice tone="notYet" title={texts.conflict.replace('#time', time)} live>
      <p>{texts.conflictText}</p>
      <blockquote class="prompt-theirs">{other.body}</blockquote>
      <div class="actions">
        <Button type="button" onClick={() => choose('mine')}>
          {texts.keepMine}
        </Button>
        <Button type="button" onClick={() => choose('theirs')}>
          {texts.keepTheirs}
        </Button>
      </div>
    </Notice>
  )
}
