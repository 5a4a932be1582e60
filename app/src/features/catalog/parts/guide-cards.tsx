import { Card } from '../../../ui/card.tsx'
import { Grid } from '../../../ui/layout.tsx'
import type { GuideLink } from '../views/guides.ts'

/** Each guide with what it is about. */
export function GuideCards({ guides, level }: { guides: readonly GuideLink[]; level: 2 | 3 }) {
  return (
    <Grid as="ul" size="large">
      {guides.map(({ slug, title, lead }) => (
        <Card key={slug} as="li" level={level} title={title} href={`/guides/${slug}`}>
          <p>{lead}</p>
        </Card>
      ))}
    </Grid>
  )
}
