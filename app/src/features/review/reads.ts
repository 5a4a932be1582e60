export {
  findCurrentDecision,
  findOwnDecision,
  getDecision,
  listDecisions,
  listReaderIds,
} from './reads/decisions.ts'
