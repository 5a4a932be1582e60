export {
  findCurrentDecision,
  findOwnDecision,
  getDecision,
  listDecisions,
  listOwnDecisions,
  listReaderIds,
} from './reads/decisions.ts'
