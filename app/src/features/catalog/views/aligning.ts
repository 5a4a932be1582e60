import { insist } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import {
  type AlignableFramework,
  listAlignable,
  nameFrameworks,
  searchAlignable,
} from '../../framework/reads/alignable.ts'
import { listLabels, type Named } from '../../framework/reads.ts'
import type { Alignable } from '../../framework/rules/alignable.ts'
import type { FrameworkTables } from '../../framework/tables.ts'
import { OWN_FRAMEWORK } from '../model.ts'
import { mayReadDrafts } from '../policy.ts'
import { type AlignmentRow, MOST_ALIGNMENTS, rowOf } from '../rules/alignments.ts'

type World = Ctx<FrameworkTables>

export interface Asked {
  readonly in: string
  readonly q: string
}
/** Statements that a draft may be aligned to, as somebody asked for them. */
export interface Picker {
  readonly frameworks: readonly AlignableFramework[]
  readonly framework: AlignableFramework | undefined
  readonly asked: string
  readonly found: readonly (Alignable & { readonly row: number })[]
  readonly more: boolean
  readonly full: boolean
}
export interface Aligning {
  readonly names: ReadonlyMap<string, AlignableFramework>
  /** Short names of statements of the site's own framework. */
  readonly labels: ReadonlyMap<string, Named>
  readonly picker: Picker | null
}

const MOST_FOUND = 20
const MOST_WORDS = 8

/** What the rows of a draft are called; where statements are chosen, those that answer to what was asked. */
export async function aligning(ctx: World, rows: readonly AlignmentRow[], asked: Asked | null): Promise<Aligning> {
  insist(mayReadDrafts(ctx.actor))
  return ctx.transact(async (tx) => {
    const own = rows.flatMap(({ frameworkId, itemId }) => (frameworkId === OWN_FRAMEWORK && itemId ? [itemId] : []))
    const language = ctx.locale
    const ids = [...new Set(rows.flatMap(({ frameworkId }) => frameworkId ?? []))]
    return {
      names: ids.length > 0 ? await nameFrameworks(tx, ids, language) : new Map(),
      labels: own.length > 0 ? await listLabels(tx, OWN_FRAMEWORK, { codes: own, language }) : new Map(),
      picker: asked && (await pickerOf(tx, rows, { ...asked, language })),
    }
  })
}

async function pickerOf(
  tx: Db<FrameworkTables>,
  rows: readonly AlignmentRow[],
  { language, ...asked }: Asked & { language: string },
): Promise<Picker> {
  const frameworks = await listAlignable(tx, language)
  const framework = frameworks.find(({ id }) => id === asked.in) ?? frameworks.find(({ id }) => id === OWN_FRAMEWORK)
  const words = asked.q.split(/\s+/).filter(Boolean).slice(0, MOST_WORDS)
  const found = framework ? await searchAlignable(tx, framework.id, { words, most: MOST_FOUND, language }) : []
  return {
    ...{ frameworks, framework, asked: asked.q },
    found: found.slice(0, MOST_FOUND).map((each) => ({
      ...each,
      row: framework ? rowOf(rows, { frameworkId: framework.id, itemId: each.itemId }) : -1,
    })),
    more: found.length > MOST_FOUND,
    full: rows.length >= MOST_ALIGNMENTS,
  }
}
