import { t } from '../../../text.ts'
import { Section } from '../../../ui/layout.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { Table } from '../../../ui/table.tsx'
import { CASE } from '../rules/case-of-own.ts'
import type { CaseItem } from '../rules/case-package.ts'
import type { Pair, Statement, TakenInView } from '../views.ts'
import { Downloads } from './downloads.tsx'
import { relationWords } from './relation-words.ts'

/** A framework that an organization took in: its statements as a tree, and how they stand to other frameworks. */
export function TakenInFramework({ view }: { view: TakenInView }) {
  const { document, under, id, member, rights } = view
  return (
    <>
      <PageHead
        title={document.title}
        titleLang={document.language}
        above={t('framework.above')}
        lead={document.description && <p lang={document.language}>{document.description}</p>}
        facts={<Facts view={view} />}
      />
      {!rights.redistributable && (
        <Notice>{t(member ? 'framework.closed.inside' : 'framework.closed', { holder: rights.rightsHolder })}</Notice>
      )}
      <Section
        {...(under ? headingOf(under, document) : { title: t('framework.statements') })}
        id="statements"
        note={
          under ? <a href={`/frameworks/${id}`}>{t('framework.whole')}</a> : t('framework.count', { count: view.total })
        }
      >
        {view.statements.length > 0 ? <Tree view={view} /> : <p>{t('framework.statements.none')}</p>}
      </Section>
      {view.pairs.length > 0 && <Pairs view={view} />}
      <Downloads
        pack={`${CASE}/CFPackages/${document.identifier}`}
        linked={`/frameworks/${id}.jsonld`}
        whole={member && !rights.redistributable ? `/author/frameworks/${id}/package` : undefined}
      />
    </>
  )
}

function headingOf({ fullStatement, language }: CaseItem, document: TakenInView['document']) {
  return { title: fullStatement, titleLang: language ?? document.language }
}

function Facts({ view: { document, rights, organization } }: { view: TakenInView }) {
  return (
    <p class="small muted">
      {document.version && <>{t('framework.version', { version: document.version })} · </>}
      {t('framework.holder', { holder: rights.rightsHolder })} ·{' '}
      <a href={rights.licenseURI}>{t('framework.license')}</a> · {t('framework.takenInBy', { organization })}
    </p>
  )
}

function Tree({ view: { statements, document, id } }: { view: TakenInView }) {
  return (
    <ul class="framework-tree" lang={document.language}>
      {statements.map((statement) => (
        <Line key={statement.key} statement={statement} id={id} />
      ))}
    </ul>
  )
}

const DEEPEST = 5

function Line({ statement: { key, depth, more, item }, id }: { statement: Statement; id: string }) {
  const code = item.humanCodingScheme
  return (
    <li id={key} class={`framework-line framework-line-${Math.min(depth, DEEPEST)}`} lang={item.language}>
      {code && <span class="framework-code muted small">{code}</span>}
      <span class="framework-words">
        {item.abbreviatedStatement && item.abbreviatedStatement !== item.fullStatement && (
          <strong>{item.abbreviatedStatement}. </strong>
        )}
        {item.fullStatement !== code && item.fullStatement}
        {more > 0 && (
          <>
            {' '}
            <a href={`/frameworks/${id}?under=${key}`}>{t('framework.more', { count: more, code: code ?? '' })}</a>
          </>
        )}
      </span>
    </li>
  )
}

function Pairs({ view: { pairs, morePairs } }: { view: TakenInView }) {
  return (
    <Section title={t('framework.pairs')} id="pairs" note={t('framework.pairs.note')}>
      <Table
        caption={t('framework.pairs')}
        captionHidden
        narrow="lines"
        rows={pairs}
        rowKey={({ identifier }) => identifier}
        columns={[
          { key: 'from', label: t('framework.pairs.from'), heading: true, cell: ({ from }) => from },
          { key: 'relation', label: t('framework.pairs.relation'), cell: ({ relation }) => relationWords(relation) },
          { key: 'to', label: t('framework.pairs.to'), cell: (pair) => <Target pair={pair} /> },
        ]}
      />
      {morePairs > 0 && <p class="small muted">{t('framework.pairs.more', { count: morePairs })}</p>}
    </Section>
  )
}

/** Addresses of other sites lead there; what is only a code stays one. */
function Target({ pair: { to, uri } }: { pair: Pair }) {
  return /^https?:\/\//.test(uri) ? <a href={uri}>{to}</a> : to
}
