import { expect, test } from 'vitest'
import { OperatorProblem } from '../lib/operator-problem.ts'
import { sentenceFor } from './explain.ts'

test.each([
  [new OperatorProblem('Set DATABASE_URL.'), 'Set DATABASE_URL.'],
  [{ code: 'EADDRINUSE', port: 3000 }, 'Port 3000 is taken by another program. Set PORT to a free one'],
  [{ code: 'EACCES', port: 80 }, 'Port 80 may not be used by this user.'],
  [{ code: 'EADDRNOTAVAIL', address: '192.0.2.1' }, 'CAIRN_HOST: 192.0.2.1 is no address of this machine.'],
  [{ code: 'ENOTFOUND', hostname: 'nowhere.invalid' }, 'CAIRN_HOST: nowhere.invalid is no address of this machine.'],
  [{ code: 'EACCES', path: '/srv/cairn' }, '/srv/cairn may not be used by this user (EACCES).'],
  [{ code: 'EEXIST', path: '/etc/hostname' }, '/etc/hostname is a file, not a folder (EEXIST).'],
  [{ code: 'ENOSPC', path: '/data/b.gz' }, '/data/b.gz cannot be written: the disk is full (ENOSPC).'],
])('%o is one sentence', (error, sentence) => expect(sentenceFor(error)).toContain(sentence))

test.each([[new Error('boom')], [new TypeError('x is not a function')], [null], ['text']])(
  'a surprise keeps its stack: %o',
  (error) => expect(sentenceFor(error)).toBeNull(),
)
