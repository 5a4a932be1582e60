import { t } from '../../../text.ts'
import { Mark } from '../../../ui/mark.tsx'
import { limitsOf } from '../../catalog/parts/evidence-section.tsx'
import { rowOf, valueName } from '../../catalog/parts/labels.ts'
import type { SampleDesk } from '../views/sample-desk.ts'

/** A portfolio that nobody sent: what would lie in each place, and where the open criterion looks. */
export function SamplePortfolio({ desk }: { desk: SampleDesk }) {
  const { part1, part2, part3 } = desk.content
  return (
    <section class="desk-evidence" id="evidence" aria-label={t('review.desk.evidence')}>
      <nav class="desk-index" aria-label={t('review.desk.index')}>
        <ol>
          {part1.questions.map(({ id }) => (
            <IndexLine key={id} id={id} />
          ))}
          {part2.requirements.map(({ id, title }) => (
            <IndexLine key={id} id={id} title={title} />
          ))}
          {part3.prompts.map(({ id }) => (
            <IndexLine key={id} id={id} />
          ))}
        </ol>
      </nav>
      {part1.questions.map((question) => (
        <Answer key={question.id} prompt={question} desk={desk} />
      ))}
      {part2.requirements.map((requirement) => (
        <Requirement key={requirement.id} requirement={requirement} desk={desk} />
      ))}
      {part3.prompts.map((prompt) => (
        <Answer key={prompt.id} prompt={prompt} desk={desk} />
      ))}
    </section>
  )
}

function IndexLine({ id, title }: { id: string; title?: string }) {
  return (
    <li>
      <a href={`#sample-${id}`}>
        {id} {title && <span class="desk-index-title">{title}</span>}
      </a>
    </li>
  )
}

interface Prompt {
  readonly id: string
  readonly prompt: string
  readonly minWords?: number
  readonly maxWords: number
}

function Answer({ prompt: { id, prompt, minWords = 0, maxWords }, desk }: { prompt: Prompt; desk: SampleDesk }) {
  return (
    <article class="desk-piece" id={`sample-${id}`}>
      <h2 lang={desk.guide.language}>
        <span class="desk-code">{id}</span> {prompt}
      </h2>
      <Looked here={desk.open?.looksAt.includes(id)} desk={desk} />
      <div class="sample-piece">
        <p class="sample-label">{t('review.sample.answer', { id })}</p>
        <p class="small muted">{t('catalog.page.words', { min: minWords, max: maxWords })}</p>
      </div>
    </article>
  )
}

type Asked = SampleDesk['content']['part2']['requirements'][number]

function Requirement({ requirement, desk }: { requirement: Asked; desk: SampleDesk }) {
  const { id, title, instructions, evidenceTypes, indicators } = requirement
  const looksAt = desk.open?.looksAt ?? []
  const looked = indicators.filter((indicator) => looksAt.includes(indicator.id)).map((indicator) => indicator.id)
  return (
    <section class="desk-requirement" id={`sample-${id}`}>
      <h2 lang={desk.guide.language}>
        <span class="desk-code">{id}</span> {title}
      </h2>
      <p lang={desk.guide.language}>{instructions}</p>
      <Looked here={looksAt.includes(id)} desk={desk} />
      <ul class="sample-indicators">
        {indicators.map((indicator) => (
          <li key={indicator.id}>
            <span lang={desk.guide.language}>
              <span class="desk-code">{indicator.id}</span> {indicator.text}
            </span>
            <Looked here={looked.includes(indicator.id)} desk={desk} />
          </li>
        ))}
      </ul>
      <article class="desk-piece">
        <div class="sample-piece">
          <h3 class="sample-label">{t('review.sample.piece', { id })}</h3>
          <p class="small muted">
            {[rowOf(evidenceTypes.map((type) => valueName('evidence', type))), ...limitsOf(requirement)]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </div>
      </article>
    </section>
  )
}

/** That the criterion being scored looks here; said in words, so that a frame alone means nothing. */
function Looked({ here, desk: { open } }: { here: boolean | undefined; desk: SampleDesk }) {
  if (!here || !open) return null
  return (
    <span class="sample-looked">
      <Mark name="onward" /> {t('review.sample.looked', { id: open.id })}
    </span>
  )
}
