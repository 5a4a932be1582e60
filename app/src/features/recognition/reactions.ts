import * as z from 'zod'
import type { LogEntry } from '../../platform/log.ts'
import type { Tx, World } from './actions/world.ts'
import {
  countMember,
  countMembers,
  countOwn,
  countShared,
  openHoursProgram,
  reverseShared,
  takeBackEverywhere,
  tellRecognizer,
} from './actions.ts'

const Created = z.object({ kind: z.string() })
const Shared = z.object({ credentialId: z.uuid(), toTenant: z.uuid() })
const Joined = z.object({ personId: z.uuid() })
const FromMember = z.object({ after: z.uuid().nullable() })
const AboutCredential = z.object({ credentialId: z.uuid() })

/** Recognizers by kind begin with a program; a network or school opens one when it publishes its first rule. */
const RECOGNIZERS: readonly string[] = ['district', 'state']

async function openProgram(ctx: World, tx: Tx, entry: LogEntry): Promise<void> {
  if (RECOGNIZERS.includes(Created.parse(entry.body).kind)) await openHoursProgram(ctx, tx)
}

async function countAward(ctx: World, tx: Tx, entry: LogEntry): Promise<void> {
  await countOwn(ctx, tx, AboutCredential.parse(entry.body).credentialId)
}

async function forwardShare(ctx: World, tx: Tx, entry: LogEntry): Promise<void> {
  await tellRecognizer(ctx, tx, Shared.parse(entry.body))
}

async function takeBack(ctx: World, tx: Tx, entry: LogEntry): Promise<void> {
  await takeBackEverywhere(ctx, tx, AboutCredential.parse(entry.body).credentialId)
}

async function countJoined(ctx: World, tx: Tx, entry: LogEntry): Promise<void> {
  await countMember(ctx, tx, Joined.parse(entry.body).personId)
}

export const reactions = {
  'organization.created': openProgram,
  'organization.memberAdded': countJoined,
  'credential.awarded': countAward,
  'credential.shared': forwardShare,
  'credential.revoked': takeBack,
}

export const couriers = {
  'count-members': (ctx: World, letter: { body: unknown }) => countMembers(ctx, FromMember.parse(letter.body)),
  'count-share': (ctx: World, letter: { body: unknown }) => countShared(ctx, AboutCredential.parse(letter.body)),
  'reverse-share': (ctx: World, letter: { body: unknown }) => reverseShared(ctx, AboutCredential.parse(letter.body)),
}
