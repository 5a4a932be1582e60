// Installs the locked packages when they are not here yet.
import { install } from './start.mjs'

install({ all: true })
