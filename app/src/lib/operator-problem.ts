/** Something the operator can mend: one sentence that says what to change, and exit 1; never a stack. */
export class OperatorProblem extends Error {
  override name = 'OperatorProblem'
}
