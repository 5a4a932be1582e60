import type { FormState } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { DateTime } from '../../../ui/date-time.tsx'
import { Select, TextArea } from '../../../ui/field.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Section } from '../../../ui/layout.tsx'
import { typedOr } from '../../account/parts/form-top.tsx'
import { QUALITY } from '../rules/quality-components.ts'
import type { ReviewPage } from '../views/review.ts'
import { FindingWords } from './draft-findings.tsx'
import { KeptReason } from './kept-remark.tsx'
import { QualityForm, wordsOf } from './quality-form.tsx'

interface Shown {
  view: ReviewPage
  form: FormState
}
const here = ({ draft }: ReviewPage) => `/author/m/${draft.id}/review`

/** An author's own look at each component, before others are asked for theirs. */
export function SelfCheck({ view, form }: Shown) {
  return (
    <Section id="check" title={t('catalog.review.self')} note={t('catalog.review.self.note')}>
      <Form
        action={`${here(view)}/request`}
        hidden={{ revision: view.draft.revision }}
        label={t('catalog.review.self')}
      >
        <QualityForm view={view} form={form} />
        <Actions>
          <Button kind="primary">{t('catalog.review.request')}</Button>
        </Actions>
      </Form>
    </Section>
  )
}

/** A reader's word on each component, then one of three ways on. */
export function ReaderForm({ view, form }: Shown) {
  return (
    <Section id="answers" title={t('catalog.review.yours')} note={t('catalog.review.yours.note')}>
      <Form
        action={`${here(view)}/answers`}
        hidden={{ revision: view.draft.revision }}
        label={t('catalog.review.yours')}
      >
        <QualityForm view={view} form={form} />
        <Actions>
          <Button kind="primary" name="deed" value="signOff">
            {t('catalog.review.signOff')}
          </Button>
          <Button name="deed" value="requestChanges">
            {t('catalog.review.requestChanges')}
          </Button>
          <Button kind="quiet" name="deed" value="keep">
            {t('catalog.review.keep')}
          </Button>
        </Actions>
      </Form>
    </Section>
  )
}

/** Who reads it, and who has signed; a quality lead asks more people or fewer. */
export function ReadersSection({ view, form }: Shown) {
  const open = view.draft.state !== 'published' && view.draft.state !== 'discarded'
  return (
    <Section id="readers" title={t('catalog.review.readers')} note={t('catalog.review.readers.note')}>
      {view.readers.length === 0 && <p class="muted">{t('catalog.review.readers.none')}</p>}
      <ul class="catalog-plain stack gap-8">
        {view.readers.map(({ personId, name, signedAt }) => (
          <li key={personId} class="cluster">
            <span>
              {name}{' '}
              <span class="muted small">
                {signedAt ? (
                  <>
                    {t('catalog.review.signed')} <DateTime at={signedAt} zone={view.zone} style="short" />
                  </>
                ) : (
                  t('catalog.review.unsigned')
                )}
              </span>
            </span>
            {view.as.lead && open && !signedAt && (
              <Form action={`${here(view)}/readers`} hidden={{ personId, deed: 'end' }} inline>
                <Button kind="quiet">{t('catalog.review.readers.end', { name })}</Button>
              </Form>
            )}
          </li>
        ))}
      </ul>
      {view.as.lead && open && <Assign view={view} form={form} />}
    </Section>
  )
}

function Assign({ view, form }: Shown) {
  if (view.candidates.length === 0) return <p class="small muted">{t('catalog.review.readers.nobody')}</p>
  return (
    <Form action={`${here(view)}/readers`} hidden={{ deed: 'assign' }} label={t('catalog.review.readers.ask')}>
      <Select
        name="personId"
        label={t('catalog.review.readers.who')}
        empty={t('catalog.review.readers.choose')}
        value={typedOr(form, 'personId', '')}
        error={form.fields.personId}
        options={view.candidates.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Actions>
        <Button>{t('catalog.review.readers.ask')}</Button>
      </Actions>
    </Form>
  )
}

/** Two have signed: what is not met needs a reason that everybody may read. */
export function ApproveForm({ view, form }: Shown) {
  return (
    <Section id="approve" title={t('catalog.review.approve')} note={t('catalog.review.approve.note')}>
      <Form
        action={`${here(view)}/approve`}
        hidden={{ revision: view.draft.revision }}
        label={t('catalog.review.approve')}
      >
        {view.open.map((id) => (
          <TextArea
            key={id}
            name={`reasons.${id}`}
            label={t('catalog.review.waive', { component: id })}
            hint={wordsOf(id)}
            rows={3}
            maxLength={500}
            value={typedOr(form, `reasons.${id}`, '')}
            error={form.fields[`reasons.${id}`]}
          />
        ))}
        {view.open.length === 0 && <p>{t('catalog.review.approve.all')}</p>}
        <Actions>
          <Button kind="primary">{t('catalog.review.approve.button')}</Button>
        </Actions>
      </Form>
    </Section>
  )
}

/** A quality lead sends the text back, with one thing to mend. */
export function SendBackForm({ view, form }: Shown) {
  return (
    <Section id="back" title={t('catalog.review.back')} note={t('catalog.review.back.note')}>
      <Form action={`${here(view)}/back`} label={t('catalog.review.back')}>
        <Select
          name="component"
          label={t('catalog.review.component')}
          empty={t('catalog.review.back.choose')}
          width="full"
          value={typedOr(form, 'component', '')}
          error={form.fields.component}
          options={QUALITY.map(({ id }) => ({ value: id, label: `${id} ${wordsOf(id)}` }))}
        />
        <TextArea
          name="comment"
          label={t('catalog.review.back.what')}
          rows={3}
          maxLength={1000}
          value={typedOr(form, 'comment', '')}
          error={form.fields.comment}
        />
        <Actions>
          <Button>{t('catalog.review.back.button')}</Button>
        </Actions>
      </Form>
    </Section>
  )
}

/** What the linter remarked and the authors let stand: a reader says whether the reason holds. */
export function KeptSection({ view }: { view: ReviewPage }) {
  if (view.kept.length === 0) return null
  return (
    <Section id="kept" title={t('catalog.keep.kept')} note={t('catalog.keep.kept.note')}>
      <ul class="catalog-plain stack gap-12">
        {view.kept.map((finding) => (
          <li key={finding.key}>
            <FindingWords finding={finding} linked={false} />
            <KeptReason finding={finding} zone={view.zone} mayWrite={false} />
          </li>
        ))}
      </ul>
    </Section>
  )
}
