import { t } from '../text.ts'
import { usePage } from './context.ts'
import { Form } from './form.tsx'
import { Mark } from './mark.tsx'

// Each language is written in itself, so that its reader finds it.
const LANGUAGES = [
  { value: 'en', label: 'English' },
  { value: 'es', label: 'Español' },
] as const

interface SwitchProps {
  legend: string
  name: 'theme' | 'locale'
  current: string
  options: readonly { value: string; label: string; lang?: string }[]
}

/** One press each, answered by a redirect back to where the person was. */
function AppearanceForm({ legend, name, current, options }: SwitchProps) {
  const { path, back = path } = usePage()
  return (
    <Form action="/me/settings/appearance" hidden={{ back }}>
      <fieldset class="appearance">
        <legend>{legend}</legend>
        {options.map(({ value, label, lang }) => (
          <button
            class="site-menu-button"
            type="submit"
            key={value}
            name={name}
            value={value}
            lang={lang}
            aria-pressed={value === current}
          >
            {label}
            {value === current && <Mark name="met" />}
          </button>
        ))}
      </fieldset>
    </Form>
  )
}

export function AppearanceForms() {
  const { theme, locale } = usePage()
  const themes = (['system', 'light', 'dark', 'contrast'] as const).map((value) => ({
    value,
    label: t(`ui.display.${value}`),
  }))
  const languages = LANGUAGES.map((language) => ({ ...language, lang: language.value }))
  return (
    <>
      <AppearanceForm legend={t('ui.display.language')} name="locale" current={locale} options={languages} />
      <AppearanceForm legend={t('ui.display.theme')} name="theme" current={theme} options={themes} />
    </>
  )
}
