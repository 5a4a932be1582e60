import type { Ctx } from '../../../platform/ctx.ts'
import type { Params } from '../../../platform/route.ts'
import type { Packet } from '../rules/packet.ts'
import type { ReviewWorld } from '../tables.ts'
import { readingPacket } from '../views/desk.ts'

export function answer(ctx: Ctx<ReviewWorld>, _input: unknown, { review }: Params<'review'>): Promise<Packet> {
  return readingPacket(ctx, review)
}
