import type { ComponentChildren } from 'preact'
import { classNames } from './class-names.ts'

export interface CardProps {
  title?: string
  /** Of the title, where it is not the page's. */
  lang?: string
  href?: string
  /** The kind of thing, above the title. */
  above?: ComponentChildren
  level?: 2 | 3 | 4
  picture?: ComponentChildren
  footer?: ComponentChildren
  children?: ComponentChildren
  /** `well` sits in the paper, `chosen` is the one selected. */
  tone?: 'plain' | 'well' | 'chosen'
  as?: 'article' | 'div' | 'li'
}

function CardTitle({ title, lang, href, level = 3 }: Pick<CardProps, 'title' | 'lang' | 'href' | 'level'>) {
  const Heading = `h${level}` as const
  return (
    <Heading class="card-title" lang={lang}>
      {href ? (
        <a class="card-link" href={href}>
          {title}
        </a>
      ) : (
        title
      )}
    </Heading>
  )
}

/** A sheet of paper; with `href` the whole sheet is pressed, while only the title is the link. Works in islands. */
export function Card(props: CardProps) {
  const Tag = props.as ?? 'div'
  return (
    <Tag class={classNames('card', `card-${props.tone ?? 'plain'}`, props.href && 'card-pressable')}>
      {props.picture && <div class="card-picture">{props.picture}</div>}
      <div class="card-words">
        {props.above && <p class="card-above">{props.above}</p>}
        {props.title && <CardTitle title={props.title} lang={props.lang} href={props.href} level={props.level} />}
        {props.children}
        {props.footer && <div class="card-footer">{props.footer}</div>}
      </div>
    </Tag>
  )
}

export interface Fact {
  label: string
  value: ComponentChildren
}

/** Names and values: ruled like a ledger, or side by side as a row of facts. */
export function Facts({ facts, row }: { facts: readonly Fact[]; row?: boolean }) {
  return (
    <dl class={classNames('facts', row && 'facts-row')}>
      {facts.map((fact) => (
        <div class="fact" key={fact.label}>
          <dt>{fact.label}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** One number of an overview; it opens the rows it counts. */
export function Figure({
  label,
  value,
  href,
  note,
}: {
  label: string
  value: ComponentChildren
  href?: string
  note?: ComponentChildren
}) {
  return (
    <div class="figure">
      <p class="figure-label">{href ? <a href={href}>{label}</a> : label}</p>
      <p class="figure-value numbers">{value}</p>
      {note && <p class="small muted">{note}</p>}
    </div>
  )
}
