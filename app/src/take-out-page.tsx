import type { ComponentChildren } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { hoursText } from './features/recognition/parts/words.ts'
import type { Ctx } from './platform/ctx.ts'
import type { Everything, Packed } from './take-out-rooms.ts'
import { currentLocale, inLocale, say, t } from './text.ts'
import { dateText } from './ui/date-time.tsx'

type Place = Pick<Ctx<never>, 'siteName' | 'baseUrl' | 'now'>
interface Held {
  readonly all: Everything
  readonly packed: Packed
  readonly day: (at: Date) => string
}

const STYLE = `:root{color-scheme:light dark}body{font:1rem/1.6 system-ui,sans-serif;max-width:46rem;margin:0 auto;padding:1.5rem}
h1,h2,h3{line-height:1.25}h2{margin-top:2.5rem}h3{margin-bottom:.25rem}ul{padding-left:1.25rem}.quiet{opacity:.75}
pre{white-space:pre-wrap;font:inherit;margin:.25rem 0 .75rem;padding-left:.75rem;border-left:3px solid currentColor}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.25rem .5rem .25rem 0;border-bottom:1px solid}a{overflow-wrap:anywhere}`

/** The page that opens the archive without this site: no script, no picture from elsewhere, the person's own language. */
export function takeOutPage(place: Place, all: Everything, packed: Packed): string {
  const [self] = all.profile
  const locale = self?.locale ?? 'en'
  return inLocale(locale, () => {
    const day = (at: Date) => dateText(at, { locale, zone: self?.timeZone ?? 'UTC' })
    const held = { all, packed, day }
    const title = t('takeOut.title', { name: self?.name ?? '', site: place.siteName })
    const page = renderToString(
      <html lang={locale}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width" />
          <title>{title}</title>
          <style dangerouslySetInnerHTML={{ __html: STYLE }} />
        </head>
        <body>
          <h1>{title}</h1>
          <p>{t('takeOut.lead', { day: day(place.now()), address: place.baseUrl })}</p>
          <p>{t('takeOut.others')}</p>
          <Lost held={held} />
          <Credentials held={held} />
          <Works held={held} />
          <Plan held={held} />
          <Hours held={held} />
          <Data held={held} />
        </body>
      </html>,
    )
    return `<!doctype html>\n${page}`
  })
}

/** A path in the archive as an address: names carry accents, spaces and signs. */
function File({ path, children }: { path: string; children: ComponentChildren }) {
  return <a href={path.split('/').map(encodeURIComponent).join('/')}>{children}</a>
}

function Lost({ held: { packed } }: { held: Held }) {
  if (packed.lost.size === 0) return null
  return (
    <>
      <h2>{t('takeOut.lost')}</h2>
      <ul>
        {[...packed.lost].map((path) => (
          <li key={path}>{path}</li>
        ))}
      </ul>
    </>
  )
}

