import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { resolve } from 'node:path'
import * as z from 'zod'
import { OperatorProblem } from './lib/operator-problem.ts'

/** A value that cannot be used: one line, exit 1. */
export class ConfigProblem extends OperatorProblem {
  override name = 'ConfigProblem'
}

const whole = (low: number, high: number) => {
  const error = `must be a whole number from ${low} to ${high}`
  return z.coerce.number({ error }).int({ error }).min(low, { error }).max(high, { error })
}
const url = (protocols: readonly string[]) =>
  z
    .string()
    .refine(
      (text) => URL.canParse(text) && protocols.includes(new URL(text).protocol),
      `must be an address that starts with ${protocols.join(' or ')}`,
    )
const flag = z.enum(['0', '1'], { error: 'must be 0 or 1' }).transform((text) => text === '1')

const LEVELS = ['error', 'warn', 'info', 'debug', 'silent'] as const

/** Everything the environment may say; `.env.example` lists the same names. */
const Environment = z.object({
  PORT: whole(0, 65535).default(3000),
  CAIRN_HOST: z.string().default('127.0.0.1'),
  CAIRN_BASE_URL: url(['http:', 'https:']).optional(),
  CAIRN_FILES_ORIGIN: url(['http:', 'https:']).optional(),
  CAIRN_FILES_PORT: whole(0, 65535).optional(),
  CAIRN_DATA: z.string().default('data'),
  CAIRN_DEMO: flag.default(true),
  CAIRN_SITE_NAME: z.string().min(1).max(120).optional(),
  CAIRN_MASTER_KEY: z.string().optional(),
  CAIRN_TRUSTED_PROXIES: z.string().default(''),
  CAIRN_RATE_SCALE: z.coerce
    .number({ error: 'must be a number' })
    .min(0.1, { error: 'must be 0.1 or more' })
    .max(100_000, { error: 'must be 100000 or less' })
    .default(1),
  CAIRN_OPERATIONS_PORT: whole(0, 65535).optional(),
  CAIRN_OPERATIONS_HOST: z.string().default('127.0.0.1'),
  CAIRN_OPERATIONS_TOKEN: z
    .string()
    .regex(/^[!-~]{43,}$/, { error: 'must have 43 or more characters' })
    .optional(),
  CAIRN_LOG_LEVEL: z.enum(LEVELS, { error: `must be one of ${LEVELS.join(', ')}` }).optional(),
  CAIRN_ACCEPT_OWNER_ROLE: flag.default(false),
  CAIRN_ACCEPT_LOST_KEYS: flag.default(false),
  CAIRN_FAILPOINTS: z.string().optional(),
  DATABASE_URL: url(['postgres:', 'postgresql:']).optional(),
  DATABASE_OWNER_URL: url(['postgres:', 'postgresql:']).optional(),
  SMTP_URL: url(['smtp:', 'smtps:']).optional(),
  CAIRN_MAIL_FROM: z
    .string()
    .includes('@', { error: 'must be an address such as Cairn <cairn@example.org>' })
    .default('Cairn <cairn@localhost>'),
  S3_URL: url(['http:', 'https:']).optional(),
  S3_BUCKET: z.string().optional(),
  S3_REGION: z.string().default('us-east-1'),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
})
const SECRETS = [
  'CAIRN_MASTER_KEY',
  'CAIRN_OPERATIONS_TOKEN',
  'DATABASE_URL',
  'DATABASE_OWNER_URL',
  'SMTP_URL',
  'S3_ACCESS_KEY_ID',
  'S3_SECRET_ACCESS_KEY',
] as const

export type Config = ReturnType<typeof readConfig>

export function readConfig(environment: NodeJS.ProcessEnv = process.env) {
  const given = withFiles(environment)
  const known = new Set(Object.keys(Environment.shape))
  const unknown = Object.keys(given).find((name) => name.startsWith('CAIRN_') && !known.has(name))
  if (unknown) throw new ConfigProblem(`${unknown} is not a setting of Cairn. .env.example lists all of them.`)
  const result = Environment.safeParse(given)
  if (!result.success) {
    const [issue] = result.error.issues
    throw new ConfigProblem(`${issue?.path.join('.')}: ${issue?.message}. Change it and start again.`)
  }
  return {
    ...checked(result.data),
    failpoints: environment.NODE_ENV === 'test' ? result.data.CAIRN_FAILPOINTS : undefined,
  }
}

