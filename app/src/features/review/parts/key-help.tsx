import type { RefObject } from 'preact'
import { Button } from '../../../ui/button.tsx'
import { DESK_DEEDS, type DeskKeys } from '../../account/rules/desk-keys.ts'
import type { SheetWords } from './sheet-model.ts'

export interface KeyHelpProps {
  readonly dialog: RefObject<HTMLDialogElement | null>
  readonly keys: DeskKeys
  readonly on: boolean
  readonly words: SheetWords
  readonly onSwitch: (on: boolean) => void
}

/** Every key with what it does, the switch that turns them all off, and the way to one's own. */
export function KeyHelp({ dialog, keys, on, words, onSwitch }: KeyHelpProps) {
  return (
    <dialog class="desk-dialog" ref={dialog} aria-labelledby="desk-keys-title">
      <h2 id="desk-keys-title">{words.keysTitle}</h2>
      <p class="muted">{words.keysHint}</p>
      <div class="choice">
        <input
          class="choice-input"
          type="checkbox"
          id="desk-keys-on"
          checked={on}
          onChange={(event) => onSwitch(event.currentTarget.checked)}
        />
        <label class="choice-label" for="desk-keys-on">
          {words.keysOn}
        </label>
      </div>
      <dl class="desk-keys">
        {DESK_DEEDS.map((deed) => (
          <div key={deed}>
            <dt>{keys[deed] ? <kbd>{keys[deed]}</kbd> : <span class="muted">{words.noKey}</span>}</dt>
            <dd>{words[`key.${deed}`]}</dd>
          </div>
        ))}
      </dl>
      <div class="actions">
        <Button type="button" kind="primary" onClick={() => dialog.current?.close()}>
          {words.close}
        </Button>
        <a href="/me/settings#keys" target="_blank" rel="noopener">
          {words.ownKeys}
        </a>
      </div>
    </dialog>
  )
}
