import type { ComponentChildren } from 'preact'
import { t } from '../../../text.ts'
import { Disclosure } from '../../../ui/accordion.tsx'
import { Section } from '../../../ui/layout.tsx'
import { Notice } from '../../../ui/notice.tsx'
import type { DryRun, Named } from '../rules/dry-run.ts'

/** What would be new, changed and gone, and what looks wrong, before anything is written. */
export function DryRunReport({ run, again }: { run: DryRun; again: boolean }) {
  return (
    <>
      <Section
        title={t('framework.dry.change')}
        id="change"
        note={t(again ? 'framework.dry.again' : 'framework.dry.first')}
      >
        <p>
          {t(again ? 'framework.dry.sum' : 'framework.dry.sum.first', {
            ...{ total: run.total, unchanged: run.unchanged, crosswalks: run.crosswalks },
          })}
        </p>
        <Several title={t('framework.dry.added', { count: run.added.length })} items={run.added} />
        <Several title={t('framework.dry.changed', { count: run.changed.length })} items={run.changed} />
        <Several title={t('framework.dry.removed', { count: run.removed.length })} items={run.removed} />
      </Section>
      {run.cycles.length > 0 && (
        <Notice tone="danger" title={t('framework.dry.cycles', { count: run.cycles.length })}>
          <p>{t('framework.dry.cycles.text')}</p>
          <List items={run.cycles} keyOf={(chain) => chain.join()} line={(chain) => <code>{chain.join(' → ')}</code>} />
        </Notice>
      )}
      <Doubts run={run} />
    </>
  )
}

function Doubts({ run: { orphans, duplicates, missingParents, cycles } }: { run: DryRun }) {
  if (orphans.length + duplicates.length + missingParents.length === 0)
    return cycles.length > 0 ? null : <Notice tone="met">{t('framework.dry.sound')}</Notice>
  return (
    <Section title={t('framework.dry.doubts')} id="doubts" note={t('framework.dry.doubts.note')}>
      <Several title={t('framework.dry.orphans', { count: orphans.length })} items={orphans} />
      {duplicates.length > 0 && (
        <Disclosure summary={t('framework.dry.duplicates', { count: duplicates.length })}>
          <List
            items={duplicates}
            keyOf={({ code }) => code}
            line={({ code, count }) => t('framework.dry.duplicate', { code, count })}
          />
        </Disclosure>
      )}
      {missingParents.length > 0 && (
        <Disclosure summary={t('framework.dry.missing', { count: missingParents.length })}>
          <List
            items={missingParents}
            keyOf={({ child, parent }) => `${child.code} ${parent}`}
            line={({ child, parent }) => t('framework.dry.missing.one', { child: child.code, parent })}
          />
        </Disclosure>
      )}
    </Section>
  )
}

function Several({ title, items }: { title: string; items: readonly Named[] }) {
  if (items.length === 0) return null
  return (
    <Disclosure summary={title}>
      <List
        items={items}
        keyOf={({ code, statement }) => `${code} ${statement}`}
        line={({ code, statement }) => (
          <>
            <span class="muted small">{code}</span> {statement}
          </>
        )}
      />
    </Disclosure>
  )
}

/** The first of many are enough to see what it is about. */
const MOST = 100

function List<Item>({
  items,
  keyOf,
  line,
}: {
  items: readonly Item[]
  keyOf: (item: Item) => string
  line: (item: Item) => ComponentChildren
}) {
  return (
    <>
      <ul>
        {items.slice(0, MOST).map((item) => (
          <li key={keyOf(item)}>{line(item)}</li>
        ))}
      </ul>
      {items.length > MOST && <p class="small muted">{t('framework.dry.more', { count: items.length - MOST })}</p>}
    </>
  )
}
