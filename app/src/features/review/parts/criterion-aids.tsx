import { Disclosure } from '../../../ui/accordion.tsx'
import { Button } from '../../../ui/button.tsx'
import type { SheetHands } from './sheet-hands.ts'
import type { CriterionView, SheetProps } from './sheet-model.ts'

interface Part {
  readonly criterion: CriterionView
  readonly props: SheetProps
  readonly hands: SheetHands | undefined
}

export function peekId(criterionId: string): string {
  return `peek-${criterionId}`
}
export function bankId(criterionId: string): string {
  return `bank-${criterionId}`
}

/** What the criterion is about: the step of the method, what to look for, and real examples where there are any. */
export function Peek({ criterion: { id, counts }, props: { words } }: Omit<Part, 'hands'>) {
  return (
    <Disclosure id={peekId(id)} summary={words.peek}>
      {counts.method && (
        <p>
          <strong>{counts.method.name}.</strong> {counts.method.text}
        </p>
      )}
      {counts.lookFor.length > 0 && (
        <ul>
          {counts.lookFor.map((line) => (
            <li key={line.id}>
              <span class="desk-code">{line.id}</span> {line.text}
            </li>
          ))}
        </ul>
      )}
      {counts.examples.length === 0 && <p class="muted">{words.noExamples}</p>}
      {counts.examples.map(({ level, text, constructed, file }) => (
        <blockquote class="desk-text" key={`${level} ${text}`}>
          <p class="small muted">
            <strong>{level}</strong> · {constructed ? words.constructed : words.realWork}
          </p>
          <p>{text}</p>
          {file !== '' && (
            <a class="small" href={file} target="_blank" rel="noopener">
              {words.exampleFile}
            </a>
          )}
        </blockquote>
      ))}
    </Disclosure>
  )
}

/** Lines that the organization's readers share; with hands one press writes them. */
export function Bank({ criterion: { id }, props: { bank, words }, hands }: Part) {
  return (
    <Disclosure id={bankId(id)} summary={words.bank}>
      {bank.length === 0 ? (
        <p class="muted">{words.noBank}</p>
      ) : (
        <ul class="desk-bank">
          {bank.map((line) => (
            <li key={line}>
              {hands ? (
                <button type="button" class="desk-bank-line" onClick={() => hands.takeLine(id, line)}>
                  {line}
                </button>
              ) : (
                line
              )}
            </li>
          ))}
        </ul>
      )}
    </Disclosure>
  )
}

export function Dictate({ props: { words }, hands }: Omit<Part, 'criterion'>) {
  if (!hands) return null
  return (
    <Button type="button" kind="quiet" onClick={hands.dictation.toggle}>
      {hands.dictation.on ? words.stopDictation : words.dictate}
    </Button>
  )
}
