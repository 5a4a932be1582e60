import { t } from '../../../text.ts'
import { Disclosure } from '../../../ui/accordion.tsx'
import { Button } from '../../../ui/button.tsx'
import { Form } from '../../../ui/form.tsx'
import type { HiddenItem, HiddenKind } from '../views/suggestions.ts'

const KINDS = [
  'not-for-me',
  'too-long',
  'in-plan',
  'in-progress',
  'already-earned',
  'needs-prerequisite',
  'not-for-role',
  'no-budget',
  'retired',
] as const satisfies readonly HiddenKind[]

/** Everything that is not suggested, and why; together with the list it is the whole catalogue. */
export function HiddenList({ hidden, hideOverHours }: { hidden: readonly HiddenItem[]; hideOverHours: number | null }) {
  if (hidden.length === 0) return <p>{t('growth.hidden.none')}</p>
  return (
    <div>
      {KINDS.map((kind) => {
        const items = hidden.filter((item) => item.kind === kind)
        if (items.length === 0) return null
        return (
          <Disclosure key={kind} id={`hidden-${kind}`} summary={t(`growth.hidden.${kind}`, { count: items.length })}>
            {kind === 'too-long' && hideOverHours !== null && <ShowLong hours={hideOverHours} />}
            <ul class="growth-past">
              {items.map((item) => (
                <HiddenLine key={item.id} item={item} />
              ))}
            </ul>
          </Disclosure>
        )
      })}
    </div>
  )
}

function HiddenLine({ item }: { item: HiddenItem }) {
  return (
    <li class="growth-past-line">
      <p>
        {item.slug === '' ? item.title : <a href={`/m/${item.slug}`}>{item.title}</a>}
        {item.kind === 'not-for-me' && item.dismissed && (
          <span class="small muted"> {t(`growth.notForMe.${item.dismissed}`)}</span>
        )}
        {item.needs.map(({ title, slug }) => (
          <span class="small muted" key={slug}>
            {' '}
            {t('growth.hidden.needs')} <a href={`/m/${slug}`}>{title}</a>
          </span>
        ))}
      </p>
      {item.kind === 'not-for-me' && (
        <Form action={`/me/suggestions/${item.id}/restore`} inline>
          <Button kind="plain">
            {t('growth.hidden.restore')}
            <span class="visually-hidden">: {item.title}</span>
          </Button>
        </Form>
      )}
    </li>
  )
}

function ShowLong({ hours }: { hours: number }) {
  return (
    <Form action="/me/suggestions/length" inline>
      <span>{t('growth.hidden.over', { hours })}</span>
      <Button kind="plain">{t('growth.hidden.showLong')}</Button>
    </Form>
  )
}
