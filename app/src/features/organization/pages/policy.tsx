import { NotFound } from '../../../lib/refusal.ts'
import type { Head, Params } from '../../../platform/route.ts'
import { hasText, say, t } from '../../../text.ts'
import { LinkButton } from '../../../ui/button.tsx'
import { Prose, Section } from '../../../ui/layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'

const PAGES = ['ai', 'appeals', 'privacy', 'accessibility', 'help', 'trust'] as const
type Policy = (typeof PAGES)[number]

/** One reading page: title, lead and as many sections as the texts have. */
export async function load(_ctx: unknown, { policy = 'help' }: Partial<Params<'policy'>>) {
  if (!PAGES.includes(policy as Policy)) throw new NotFound('policy')
  return { policy: policy as Policy }
}

export function head({ policy }: { policy: Policy }): Head {
  return { title: say(`organization.policy.${policy}.title`), description: say(`organization.policy.${policy}.lead`) }
}

export function Page({ policy }: { policy: Policy }) {
  const key = `organization.policy.${policy}`
  return (
    <>
      <PageHead
        title={say(`${key}.title`)}
        lead={say(`${key}.lead`)}
        actions={policy === 'help' && <LinkButton href="/guides">{t('organization.policy.guides')}</LinkButton>}
      />
      {sectionsOf(key).map((section) => (
        <Section key={section} id={section.split('.').at(-1) ?? ''} title={say(`${section}.title`)}>
          <Prose>
            {say(`${section}.text`)
              .split('\n\n')
              .map((paragraph) => (
                <p key={paragraph}>{paragraph}</p>
              ))}
          </Prose>
        </Section>
      ))}
    </>
  )
}

function sectionsOf(key: string): string[] {
  const sections: string[] = []
  for (let n = 1; hasText(`${key}.s${n}.title`); n++) sections.push(`${key}.s${n}`)
  return sections
}
