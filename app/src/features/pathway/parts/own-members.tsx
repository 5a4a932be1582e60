import type { FormState } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { Field, Select } from '../../../ui/field.tsx'
import { FieldGroup } from '../../../ui/form.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { typedOr } from '../../account/parts/form-top.tsx'
import { foreign, foreignWords } from '../../catalog/parts/labels.ts'
import { type DraftMember, hasParts } from '../rules/own-stack.ts'
import { keyOf } from '../rules/progress.ts'
import type { OwnStackView } from '../views/own.ts'
import { problemAt } from './own-words.ts'

interface Shown {
  readonly view: OwnStackView
  readonly form: FormState
}

/** What belongs together: found by code or words, put in its place, taken out again. */
export function OwnMembers({ view, form }: Shown) {
  const { members } = view.draft.content
  return (
    <FieldGroup legend={t(`pathway.own.members.${view.draft.kind}`)}>
      <FindMembers view={view} form={form} />
      {members.length > 0 && (
        <>
          <p class="field-label" id="members">
            {t('pathway.own.in', { count: members.length })}
          </p>
          <ul class="pathway-members">
            {members.map((member, place) => (
              <OneMember key={keyOf(member)} view={view} form={form} member={member} place={place} />
            ))}
          </ul>
        </>
      )}
    </FieldGroup>
  )
}

function FindMembers({ view, form }: Shown) {
  const { kind } = view.draft
  const { find, choices } = view.found
  return (
    <>
      <Field
        name="find"
        label={t(`pathway.own.find.${kind}`)}
        hint={t(`pathway.own.find.hint.${kind}`)}
        value={typedOr(form, 'find', find)}
        error={notFound(view)}
      />
      <p>
        <Button name="do" value="search">
          {t('pathway.own.find.go')}
        </Button>
      </p>
      {choices.length > 0 && <Choices view={view} />}
      {find !== '' && choices.length === 0 && notFound(view) === undefined && <p>{t('pathway.own.find.none')}</p>}
    </>
  )
}

/** Why something that was looked for by its code cannot be put in; or what else is wrong with the members. */
function notFound(view: OwnStackView): string | undefined {
  const { unknown, refused } = view.found
  const sentences = refused.map(({ code, because }) => t(`pathway.bad.${because}`, { code }))
  if (unknown.length > 0) sentences.push(t('pathway.bad.unknown', { count: unknown.length, codes: unknown.join(', ') }))
  return sentences.length > 0 ? sentences.join(' ') : problemAt(view, 'find')
}

function Choices({ view }: Pick<Shown, 'view'>) {
  const inside = new Set(view.draft.content.members.map(keyOf))
  return (
    <ul class="pathway-members" aria-label={t('pathway.own.found')}>
      {view.found.choices.map(({ key, code, title, language, inside: own, isStack }) => (
        <li key={key}>
          <div class="pathway-own-line">
            <span>
              <span class="numbers muted">{code}</span> <span lang={foreign(language)}>{title}</span>{' '}
              {isStack && <Tag>{t('pathway.above.stack')}</Tag>} {own && <Tag>{t('pathway.inside')}</Tag>}
            </span>
            {inside.has(key) ? (
              <span class="small muted">{t('pathway.own.find.in')}</span>
            ) : (
              <Button name="do" value={`add:${key}`}>
                {t('pathway.own.add', { code })}
              </Button>
            )}
          </div>
        </li>
      ))}
    </ul>
  )
}

function OneMember({ view, form, member, place }: Shown & { member: DraftMember; place: number }) {
  const { draft } = view
  const key = keyOf(member)
  const shown = shownOf(view, member)
  const name = `members.${key}.part`
  const error = problemAt(view, name)
  const parts = draft.content.parts.map(({ id, title }, at) => ({
    value: id,
    label: t('pathway.own.after.step', { number: at + 1, title: title || '…' }),
  }))
  const code = shown?.code ?? '–'
  return (
    <li id={`member-${key}`}>
      <div class="pathway-own-line">
        <span>
          <span class="numbers muted">{code}</span>{' '}
          <span lang={shown?.lang}>{shown?.title ?? t('pathway.own.gone')}</span>{' '}
          {'stack' in member && <Tag>{t('pathway.above.stack')}</Tag>}
        </span>
        <span class="cluster">
          {place > 0 && <MemberButton deed="up" code={code} member={member} />}
          {place < draft.content.members.length - 1 && <MemberButton deed="down" code={code} member={member} />}
          <MemberButton deed="drop" code={code} member={member} />
        </span>
      </div>
      {hasParts(draft.kind, draft.content) && shown ? (
        <Select
          name={name}
          label={t(`pathway.own.place.${draft.kind}`, { code })}
          options={parts}
          empty={t('pathway.own.place.none')}
          value={typedOr(form, name, member.part)}
          error={error}
        />
      ) : (
        error && <p class="field-error">{error}</p>
      )}
    </li>
  )
}

/** What a line says of a member that is there. */
function shownOf({ cards, stacks }: OwnStackView, member: DraftMember) {
  if ('stack' in member) {
    const stack = stacks.get(member.stack)
    return stack && { code: stack.code, title: stack.words.title, lang: stack.foreign ?? undefined }
  }
  const card = cards.get(member.achievementId)
  return card && { code: card.code, title: card.title, lang: foreignWords(card) }
}

function MemberButton({ deed, code, member }: { deed: 'up' | 'down' | 'drop'; code: string; member: DraftMember }) {
  return (
    <Button kind="quiet" name="do" value={`${deed}:${keyOf(member)}`}>
      {t(`pathway.own.${deed}`, { code })}
    </Button>
  )
}
