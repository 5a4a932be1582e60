/** One file that is on its way, kept on this device until the server's digest equals ours. */
export interface Waiting {
  readonly id: string
  /** Whose it is and where it goes. */
  readonly target: string
  readonly file: File
}

const STORE = 'files'

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open('cairn-outbox', 1)
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: 'id' })
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = () => reject(asked.error)
  })
}

async function ask<Result>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result | null> {
  try {
    const base = await open()
    return await new Promise<Result>((resolve, reject) => {
      const change = base.transaction(STORE, mode)
      const asked = work(change.objectStore(STORE))
      change.oncomplete = () => resolve(asked.result)
      change.onerror = () => reject(change.error)
      change.onabort = () => reject(change.error)
    }).finally(() => base.close())
  } catch {
    // Private windows and full devices keep nothing; the upload goes on while the page is open.
    return null
  }
}

export async function keepFile(waiting: Waiting): Promise<boolean> {
  return (await ask('readwrite', (store) => store.put(waiting))) !== null
}

export async function waitingFiles(target: string): Promise<Waiting[]> {
  const all = await ask('readonly', (store) => store.getAll() as IDBRequest<Waiting[]>)
  return (all ?? []).filter((waiting) => waiting.target === target)
}

export async function forgetFile(id: string): Promise<void> {
  await ask('readwrite', (store) => store.delete(id) as IDBRequest<undefined>)
}