type Values = z.infer<typeof Environment>

function checked(values: Values) {
  const baseUrl = (values.CAIRN_BASE_URL ?? `http://localhost:${values.PORT}`).replace(/\/$/, '')
  const filesPort = values.CAIRN_FILES_PORT ?? (values.PORT === 0 ? 0 : values.PORT + 1)
  const filesUrl = (values.CAIRN_FILES_ORIGIN ?? sibling(baseUrl, filesPort)).replace(/\/$/, '')
  insistOnOrigins(baseUrl, filesUrl)
  insistOnCompany(values)
  return {
    ...values,
    CAIRN_LOG_LEVEL: values.CAIRN_LOG_LEVEL ?? usualLevel(),
    baseUrl,
    filesUrl,
    filesPort,
    trustedProxies: proxiesIn(values.CAIRN_TRUSTED_PROXIES),
    dataFolder: resolve(values.CAIRN_DATA),
    loopback: isLoopback(new URL(baseUrl).hostname),
  }
}

function insistOnOrigins(baseUrl: string, filesUrl: string): void {
  if (new URL(baseUrl).protocol === 'http:' && !isLoopback(new URL(baseUrl).hostname))
    throw new ConfigProblem(
      'CAIRN_BASE_URL: http is only for this machine. Use an https address and put a TLS proxy in front.',
    )
  if (new URL(filesUrl).origin === new URL(baseUrl).origin)
    throw new ConfigProblem(
      'CAIRN_FILES_ORIGIN must differ from CAIRN_BASE_URL: private files never share an origin with pages.',
    )
}

/** What is of no use, or of no safety, without another setting. */
function insistOnCompany(values: Values): void {
  if (!isLoopback(values.CAIRN_OPERATIONS_HOST) && !values.CAIRN_OPERATIONS_TOKEN)
    throw new ConfigProblem(
      'CAIRN_OPERATIONS_HOST: beyond this machine CAIRN_OPERATIONS_TOKEN is needed too (openssl rand -base64 32).',
    )
  const s3 = [values.S3_URL, values.S3_BUCKET, values.S3_ACCESS_KEY_ID, values.S3_SECRET_ACCESS_KEY]
  if (s3.some(Boolean) && !s3.every(Boolean))
    throw new ConfigProblem(
      'S3_URL, S3_BUCKET, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY belong together: set all four or none.',
    )
}

/** On a terminal a line for each request would push away what a person has to read. */
function usualLevel(): 'warn' | 'info' {
  return process.stdout.isTTY ? 'warn' : 'info'
}

function proxiesIn(text: string): string[] {
  const named = text
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean)
  const odd = named.find((each) => isIP(each) === 0)
  if (odd) throw new ConfigProblem(`CAIRN_TRUSTED_PROXIES: ${odd} is no IP address. Name each proxy by its address.`)
  return named
}

function sibling(baseUrl: string, port: number): string {
  const url = new URL(baseUrl)
  if (isLoopback(url.hostname)) return `${url.protocol}//${url.hostname}:${port}`
  return `${url.protocol}//files.${url.host}`
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host)
}

/** `NAME_FILE` names a file that holds the value of NAME. */
function withFiles(environment: NodeJS.ProcessEnv): Record<string, string> {
  const given: Record<string, string> = {}
  for (const [name, value] of Object.entries(environment)) if (value !== undefined && value !== '') given[name] = value
  for (const name of SECRETS) {
    const file = given[`${name}_FILE`]
    if (file === undefined) continue
    delete given[`${name}_FILE`]
    try {
      given[name] = readFileSync(file, 'utf8').trim()
    } catch (error) {
      throw new ConfigProblem(`${name}_FILE: ${file} cannot be read (${(error as { code?: string }).code}).`)
    }
  }
  return given
}

/** For the start-up lines: secrets only as set or not set. */
export function describeConfig(config: Config): Record<string, string> {
  const shown: Record<string, string> = {}
  for (const name of Object.keys(Environment.shape) as (keyof Values)[]) {
    const value = config[name]
    shown[name] = (SECRETS as readonly string[]).includes(name) ? (value ? 'set' : 'not set') : String(value ?? '')
  }
  return shown
}
