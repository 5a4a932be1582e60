import { Invalid, insist, NotFound } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { append } from '../../../platform/log.ts'
import type { DeclareTie, RecordTie, TakeBackTie, ThatOne } from '../model.ts'
import { mayDeclareTie, mayEndTie, mayRecordTies } from '../policy.ts'
import { type Called, findMembersCalled, findTie, type TieKind } from '../reads/ties.ts'
import { getMembership } from '../reads.ts'
import { endTie as endTieRow, upsertTie } from '../writes/ties.ts'
import type { PeopleWorld } from './invite.ts'

type World = Ctx<PeopleWorld>
type Tx = Db<PeopleWorld>

/** From now on neither of the two reads the other's work; readings that are under way go back to the queue. */
export async function recordTie(ctx: World, { person, other, kind }: RecordTie): Promise<void> {
  insist(mayRecordTies(ctx.actor))
  await ctx.transact(async (tx) => {
    const [one, two] = [await calledNow(ctx, tx, person), await calledNow(ctx, tx, other)]
    if ('problem' in one || 'problem' in two)
      throw new Invalid('check-fields', { ...problemOf('person', one), ...problemOf('other', two) })
    if (one.personId === two.personId) throw new Invalid('check-fields', { other: 'organization.tie.same' })
    await write(ctx, tx, { personId: one.personId, otherId: two.personId, kind })
  })
}

/** Free, without a reason; the person named is never told. */
export async function declareTie(ctx: World, { tenantId, other }: DeclareTie): Promise<void> {
  const { there, personId } = await asMember(ctx, tenantId)
  await there.transact(async (tx) => {
    const two = await calledNow(there, tx, other)
    if ('problem' in two) throw new Invalid('check-fields', problemOf('other', two))
    if (two.personId === personId) throw new Invalid('check-fields', { other: 'organization.tie.self' })
    await write(there, tx, { personId, otherId: two.personId, kind: 'declared' })
  })
}

export async function takeBackTie(ctx: World, { tenantId, id }: TakeBackTie): Promise<void> {
  const { there } = await asMember(ctx, tenantId)
  await end(there, id)
}

export async function endTie(ctx: World, { id }: ThatOne): Promise<void> {
  insist(mayRecordTies(ctx.actor))
  await end(ctx, id)
}

async function end(ctx: World, id: string): Promise<void> {
  await ctx.transact(async (tx) => {
    const tie = await findTie(tx, ctx.scope, id)
    if (!tie || !mayEndTie(ctx.actor, tie).ok) throw new NotFound('tie')
    await endTieRow(tx, ctx.scope, { id, at: ctx.now() })
    const { personId, otherId, kind } = tie
    await append(ctx, tx, { type: 'organization.tieEnded', subjectId: id, personId, body: { personId, otherId, kind } })
  })
}

/** In an organization the person belongs to, found through their own membership. */
async function asMember(ctx: World, tenantId: string): Promise<{ there: World; personId: string }> {
  insist(mayDeclareTie(ctx.actor))
  const { personId } = ctx.person
  const there = ctx.inTenant(tenantId)
  const membership = await there.transact((tx) => getMembership(tx, there.scope, personId))
  if (!membership) throw new NotFound('member')
  return { there, personId }
}

interface Unclear {
  readonly problem: 'organization.tie.unknown' | 'organization.tie.several'
}

async function calledNow(ctx: World, tx: Tx, typed: string): Promise<Called | Unclear> {
  const [first, ...more] = await findMembersCalled(tx, ctx.scope, typed)
  if (!first) return { problem: 'organization.tie.unknown' }
  return more.length > 0 ? { problem: 'organization.tie.several' } : first
}

function problemOf(field: string, found: Called | Unclear): Record<string, string> {
  return 'problem' in found ? { [field]: found.problem } : {}
}

async function write(ctx: World, tx: Tx, tie: { personId: string; otherId: string; kind: TieKind }): Promise<void> {
  const id = await upsertTie(tx, ctx.scope, { id: ctx.newId(), ...tie, at: ctx.now() })
  if (!id) return
  const type = tie.kind === 'declared' ? 'organization.tieDeclared' : 'organization.tieRecorded'
  await append(ctx, tx, { type, subjectId: id, personId: tie.personId, body: tie })
}
