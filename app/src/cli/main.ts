import { Command } from 'commander'
import { explainStart, runServer } from '../main.ts'

const cairn = new Command('cairn').description('Micro-credentials for educators, on your own machine')

cairn.command('start', { isDefault: true }).description('start the site').action(runServer)

cairn.parseAsync().catch(explainStart)
