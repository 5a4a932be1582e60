import { GuideSection, partsOf } from '../../catalog/parts/guide-text.tsx'
import type { Portfolio } from '../../catalog/rules/scoring-file.ts'

/** The parts of a portfolio as its educator sent them. Written in English. */
export function PortfolioText({ portfolio, level = 2 }: { portfolio: Portfolio; level?: 2 | 3 }) {
  return (
    <div lang="en" class="practice-portfolio">
      {partsOf(portfolio.blocks).map((part, at) => (
        <GuideSection
          key={part.title}
          part={part}
          number={`${portfolio.id}-${at + 1}`}
          works={[]}
          level={level}
          of={level === 3 ? { id: `portfolio-${portfolio.id}`, title: portfolio.title } : undefined}
        />
      ))}
    </div>
  )
}
