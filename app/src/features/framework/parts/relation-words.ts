import { t } from '../../../text.ts'

export function relationWords(relation: string): string {
  if (relation === 'exactMatchOf') return t('framework.relation.exactMatchOf')
  return relation === 'replacedBy' ? t('framework.relation.replacedBy') : t('framework.relation.isRelatedTo')
}
