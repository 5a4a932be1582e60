/** A text that counts how often one of its characters is looked at: what reading it costs, on any machine. */
export class Counted extends String {
  looks = 0
  override charCodeAt(at: number): number {
    this.looks++
    return super.charCodeAt(at)
  }
}
