import { hostname, userInfo } from 'node:os'
import { Argument, Command, InvalidArgumentError, Option } from 'commander'
import { type Config, readConfig } from '../config.ts'
import { Email } from '../features/account/model.ts'
import { OperatorProblem } from '../lib/operator-problem.ts'
import { insistMasterKey, type Opened, openInstallation } from '../open.ts'
import { openLogger } from '../platform/logger.ts'
import type { CatalogAsked } from './catalog.ts'
import { atConsole } from './console.ts'
import { explain } from './explain.ts'
import { wrongKey } from './sealed.ts'
import type { VerifyAsked } from './verify.ts'
import { VERSION } from './version.ts'

// Each command reads what it needs when it runs.
const cairn = new Command('node dist/server/main.mjs')
  .description('Micro-credentials for educators, on your own machine')
  .version(VERSION)

/** Opens the installation (beside a running server too), does one thing, closes it. */
async function within(work: (opened: Opened, config: Config) => Promise<void>): Promise<void> {
  const config = readConfig()
  const opened = await openInstallation(config, openLogger('error'))
  try {
    await work(opened, config)
  } finally {
    await opened.close()
  }
}

/** A user without a name in this system (as in some containers) is known by number. */
function whoAndWhere(): string {
  try {
    return `${userInfo().username}@${hostname()}`
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_SYSTEM_ERROR') throw error
    return `${process.getuid?.()}@${hostname()}`
  }
}

function anEmail(text: string): string {
  const { success, data } = Email.safeParse(text)
  if (!success) throw new InvalidArgumentError('It must look like name@school.org.')
  return data
}

