export interface Step {
  title: string
  text: string
}

/** What happens, in order: numbered stones down the margin. */
export function Steps({ steps, label, level = 3 }: { steps: readonly Step[]; label: string; level?: 3 | 4 }) {
  const Heading = `h${level}` as const
  return (
    <ol class="catalog-steps" aria-label={label}>
      {steps.map(({ title, text }) => (
        <li key={title}>
          <Heading>{title}</Heading>
          <p>{text}</p>
        </li>
      ))}
    </ol>
  )
}
