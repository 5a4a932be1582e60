import type { Ctx } from '../../../platform/ctx.ts'
import type { Head, Params } from '../../../platform/route.ts'
import type { BranchQuery } from '../model.ts'
import { OwnFramework } from '../parts/own-framework.tsx'
import { TakenInFramework } from '../parts/taken-in-framework.tsx'
import { frameworkPage, type OwnView, type TakenInView } from '../views.ts'

interface Loaded {
  view: OwnView | TakenInView
}

export async function load(ctx: Ctx<never>, { id }: Params<'id'>, { under }: BranchQuery): Promise<Loaded> {
  return { view: await frameworkPage(ctx, id, under) }
}

export function head({ view }: Loaded): Head {
  const { title, description } = view.kind === 'own' ? view.framework : view.document
  const id = view.kind === 'own' ? view.framework.id : view.id
  return {
    title,
    // What comes from elsewhere is in its own words for every reader.
    languages: view.kind === 'own' ? view.framework.languages : [],
    ...(description ? { description } : {}),
    alternate: [{ type: 'application/ld+json', href: `/frameworks/${id}.jsonld`, title: 'JSON-LD' }],
  }
}

export function Page({ view }: Loaded) {
  return view.kind === 'own' ? <OwnFramework view={view} /> : <TakenInFramework view={view} />
}
