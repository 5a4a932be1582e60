import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { DeskDeed, DeskKeys, KeptKeys } from '../../account/rules/desk-keys.ts'
import { deedOf, isTyping } from './desk-keys.ts'

/** Space belongs to whatever has the focus, unless that is the evidence; every key to an open dialog. */
function belongsElsewhere({ key }: KeyboardEvent, target: HTMLElement): boolean {
  return target.closest('dialog') !== null || (key === ' ' && target.closest('.desk-evidence') === null)
}

/** Hears the keys of the desk while they are on. */
export function useDeskKeys({
  keys,
  on,
  deeds,
}: {
  keys: DeskKeys
  on: boolean
  deeds: Partial<Record<DeskDeed, () => void>>
}): void {
  const latest = useRef(deeds)
  latest.current = deeds
  // Before the page is painted: the first key counts too.
  useLayoutEffect(() => {
    if (!on) return
    const hear = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement
      const deed = belongsElsewhere(event, target) ? null : deedOf(event, keys, isTyping(target))
      const work = deed && latest.current[deed]
      if (!work) return
      event.preventDefault()
      work()
    }
    document.addEventListener('keydown', hear)
    return () => document.removeEventListener('keydown', hear)
  }, [on])
}

/** On or off as the account keeps it; a change that does not get there is taken back. */
export function useKeySwitch(kept: KeptKeys, failed: () => void): [boolean, (on: boolean) => void] {
  const [on, setOn] = useState(kept.on)
  async function keep(next: boolean): Promise<void> {
    setOn(next)
    const answer = await fetch('/api/v1/me/keys/switch', {
      method: 'PUT',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      keepalive: true,
      body: JSON.stringify({ on: next ? 'yes' : 'no' }),
    }).catch(() => null)
    if (answer?.ok) return
    setOn(!next)
    failed()
  }
  return [on, (next) => void keep(next)]
}
