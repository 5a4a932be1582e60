import type {
  AchievementDraft,
  AlignmentDraft,
  CredentialDraft,
  EvidenceDraft,
  ProfileDraft,
  ResultDescriptionDraft,
  ResultDraft,
} from '@cairn/openbadges'
import type { AchievementContent } from '../../catalog/model.ts'

/** Everything one award is made from, gathered once when it is reserved; nothing is looked up again later. */
export interface AwardFacts {
  readonly baseUrl: string
  readonly publicId: string
  readonly issuer: {
    readonly slug: string
    readonly did: string
    readonly name: string
    readonly url: string
    readonly email: string | null
    readonly hasImage: boolean
  }
  readonly subject: {
    readonly id: string
    readonly emailHash: string
    readonly salt: string
    readonly name: string | null
  }
  readonly achievement: {
    readonly slug: string
    readonly code: string
    readonly version: string
    readonly previous: string | null
    readonly digest: string
    readonly language: string
    readonly starter: boolean
    /** This site has awarded it often enough to know how it goes. */
    readonly piloted: boolean
    readonly content: AchievementContent
    readonly badgeAlt: string
    readonly alignments: readonly AlignmentDraft[]
  }
  readonly demo: boolean
  /** Final level of each criterion, as decided. */
  readonly levels: Readonly<Record<string, string>>
  readonly evidence: readonly {
    readonly requirementId: string
    readonly type: string
    readonly digestMultibase: string
  }[]
  /** Shown on invented students: whoever recognizes it may ask for own results. */
  readonly practice: boolean
  readonly readers: {
    readonly pseudonyms: readonly string[]
    readonly provisional: boolean
    readonly adjudicated: boolean
  }
  readonly activity: { readonly start: Date; readonly end: Date } | null
  readonly awardedAt: Date
  readonly validFrom: Date
  readonly validUntil: Date | null
  readonly status: { readonly list: string; readonly index: number }
}

/** The award as Open Badges 3.0 says it (03-credentials.md 2.1). */
export function credentialDraft(facts: AwardFacts): CredentialDraft {
  const id = `${facts.baseUrl}/c/${facts.publicId}`
  const hours = facts.achievement.content.effort.hours
  return {
    id,
    issuer: issuerProfile(facts),
    subject: {
      id: facts.subject.id,
      email: { value: facts.subject.emailHash, salt: facts.subject.salt },
      ...(facts.subject.name ? { name: facts.subject.name } : {}),
    },
    achievement: achievementOf(facts),
    results: resultsOf(facts, id),
    evidence: facts.evidence.map((item, place) => evidenceOf(facts, item, `${id}#evidence-${place + 1}`)),
    source: sourceOf(facts, id),
    ...(facts.activity ? { activity: facts.activity } : {}),
    creditsEarned: hours,
    validFrom: facts.validFrom,
    ...(facts.validUntil ? { validUntil: facts.validUntil } : {}),
    awardedDate: facts.awardedAt,
    status: { method: 'bitstring', list: facts.status.list, index: facts.status.index },
  }
}

function versionUrl({ baseUrl, achievement }: AwardFacts, version = achievement.version): string {
  return `${baseUrl}/m/${achievement.slug}/v/${version}`
}

export function issuerProfile({ baseUrl, issuer }: Pick<AwardFacts, 'baseUrl' | 'issuer'>): ProfileDraft {
  const image = issuer.hasImage
    ? { image: { id: `${baseUrl}/issuers/${issuer.slug}/image`, caption: issuer.name } }
    : {}
  return {
    id: issuer.did,
    name: issuer.name,
    url: issuer.url,
    ...(issuer.email ? { email: issuer.email } : {}),
    ...image,
  }
}

function achievementOf(facts: AwardFacts): AchievementDraft {
  const { content, previous, language, alignments } = facts.achievement
  const url = versionUrl(facts)
  return {
    id: url,
    name: content.title,
    description: content.competency,
    achievementType: 'MicroCredential',
    version: facts.achievement.version,
    inLanguage: language,
    humanCode: facts.achievement.code,
    criteria: { id: `${url}/criteria`, narrative: narrative(facts) },
    image: { id: `${url}/badge.png`, caption: facts.achievement.badgeAlt },
    creator: creatorOf(facts),
    creditsAvailable: content.effort.hours,
    ...(content.tags?.length ? { tag: content.tags } : {}),
    ...(alignments.length ? { alignment: alignments } : {}),
    digestMultibase: facts.achievement.digest,
    ...(previous ? { related: [{ id: versionUrl(facts, previous), inLanguage: language, version: previous }] } : {}),
    resultDescription: descriptionsOf(facts, url),
  }
}

function creatorOf(facts: AwardFacts): ProfileDraft {
  if (!facts.achievement.starter) return issuerProfile(facts)
  return { id: `${facts.baseUrl}/issuers/starter`, name: 'Cairn starter catalogue', url: facts.baseUrl }
}

