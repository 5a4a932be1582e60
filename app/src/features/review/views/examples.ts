import type { Db } from '../../../platform/ctx.ts'
import { listShownExemplars } from '../../catalog/reads/exemplars.ts'
import type { AchievementVersion } from '../../catalog/reads.ts'
import { ofSameRubric, placed } from '../../catalog/rules/exemplar.ts'
import type { CatalogTables } from '../../catalog/tables.ts'
import type { Packet } from '../rules/packet.ts'

/** What a reader may compare with, field by field: of whoever lent it nothing comes along, whoever is read. */
export async function examplesFor(
  tx: Db<CatalogTables>,
  { achievementId, slug, version, content }: AchievementVersion,
): Promise<Packet['exemplars']> {
  const same = (await listShownExemplars(tx, achievementId)).filter(ofSameRubric(version))
  return placed(content.rubric, same).flatMap(({ levels }) =>
    levels.flatMap(({ examples }) =>
      examples.map(({ id, criterionId, levelId, words, constructed, mediaType }) => ({
        ...{ criterionId, levelId, constructed, text: words },
        ...(mediaType === null ? {} : { file: `/m/${slug}/exemplars?names=off#example-${id}` }),
      })),
    ),
  )
}
