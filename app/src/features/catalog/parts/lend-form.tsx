import type { FormState } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { CheckList, Choice } from '../../../ui/choice.tsx'
import { Select, TextArea } from '../../../ui/field.tsx'
import { FileField } from '../../../ui/file-field.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Section } from '../../../ui/layout.tsx'
import { typedListOr, typedOr } from '../../account/parts/form-top.tsx'
import { AUDIENCES_OF_EXEMPLARS, WORDS_MOST } from '../rules/exemplar.ts'
import { CHECKS } from '../rules/exemplar-form.ts'
import type { ChosenPiece, LendView } from '../views/lent.ts'
import { levelName } from './labels.ts'

interface Props {
  view: LendView
  chosen: ChosenPiece
  form: FormState
}

/** What is shown, to whom, with which name; then what only its holder can have looked at. */
export function LendForm(props: Props) {
  const { view, chosen, form } = props
  const action = `/me/examples/offer/${view.work}?piece=${chosen.id}`
  return (
    <Section id="lend" title={chosen.name} note={t('catalog.lend.form.note')}>
      <Form action={action} hidden={{ piece: chosen.id }} files label={t('catalog.lend.title')}>
        <PlaceSelect rubric={view.version.shown.rubric} levels={view.levels} form={form} />
        <Shows {...props} />
        <Who {...props} />
        <CheckList
          name="checks[]"
          label={t('catalog.lend.checks')}
          hint={t('catalog.lend.checks.hint')}
          error={form.fields.checks}
          values={typedListOr(form, 'checks', [])}
          options={CHECKS.map((value) => ({ value, label: t(`catalog.lend.check.${value}`) }))}
        />
        <Checkbox
          name="agreed"
          label={t('catalog.lend.agreed')}
          checked={typedOr(form, 'agreed', '') === 'yes'}
          error={form.fields.agreed}
        />
        <Actions>
          <Button kind="primary">{t('catalog.lend.button')}</Button>
        </Actions>
      </Form>
    </Section>
  )
}

/** One choice for criterion and level. */
export function PlaceSelect({
  rubric,
  levels,
  form,
}: {
  rubric: LendView['version']['shown']['rubric']
  levels: LendView['levels']
  form: FormState
}) {
  return (
    <Select
      name="at"
      label={t('catalog.lend.at')}
      hint={t('catalog.lend.at.hint')}
      empty={t('catalog.lend.at.empty')}
      width="full"
      value={typedOr(form, 'at', '')}
      error={form.fields.at}
      options={rubric.criteria.map(({ id, title }) => ({
        group: title,
        options: levels.map((level) => ({ value: `${id}/${level.id}`, label: `${levelName(level)}: ${title}` })),
      }))}
    />
  )
}

function Shows({ chosen, form }: Props) {
  const isText = chosen.kind === 'text'
  return (
    <>
      <Choice
        name="shows"
        label={t('catalog.lend.shows')}
        error={form.fields.shows}
        value={typedOr(form, 'shows', 'words')}
        options={[
          { value: 'words', label: t(isText ? 'catalog.lend.shows.excerpt' : 'catalog.lend.shows.words') },
          ...(chosen.lendable
            ? [{ value: 'stored', label: t('catalog.lend.shows.stored'), hint: t('catalog.lend.shows.stored.hint') }]
            : []),
          { value: 'copy', label: t('catalog.lend.shows.copy'), hint: t('catalog.lend.shows.copy.hint') },
        ]}
      />
      <FileField
        name="file"
        label={t('catalog.lend.file')}
        hint={t('catalog.lend.file.hint')}
        error={form.fields.file}
        accept="image/*,.pdf"
      />
      <TextArea
        name="words"
        label={t(isText ? 'catalog.lend.words.excerpt' : 'catalog.lend.words')}
        hint={t(isText ? 'catalog.lend.words.excerpt.hint' : 'catalog.lend.words.hint')}
        rows={10}
        maxLength={WORDS_MOST}
        value={typedOr(form, 'words', chosen.words)}
        error={form.fields.words}
      />
    </>
  )
}

function Who({ chosen, form }: Props) {
  return (
    <>
      <Choice
        name="audience"
        label={t('catalog.lend.audience')}
        error={form.fields.audience}
        value={typedOr(form, 'audience', 'members')}
        options={AUDIENCES_OF_EXEMPLARS.map((value) => ({
          value,
          label: t(`catalog.lend.audience.${value}`),
          hint: t(`catalog.lend.audience.${value}.hint`),
          ...(chosen.audiences.includes(value) ? {} : { disabledBecause: t('catalog.lend.audience.inside') }),
        }))}
      />
      <Choice
        name="showName"
        label={t('catalog.lend.name')}
        hint={t('catalog.lend.name.hint')}
        row
        value={typedOr(form, 'showName', 'no')}
        options={(['no', 'yes'] as const).map((value) => ({ value, label: t(`catalog.lend.name.${value}`) }))}
      />
    </>
  )
}
