import type { RubricCriterion } from './rubric-table.tsx'

/** Words and facts for the gallery only; the product's own words live in messages/. */
export const ZONE = 'America/Chicago'
export const AWARDED = new Date('2026-05-03T15:04:00Z')
export const ADDRESS = 'https://cairn.example/c/9pX4vQ2mT7kLw8sB'

const STONES = [
  'M172 404C172 372 240 356 300 356C366 356 428 374 428 404C428 434 366 450 300 450C238 450 172 436 172 404Z',
  'M204 306C204 276 250 262 298 262C350 262 394 278 394 306C394 334 350 348 298 348C250 348 204 336 204 306Z',
  'M236 212C236 184 268 172 306 172C344 172 372 186 372 212C372 240 344 252 306 252C268 252 236 240 236 212Z',
]
const SVG = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 600"><rect width="600" height="600" rx="48" fill="#FBFAF7"/><circle cx="300" cy="300" r="270" fill="none" stroke="#7A4B00" stroke-width="8"/>${STONES.map((d, i) => `<path d="${d}" fill="${i % 2 ? '#fff' : '#7A4B00'}" stroke="#7A4B00" stroke-width="6" stroke-linejoin="round"/>`).join('')}<circle cx="534" cy="165" r="26" fill="#FBFAF7"/><circle cx="534" cy="165" r="18" fill="#7A4B00"/></svg>`
export const BADGE = {
  src: `data:image/svg+xml,${encodeURIComponent(SVG)}`,
  alt: 'Badge for Questions that probe: a cairn of 3 stones, Instructional practice strand',
}

export const LEVELS = ['Not yet', 'Shown', 'Strong'] as const

export const CRITERIA: readonly (RubricCriterion & { texts: readonly string[] })[] = [
  {
    id: 'c1',
    title: 'Plans questions that need reasons',
    note: 'Plan, one page',
    texts: [
      'The planned questions can be answered with one word, or their aim is not named.',
      'At least five planned questions ask for reasons or evidence, and each is tied to the aim of the lesson.',
      'The questions build on each other; likely answers and the next question for each are written down.',
    ],
    given: 2,
  },
  {
    id: 'c2',
    title: 'Waits, and lets learners answer each other',
    note: 'Video, 8 to 12 minutes',
    texts: [
      'Most answers come at once and go back to the teacher.',
      'Three seconds or more pass after most questions, and learners answer each other at least three times.',
      'Learners take up and question each other without being asked to.',
    ],
    given: 1,
  },
  {
    id: 'c3',
    title: 'Follows up on thin answers',
    texts: [
      'Thin answers are accepted or corrected by the teacher.',
      'Thin answers are followed by a question that asks for more, at least four times.',
      'The follow-up fits what the learner said, and brings out thinking that was not visible before.',
    ],
    given: 0,
  },
]
