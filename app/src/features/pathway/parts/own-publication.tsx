import { t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Cluster, Section } from '../../../ui/layout.tsx'
import { StepUpNote } from '../../account/parts/step-up-note.tsx'
import type { OwnStackView } from '../views/own.ts'

/** Two quality leads who wrote none of it: one proposes these words, the other one's word publishes them. */
export function OwnPublication({ view }: { view: OwnStackView }) {
  const { draft, as, open } = view
  const here = `/author/stacks/${draft.id}`
  return (
    <Section id="publish" title={t('pathway.own.publish')} note={t('pathway.own.publish.note')}>
      {!as.lead ? (
        <p class="muted">{t('pathway.own.publish.waits')}</p>
      ) : !as.fresh ? (
        <StepUpNote next={`${here}#publish`} />
      ) : open ? (
        <Answer view={view} open={open} />
      ) : (
        <Form action={`${here}/publication`} hidden={{ revision: draft.revision }} inline>
          <Button kind="primary">{t('pathway.own.propose')}</Button>
        </Form>
      )}
      {(as.lead || as.author) && (
        <Form action={`${here}/back`} inline>
          <Actions>
            <Button kind="quiet">{t(as.author ? 'pathway.own.takeBack' : 'pathway.own.sendBack')}</Button>
          </Actions>
        </Form>
      )}
    </Section>
  )
}

function Answer({ view, open }: { view: OwnStackView; open: NonNullable<OwnStackView['open']> }) {
  return (
    <Form action={`/author/stacks/${view.draft.id}/publication/answer`} hidden={{ id: open.id }} inline>
      <p>{t('pathway.own.proposed', { name: open.by })}</p>
      <Cluster>
        <Button
          kind="primary"
          name="answer"
          value="accept"
          id="publish-accept"
          disabledBecause={open.own ? t('refusal.second-lead') : undefined}
        >
          {t('pathway.own.accept', { version: view.version })}
        </Button>
        <Button kind="quiet" name="answer" value="refuse">
          {t(open.own ? 'pathway.own.withdrawProposal' : 'pathway.own.refuse')}
        </Button>
      </Cluster>
    </Form>
  )
}
