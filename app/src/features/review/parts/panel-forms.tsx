import type { FormState } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { CheckList } from '../../../ui/choice.tsx'
import { Select } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Cluster, Grid, Section } from '../../../ui/layout.tsx'
import { levelName } from '../../catalog/parts/labels.ts'
import { BARRED, LEAST_PANEL, type PanelSheet, placeIn } from '../rules/scoring-panel.ts'
import type { PanelPage } from '../views/scoring-panel.ts'

/** A quality lead names three or more. */
export function CallForm({ page: { set, able }, form }: { page: PanelPage; form: FormState }) {
  if (able.length < LEAST_PANEL)
    return (
      <Section id="call" title={t('review.scoringPanel.call')}>
        <p>{t('review.scoringPanel.few')}</p>
      </Section>
    )
  const typed = form.typed['people[]'] ?? form.typed.people ?? []
  return (
    <Section id="call" title={t('review.scoringPanel.call')} note={t('review.scoringPanel.call.note')}>
      <Form action={`/practice/${set}/panel/call`} label={t('review.scoringPanel.call')}>
        <CheckList
          name="people[]"
          label={t('review.scoringPanel.who')}
          values={[typed].flat()}
          options={able.map(({ id, name }) => ({ value: id, label: name }))}
          error={form.fields.people}
        />
        <Button kind="primary">{t('review.scoringPanel.call')}</Button>
      </Form>
    </Section>
  )
}

interface Given {
  readonly page: PanelPage
  readonly sheet: PanelSheet
  readonly form: FormState
}

/** One panelist's levels: what is stored, or what was typed when handing in was refused. */
export function PanelForm({ page: { set, entry, portfolios }, sheet, form }: Given) {
  const { criteria, levels } = entry.shown.rubric
  const lowest = levels[0]
  const options = [
    ...(lowest ? [{ value: BARRED, label: t('review.scoringPanel.barred', { level: levelName(lowest) }) }] : []),
    ...levels.map((level) => ({ value: level.id, label: levelName(level) })),
  ]
  const chosenAt = (place: string) => {
    const typed = form.typed[`levels.${place}`]
    return typeof typed === 'string' ? typed : sheet[place]
  }
  return (
    <Form action={`/practice/${set}/panel`} label={t('review.scoringPanel.sheet')}>
      {portfolios.map(({ id, title }) => (
        <Section key={id} id={`portfolio-${id}`} title={title}>
          <p>
            <a href={`/practice/${set}/portfolio/${id}`}>{t('review.scoringPanel.read', { title })}</a>
          </p>
          <Grid>
            {criteria.map((criterion) => (
              <Select
                key={criterion.id}
                name={`levels.${placeIn(id, criterion.id)}`}
                label={`${criterion.id} ${criterion.title}`}
                empty={t('review.scoringPanel.notYet')}
                options={options}
                value={chosenAt(placeIn(id, criterion.id))}
                error={form.fields[`levels.${placeIn(id, criterion.id)}`]}
                width="full"
              />
            ))}
          </Grid>
        </Section>
      ))}
      <Cluster>
        <Button kind="primary" name="deed" value="handIn">
          {t('review.scoringPanel.handIn')}
        </Button>
        <Button name="deed" value="keep">
          {t('review.scoringPanel.keep')}
        </Button>
      </Cluster>
      <p class="small muted">{t('review.scoringPanel.handIn.note')}</p>
    </Form>
  )
}
