import { t } from '../../../text.ts'
import { Section } from '../../../ui/layout.tsx'
import type { StackView } from '../views.ts'
import { MemberList } from './member-list.tsx'
import { PathMap } from './path-map.tsx'
import { ruleWords } from './rule-words.ts'

/** A draft as learners will see it: the map of a pathway once its steps have an order, the members of a stack with what it takes. */
export function StackPreview({ stack, mended }: { stack: StackView; mended: boolean }) {
  const { kind, members, groups, words } = stack
  const placed = members.filter(({ group }) => group !== null)
  if (kind === 'pathway' ? placed.length === 0 : members.length === 0)
    return <p class="muted">{t('pathway.own.preview.none')}</p>
  if (!mended) return <p class="muted">{t('pathway.own.preview.cycle')}</p>
  if (kind === 'pathway') return <PathMap stack={stack} />
  return (
    <div class="stack">
      <p>{ruleWords(stack)}</p>
      {groups.map(({ id, min }) => {
        const own = members.filter(({ group }) => group === id)
        const note = own.length > min ? t('pathway.group', { min }) : t('pathway.group.all', { min })
        return (
          <Section key={id} id={`preview-${id}`} title={words.groups[id] || '…'} note={note} level={3}>
            <MemberList members={own} />
          </Section>
        )
      })}
      <MemberList members={members.filter(({ group }) => group === null)} />
    </div>
  )
}
