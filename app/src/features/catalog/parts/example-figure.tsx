import { t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { Form } from '../../../ui/form.tsx'
import { Tag } from '../../../ui/tag.tsx'
import type { ShownExemplar } from '../rules/exemplar.ts'
import { ConstructedMark, ExampleWords } from './example-words.tsx'

interface Props {
  example: ShownExemplar
  filesUrl: string
  /** Names are left out where readers work. */
  named?: boolean
  /** The version it stands beside. */
  version: string
  lang?: string | undefined
}

/** One example, with what it is said before it is read. */
export function ExampleFigure({ example, filesUrl, named = true, version, lang }: Props) {
  const { id, constructed, words, audience, name } = example
  return (
    <figure class="catalog-exemplar" id={`example-${id}`}>
      {constructed && <ConstructedMark />}
      <ExampleFile example={example} filesUrl={filesUrl} />
      <blockquote class="prose">
        <ExampleWords words={words} lang={lang} />
      </blockquote>
      <figcaption class="cluster gap-8 small muted">
        {!constructed && <span>{t('catalog.examples.real')}</span>}
        {named && name && <span>{t('catalog.examples.by', { name })}</span>}
        {audience === 'members' && <Tag>{t('catalog.examples.members')}</Tag>}
        {example.version !== version && <Tag>{t('catalog.examples.version', { version: example.version })}</Tag>}
      </figcaption>
    </figure>
  )
}

function ExampleFile({ example: { id, mediaType, audience }, filesUrl }: Pick<Props, 'example' | 'filesUrl'>) {
  if (mediaType === null) return null
  if (audience === 'members')
    return (
      <Form action={`/me/examples/${id}/open`} inline>
        <Button>{t('catalog.examples.open')}</Button>
      </Form>
    )
  const address = `${filesUrl}/e/${id}`
  if (mediaType.startsWith('image/'))
    return <img class="catalog-exemplar-picture" src={address} alt={t('catalog.examples.picture')} loading="lazy" />
  return (
    <p>
      <a class="own-line" href={address}>
        {t('catalog.examples.pdf')}
      </a>
    </p>
  )
}
