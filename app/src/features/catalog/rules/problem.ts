export interface Problem {
  /** Dotted path into the file, such as `rubric.criteria.0.descriptors.demonstrated`. */
  path: string
  code: string
  level: 'error' | 'warning'
  message: string
  /** Where in the file, when it is known. */
  line?: number
}

export function error(path: string, code: string, message: string): Problem {
  return { path, code, level: 'error', message }
}

export function warning(path: string, code: string, message: string): Problem {
  return { path, code, level: 'warning', message }
}

export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some((problem) => problem.level === 'error')
}
