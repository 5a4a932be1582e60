import type { FormState } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { Field, Select } from '../../../ui/field.tsx'
import { FieldGroup } from '../../../ui/form.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { typedOr } from '../../account/parts/form-top.tsx'
import { foreignWords } from '../../catalog/parts/labels.ts'
import { type DraftMember, hasParts } from '../rules/own-stack.ts'
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
    <FieldGroup legend={t('pathway.own.members')}>
      <FindMembers view={view} form={form} />
      {members.length > 0 && (
        <>
          <p class="field-label" id="members">
            {t('pathway.own.in', { count: members.length })}
          </p>
          <ul class="pathway-members">
            {members.map((member, place) => (
              <OneMember key={member.achievementId} view={view} form={form} member={member} place={place} />
            ))}
          </ul>
        </>
      )}
    </FieldGroup>
  )
}

function FindMembers({ view, form }: Shown) {
  const { find, entries, unknown } = view.found
  const inside = new Set(view.draft.content.members.map(({ achievementId }) => achievementId))
  const error =
    unknown.length > 0
      ? t('pathway.bad.unknown', { count: unknown.length, codes: unknown.join(', ') })
      : problemAt(view, 'find')
  return (
    <>
      <Field
        name="find"
        label={t('pathway.own.find')}
        hint={t('pathway.own.find.hint')}
        value={typedOr(form, 'find', find)}
        error={error}
      />
      <p>
        <Button name="do" value="search">
          {t('pathway.own.find.go')}
        </Button>
      </p>
      {find !== '' && entries.length === 0 && unknown.length === 0 && <p>{t('pathway.own.find.none')}</p>}
      {entries.length > 0 && (
        <ul class="pathway-members" aria-label={t('pathway.own.found')}>
          {entries.map(({ achievementId, code, title, inside: own }) => (
            <li key={achievementId}>
              <div class="pathway-own-line">
                <span>
                  <span class="numbers muted">{code}</span> {title} {own && <Tag>{t('pathway.inside')}</Tag>}
                </span>
                {inside.has(achievementId) ? (
                  <span class="small muted">{t('pathway.own.find.in')}</span>
                ) : (
                  <Button name="do" value={`add:${achievementId}`}>
                    {t('pathway.own.add', { code })}
                  </Button>
                )}
              </div>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function OneMember({ view, form, member, place }: Shown & { member: DraftMember; place: number }) {
  const { draft, cards } = view
  const card = cards.get(member.achievementId)
  const name = `members.${member.achievementId}.part`
  const error = problemAt(view, name)
  const parts = draft.content.parts.map(({ id, title }, at) => ({
    value: id,
    label: t('pathway.own.after.step', { number: at + 1, title: title || '…' }),
  }))
  const code = card?.code ?? '–'
  return (
    <li id={`member-${member.achievementId}`}>
      <div class="pathway-own-line">
        <span lang={card && foreignWords(card)}>
          <span class="numbers muted">{code}</span> {card?.title ?? t('pathway.own.gone')}
        </span>
        <span class="cluster">
          {place > 0 && <MemberButton deed="up" code={code} member={member} />}
          {place < draft.content.members.length - 1 && <MemberButton deed="down" code={code} member={member} />}
          <MemberButton deed="drop" code={code} member={member} />
        </span>
      </div>
      {hasParts(draft.kind, draft.content) && card ? (
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

function MemberButton({ deed, code, member }: { deed: 'up' | 'down' | 'drop'; code: string; member: DraftMember }) {
  return (
    <Button kind="quiet" name="do" value={`${deed}:${member.achievementId}`}>
      {t(`pathway.own.${deed}`, { code })}
    </Button>
  )
}
