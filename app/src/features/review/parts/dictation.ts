/** The part of the browser's speech recognition that works on the device (Web Speech API, `processLocally`). */
interface Recognition extends EventTarget {
  lang: string
  continuous: boolean
  interimResults: boolean
  processLocally: boolean
  start(): void
  stop(): void
}
interface Wish {
  readonly langs: readonly string[]
  readonly processLocally: true
}
interface RecognitionClass {
  new (): Recognition
  available?(wish: Wish): Promise<'available' | 'downloadable' | 'downloading' | 'unavailable'>
  install?(wish: Wish): Promise<boolean>
}
interface Heard extends Event {
  readonly resultIndex: number
  readonly results: ArrayLike<ArrayLike<{ readonly transcript: string }> & { readonly isFinal: boolean }>
}

export interface Listening {
  readonly stop: () => void
}
export interface Ear {
  readonly onText: (text: string) => void
  readonly onEnd: () => void
}

/** Writes down what is said, on this device alone: what a reader says about a portfolio is never sent elsewhere. Null where the browser cannot. */
export async function listen(language: string, { onText, onEnd }: Ear): Promise<Listening | null> {
  const Class = (window as { SpeechRecognition?: RecognitionClass }).SpeechRecognition
  if (!Class || !(await isOnDevice(Class, language))) return null
  const recognition = new Class()
  Object.assign(recognition, { lang: language, continuous: true, interimResults: false, processLocally: true })
  recognition.addEventListener('result', (event) => {
    const { results, resultIndex } = event as Heard
    for (let at = resultIndex; at < results.length; at++)
      if (results[at]?.isFinal) onText((results[at]?.[0]?.transcript ?? '').trim())
  })
  recognition.addEventListener('end', onEnd)
  recognition.start()
  return { stop: () => recognition.stop() }
}

async function isOnDevice(Class: RecognitionClass, language: string): Promise<boolean> {
  const wish: Wish = { langs: [language], processLocally: true }
  const there = await Class.available?.(wish)
  if (there === 'available') return true
  return there === 'downloadable' || there === 'downloading' ? ((await Class.install?.(wish)) ?? false) : false
}
