import { useEffect } from 'preact/hooks'
import type { AchievementContent } from '../model.ts'
import { lintRubric } from '../rules/lint-rubric.ts'

export interface RubricGridProps {
  readonly form: string
  readonly verbs: readonly string[]
  readonly levels: readonly string[]
  readonly texts: Readonly<Record<string, string>>
}

/** In the grid of a form that works by itself: arrows move between cells, Ctrl+Enter adds a row, marks follow the words. */
export function RubricGrid({ form: id, ...known }: RubricGridProps) {
  useEffect(() => {
    const form = document.getElementById(id)
    if (!(form instanceof HTMLFormElement)) return
    const typed = ({ target }: Event) => target instanceof HTMLTextAreaElement && markCells(form, known)
    const pressed = (event: KeyboardEvent) => press(form, event)
    form.addEventListener('input', typed)
    form.addEventListener('keydown', pressed)
    return () => {
      form.removeEventListener('input', typed)
      form.removeEventListener('keydown', pressed)
    }
  }, [])
  return null
}

function cellsIn(form: HTMLFormElement): HTMLTextAreaElement[] {
  return [...form.querySelectorAll<HTMLTextAreaElement>('.draft-cell')]
}

function markCells(form: HTMLFormElement, { verbs, levels, texts }: Omit<RubricGridProps, 'form'>): void {
  const cells = cellsIn(form).filter(({ dataset }) => dataset.level !== undefined)
  const rows = Math.max(-1, ...cells.map(({ dataset }) => Number(dataset.row))) + 1
  const criteria = Array.from({ length: rows }, (_, row) => ({
    id: `C${row + 1}`,
    descriptors: Object.fromEntries(
      cells
        .filter(({ dataset, value }) => Number(dataset.row) === row && value.trim() !== '')
        .map(({ dataset, value }) => [dataset.level, value.trim()]),
    ),
  }))
  const passLevel = form.querySelector<HTMLSelectElement>('[name="rubric.passLevel"]')?.value ?? ''
  const rubric = {
    levels: levels.map((level) => ({ id: level, label: level })),
    passLevel,
    rule: { kind: 'conjunctive' },
    criteria,
  }
  // The rules of the grid read the rubric alone.
  const problems = lintRubric({ rubric } as unknown as AchievementContent, verbs)
  for (const cell of cells) {
    const path = `rubric.criteria.${cell.dataset.row}.descriptors.${cell.dataset.level}`
    const codes = new Set(problems.filter((problem) => problem.path === path).map(({ code }) => code))
    const place = document.getElementById(`${cell.id}-marks`)
    place?.replaceChildren(...[...codes].flatMap((code) => lineOf(texts[code])))
  }
}

function lineOf(text: string | undefined): HTMLElement[] {
  if (text === undefined) return []
  const line = document.createElement('li')
  line.textContent = text
  return [line]
}

type Move = readonly [row: number, column: number]
const MOVES: Readonly<Record<string, Move>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

function press(form: HTMLFormElement, event: KeyboardEvent): void {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    const add = form.querySelector<HTMLButtonElement>('#add-criterion')
    if (!add) return
    event.preventDefault()
    add.click()
  }
  const move = MOVES[event.key]
  const cell = event.target
  if (!move || !(cell instanceof HTMLTextAreaElement) || cell.dataset.row === undefined) return
  if (event.shiftKey || event.ctrlKey || event.metaKey || event.altKey || !atEdge(cell, event.key)) return
  const next = cellsIn(form).find(
    ({ dataset }) =>
      Number(dataset.row) === Number(cell.dataset.row) + move[0] &&
      Number(dataset.column) === Number(cell.dataset.column) + move[1],
  )
  if (!next) return
  event.preventDefault()
  next.focus()
}

/** Inside a text the arrows move the caret; only at its edge they lead to the next cell. */
function atEdge({ selectionStart, selectionEnd, value }: HTMLTextAreaElement, key: string): boolean {
  const back = key === 'ArrowUp' || key === 'ArrowLeft'
  return selectionStart === selectionEnd && selectionStart === (back ? 0 : value.length)
}
