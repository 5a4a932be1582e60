/** What is weaker here than it should be. */
export type NoticeId = 'masterKey' | 'lostKeys' | 'rowSecurity' | 'oneRole'

/** The sentence stands on the console; the operator's page says it in its own language, by the id. */
export interface StartNotice {
  readonly id: NoticeId
  readonly text: string
}
