import { afterEach, expect } from 'vitest'
import { asked, mayNotConnect } from './connections.ts'

// 03-credentials.md 16, 5: library and signer open no connection. Every test of the package is held to it, from its first import.
if (mayNotConnect())
  afterEach(() => {
    expect(asked.splice(0)).toEqual([])
  })
