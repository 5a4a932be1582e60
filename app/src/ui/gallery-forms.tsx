import { Button, LinkButton } from './button.tsx'
import { Card } from './card.tsx'
import { Checkbox } from './checkbox.tsx'
import { CheckList, Choice } from './choice.tsx'
import { CopyField } from './copy-field.tsx'
import { CriterionCard } from './criterion-card.tsx'
import { ErrorSummary, errorOf } from './error-summary.tsx'
import { Field, Select, TextArea } from './field.tsx'
import { FileField } from './file-field.tsx'
import { Filters } from './filters.tsx'
import { Actions, FieldGroup, Form } from './form.tsx'
import { CRITERIA, LEVELS } from './gallery-samples.ts'
import { Grid, Section, Stack } from './layout.tsx'

export function ButtonSamples() {
  return (
    <Section title="Buttons" id="buttons" note="One primary per page.">
      <Actions>
        <Button kind="primary">Send for reading</Button>
        <Button>Save and go on later</Button>
        <Button kind="quiet">Leave without saving</Button>
        <Button kind="danger">Remove this file</Button>
        <LinkButton href="#buttons">Open the rubric</LinkButton>
      </Actions>
      <Actions>
        <Button kind="primary" busy="Saving">
          Save
        </Button>
        <Button id="send-later" disabledBecause="Two parts are still missing.">
          Send for reading
        </Button>
      </Actions>
    </Section>
  )
}

const PROBLEMS = [
  { field: 'email', text: 'Write the address as name@school.org' },
  { field: 'grade', text: 'Choose the grades you teach' },
  { field: 'consent', text: 'Say whether families were asked' },
]

export function FormSamples() {
  return (
    <Section title="Forms" id="forms" note="Label, hint, error; what was typed is kept.">
      <ErrorSummary errors={PROBLEMS} />
      <Form action="#forms">
        <Field
          name="name"
          label="Your name"
          hint="As it should stand on a credential."
          value="Maria Alvarez"
          autocomplete="name"
        />
        <Field name="email" label="Email" type="email" value="maria@school" error={errorOf(PROBLEMS, 'email')} />
        <Field name="hours" label="Hours you worked" type="number" width="short" suffix="hours" note="(optional)" />
        <Field name="code" label="Site code" value="LKV-204" width="short" readOnly />
        <Select
          name="subject"
          label="Subject"
          empty="Choose one"
          options={[
            {
              group: 'Sciences',
              options: [
                { value: 'math', label: 'Mathematics' },
                { value: 'bio', label: 'Biology' },
              ],
            },
            { group: 'Languages', options: [{ value: 'ela', label: 'English language arts' }] },
          ]}
          value="math"
        />
        <TextArea
          name="reflection"
          label="What would you do differently, and why?"
          hint="150 to 400 words. Nobody but the assessors reads this."
          letter
          value="I had planned five questions, but I answered two of them myself. Next time I will count to three in my head before I say a word, and I will write the names of those who have not spoken yet on my sheet."
        />
        <CheckList
          name="grade"
          label="Which grades do you teach?"
          error={errorOf(PROBLEMS, 'grade')}
          options={[
            { value: 'k2', label: 'PK to 2' },
            { value: '35', label: '3 to 5' },
            { value: '68', label: '6 to 8', hint: 'Middle school, also when it begins with grade 5.' },
          ]}
          values={['35']}
        />
        <Choice
          name="consent"
          label="May the class be seen in the video?"
          hint="Your school has its own form; you find it under Help."
          error={errorOf(PROBLEMS, 'consent')}
          options={[
            { value: 'asked', label: 'Families were asked and agreed' },
            { value: 'hidden', label: 'Nobody can be recognized' },
            { value: 'later', label: 'I will ask first', disabledBecause: 'Ask before you upload, please.' },
          ]}
        />
        <FieldGroup legend="Messages" hint="Decisions are always sent.">
          <Checkbox
            name="digest"
            label="A summary on Tuesdays"
            hint="At most five lines, and only when there is news."
            checked
            asSwitch
          />
          <Checkbox name="seen" label="Tell me when someone opens a credential" asSwitch />
          <Checkbox name="own" label="This is my own work" checked />
        </FieldGroup>
        <FileField name="file" label="Add a file" hint="Photo, video, sound or document, up to 2 GB." multiple />
        <CopyField name="share" label="Link to share" value="https://cairn.example/c/9pX4vQ2mT7kLw8sB" />
        <Actions>
          <Button kind="primary">Save</Button>
          <Button kind="quiet">Discard changes</Button>
        </Actions>
      </Form>
    </Section>
  )
}

export function FilterSamples() {
  return (
    <Section title="Filters" id="filters" note="A GET form: each state has an address.">
      <Filters
        action="#filters"
        count="4 micro-credentials"
        active={[
          { label: 'Grades 3 to 5', remove: '#a' },
          { label: 'A week', remove: '#b' },
        ]}
        clear="#c"
      >
        <Field name="q" label="What do you want to get better at?" type="search" value="discussion" width="full" />
        <Select
          name="time"
          label="Time I have"
          options={[
            { value: 'week', label: 'A week' },
            { value: 'term', label: 'A term' },
          ]}
          value="week"
          width="full"
        />
        <Checkbox name="alone" label="Works without students" />
      </Filters>
      <Grid>
        <Card
          title="Questions that probe"
          href="#card"
          above="Instructional practice"
          footer={<span class="small muted">6 hours · no video needed to start</span>}
        >
          <p>Ask what learners think, wait, and follow up so that they explain themselves.</p>
        </Card>
      </Grid>
    </Section>
  )
}

export function CriterionSamples() {
  const levels = (texts: readonly string[]) =>
    texts.map((text, index) => ({ value: String(index), title: LEVELS[index] ?? '', text }))
  const states = [
    { state: 'unread', stateText: 'Not read yet', value: undefined },
    { state: 'scored', stateText: 'Saved', value: '1' },
    { state: 'locked', stateText: 'Sent on May 3', value: '0' },
  ] as const
  return (
    <Section title="Criterion cards" id="criteria" note="A fieldset of radios with the level texts in full.">
      <Stack>
        {states.map(({ state, stateText, value }, index) => (
          <CriterionCard
            key={state}
            name={`level.${state}`}
            place={`Criterion ${index + 1} of 3`}
            title={CRITERIA[index]?.title ?? ''}
            levels={levels(CRITERIA[index]?.texts ?? [])}
            state={state}
            stateText={stateText}
            value={value}
            error={state === 'unread' ? 'Choose a level before you send' : undefined}
          />
        ))}
      </Stack>
    </Section>
  )
}
