import type { ComponentChildren } from 'preact'
import { classNames } from './class-names.ts'

export type ButtonKind = 'primary' | 'plain' | 'quiet' | 'danger'

export interface ButtonProps {
  children: ComponentChildren
  kind?: ButtonKind
  type?: 'submit' | 'button'
  name?: string
  value?: string
  id?: string
  form?: string
  formAction?: string
  wide?: boolean
  describedBy?: string
  /** What is being done, announced while the button keeps its name: "Saving". */
  busy?: string
  /** Why it cannot be pressed now; shown beside it and tied to it. Needs `id`. */
  disabledBecause?: string
  onClick?: () => void
}

/** Works in islands: no words of its own. */
export function Button(props: ButtonProps) {
  if (props.disabledBecause === undefined) return <PlainButton {...props} stopped={props.busy !== undefined} />
  const reasonId = `${props.id ?? 'button'}-reason`
  return (
    <span class="button-with-reason">
      <PlainButton {...props} describedBy={reasonId} stopped />
      <span class="small muted" id={reasonId}>
        {props.disabledBecause}
      </span>
    </span>
  )
}

/** A stopped button stays reachable by keyboard, so that its reason can be heard, and sends nothing. */
function PlainButton({ stopped, ...props }: ButtonProps & { stopped: boolean }) {
  return (
    <button
      class={classNames('button', `button-${props.kind ?? 'plain'}`, props.wide && 'button-wide')}
      type={stopped ? 'button' : (props.type ?? 'submit')}
      id={props.id}
      name={props.name}
      value={props.value}
      form={props.form}
      formAction={props.formAction}
      aria-disabled={stopped || undefined}
      aria-busy={props.busy ? true : undefined}
      aria-describedby={props.describedBy}
      onClick={stopped ? undefined : props.onClick}
    >
      {props.children}
      {props.busy !== undefined && (
        <span class="button-busy" role="status">
          <span class="visually-hidden">{props.busy}</span>
        </span>
      )}
    </button>
  )
}

export interface LinkButtonProps {
  href: string
  children: ComponentChildren
  kind?: ButtonKind
  wide?: boolean
  download?: boolean | string
  describedBy?: string
}

/** Looks like a button, goes somewhere. Never for a deed. */
export function LinkButton({ href, children, kind = 'plain', wide, download, describedBy }: LinkButtonProps) {
  return (
    <a
      class={classNames('button', `button-${kind}`, wide && 'button-wide')}
      href={href}
      download={download}
      aria-describedby={describedBy}
    >
      {children}
    </a>
  )
}
