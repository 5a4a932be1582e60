import type { CredentialDraft } from '../src/index.ts'

/** The draft of a whole credential in the shape we emit; a fictional district and educator. */
export const GOLDEN_DRAFT: CredentialDraft = {
  id: 'https://cairn.example/c/5Hq3vYt8WmXr2KfLpZc9Na',
  issuer: {
    id: 'did:web:cairn.example:issuers:lakeside',
    name: 'Lakeside Unified School District',
    url: 'https://lakeside.example',
    email: 'growth@lakeside.example',
    image: {
      id: 'https://cairn.example/issuers/lakeside/logo.png',
      caption: 'Lakeside district logo',
    },
  },
  subject: {
    id: 'urn:uuid:0b6f2a1c-6f1d-4d0e-9b7a-3c1f5a8e2d44',
    email: {
      value: 'sha256$954924aa56bf1de407210a0165b3eec5a92cf633070537b06ce0c284ee7175ce',
      salt: 'q8Zt1mVb4Rw7',
    },
    name: 'Maya Jackson',
  },
  achievement: {
    id: 'https://cairn.example/m/checking-for-understanding/v/3',
    achievementType: 'MicroCredential',
    name: 'Checking for Understanding with Formative Questions',
    version: '3',
    inLanguage: 'en-US',
    humanCode: 'CFU-103',
    description:
      'The educator plans and asks formative questions during instruction, reads what learners say and do, and changes the next step of the lesson in answer to it.',
    criteria: {
      id: 'https://cairn.example/m/checking-for-understanding/v/3/criteria',
      narrative:
        'Submit a planning overview, three annotated artifacts from one unit (a plan, a video or transcript, and learner work) and a written reflection. Two trained assessors score every criterion; each must reach Demonstrated.',
    },
    image: {
      id: 'https://cairn.example/m/checking-for-understanding/v/3/badge.png',
      caption: 'Stacked stones with a question mark',
    },
    creator: {
      id: 'did:web:cairn.example:issuers:lakeside',
      name: 'Lakeside Unified School District',
    },
    creditsAvailable: 15,
    tag: ['formative assessment', 'questioning'],
    alignment: [
      {
        targetName: 'Standard 6: Assessment',
        targetUrl: 'https://standards.example/intasc/6',
        targetFramework: 'InTASC Model Core Teaching Standards',
        targetCode: '6',
        targetType: 'CFItem',
      },
    ],
    digestMultibase: 'uEiBMYtrU4YZ3jz8km03MTSlounwkx9WIDLs33mf3V7sI_w',
    related: [
      {
        id: 'https://cairn.example/m/checking-for-understanding/v/2',
        inLanguage: 'en-US',
        version: '2',
      },
    ],
    resultDescription: [
      {
        id: 'https://cairn.example/m/checking-for-understanding/v/3#plan',
        name: 'Plans questions that reveal thinking',
        resultType: 'RubricCriterionLevel',
        requiredLevel: 'https://cairn.example/m/checking-for-understanding/v/3#plan-2',
        rubricCriterionLevel: [
          {
            id: 'https://cairn.example/m/checking-for-understanding/v/3#plan-0',
            name: 'Not yet',
            level: '0',
            description: 'No planned questions or only recall questions.',
          },
          {
            id: 'https://cairn.example/m/checking-for-understanding/v/3#plan-1',
            name: 'Emerging',
            level: '1',
            description: 'Some planned questions reach beyond recall.',
          },
          {
            id: 'https://cairn.example/m/checking-for-understanding/v/3#plan-2',
            name: 'Demonstrated',
            level: '2',
            description: 'Questions are tied to the learning goal and reveal thinking.',
          },
          {
            id: 'https://cairn.example/m/checking-for-understanding/v/3#plan-3',
            name: 'Extended',
            level: '3',
            description: 'Questions anticipate specific misunderstandings.',
          },
        ],
      },
      {
        id: 'https://cairn.example/m/checking-for-understanding/v/3#adjust',
        name: 'Adjusts instruction from responses',
        resultType: 'RubricCriterionLevel',
        requiredLevel: 'https://cairn.example/m/checking-for-understanding/v/3#adjust-2',
        rubricCriterionLevel: [
          {
            id: 'https://cairn.example/m/checking-for-understanding/v/3#adjust-0',
            name: 'Not yet',
            level: '0',
            description: 'No change is visible.',
          },
          {
            id: 'https://cairn.example/m/checking-for-understanding/v/3#adjust-1',
            name: 'Emerging',
            level: '1',
            description: 'A change is made but not linked to responses.',
          },
          {
            id: 'https://cairn.example/m/checking-for-understanding/v/3#adjust-2',
            name: 'Demonstrated',
            level: '2',
            description: 'The next step follows from learner responses.',
          },
          {
            id: 'https://cairn.example/m/checking-for-understanding/v/3#adjust-3',
            name: 'Extended',
            level: '3',
            description: 'The change differs by group and its effect is checked.',
          },
        ],
      },
      {
        id: 'https://cairn.example/m/checking-for-understanding/v/3#status',
        name: 'Decision',
        resultType: 'Status',
      },
    ],
  },
  results: [
    {
      id: 'https://cairn.example/c/5Hq3vYt8WmXr2KfLpZc9Na#r-plan',
      resultDescription: 'https://cairn.example/m/checking-for-understanding/v/3#plan',
      achievedLevel: 'https://cairn.example/m/checking-for-understanding/v/3#plan-3',
      value: '3',
    },
    {
      id: 'https://cairn.example/c/5Hq3vYt8WmXr2KfLpZc9Na#r-adjust',
      resultDescription: 'https://cairn.example/m/checking-for-understanding/v/3#adjust',
      achievedLevel: 'https://cairn.example/m/checking-for-understanding/v/3#adjust-2',
      value: '2',
    },
    {
      id: 'https://cairn.example/c/5Hq3vYt8WmXr2KfLpZc9Na#r-status',
      resultDescription: 'https://cairn.example/m/checking-for-understanding/v/3#status',
      status: 'Completed',
    },
  ],
  evidence: [
    {
      id: 'https://cairn.example/c/5Hq3vYt8WmXr2KfLpZc9Na#evidence-1',
      name: 'Lesson video with annotations',
      genre: 'Video',
      narrative: 'One ten-minute lesson segment with eleven annotated questions. Private; sealed by digest.',
      digestMultibase: 'uEiAB-wO0yv2MO0K7psEvGWFFbeOAfhPJ-zhS-U7TqpM7kg',
    },
    {
      id: 'https://cairn.example/c/5Hq3vYt8WmXr2KfLpZc9Na#evidence-2',
      name: 'Learner work samples',
      genre: 'StudentWork',
      narrative: 'Three samples at different levels of understanding. Private; sealed by digest.',
      digestMultibase: 'uEiA0QaBH4RI4ztIBIPm32HNIrBXPnxqxcYU9owzP_jkRug',
    },
  ],
  source: {
    id: 'https://cairn.example/c/5Hq3vYt8WmXr2KfLpZc9Na#review',
    name: 'Lakeside review panel: 2 trained assessors (R-7F3KQ2, R-19QMXB)',
    parentOrg: {
      id: 'did:web:cairn.example:issuers:lakeside',
      name: 'Lakeside Unified School District',
    },
  },
  activity: {
    start: new Date('2026-09-08T00:00:00Z'),
    end: new Date('2026-11-14T00:00:00Z'),
  },
  creditsEarned: 15,
  validFrom: new Date('2026-11-20T16:05:00Z'),
  validUntil: new Date('2031-11-20T16:05:00Z'),
  awardedDate: new Date('2026-11-20T16:05:00Z'),
  status: {
    method: 'bitstring',
    list: 'https://cairn.example/issuers/lakeside/status/revocation/1',
    index: 94512,
  },
}
