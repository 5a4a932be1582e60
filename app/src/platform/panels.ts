import type { Logger } from './logger.ts'
import type { Panel, PanelModule } from './route.ts'

/** One filled place of a slot; null = it failed or took too long, and the page says so in its place. */
export type LoadedPanel = { readonly Part: PanelModule['Part']; readonly data: unknown } | null
export type Slots = Readonly<Record<string, readonly LoadedPanel[]>>

const PATIENCE_MS = 300

export interface Panelled {
  readonly panels: readonly Panel[]
  /** How long a page waits for a panel; a test of what stands in it waits until it is there. */
  readonly panelPatienceMs?: number | undefined
}

/** Asks every panel of the named slots at once; a panel never takes the page down with it. */
export async function fillSlots(
  { panels, panelPatienceMs = PATIENCE_MS }: Panelled,
  ctx: unknown,
  wanted: Readonly<Record<string, unknown>>,
  logger: Logger,
): Promise<Slots> {
  const filled = Object.entries(wanted).map(async ([slot, subject]) => {
    const asked = panels
      .filter((panel) => panel.slot === slot)
      .map((panel) => load(panel, { ctx, subject, logger, panelPatienceMs }))
    return [slot, (await Promise.all(asked)).filter((panel) => panel === null || panel.data !== null)] as const
  })
  return Object.fromEntries(await Promise.all(filled))
}

async function load(
  { slot, panel }: Panel,
  {
    ctx,
    subject,
    logger,
    panelPatienceMs,
  }: { ctx: unknown; subject: unknown; logger: Logger; panelPatienceMs: number },
): Promise<LoadedPanel> {
  let timer: NodeJS.Timeout | undefined
  try {
    // Read once in the life of a process: that time is not the panel's.
    const { load: ask, Part } = await panel()
    const late = new Promise<null>((resolve) => {
      timer = setTimeout(() => resolve(null), panelPatienceMs)
    })
    const work = ask(ctx as never, subject as never).then((data: unknown) => ({ Part, data: data ?? null }))
    const loaded = await Promise.race([work, late])
    if (loaded === null) logger.warn('panel too slow', { code: slot })
    return loaded
  } catch (error) {
    logger.warn('panel failed', { code: slot, err: error })
    return null
  } finally {
    clearTimeout(timer)
  }
}
