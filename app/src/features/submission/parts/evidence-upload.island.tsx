import { useEffect, useRef, useState } from 'preact/hooks'
import { Button } from '../../../ui/button.tsx'
import { EvidenceTile } from '../../../ui/evidence-tile.tsx'
import { forgetFile, keepFile, waitingFiles } from './outbox.ts'
import { SendProblem, sendFile } from './send-file.ts'

export interface EvidenceUploadProps {
  readonly endpoint: string
  /** Submission and requirement; none for the inbox. */
  readonly target: Readonly<Record<string, string>>
  readonly personId: string
  readonly id: string
  readonly label: string
  readonly hint: string
  readonly accept: string
  readonly locale: string
  readonly zone: string
  readonly texts: {
    readonly device: string
    readonly uploading: string
    readonly safe: string
    readonly stopped: string
    readonly retry: string
    readonly drop: string
    readonly refresh: string
    readonly list: string
  }
}

interface Item {
  readonly id: string
  readonly file: File
  readonly state: 'device' | 'uploading' | 'safe' | 'failed'
  readonly percent: number
  readonly text: string
  readonly final: boolean
}

/** Files go in parts while one goes on working; what is not safe yet waits on this device, also when the tab is closed. */
export function EvidenceUpload(props: EvidenceUploadProps) {
  const { texts, label, hint, id } = props
  const { items, add, retry, drop } = useQueue(props)
  const done = items.length > 0 && items.every(({ state }) => state === 'safe')
  return (
    <div class="upload">
      <div class="field">
        <label class="field-label" for={id}>
          {label}
        </label>
        <div class="field-hint" id={`${id}-hint`}>
          {hint}
        </div>
        <input
          class="field-file"
          type="file"
          id={id}
          multiple
          accept={props.accept}
          aria-describedby={`${id}-hint`}
          onChange={(event) => {
            add([...(event.currentTarget.files ?? [])])
            event.currentTarget.value = ''
          }}
        />
      </div>
      {items.length > 0 && (
        <ul class="upload-list" aria-label={texts.list} aria-live="polite">
          {items.map((item) => (
            <li key={item.id}>
              <Tile item={item} texts={texts} retry={retry} drop={drop} />
            </li>
          ))}
        </ul>
      )}
      {done && (
        <Button type="button" onClick={() => location.reload()}>
          {texts.refresh}
        </Button>
      )}
    </div>
  )
}

interface TileProps {
  item: Item
  texts: EvidenceUploadProps['texts']
  retry: (id: string) => void
  drop: (id: string) => void
}

function Tile({ item, texts, retry, drop }: TileProps) {
  const { state, file, final, percent } = item
  const words = { device: texts.device, uploading: texts.uploading.replace('#percent', String(percent)) } as const
  const text = state === 'device' || state === 'uploading' ? words[state] : item.text
  const actions = state === 'failed' && (
    <>
      {!final && (
        <Button type="button" onClick={() => retry(item.id)}>
          {texts.retry}
        </Button>
      )}
      <Button type="button" kind="quiet" onClick={() => drop(item.id)}>
        {texts.drop}
      </Button>
    </>
  )
  return (
    <EvidenceTile title={file.name} kind={kindOf(file)} state={state} stateText={text} actions={actions || undefined} />
  )
}

function kindOf({ type }: File): 'photo' | 'video' | 'audio' | 'document' {
  if (type.startsWith('image/')) return 'photo'
  if (type.startsWith('video/')) return 'video'
  return type.startsWith('audio/') ? 'audio' : 'document'
}

function useQueue({ endpoint, target, personId, texts, locale, zone }: EvidenceUploadProps) {
  const [items, setItems] = useState<readonly Item[]>([])
  const now = useRef(items)
  const busy = useRef(false)
  const place = [personId, target.submission, target.requirement].join(' ')
  function show(next: readonly Item[]): void {
    now.current = next
    setItems(next)
  }
  function change(id: string, to: Partial<Item>): void {
    show(now.current.map((item) => (item.id === id ? { ...item, ...to } : item)))
  }
  async function run(): Promise<void> {
    const next = now.current.find(({ state }) => state === 'device')
    if (busy.current || !next) return
    busy.current = true
    await sendOne(next)
    busy.current = false
    await run()
  }
  async function sendOne({ id, file }: Item): Promise<void> {
    change(id, { state: 'uploading' })
    try {
      const { at } = await sendFile({ file, endpoint, target, onPercent: (percent) => change(id, { percent }) })
      await forgetFile(id)
      const time = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', timeZone: zone }).format(
        new Date(at),
      )
      change(id, { state: 'safe', text: texts.safe.replace('#time', time) })
      refreshWhenQuiet(now.current)
    } catch (error) {
      const { sentence, final } = error instanceof SendProblem ? error.refusal : { sentence: null, final: false }
      if (final) await forgetFile(id)
      const percent = String(now.current.find((item) => item.id === id)?.percent ?? 0)
      change(id, { state: 'failed', final, text: sentence ?? texts.stopped.replace('#percent', percent) })
    }
  }
  function enqueue(files: readonly { id: string; file: File }[]): void {
    const fresh = files.map(({ id, file }): Item => ({ id, file, state: 'device', percent: 0, text: '', final: false }))
    show([...now.current, ...fresh])
    void run()
  }
  function add(files: readonly File[]): void {
    const chosen = files.map((file) => ({ id: crypto.randomUUID(), file }))
    for (const { id, file } of chosen) void keepFile({ id, file, target: place })
    enqueue(chosen)
  }
  function retry(id: string): void {
    change(id, { state: 'device' })
    void run()
  }
  function drop(id: string): void {
    void forgetFile(id)
    show(now.current.filter((item) => item.id !== id))
  }
  useEffect(() => {
    void waitingFiles(place).then((waiting) => waiting.length > 0 && enqueue(waiting))
    const again = () => {
      for (const { id, state, final } of now.current) if (state === 'failed' && !final) retry(id)
    }
    window.addEventListener('online', again)
    return () => window.removeEventListener('online', again)
  }, [])
  return { items, add, retry, drop }
}

/** The page shows the new piece by itself, unless something typed on it is not saved. */
function refreshWhenQuiet(items: readonly Item[]): void {
  if (!items.every(({ state }) => state === 'safe')) return
  const fields = [
    ...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
      'textarea, input:not([type=hidden], [type=file])',
    ),
  ]
  const typed = fields.some(
    (field) =>
      field.value !== field.defaultValue ||
      (field instanceof HTMLInputElement && field.checked !== field.defaultChecked),
  )
  if (!typed) location.reload()
}
