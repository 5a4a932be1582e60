import { t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { Form } from '../../../ui/form.tsx'
import { Cluster } from '../../../ui/layout.tsx'
import type { SavedSearch } from '../tables.ts'

/** What was kept, each a link that asks again today. */
export function SearchList({ searches }: { searches: readonly SavedSearch[] }) {
  return (
    <ul class="growth-searches">
      {searches.map(({ id, name, address }) => (
        <li key={id}>
          <Cluster>
            <a href={address}>{name}</a>
            <Form action={`/me/searches/${id}/forget`} inline>
              <Button kind="quiet">
                {t('growth.searches.forget')}
                <span class="visually-hidden">: {name}</span>
              </Button>
            </Form>
          </Cluster>
        </li>
      ))}
    </ul>
  )
}
