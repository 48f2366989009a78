import { connect } from '../../db/client.ts'
import { type GatherStep, gather } from '../../seal/gather.ts'
import { KeyFolder } from '../../seal/keyFolder.ts'

// Gathers for the seal as the worker does, and ends as by a power cut when it reaches the step DENGBU_DIES_AT.

const { sql } = connect(process.env.DATABASE_URL ?? '', { max: 2, name: 'dengbu-gather-and-die' })
await gather(sql, KeyFolder.of(), {
  reached: (step: GatherStep) => {
    if (step === process.env.DENGBU_DIES_AT) process.kill(process.pid, 'SIGKILL')
  },
})
