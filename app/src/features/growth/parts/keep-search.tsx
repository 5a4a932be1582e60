import type { Ctx } from '../../../platform/ctx.ts'
import { t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { Field } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Section } from '../../../ui/layout.tsx'
import type { SavedSearch } from '../tables.ts'
import { ownSearches } from '../views/searches.ts'
import { SearchList } from './search-list.tsx'

interface Asked {
  /** Empty for the catalogue as a whole. */
  readonly address: string
  readonly q: string
}
interface Loaded extends Asked {
  readonly searches: readonly SavedSearch[]
}

/** Below the catalogue, for whoever signed in: what was kept, and this search to keep. */
export async function load(ctx: Ctx<never>, asked: Asked): Promise<Loaded | null> {
  if (ctx.actor.kind !== 'person') return null
  const searches = await ownSearches(ctx)
  return searches.length > 0 || asked.address !== '' ? { ...asked, searches } : null
}

export function Part({ address, q, searches }: Loaded) {
  const kept = searches.find((search) => search.address === address)
  return (
    <div class="no-print">
      <Section title={t('growth.searches.title')} id="searches">
        {searches.length > 0 && <SearchList searches={searches} />}
        {address !== '' && !kept && (
          <Form action="/me/searches" hidden={{ address }}>
            <Field
              name="name"
              label={t('growth.searches.name')}
              hint={t('growth.searches.name.hint')}
              value={q.slice(0, 80)}
              maxLength={80}
              required
            />
            <Button>{t('growth.searches.keep')}</Button>
          </Form>
        )}
      </Section>
    </div>
  )
}
