import type { FormState } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { Field, TextArea } from '../../../ui/field.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Cluster, Section } from '../../../ui/layout.tsx'
import { typedOr } from '../../account/parts/form-top.tsx'
import { StepUpNote } from '../../account/parts/step-up-note.tsx'
import type { Change } from '../rules/version-change.ts'
import type { Publishing, ReviewPage } from '../views/review.ts'

interface Shown {
  view: ReviewPage
  publishing: Publishing
  form: FormState
}

/** One quality lead names the number; another one's word publishes. */
export function PublicationSection(shown: Shown) {
  const { view, publishing } = shown
  const here = `/author/m/${view.draft.id}/review`
  return (
    <Section id="publish" title={t('catalog.publish.title')} note={t('catalog.publish.note')}>
      {publishing.before && (
        <>
          <p>{t('catalog.publish.least', { before: publishing.before, least: publishing.least })}</p>
          <ChangeList changes={publishing.changes} />
        </>
      )}
      {!view.as.lead ? (
        <p class="muted">{t('catalog.publish.waits')}</p>
      ) : !view.as.fresh ? (
        <StepUpNote next={`${here}#publish`} />
      ) : publishing.open ? (
        <Answers {...shown} />
      ) : (
        <Propose {...shown} />
      )}
    </Section>
  )
}

function Propose({ view, publishing, form }: Shown) {
  return (
    <Form action={`/author/m/${view.draft.id}/review/publication`} label={t('catalog.publish.title')}>
      <Field
        name="version"
        label={t('catalog.publish.version')}
        hint={t('catalog.publish.version.hint', { least: publishing.least })}
        width="short"
        value={typedOr(form, 'version', publishing.least)}
        error={form.fields.version}
      />
      {publishing.adapted && (
        <TextArea
          name="changes"
          label={t('catalog.publish.changes')}
          hint={t('catalog.publish.changes.hint')}
          rows={3}
          maxLength={400}
          value={typedOr(form, 'changes', '')}
          error={form.fields.changes}
        />
      )}
      <Actions>
        <Button kind="primary">{t('catalog.publish.propose')}</Button>
      </Actions>
    </Form>
  )
}

function Answers({ view, publishing: { open } }: Shown) {
  if (!open) return null
  return (
    <Form action={`/author/m/${view.draft.id}/review/publication/answer`} hidden={{ id: open.id }} inline>
      <p>{t('catalog.publish.proposed', { name: open.by, version: open.version })}</p>
      {open.changes !== '' && <p class="prose">{open.changes}</p>}
      <Cluster>
        <Button
          kind="primary"
          name="answer"
          value="accept"
          id="publish-accept"
          disabledBecause={open.own ? t('refusal.second-lead') : undefined}
        >
          {t('catalog.publish.accept', { version: open.version })}
        </Button>
        <Button kind="quiet" name="answer" value="refuse">
          {t(open.own ? 'catalog.publish.takeBack' : 'catalog.publish.refuse')}
        </Button>
      </Cluster>
    </Form>
  )
}

/** What changed, what weighs most first. */
export function ChangeList({ changes }: { changes: readonly Change[] }) {
  if (changes.length === 0) return <p class="muted">{t('catalog.change.none')}</p>
  return (
    <ul>
      {changes.map(({ kind, of, part }) => (
        <li key={`${kind} ${of}`}>
          {t(`catalog.change.${kind}`)}
          {of !== '' && ` (${of})`} <span class="muted small">{t(`catalog.part.${part}`)}</span>
        </li>
      ))}
    </ul>
  )
}
