import { Button } from '../../../ui/button.tsx'
import { Notice } from '../../../ui/notice.tsx'
import type { Autosave } from './autosave.ts'
import type { SheetWords } from './sheet-model.ts'

const GONE = ['withdrawn', 'sent-back', 'evidence-altered'] as const
const AGAIN = ['lease-lost', 'signed-out', 'already-decided', 'sent'] as const

/** Why nothing is saved any more, and what can be done about it. */
export function SavingStopped({ save, words }: { save: Autosave; words: SheetWords }) {
  const { stopped } = save
  if (!stopped) return null
  return (
    <Notice tone="notYet" title={words[`stopped.${stopped}`]} live>
      <div class="actions">
        {stopped === 'stale' && (
          <>
            <Button type="button" onClick={() => void save.overwrite()}>
              {words.keepMine}
            </Button>
            <Button type="button" onClick={save.takeOther}>
              {words.takeOther}
            </Button>
          </>
        )}
        {AGAIN.some((reason) => reason === stopped) && (
          <Button type="button" onClick={() => location.replace(location.pathname)}>
            {words.reload}
          </Button>
        )}
        {GONE.some((reason) => reason === stopped) && <a href="/assess/queue">{words.toQueue}</a>}
      </div>
    </Notice>
  )
}
