import { say, t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { Select } from '../../../ui/field.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Grid, Section } from '../../../ui/layout.tsx'
import { COLUMNS } from '../rules/read-csv.ts'
import type { ImportView } from '../views.ts'

/** Which column of the table is taken for what; guessed from the headings, changed by hand. */
export function ColumnsForm({ id, table }: { id: string; table: NonNullable<ImportView['table']> }) {
  const options = table.headings.map((heading, at) => ({
    value: String(at),
    label: heading || t('framework.columns.number', { number: at + 1 }),
  }))
  return (
    <Section title={t('framework.columns')} id="columns" note={t('framework.columns.note')}>
      <Form action={`/author/frameworks/import/${id}/columns`}>
        <Grid>
          {COLUMNS.map((name) => {
            const at = table.columns[name]
            return (
              <Select
                key={name}
                name={name}
                label={say(`framework.column.${name}`)}
                empty={t('framework.columns.none')}
                options={options}
                value={at === undefined ? '' : String(at)}
              />
            )
          })}
        </Grid>
        <Actions>
          <Button>{t('framework.columns.again')}</Button>
        </Actions>
      </Form>
    </Section>
  )
}