function Credentials({ held: { all, packed, day } }: { held: Held }) {
  return (
    <>
      <h2>{t('takeOut.credentials')}</h2>
      <p>{t(all.credentials.length === 0 ? 'takeOut.credentials.none' : 'takeOut.credentials.how')}</p>
      {all.credentials.map(({ publicId, title, issuer, awardedAt, revokedAt }) => (
        <div key={publicId}>
          <h3>{title}</h3>
          <p>
            {t('takeOut.credential', { issuer, day: day(awardedAt) })}{' '}
            {revokedAt && t('takeOut.credential.revoked', { day: day(revokedAt) })}
          </p>
          <ul>
            {(['credential.json', 'badge.png', 'credential.pdf'] as const).map((name) => (
              <li key={name}>
                <File path={`${packed.credentials.get(publicId)}/${name}`}>{say(`takeOut.file.${name}`)}</File>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </>
  )
}

function Works({ held }: { held: Held }) {
  const { all, packed } = held
  return (
    <>
      <h2>{t('takeOut.works')}</h2>
      {all.works.length === 0 && <p>{t('takeOut.works.none')}</p>}
      {all.works.map((work) => (
        <Work key={work.id} held={held} work={work} />
      ))}
      {all.inbox.length > 0 && <h3>{t('takeOut.inbox')}</h3>}
      <ul>
        {all.inbox.map(({ id, name, url }) => (
          <Named key={id} path={packed.files.get(id)} name={name} url={url} />
        ))}
      </ul>
    </>
  )
}

function Work({ held: { all, packed, day }, work }: { held: Held; work: Everything['works'][number] }) {
  const own = (rows: { submissionId: string }) => rows.submissionId === work.id
  const pieces = all.pieces.filter(own)
  const answers = all.answers.filter(own)
  return (
    <>
      <h3>{work.title}</h3>
      <p>
        {work.organization} · {say(`submission.status.${work.status}`)} · {day(work.startedAt)}
      </p>
      <ul>
        {pieces.map(({ id, name, url, erasedAt }) => (
          <Named key={id} path={packed.files.get(id)} name={erasedAt ? t('takeOut.erased') : name} url={url} />
        ))}
      </ul>
      {answers
        .filter(({ body }) => body !== '')
        .map(({ promptId, body }) => (
          <pre key={promptId}>{body}</pre>
        ))}
      {all.decisions.filter(own).map((decision) => (
        <Decided key={decision.attemptNo} decision={decision} day={day} />
      ))}
    </>
  )
}

function Named({ path, name, url }: { path: string | undefined; name: string; url: string | null }) {
  return (
    <li>
      {path ? <File path={path}>{name || path}</File> : name}
      {url && (
        <>
          {' '}
          <span class="quiet">{url}</span>
        </>
      )}
    </li>
  )
}

function Decided({ decision, day }: { decision: Everything['decisions'][number]; day: Held['day'] }) {
  const words = [
    ...decision.criteria.flatMap(({ title, comments }) =>
      comments.map(({ comment, missing, nextStep }) => ({
        title,
        text: [comment, missing, nextStep].filter(Boolean).join('\n'),
      })),
    ),
    ...decision.overall.map(({ text }) => ({ title: t('takeOut.overall'), text })),
  ].filter(({ text }) => text !== '')
  return (
    <>
      <p>
        <strong>{t('takeOut.decision', { result: decision.result, day: day(decision.decidedAt) })}</strong>
      </p>
      {words.map(({ title, text }, no) => (
        <div key={no}>
          <p>{t('takeOut.reader', { criterion: title })}</p>
          <pre>{text}</pre>
        </div>
      ))}
    </>
  )
}

function Plan({ held: { all, day } }: { held: Held }) {
  return (
    <>
      <h2>{t('takeOut.plan')}</h2>
      {all.goals.length + all.plan.length === 0 && <p>{t('takeOut.plan.none')}</p>}
      <ul>
        {all.goals.map(({ id, text, why, createdAt }) => (
          <li key={id}>
            {text} {why && <span class="quiet">{why}</span>} · {day(createdAt)}
          </li>
        ))}
        {all.plan.map(({ microCredential, firstStep }) => (
          <li key={microCredential}>
            {microCredential} {firstStep && <span class="quiet">{firstStep}</span>}
          </li>
        ))}
      </ul>
    </>
  )
}

function Hours({ held: { all } }: { held: Held }) {
  if (all.recognitions.length === 0) return null
  return (
    <>
      <h2>{t('takeOut.hours')}</h2>
      <ul>
        {all.recognitions.map(({ id, organization, title, units, periodKey }) => (
          <li key={id}>
            {title}: {hoursText(BigInt(units))} · {organization} · {periodKey}
          </li>
        ))}
      </ul>
    </>
  )
}

function Data({ held: { packed } }: { held: Held }) {
  const number = new Intl.NumberFormat(currentLocale())
  const held = packed.tables.filter(({ rows }) => rows > 0)
  return (
    <>
      <h2>{t('takeOut.data')}</h2>
      <p>{t('takeOut.data.note')}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('takeOut.data.file')}</th>
            <th scope="col">{t('takeOut.data.lines')}</th>
          </tr>
        </thead>
        <tbody>
          {held.map(({ name, path, rows }) => (
            <tr key={name}>
              <td>
                <File path={path}>{say(`takeOut.table.${name}`)}</File>
              </td>
              <td>{number.format(rows)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
