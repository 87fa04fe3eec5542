#!/usr/bin/env node
import { hidePasswords } from '../src/cli/hide-passwords.js'
import { main } from '../src/cli/main.js'

hidePasswords(process)
process.exitCode = await main(process.argv.slice(2), process)
