import type { RefObject } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { fieldId } from '../../../ui/field-id.ts'

export type TextName = 'comment' | 'missing' | 'nextStep'
const NAME = /^scores\.(.+)\.(comment|missing|nextStep)$/

export function textField(criterionId: string, name: TextName): HTMLTextAreaElement | null {
  const field = document.getElementById(fieldId(`scores.${criterionId}.${name}`))
  return field instanceof HTMLTextAreaElement && field.checkVisibility() ? field : null
}

export interface TextField {
  /** Where words that are not typed go: the field last written in, else the comment. */
  readonly of: (criterionId: string) => TextName
  /** Puts the focus at the end of it once what was added is drawn. */
  readonly go: (criterionId: string) => void
}

/** Remembers in which text of which criterion somebody wrote last. */
export function useTextField(root: RefObject<HTMLElement | null>): TextField {
  const last = useRef<{ id: string; name: TextName } | null>(null)
  const [goal, setGoal] = useState<{ id: string } | null>(null)
  useLayoutEffect(() => {
    const hear = ({ target }: FocusEvent) => {
      const [, id, name] = NAME.exec(target instanceof HTMLTextAreaElement ? target.name : '') ?? []
      if (id && name) last.current = { id, name: name as TextName }
    }
    root.current?.addEventListener('focusin', hear)
    return () => root.current?.removeEventListener('focusin', hear)
  }, [])
  function of(id: string): TextName {
    const name = last.current?.id === id ? last.current.name : 'comment'
    return textField(id, name) ? name : 'comment'
  }
  useLayoutEffect(() => {
    const field = goal && textField(goal.id, of(goal.id))
    field?.focus()
    field?.setSelectionRange(field.value.length, field.value.length)
  }, [goal])
  return { of, go: (id) => setGoal({ id }) }
}
