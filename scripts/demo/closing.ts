import { act, buyer, extract, type Scene } from './scene.ts'

/** The certificate is made out and handed over, the file archived. */
export async function handOver({ step, check, ...scene }: Scene): Promise<void> {
  step('缮证', 'the certificate is made out')
  const issued = await act(scene, 'certifier-1', 'issue')
  check('it waits to be handed over', issued.stage === 'delivery', issued.stage)
  step('发证', 'the buyer collects it')
  const delivered = await act(scene, 'certifier-1', 'deliver', { by: 'pickup', receiver: buyer.name })
  check('the file goes to the archive', delivered.stage === 'archive', delivered.stage)
  step('归档', 'the file is archived, the case closed')
  const archived = await act(scene, 'archivist-1', 'archive')
  check('closed, completed', archived.stage === 'closed' && archived.outcome === 'completed', [archived.stage, archived.outcome])
}

/** What anybody can check afterwards: extract, replay, ledger. */
export async function prove({ client, unitCode, caseNo, step, say, check }: Scene): Promise<void> {
  step('登记簿摘录', 'an extract of the register')
  const { holders, certificates } = await extract(client, unitCode)
  for (const { name, share } of holders) say(`权利人 ${name} ${share}`)
  for (const { number, status } of certificates) say(`${number} ${status}`)
  check(`whole in the hands of ${buyer.name}`, holders[0]?.name === buyer.name && holders[0]?.share === '1/1', holders)

  step('重演', 'an auditor replays the case')
  const verdict = (await client.post(`/api/cases/${caseNo}/replay`, {}, 'auditor-1')) as {
    ok: boolean
    temporal: { ok: boolean; events: number; buildId: string }
    ledger: { ok: boolean; head: string }
    agreement: { ok: boolean; differences: unknown[] }
  }
  say(
    `Temporal history of ${verdict.temporal.events} events, build ${verdict.temporal.buildId}; ledger head ${String(verdict.ledger.head).slice(0, 16)}…`,
  )
  check('the history replays', verdict.temporal.ok)
  check('the ledger is unbroken', verdict.ledger.ok)
  check('ledger, workflow and projection agree', verdict.agreement.ok && verdict.ok, verdict.agreement.differences)

  step('台账', 'the ledger of the case')
  const events = (await client.get(`/api/cases/${caseNo}/events`, 'auditor-1')) as {
    type: string
    hash: string
    prevHash: string
  }[]
  say(`${events.length} events: ${events.map(event => event.type).join(' → ')}`)
  const linked = events.every((event, index) => index === 0 || event.prevHash === events[index - 1]?.hash)
  check('each event bears the hash of the one before', events.length > 0 && linked)
}
