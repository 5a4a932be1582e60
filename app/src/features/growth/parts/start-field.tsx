import { t } from '../../../text.ts'

/** The same question without an account: an address, nothing stored. */
export function StartField({ want }: { want: string }) {
  return (
    <search class="growth-start">
      <form method="get" action="/start">
        <label class="field-label" for="start-want">
          {t('growth.want.label')}
        </label>
        <div class="growth-start-line">
          <input
            class="field-input"
            id="start-want"
            name="want"
            value={want}
            maxLength={200}
            autocomplete="off"
            aria-describedby="start-want-hint"
          />
          <button class={`button ${want === '' ? 'button-primary' : 'button-plain'}`} type="submit">
            {t('growth.start.button')}
          </button>
        </div>
        <p class="small muted" id="start-want-hint">
          {t('growth.start.hint')}
        </p>
      </form>
      {want === '' && (
        <p class="growth-start-examples">
          {t('growth.start.try')}{' '}
          {([1, 2, 3] as const).map((n) => {
            const words = t(`growth.start.try.${n}`)
            return (
              <a key={n} href={`/start?want=${encodeURIComponent(words)}`}>
                {words}
              </a>
            )
          })}
        </p>
      )}
    </search>
  )
}
