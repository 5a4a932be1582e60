import { useEffect, useRef, useState } from 'preact/hooks'
import { AutosaveMark } from '../../../ui/autosave-mark.tsx'
import { Button } from '../../../ui/button.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { watchCounts } from './draft-counts.ts'
import { DraftSaver, type SaverState } from './draft-saver.ts'

export interface DraftKeeperProps {
  readonly form: string
  readonly address: string
  /** Where a text waits on this device. */
  readonly store: string
  readonly locale: string
  readonly zone: string
  readonly texts: Readonly<
    Record<
      | 'saved'
      | 'saving'
      | 'device'
      | 'stopped'
      | 'conflict'
      | 'conflictText'
      | 'mine'
      | 'theirs'
      | 'keep'
      | 'take'
      | 'nothing'
      | 'left',
      string
    >
  >
}

/** Beside a form that works by itself: keeps it two seconds after the last key, and never writes over somebody else. */
export function DraftKeeper({ form: id, texts, locale, zone, ...source }: DraftKeeperProps) {
  const [state, setState] = useState<SaverState>({ mark: 'none', savedAt: null, by: '', both: [] })
  const saver = useRef<DraftSaver | null>(null)
  const told = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const form = document.getElementById(id)
    if (!(form instanceof HTMLFormElement)) return
    saver.current = new DraftSaver(form, source, setState)
    const counting = watchCounts(form, texts.left)
    const watching = saver.current.watch()
    return () => {
      counting()
      watching()
    }
  }, [])
  // The part may be long, and who writes far below would not see it; the caret stays where it is.
  useEffect(() => {
    if (state.mark === 'conflict') told.current?.scrollIntoView({ block: 'start' })
  }, [state.mark])
  const clock = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', timeZone: zone })
  const time = state.savedAt ? clock.format(state.savedAt) : ''
  return (
    <>
      {state.mark !== 'none' && state.mark !== 'conflict' && (
        <AutosaveMark state={MARKS[state.mark]} text={texts[state.mark].replace('#time', time)} />
      )}
      {state.mark === 'conflict' && (
        <div ref={told}>
          <Notice tone="notYet" title={texts.conflict.replace('#name', state.by)} live>
            <p>{texts.conflictText}</p>
            <dl class="draft-both">
              {state.both.map(({ path, label, mine, theirs }) => (
                <div key={path}>
                  <dt>{label}</dt>
                  <dd>
                    <strong>{texts.mine}</strong> {mine || texts.nothing}
                  </dd>
                  <dd>
                    <strong>{texts.theirs}</strong> {theirs || texts.nothing}
                  </dd>
                </div>
              ))}
            </dl>
            <div class="actions">
              <Button type="button" onClick={() => saver.current?.keepMine()}>
                {texts.keep}
              </Button>
              <Button type="button" onClick={() => saver.current?.takeTheirs()}>
                {texts.take}
              </Button>
            </div>
          </Notice>
        </div>
      )}
    </>
  )
}

const MARKS = { saved: 'saved', saving: 'saving', device: 'device', stopped: 'conflict' } as const
