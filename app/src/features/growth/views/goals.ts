import { insist } from '../../../lib/refusal.ts'
import { LOCALES, textIn } from '../../../text.ts'
import { OWN_FRAMEWORK } from '../../catalog/model.ts'
import { openShelf } from '../../catalog/reads.ts'
import { plain } from '../../catalog/rules/plain.ts'
import type { SynonymGroups } from '../../catalog/rules/synonyms.ts'
import type { Competency, Framework } from '../../framework/model.ts'
import { findFramework, findSpoken } from '../../framework/reads.ts'
import type { Tx, World } from '../actions/world.ts'
import { mayKeep } from '../policy.ts'
import { listGoals } from '../reads/own.ts'
import { indexCompetencies, matchCompetencies } from '../rules/match.ts'
import type { Goal } from '../tables.ts'

export interface MatchedCompetency extends Pick<Competency, 'id' | 'code' | 'label' | 'statement'> {
  /** Words of the sentence that matched; none where a scenario card named it. */
  readonly words: readonly string[]
}

/** A sentence and what it may touch: for the person to accept or refuse. */
export interface Wanted {
  readonly text: string
  readonly card: string | null
  readonly matches: readonly MatchedCompetency[]
}

export interface ScenarioCard {
  readonly id: string
  readonly prompt: string
}
export interface DomainChoice {
  readonly label: string
  readonly competencies: readonly Pick<Competency, 'id' | 'label' | 'statement'>[]
}

export interface GoalsView {
  readonly goals: readonly Goal[]
  readonly labels: Readonly<Record<string, string>>
  readonly domains: readonly DomainChoice[]
  readonly cards: readonly ScenarioCard[]
  readonly wanted: Wanted | null
  /** Language of labels and statements. */
  readonly wordsIn: string
}

export interface Wish {
  readonly text: string
  readonly card?: string
}

/** Goals, and where something was typed, what it touches. */
export async function goalsPage(ctx: World, wish?: Wish): Promise<GoalsView> {
  insist(mayKeep(ctx.actor, ctx.person.personId))
  return ctx.transact(async (tx) => {
    const framework = await findSpoken(tx, OWN_FRAMEWORK, ctx.locale)
    return {
      goals: await listGoals(tx, ctx.person),
      labels: Object.fromEntries((framework?.competencies ?? []).map(({ id, label }) => [id, label])),
      domains: framework ? domainsOf(framework) : [],
      cards: (framework?.scenarios ?? []).map(({ id, prompt }) => ({ id, prompt })),
      wanted: wish ? await wantedIn(tx, wish, framework) : null,
      wordsIn: framework?.wordsIn ?? ctx.locale,
    }
  })
}

const MOST = 5

/**
 * What a card speaks of comes first, then what the words say; five at most. Looked for in the framework's own words, to
 * which the everyday words of every language lead, and named in those of `framework`.
 */
export async function wantedIn(tx: Tx, { text, card }: Wish, framework: Framework | undefined): Promise<Wanted> {
  const competencies = (await findFramework(tx, OWN_FRAMEWORK))?.competencies ?? []
  const groups = [...(await openShelf(tx, 'en')).synonyms, ...spokenGroups()]
  const byWords = matchCompetencies(text, indexCompetencies(competencies.map(matchable), groups))
  const scenario = framework?.scenarios.find(({ id }) => id === card)
  const byCard = (scenario?.options ?? []).flatMap(({ levels }) => Object.keys(levels))
  const ids = [...new Set([...byCard, ...byWords.map(({ id }) => id)])].slice(0, MOST)
  const matches = ids.flatMap((id) => {
    const found = framework?.competencies.find((each) => each.id === id)
    const words = byWords.find((each) => each.id === id)?.words ?? []
    return found
      ? [{ id, code: found.code, label: found.label, statement: found.statement, words: asWritten(text, words) }]
      : []
  })
  return { text, card: scenario?.id ?? null, matches }
}

/** With the accents and capitals they were typed with. */
function asWritten(text: string, words: readonly string[]): string[] {
  const typed = text.match(/[\p{L}\p{M}\p{N}'’]+/gu) ?? []
  return words.map((word) => typed.find((each) => plain(each).replace(/['’]/g, '') === word) ?? word)
}

function matchable({ id, code, label, statement, levels }: Competency) {
  return { id, code, label, statement, descriptors: levels.map(({ descriptor }) => descriptor) }
}

function domainsOf({ domains, competencies }: Framework): DomainChoice[] {
  return [...domains]
    .sort((one, other) => one.order - other.order)
    .map(({ id, label }) => ({
      label,
      competencies: competencies
        .filter(({ domain }) => domain === id)
        .map((each) => ({ id: each.id, label: each.label, statement: each.statement })),
    }))
}

let groups: SynonymGroups | undefined

/** Everyday and Spanish words for the words of the framework; they live among the messages, where translators find them. */
function spokenGroups(): SynonymGroups {
  groups ??= LOCALES.flatMap((locale) =>
    textIn(locale, 'growth.match.groups')
      .split(';')
      .map((group) => group.split(',').map((word) => word.trim())),
  )
  return groups
}
