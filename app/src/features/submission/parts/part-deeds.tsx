import { Form } from '../../../ui/form.tsx'
import type { RequirementDesk } from '../views/requirement.ts'

/** The address of one requirement of a work. */
export function placeOf({ id, requirement }: Pick<RequirementDesk, 'id' | 'requirement'>): string {
  return `/me/work/${id}/requirements/${requirement.id}`
}

/** Ids of the forms below, for the buttons that send them. */
export const deedOf = {
  open: (evidenceId: string) => `open-${evidenceId}`,
  remove: (evidenceId: string) => `remove-${evidenceId}`,
  sort: (itemId: string) => `sort-${itemId}`,
  file: 'send-file',
}

/** The page is one form; deeds that are no part of it have forms of their own, whose buttons stand where they belong. */
export function PartDeeds({ desk }: { desk: RequirementDesk }) {
  const base = placeOf(desk)
  const locked = desk.practice?.state === 'locked'
  return (
    <div hidden>
      {!locked && <Form id={deedOf.file} files action={`${base}/file`} />}
      {desk.pieces.map(({ id, openable }) => (
        <div key={id}>
          {openable && <Form id={deedOf.open(id)} action={`/me/evidence/${id}/open`} />}
          {!locked && <Form id={deedOf.remove(id)} action={`${base}/remove`} hidden={{ evidenceId: id }} />}
        </div>
      ))}
      {!locked &&
        desk.inbox.map(({ id }) => (
          <Form key={id} id={deedOf.sort(id)} action={`${base}/sort`} hidden={{ itemId: id }} />
        ))}
    </div>
  )
}