const AI_WORDS = {
  none: 'No AI tools may be used for the evidence or the reflection.',
  assist_with_disclosure: 'AI tools may assist; their use is disclosed with the evidence.',
  open: 'AI tools may be used.',
} as const

/** What had to be shown, by which rule, and every notice that applies; Markdown. */
export function narrative({ achievement, demo, readers }: AwardFacts): string {
  const { content, starter, piloted } = achievement
  const readings = `Two ${readers.provisional ? 'provisional readers' : 'trained assessors'} read the evidence apart, without names, against the public rubric.`
  const adjudication = readers.adjudicated
    ? 'Where they differed on what decides, an adjudicator decided and gave the reason.'
    : ''
  const parts = [
    content.competency,
    content.part2.requirements.map(({ title }) => `- ${title}`).join('\n'),
    [readings, adjudication, ruleWords(content)].filter(Boolean).join(' '),
    AI_WORDS[content.aiPolicy.kind],
    starter ? `Starter edition, ${piloted ? 'piloted on this site' : 'not yet piloted'}.` : '',
    demo ? 'Demonstration, not an award.' : '',
  ]
  return parts.filter(Boolean).join('\n\n').slice(0, 8_000)
}

function ruleWords({ rubric }: AchievementContent): string {
  const pass = rubric.levels.find(({ id }) => id === rubric.passLevel)?.label ?? rubric.passLevel
  const musts = rubric.criteria.filter(({ mustHave }) => mustHave).map(({ title }) => title)
  if (rubric.rule.kind === 'k_of_n')
    return `At least ${rubric.rule.k} of ${rubric.criteria.length} criteria must reach ${pass}${musts.length ? `, among them: ${musts.join('; ')}` : ''}.`
  if (rubric.rule.kind === 'compensatory') return `The weighted total must reach ${rubric.rule.minTotal} of 100.`
  return `Every criterion must reach ${pass}.`
}

function descriptionsOf(facts: AwardFacts, url: string): ResultDescriptionDraft[] {
  const { rubric } = facts.achievement.content
  const rows = rubric.criteria.map((criterion) => ({
    id: `${url}#${criterion.id}`,
    name: criterion.title,
    resultType: 'RubricCriterionLevel' as const,
    requiredLevel: `${url}#${criterion.id}-${rubric.levels.findIndex(({ id }) => id === rubric.passLevel)}`,
    rubricCriterionLevel: rubric.levels.map((level, index) => ({
      id: `${url}#${criterion.id}-${index}`,
      name: level.label,
      level: String(index),
      description: criterion.descriptors[level.id] ?? level.label,
    })),
  }))
  return [...rows, { id: `${url}#status`, name: 'Decision', resultType: 'Status' as const }]
}

function resultsOf(facts: AwardFacts, id: string): ResultDraft[] {
  const { rubric } = facts.achievement.content
  const url = versionUrl(facts)
  const rows = rubric.criteria.map((criterion) => {
    const index = rubric.levels.findIndex((level) => level.id === facts.levels[criterion.id])
    if (index < 0) throw new RangeError(`No level was decided for ${criterion.id}`)
    return {
      id: `${id}#r-${criterion.id}`,
      resultDescription: `${url}#${criterion.id}`,
      achievedLevel: `${url}#${criterion.id}-${index}`,
      value: String(index),
    }
  })
  return [...rows, { id: `${id}#r-status`, resultDescription: `${url}#status`, status: 'Completed' as const }]
}

const GENRES: Readonly<Record<string, string>> = {
  lesson_plan: 'LessonPlan',
  student_work: 'StudentWork',
  video: 'Video',
  audio: 'Audio',
  photo: 'Photo',
  data_table: 'DataTable',
  instrument: 'Instrument',
  transcript: 'Transcript',
  observation_notes: 'ObservationNotes',
  document: 'Document',
  statement: 'Statement',
}

const ON_PRACTICE = 'Shown on a practice case: invented students, made for this submission.'
const KEPT = 'Kept private. The digest shows which piece was read.'

/** The requirement's own title, never the educator's file name: no school, class or student stands in a credential. */
function evidenceOf(facts: AwardFacts, item: AwardFacts['evidence'][number], id: string): EvidenceDraft {
  const requirement = facts.achievement.content.part2.requirements.find((each) => each.id === item.requirementId)
  return {
    id,
    name: requirement?.title ?? item.requirementId,
    genre: GENRES[item.type] ?? 'Document',
    narrative: [...(facts.practice ? [ON_PRACTICE] : []), KEPT].join(' '),
    digestMultibase: item.digestMultibase,
  }
}

function sourceOf(facts: AwardFacts, id: string): ProfileDraft {
  const { pseudonyms, provisional } = facts.readers
  const kind = provisional ? 'provisional readers' : 'trained assessors'
  return {
    id: `${id}#review`,
    name: `${facts.issuer.name} review panel: ${pseudonyms.length} ${kind} (${pseudonyms.join(', ')})`,
    parentOrg: { id: facts.issuer.did, name: facts.issuer.name },
  }
}
