import accountEn from './features/account/messages/en.json' with { type: 'json' }
import accountEs from './features/account/messages/es.json' with { type: 'json' }
import catalogEn from './features/catalog/messages/en.json' with { type: 'json' }
import catalogEs from './features/catalog/messages/es.json' with { type: 'json' }
import credentialEn from './features/credential/messages/en.json' with { type: 'json' }
import credentialEs from './features/credential/messages/es.json' with { type: 'json' }
import frameworkEn from './features/framework/messages/en.json' with { type: 'json' }
import frameworkEs from './features/framework/messages/es.json' with { type: 'json' }
import growthEn from './features/growth/messages/en.json' with { type: 'json' }
import growthEs from './features/growth/messages/es.json' with { type: 'json' }
import insightEn from './features/insight/messages/en.json' with { type: 'json' }
import insightEs from './features/insight/messages/es.json' with { type: 'json' }
import organizationEn from './features/organization/messages/en.json' with { type: 'json' }
import organizationEs from './features/organization/messages/es.json' with { type: 'json' }
import pathwayEn from './features/pathway/messages/en.json' with { type: 'json' }
import pathwayEs from './features/pathway/messages/es.json' with { type: 'json' }
import recognitionEn from './features/recognition/messages/en.json' with { type: 'json' }
import recognitionEs from './features/recognition/messages/es.json' with { type: 'json' }
import reviewEn from './features/review/messages/en.json' with { type: 'json' }
import reviewEs from './features/review/messages/es.json' with { type: 'json' }
import submissionEn from './features/submission/messages/en.json' with { type: 'json' }
import submissionEs from './features/submission/messages/es.json' with { type: 'json' }
import verificationEn from './features/verification/messages/en.json' with { type: 'json' }
import verificationEs from './features/verification/messages/es.json' with { type: 'json' }
import shellEn from './messages/en.json' with { type: 'json' }
import shellEs from './messages/es.json' with { type: 'json' }
import uiEn from './ui/messages/en.json' with { type: 'json' }
import uiEs from './ui/messages/es.json' with { type: 'json' }

const en = {
  ...shellEn,
  ...uiEn,
  ...accountEn,
  ...organizationEn,
  ...frameworkEn,
  ...catalogEn,
  ...growthEn,
  ...submissionEn,
  ...reviewEn,
  ...credentialEn,
  ...pathwayEn,
  ...recognitionEn,
  ...verificationEn,
  ...insightEn,
}
export type Key = keyof typeof en
export type Locale = 'en' | 'es'

/** A key that Spanish lacks fails the typecheck here; one that only Spanish has fails messages.test.ts. */
const es: Record<Key, string> = {
  ...shellEs,
  ...uiEs,
  ...accountEs,
  ...organizationEs,
  ...frameworkEs,
  ...catalogEs,
  ...growthEs,
  ...submissionEs,
  ...reviewEs,
  ...credentialEs,
  ...pathwayEs,
  ...recognitionEs,
  ...verificationEs,
  ...insightEs,
}

/** Every text of the product, by language and key; the features own theirs. */
export const messages: Record<Locale, Record<Key, string>> = { en, es }
