/** What the site is called: the operator's environment first, then what the set-up wrote, then the product's own name. */
export interface Naming {
  /** True: CAIRN_SITE_NAME is set, and what is typed in the set-up shows nowhere. */
  readonly fixed: boolean
  current(): string
  rename(name: string): void
}

export function namingOf(fixed: string | undefined): Naming {
  let written: string | null = null
  return {
    fixed: fixed !== undefined,
    current: () => fixed ?? written ?? 'Cairn',
    rename: (name) => {
      written = name
    },
  }
}