function aTime(text: string): Date {
  const at = new Date(text)
  if (!/^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(text) || Number.isNaN(at.getTime()))
    throw new InvalidArgumentError('It must look like 2026-11-20T16:00:00Z.')
  return at
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** Beside the answer, so that a schedule that mails what goes wrong mails this too. */
function warn(line: string | null): void {
  if (line) process.stderr.write(`${line}\n`)
}

function tellMissing(keys: readonly string[], why: string): void {
  if (!keys.length) return
  say(`${keys.length} pieces of evidence are not in it: ${keys.join(', ')}. ${why}`)
  process.exitCode = 1
}

cairn
  .command('start', { isDefault: true })
  .description('start the site')
  .action(async () => (await import('../main.ts')).runServer())

cairn
  .command('migrate')
  .description('bring the database to this version; safe to repeat')
  .action(() => within(async () => say('The database is at this version.')))

cairn
  .command('seed')
  .description('import the starter catalogue, and the demonstration district with --demo')
  .option('--demo', 'also found the demonstration district')
  .action(({ demo }: { demo?: boolean }) =>
    within(async (opened, config) => {
      insistMasterKey(opened, config)
      await (await import('../starter.ts')).importCatalogue(opened)
      say('The starter catalogue is imported.')
      if (demo) say(await (await import('./demo.ts')).foundDemonstration(opened.home, whoAndWhere()))
    }),
  )

cairn
  .command('demo')
  .description('the demonstration district')
  .addArgument(new Argument('<deed>', 'what to do').choices(['remove']))
  .action(() =>
    within(async ({ home }) => say(await (await import('./demo.ts')).removeDemonstration(home, whoAndWhere()))),
  )

cairn
  .command('admin')
  .description('people who run the installation')
  .addArgument(new Argument('<deed>', 'what to do').choices(['create']))
  .requiredOption('--email <address>', 'their e-mail address', anEmail)
  .option('--name <name>', 'their name', '')
  .action((_deed: string, { email, name }: { email: string; name: string }) =>
    within(async (opened) => {
      const { promote } = await import('../features/account/actions/promote.ts')
      await promote(atConsole(opened.home, whoAndWhere()), { email, name })
      say(
        `${email} is a platform administrator. Sign in at ${opened.home.ports.baseUrl}/sign-in with this address, then add a passkey.`,
      )
    }),
  )

cairn
  .command('backup')
  .description('everything in one file, while the site runs')
  .argument('<file>')
  .action((file: string) =>
    within(async (opened) => {
      const [{ backup }, { recordBackup, unrecorded }] = await Promise.all([
        import('./backup.ts'),
        import('./recorded.ts'),
      ])
      const report = await backup({ owner: opened.owner, blobs: opened.home.ports.blobs, file, version: VERSION })
      say(
        `${report.file}: ${report.rows} rows of ${report.tables} tables, ${report.blobs} pieces of evidence, log to ${report.logId}`,
      )
      say(`SHA-256 ${report.sha256}`)
      warn(await unrecorded('backup', recordBackup(opened.home, whoAndWhere(), report)))
      tellMissing(report.missing, 'The evidence store has lost or altered them; the backup holds everything else.')
      say(
        `The master key is not in it: the keys inside are of no use without ${opened.sealed.file}. Keep a copy of that one too, apart from the backup.`,
      )
    }),
  )

cairn
  .command('restore')
  .description('a backup into an empty installation')
  .argument('<file>')
  .action((file: string) =>
    within(async ({ owner, home, sealed }, config) => {
      const [{ restore }, { recordRestore, unrecorded }] = await Promise.all([
        import('./restore.ts'),
        import('./recorded.ts'),
      ])
      const master = { keys: home.ports.keys, file: sealed.file, lost: config.CAIRN_ACCEPT_LOST_KEYS }
      const report = await restore({ owner, blobs: home.ports.blobs, file, master })
      const warning = await unrecorded('restore', recordRestore(home, whoAndWhere(), report))
      say(
        `Restored: ${report.rows} rows of ${report.tables} tables, ${report.blobs} pieces of evidence, log to ${report.logId}. Every digest and the chain of the log agree.`,
      )
      say(wrongKey(report.sealed) ?? `${sealed.file} opens all ${report.sealed.total} of the secrets that were kept.`)
      tellMissing(report.missing, 'They were lost before the backup was made.')
      warn(warning)
    }),
  )

cairn
  .command('doctor')
  .description('look at everything a start depends on')
  .action(() =>
    within(async (opened, config) => {
      const { doctor } = await import('./doctor.ts')
      const findings = await doctor(config, opened)
      for (const { good, what, remedy } of findings) say(good ? `ok    ${what}` : `wrong ${what}\n      ${remedy}`)
      if (findings.some(({ good }) => !good)) process.exitCode = 1
    }),
  )

cairn
  .command('rotate-keys')
  .description('give an organization new signing keys; they sign an hour later, and what was signed keeps verifying')
  .argument('<organization>', 'the short name in its addresses')
  .addOption(new Option('--purpose <what>', 'only the key that signs this').choices(['award', 'status']))
  .action((slug: string, { purpose }: { purpose?: 'award' | 'status' }) =>
    within(async (opened, config) => {
      insistMasterKey(opened, config)
      const { rotateKeys } = await import('./rotate-keys.ts')
      const purposes = purpose ? [purpose] : (['award', 'status'] as const)
      for (const line of await rotateKeys(opened.home, whoAndWhere(), { slug, purposes })) say(line)
    }),
  )

cairn
  .command('withdraw-key')
  .description('a signing key that somebody else may have had is believed no more; another takes its place at once')
  .argument('<organization>', 'the short name in its addresses')
  .argument('<key>', 'such as award-2026-11; the page of the organization lists them')
  .requiredOption('--since <time>', 'from when on others may have had it, such as 2026-11-20T16:00:00Z', aTime)
  .option('--confirm', 'do it; without this, only what it means is said', false)
  .action((slug: string, keyId: string, { since, confirm }: { since: Date; confirm: boolean }) =>
    within(async (opened, config) => {
      insistMasterKey(opened, config)
      const { withdrawFromConsole } = await import('./withdraw-key.ts')
      const lines = await withdrawFromConsole(opened.home, whoAndWhere(), { slug, keyId, since, confirm })
      for (const line of lines) say(line)
    }),
  )

cairn
  .command('recognition')
  .description('recompute every chain of hours from its first entry, or that of one organization')
  .addArgument(new Argument('<deed>').choices(['verify-ledger']))
  .argument('[organization]', 'the short name in its addresses')
  .action((_deed: string, organization?: string) =>
    within(async (opened) => {
      const { ledgerLine, verifyLedgers } = await import('./recognition.ts')
      const checked = await verifyLedgers(opened.home, whoAndWhere(), organization)
      if (organization && !checked.length) throw new OperatorProblem(`No organization here is called ${organization}.`)
      for (const ledger of checked) say(ledgerLine(ledger))
      if (!checked.length) say('No organization keeps hours here yet.')
      if (checked.some(({ brokenAt }) => brokenAt !== null)) process.exitCode = 1
    }),
  )

cairn
  .command('catalog')
  .description(
    'lint a catalogue folder; export what is published, a file each; import a file, a ZIP or such a folder as drafts of an author',
  )
  .addArgument(new Argument('<deed>').choices(['lint', 'import', 'export']))
  .argument('<path>', 'the folder; for import also a file or a ZIP')
  .option(
    '--organization <name>',
    'import: whose drafts; export: only what it wrote itself; the short name in its addresses',
  )
  .option('--as <email>', 'import: the author whose drafts they become', anEmail)
  .option('--replace', 'import: also the open drafts of this author that were changed on the site')
  .action(async (deed: 'lint' | 'import' | 'export', path: string, given: CatalogAsked) => {
    const catalog = await import('./catalog.ts')
    if (deed === 'lint') {
      const lines = catalog.lintCatalogFolder(path)
      for (const { text } of lines) say(text)
      say(`${lines.filter(({ error }) => error).length} errors, ${lines.filter(({ error }) => !error).length} warnings`)
      if (lines.some(({ error }) => error)) process.exitCode = 1
      return
    }
    await within(async ({ home }) => {
      if (deed === 'export') {
        const count = await catalog.exportCatalog(home, path, { console: whoAndWhere(), ...given })
        return say(
          `${count} files written, one for each micro-credential. Stacks, guides and translations of the starter catalogue come with the product.`,
        )
      }
      const lines = await catalog.importFiles(home, path, given)
      for (const text of catalog.importedLines(lines)) say(text)
      if (lines.some(({ action }) => action === 'refused')) process.exitCode = 1
    })
  })

cairn
  .command('verify')
  .description(
    'check a credential: JSON, a signed token, or a PNG or SVG with one inside; ends with 0 valid, 1 invalid, 2 unknown',
  )
  .argument('<file|url>', 'a file, or an address that begins with https://')
  .option(
    '--trust <file|folder>',
    "keys pinned beforehand (/.well-known/cairn-trust.json of a site, an issuer's keys.json, or a folder of such)",
  )
  .option('--offline', 'ask nobody on the network')
  .option('--refresh', 'ask the issuer for the newest edition, where the credential says that there may be one')
  .addOption(new Option('--lang <language>', 'the language of the answer').choices(['en', 'es']).default('en'))
  .action(async (file: string, options: Omit<VerifyAsked, 'file'>) => {
    const { verifyGiven } = await import('./verify.ts')
    const { lines, exitCode } = await verifyGiven({ file, ...options })
    say(lines.join('\n'))
    process.exitCode = exitCode
  })

/** A word that is no command would else be taken for an argument of `start`. */
function insistKnown(word: string | undefined): void {
  const known = ['help', ...cairn.commands.map((each) => each.name())]
  if (word && !word.startsWith('-') && !known.includes(word))
    throw new OperatorProblem(`${word} is no command of Cairn. There are: ${known.join(', ')}.`)
}

async function obey(): Promise<void> {
  try {
    insistKnown(process.argv[2])
    await cairn.parseAsync()
  } catch (error) {
    explain(error)
  }
}

void obey()
