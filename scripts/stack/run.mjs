// Runs a TypeScript program of ours: node scripts/stack/run.mjs worker/main.ts [arguments]. The loader is registered here and not by
// --import, because worker threads inherit --import: workflow threads would load a compiler, and its source maps make every stack trace dear.
import { pathToFileURL } from 'node:url'
import { register } from 'tsx/esm/api'

register()
await import(pathToFileURL(process.argv[2]).href)
