export interface Tab {
  href: string
  label: string
  current: boolean
  /** How many things wait there. */
  count?: number
}

/** Links that look like the index tabs of a notebook; each is its own address. Works in islands. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav class="tabs" aria-label={label}>
      <ul class="tabs-list">
        {tabs.map((tab) => (
          <li key={tab.href}>
            <a class="tab" href={tab.href} aria-current={tab.current ? 'page' : undefined}>
              {tab.label}
              {tab.count !== undefined && <span class="tab-count numbers"> {tab.count}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
