import type { Snapshot, SnapshotItem } from '../../model.ts'

export function item(
  id: string,
  competencies: SnapshotItem['competencies'],
  tags: string[] = [],
  change: Partial<SnapshotItem> = {},
): SnapshotItem {
  return { id, published: true, competencies, tags, prerequisites: [], roles: [], grades: [], hours: null, ...change }
}

export const emptyLearner: Snapshot['learner'] = {
  role: null,
  grades: [],
  goals: [],
  classNeeds: [],
  context: [],
  earned: [],
  inProgress: [],
  dismissed: [],
  hideOverHours: null,
  levels: {},
}
export const empty: Snapshot = {
  learner: emptyLearner,
  targets: null,
  items: [],
  pathways: [],
  peers: {},
  priority: [],
  budgeted: null,
  ageMonths: {},
}

/** The worked example of the recommender, by which its tests are read. */
export const worked: Snapshot = {
  ...empty,
  learner: {
    ...emptyLearner,
    role: 'teacher',
    goals: [{ id: 'g1', competencies: ['discourse'] }],
    context: ['grade3-5', 'math', 'ML'],
    earned: [{ id: 'MC1', renewalDueInDays: null }],
    levels: { discourse: 0.75, formative: 3, family: 2.25 },
  },
  targets: { discourse: 3, formative: 3, family: 3, data: 3 },
  items: [
    item('MC1', [{ id: 'formative', weight: 1 }]),
    item(
      'MC2',
      [
        { id: 'discourse', weight: 0.7 },
        { id: 'formative', weight: 0.3 },
      ],
      ['math', 'grade3-5'],
    ),
    item('MC3', [{ id: 'formative', weight: 1 }], ['grade6-8']),
    item('MC4', [{ id: 'data', weight: 1 }], ['math']),
    item('MC5', [{ id: 'family', weight: 1 }], ['ML']),
    item('MC6', [{ id: 'discourse', weight: 1 }], ['ML'], { prerequisites: ['MC2'] }),
  ],
  pathways: [{ id: 'P1', items: ['MC1', 'MC2', 'MC3'] }],
  peers: { MC2: { started: 40, earned: 30 }, MC3: { started: 4, earned: 4 }, MC4: { started: 20, earned: 8 } },
  priority: ['MC4'],
  ageMonths: { MC2: 6, MC3: 18, MC4: 0, MC5: 30 },
}

/** The worked example with another learner. */
export function learner(change: Partial<Snapshot['learner']>): Snapshot {
  return { ...worked, learner: { ...worked.learner, ...change } }
}
