import type { FormState } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Disclosure } from '../../../ui/accordion.tsx'
import { Button, LinkButton } from '../../../ui/button.tsx'
import { CheckList, Choice } from '../../../ui/choice.tsx'
import { errorOf, type FieldProblem } from '../../../ui/error-summary.tsx'
import { Field, TextArea } from '../../../ui/field.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Section } from '../../../ui/layout.tsx'
import { foreign } from '../../catalog/parts/labels.ts'
import type { Goal } from '../tables.ts'
import type { GoalsView, MatchedCompetency, Wanted } from '../views/goals.ts'
import { wordsText } from './match-line.tsx'
import { problemsOf, typedIn } from './problems.ts'

interface Props {
  view: GoalsView
  wanted: Wanted
  form: FormState
  active: readonly Goal[]
}

const FULL = 3

/** The second step of a goal: what it touches, each to accept or to leave. */
export function ChooseCompetencies({ view, wanted, form, active }: Props) {
  const problems = problemsOf(form)
  return (
    <Section title={t('growth.choose.title')} id="choose" note={t('growth.choose.note')}>
      <div class="growth-want">
        <Form action="/me/goals" hidden={{ offered: offeredText(wanted.matches) }}>
          <TextArea
            name="text"
            label={t('growth.want.label')}
            rows={2}
            maxLength={200}
            value={wanted.text}
            error={errorOf(problems, 'text')}
            letter
          />
          <Competencies view={view} wanted={wanted} form={form} problems={problems} />
          {active.length >= FULL && (
            <Choice
              name="waits"
              label={t('refusal.three_goals')}
              hint={t('growth.choose.waits.hint')}
              value={typedIn(form, 'waits')}
              options={active.map(({ id, text }) => ({ value: id, label: text }))}
            />
          )}
          <WhenAndWhy form={form} problems={problems} />
          <Actions>
            <Button kind="primary">{t('growth.choose.button')}</Button>
            <LinkButton kind="quiet" href="/me/goals">
              {t('growth.choose.cancel')}
            </LinkButton>
          </Actions>
        </Form>
      </div>
    </Section>
  )
}

interface Choosing {
  view: GoalsView
  wanted: Wanted
  form: FormState
  problems: readonly FieldProblem[]
}

function Competencies({ view, wanted, form, problems }: Choosing) {
  const values = chosenIn(form)
  const error = errorOf(problems, 'competencies[]')
  const matched = new Set(wanted.matches.map(({ id }) => id))
  const isOpen = wanted.matches.length === 0 || values.some((id) => !matched.has(id))
  return (
    <>
      {wanted.matches.length > 0 ? (
        <CheckList
          name="competencies[]"
          label={t('growth.choose.label')}
          hint={t('growth.choose.hint')}
          values={values}
          error={error}
          options={wanted.matches.map((match) => ({
            value: match.id,
            label: <MatchLabel match={match} wordsIn={view.wordsIn} />,
            hint: wordsText(match),
          }))}
        />
      ) : (
        <p>{t('growth.choose.unmatched')}</p>
      )}
      <Disclosure
        id="all-competencies"
        summary={t('growth.choose.all', { count: Object.keys(view.labels).length })}
        open={isOpen}
      >
        {view.domains.map(({ label, competencies }, at) => (
          <CheckList
            key={label}
            name="competencies[]"
            scope={`domain-${at}`}
            label={label}
            values={values}
            error={at === 0 && matched.size === 0 ? error : undefined}
            options={competencies
              .filter(({ id }) => !matched.has(id))
              .map((each) => ({ value: each.id, label: <MatchLabel match={each} wordsIn={view.wordsIn} /> }))}
          />
        ))}
      </Disclosure>
    </>
  )
}

function MatchLabel({ match, wordsIn }: { match: Pick<MatchedCompetency, 'label' | 'statement'>; wordsIn: string }) {
  return (
    <span lang={foreign(wordsIn)}>
      <strong>{match.label}.</strong> {match.statement}
    </span>
  )
}

function WhenAndWhy({ form, problems }: { form: FormState; problems: readonly FieldProblem[] }) {
  const [byDate, why] = [typedIn(form, 'byDate'), typedIn(form, 'why')]
  return (
    <Disclosure summary={t('growth.choose.more')} open={Boolean(byDate || why || errorOf(problems, 'byDate'))}>
      <Field
        name="byDate"
        type="date"
        label={t('growth.goal.byDate')}
        note={t('ui.optional')}
        value={byDate}
        error={errorOf(problems, 'byDate')}
      />
      <TextArea
        name="why"
        label={t('growth.goal.why')}
        note={t('ui.optional')}
        rows={2}
        maxLength={500}
        value={why}
        error={errorOf(problems, 'why')}
      />
    </Disclosure>
  )
}

function chosenIn({ typed }: FormState): readonly string[] {
  const value = typed.competencies ?? []
  return typeof value === 'string' ? [value] : value
}

/** What was offered travels with the form: "id=word+word;id=". */
function offeredText(matches: readonly MatchedCompetency[]): string {
  return matches.map(({ id, words }) => `${id}=${words.join('+')}`).join(';')
}

/** The second step again, after a refusal. */
export function wantedFrom(typed: FormState['typed'], { domains }: GoalsView): Wanted | null {
  const { text, offered } = typed
  if (typeof text !== 'string' || typeof offered !== 'string') return null
  const known = domains.flatMap(({ competencies }) => competencies)
  const matches = offered.split(';').flatMap((line) => {
    const [id = '', words = ''] = line.split('=')
    const found = known.find((each) => each.id === id)
    return found ? [{ ...found, code: '', words: words === '' ? [] : words.split('+') }] : []
  })
  return { text, card: null, matches }
}
