import type { FormState } from '../../../platform/route.ts'
import { say, t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { Field } from '../../../ui/field.tsx'
import { Actions, FieldGroup, Form } from '../../../ui/form.tsx'
import { Cluster, Grid, Section } from '../../../ui/layout.tsx'
import { Notice } from '../../../ui/notice.tsx'
import {
  DESK_KEYS,
  type DeskDeed,
  type DeskKeys,
  type KeptKeys,
  type KeyProblem,
  keyProblems,
  MOVABLE_DEEDS,
  swapped,
  typedKeys,
} from '../rules/desk-keys.ts'
import { typedOr } from './form-top.tsx'

const nameOf = (deed: DeskDeed) => say(`account.key.${deed}`)
const field = (deed: DeskDeed) => `keys.${deed}`

function wishedIn({ typed }: FormState, kept: DeskKeys): DeskKeys {
  const own = MOVABLE_DEEDS.flatMap((deed) => {
    const text = typed[field(deed)]
    return typeof text === 'string' ? [[deed, text] as const] : []
  })
  return typedKeys(kept, Object.fromEntries(own))
}

function sentence({ deed, because, key, other }: KeyProblem): string {
  if (!other) return say(`account.keys.${because}`)
  return t('account.keys.taken.by', { key, deed: nameOf(deed), other: nameOf(other) })
}

/** The refusal with the names of both deeds that want one key. */
export function withKeyWords(form: FormState, kept: DeskKeys): FormState {
  const found = keyProblems(kept, wishedIn(form, kept)).map((problem) => [field(problem.deed), sentence(problem)])
  const told = Object.fromEntries(found.filter(([name]) => name && name in form.fields))
  return { ...form, fields: { ...form.fields, ...told } }
}

interface Props {
  readonly kept: KeptKeys
  readonly form: FormState
}

/** The keys of the desk: changed, put back, or all turned off (WCAG 2.1.4). */
export function KeySection({ kept: { on, keys }, form }: Props) {
  const told = withKeyWords(form, keys)
  return (
    <Section title={t('account.keys')} id="keys" note={t('account.keys.note')}>
      {!on && <Notice title={t('account.keys.off')}>{t('account.keys.off.note')}</Notice>}
      <Form action="/me/settings/keys" label={t('account.keys')}>
        <FieldGroup legend={t('account.keys.legend')} hint={t('account.keys.hint')}>
          <Grid size="small">
            {MOVABLE_DEEDS.map((deed) => (
              <Field
                key={deed}
                name={field(deed)}
                label={nameOf(deed)}
                hint={keys[deed] === DESK_KEYS[deed] ? undefined : t('account.keys.usual', { key: DESK_KEYS[deed] })}
                width="short"
                maxLength={40}
                autocomplete="off"
                value={typedOr(form, field(deed), keys[deed])}
                error={told.fields[field(deed)]}
              />
            ))}
          </Grid>
        </FieldGroup>
        <p class="muted">{t('account.keys.fixed', { submit: DESK_KEYS.submit, panes: DESK_KEYS.panes })}</p>
        <Actions>
          <Button kind="primary">{t('account.settings.save')}</Button>
        </Actions>
        <Swaps form={form} kept={keys} />
      </Form>
      <Cluster>
        <Form action="/me/settings/keys/switch" hidden={{ on: on ? 'no' : 'yes' }} inline>
          <Button>{on ? t('account.keys.turnOff') : t('account.keys.turnOn')}</Button>
        </Form>
        <Form action="/me/settings/keys/standard" inline>
          <Button kind="quiet">{t('account.keys.standard')}</Button>
        </Form>
      </Cluster>
    </Section>
  )
}

/** Where one deed took the key of another, both may change places by one press. */
function Swaps({ form, kept }: { form: FormState; kept: DeskKeys }) {
  const wished = wishedIn(form, kept)
  const problems = keyProblems(kept, wished)
  const offers = problems.flatMap(({ deed, key, other }) => {
    const free = kept[deed]
    const helps = other && free && keyProblems(kept, swapped(kept, wished, deed)).length < problems.length
    return helps ? [{ deed, key, other, free }] : []
  })
  if (offers.length === 0) return null
  return (
    <Cluster>
      {offers.map(({ deed, key, other, free }) => (
        <Button key={deed} name="swap" value={deed}>
          {t('account.keys.swap', { deed: nameOf(deed), key, other: nameOf(other), free })}
        </Button>
      ))}
    </Cluster>
  )
}
