import type { AchievementContent, AchievementFile } from '../model.ts'

/** What is published and digested: the file without its identity. */
export function contentOf({
  code: _code,
  slug: _slug,
  strand: _strand,
  visibility: _visibility,
  ...content
}: AchievementFile): AchievementContent {
  return content
}
