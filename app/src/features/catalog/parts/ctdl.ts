import { textIn } from '../../../text.ts'
import type { AchievementView } from '../views.ts'
import type { Recognizer } from './recognizers.ts'

type Shown = Pick<AchievementView, 'achievement' | 'offers' | 'alignedTo' | 'own' | 'baseUrl'>

/** The record of a published micro-credential for the Credential Registry (06-catalogue.md 8); a closed framework's words never appear. */
export function ctdlOf(view: Shown, recognizers: readonly Recognizer[] = []): Record<string, unknown> {
  const { achievement, baseUrl } = view
  const { content, slug, version, language } = achievement
  const address = `${baseUrl}/m/${slug}`
  return {
    '@context': 'http://credreg.net/ctdl/schema/context/json',
    '@type': 'ceterms:MicroCredential',
    '@id': address,
    'ceterms:ctid': achievement.ctdlId,
    'ceterms:name': content.title,
    'ceterms:description': content.summary,
    'ceterms:subjectWebpage': address,
    'ceterms:credentialStatusType': statusOf(achievement.retiredAt),
    'ceterms:codedNotation': achievement.code,
    'ceterms:inLanguage': [language],
    'ceterms:image': `${address}/v/${version}/badge.png`,
    'ceterms:dateEffective': achievement.publishedAt.toISOString().slice(0, 10),
    'ceterms:versionIdentifier': [{ '@type': 'ceterms:IdentifierValue', 'ceterms:identifierValueCode': version }],
    ...(content.tags.length > 0 ? { 'ceterms:keyword': content.tags } : {}),
    'ceterms:estimatedDuration': [
      { '@type': 'ceterms:DurationProfile', 'ceterms:exactDuration': durationOf(content.effort.hours) },
    ],
    ...organizationsOf(view, recognizers),
    'ceterms:requires': [conditionOf(view)],
    ...renewalOf(view),
  }
}

/** Hours in steps of one half, as ISO 8601 writes them. */
function durationOf(hours: number): string {
  return `PT${Math.floor(hours)}H${hours % 1 === 0 ? '' : `${(hours % 1) * 60}M`}`
}

function statusOf(retiredAt: Date | null) {
  const name = retiredAt ? 'Deprecated' : 'Active'
  return {
    '@type': 'ceterms:CredentialAlignmentObject',
    'ceterms:targetNode': `credentialStat:${name}`,
    'ceterms:targetNodeName': name,
  }
}

/** Whoever awards it and whoever counts it, the same for everybody who asks; demonstrations do neither. */
function organizationsOf({ offers, own, baseUrl }: Shown, recognizers: readonly Recognizer[]) {
  const owners = own?.creator ? [own.creator] : []
  const [offeredBy, recognizedBy, ownedBy] = [offers.filter(({ demo }) => !demo), recognizers, owners].map((some) =>
    some
      .map(({ name, slug }) => ({
        '@type': 'ceterms:CredentialOrganization',
        '@id': `${baseUrl}/issuers/${slug}`,
        'ceterms:name': name,
        'ceterms:subjectWebpage': `${baseUrl}/issuers/${slug}`,
      }))
      .sort((a, b) => (a['@id'] < b['@id'] ? -1 : 1)),
  )
  return {
    ...(offeredBy?.length ? { 'ceterms:offeredBy': offeredBy } : {}),
    ...(recognizedBy?.length ? { 'ceterms:recognizedBy': recognizedBy } : {}),
    ...(own ? {} : { 'ceterms:ownedBy': [{ '@id': `${baseUrl}/issuers/starter` }] }),
    ...(ownedBy?.length ? { 'ceterms:ownedBy': ownedBy } : {}),
  }
}

function conditionOf({ achievement: { content }, alignedTo, baseUrl }: Shown) {
  const shown = {
    '@type': 'ceterms:CredentialAlignmentObject',
    'ceterms:targetNodeName': content.keyMethod.name,
    'ceterms:targetNodeDescription': content.competency,
  }
  const statements = alignedTo.map(({ frameworkId, code, label, uri }) => ({
    '@type': 'ceterms:CredentialAlignmentObject',
    'ceterms:framework': `${baseUrl}/frameworks/${frameworkId}`,
    'ceterms:targetNode': uri ?? `${baseUrl}/frameworks/${frameworkId}#${code}`,
    'ceterms:targetNodeName': label ?? code,
    'ceterms:codedNotation': code,
  }))
  return {
    '@type': 'ceterms:ConditionProfile',
    'ceterms:description': content.competency,
    'ceterms:condition': content.part2.requirements.map(({ title }) => title),
    'ceterms:audienceType': content.audience.map((audience) => ({
      '@type': 'ceterms:CredentialAlignmentObject',
      'ceterms:targetNodeName': audience,
    })),
    'ceterms:targetCompetency': [shown, ...statements],
  }
}

function renewalOf({ achievement }: Shown) {
  const { content } = achievement
  if (content.expiry.kind === 'never') return {}
  const { months, renewal } = content.expiry
  return {
    'ceterms:renewalFrequency': `P${months}M`,
    'ceterms:renewal': [
      {
        '@type': 'ceterms:ConditionProfile',
        'ceterms:description': textIn(wordsIn(achievement.language), `catalog.renewal.${renewal}`),
      },
    ],
  }
}

/** The language of the record, as far as the product speaks it. */
function wordsIn(language: string): 'en' | 'es' {
  return language.startsWith('es') ? 'es' : 'en'
}
