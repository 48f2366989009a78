import { describe, expect, it } from 'vitest'
import { correction, correctionExOfficio } from '../case/testing/groups/orders.ts'
import { noticeOf, under } from '../case/testing/notices.ts'
import { as, li, zhang } from '../case/testing/people.ts'
import { aMortgage, anObjection, aSeizure, house, registered } from '../case/testing/register.ts'
import { accepted, act, at, examined, given, housingPassed, recorded, type Situation } from '../case/testing/situation.ts'
import type { Application } from '../case/types.ts'
import type { Unit } from '../register/types.ts'

const unitOf = ({ around }: Situation) => around.units.find(({ unitCode }) => unitCode === house)
const examinedCase = (application: Application, change: Partial<Unit> = {}) =>
  given(application)
    .where({ units: [registered(change)] })
    .after(accepted, examined)
const interested = [as('interested-party', li)]
const material = (code: string) => ({ code, form: 'original' as const })
const common = ['application-form', 'identity-proof', 'interest-proof'].map(material)

describe('a correction on application (更正登记)', () => {
  it('writes what is right and issues a new certificate in place of the old one [CC-220-1]', () => {
    const done = examinedCase(correction()).after(recorded)
    expect(unitOf(done)).toMatchObject({
      areaSqm: 89.6,
      holders: [{ name: zhang.name }],
      heldSince: { at: '2024-05-06T10:00:00+08:00' },
    })
    expect(unitOf(done)?.certificates.map(({ status }) => status)).toEqual(['void', 'current'])
  })

  it('asks the departments that looked at the entry when it was made [S4-23]', () => {
    const asked = given(correction(), { original: ['housing'] }).after(accepted, examined)
    expect(asked.when(recorded).refusal).toMatchObject({
      rule: 'department-pending',
      detail: expect.stringContaining('住房城乡建设部门'),
    })
    expect(asked.after(housingPassed).when(recorded).happened).toEqual(['Recorded'])
  })

  it.each([['error-proof'], ['holder-agreement']])(
    'of an interested party needs %s, and then nothing else of the two [CC-220-1] [DR-79]',
    code => {
      const application = correction({ parties: interested, materials: [...common, material(code)] })
      expect(given(application).when(accepted).happened).toEqual(['Accepted'])
      const neither = given(correction({ parties: interested, materials: common })).when(accepted)
      expect(neither.refusal?.detail).toContain('证实登记簿记载错误的材料，或者登记簿记载的权利人书面同意更正的材料')
      expect(neither.rule).toBe('materials-incomplete')
    },
  )

  it('may be completed by the holder’s agreement where the proof was asked for [CC-220-1]', () => {
    const waiting = given(correction({ parties: interested, materials: common })).after(act('request-supplement', { items: [] }))
    const listed = noticeOf(waiting.state, 'one-time-notice').items.map(item => item.material)
    expect(listed).toEqual(['error-proof'])
    const completed = waiting.after(act('supplement', { materials: [material('holder-agreement')] }))
    expect(completed.when(accepted).happened).toEqual(['Accepted'])
  })

  it.each([
    ['a mortgage', { mortgages: [aMortgage({ recordedAt: '2025-03-03T10:00:00+08:00' })] }],
    ['a seizure', { seizures: [aSeizure({ recordedAt: '2025-03-03T10:00:00+08:00' })] }],
  ] as const)('is barred where %s was recorded after the wrong entry [DR-80]', (_, change) => {
    expect(examinedCase(correction(), change).when(recorded).rule).toBe('correction-barred')
  })

  it('is not barred by what rested on the flat before, nor by an objection [DR-80]', () => {
    const older = { mortgages: [aMortgage()], seizures: [aSeizure({ recordedAt: '2024-01-03T10:00:00+08:00' })] }
    expect(examinedCase(correction(), { ...older, objections: [anObjection()] }).when(recorded).happened).toEqual(['Recorded'])
  })

  it('that is refused is told as 不予更正 [DR-80]', () => {
    const { state } = given(correction()).after(
      accepted,
      act('examine', { decision: 'refuse', findings: '记载与原始资料一致', grounds: ['登记簿记载无误'] }),
    )
    const notice = noticeOf(state, 'refusal')
    expect(under(notice, '决定')).toBe('不予更正')
    expect(under(notice, '救济途径')).toMatch(/行政复议/)
  })
})

describe('a correction ex officio (依职权更正)', () => {
  const filed = given(correctionExOfficio(), { at: '2025-04-01T09:00:00+08:00' })
  const acceptedOn = filed.after(at('2025-04-01T09:05:00+08:00', accepted))
  const published = acceptedOn.after(at('2025-05-19T09:00:00+08:00', act('publish-announcement')))

  it('tells the parties and gives them 30 working days before anything is announced [DR-81]', () => {
    expect(noticeOf(acceptedOn.state, 'correction-notice').at).toBe('2025-04-01T09:05:00+08:00')
    expect(acceptedOn.when(at('2025-05-16T09:00:00+08:00', act('publish-announcement'))).rule).toBe('announcement-running')
    expect(acceptedOn.when(at('2025-05-16T09:00:00+08:00', recorded)).refusal?.detail).toContain('2025-05-17')
    expect(published.state.announcement).toMatchObject({ endsOn: '2025-06-10' })
  })

  it('T6: is barred by a mortgage that was recorded meanwhile [DR-80] [DR-81]', () => {
    const over = published.after(at('2025-05-20T09:00:00+08:00', examined)).when({
      at: '2025-06-11T00:00:00+08:00',
      command: receivedAt => ({
        kind: 'alarm',
        commandId: 'end',
        digest: 'end',
        actor: { sub: 'system', posts: [] },
        receivedAt,
        alarm: { kind: 'announcement-ended', dueAt: '2025-06-11T00:00:00+08:00' },
      }),
    }).situation
    expect(over.when(at('2025-06-11T09:30:00+08:00', recorded)).happened).toEqual(['Recorded'])
    const mortgaged = over.where({ units: [registered({ mortgages: [aMortgage({ recordedAt: '2025-05-26T09:00:00+08:00' })] })] })
    const { rule, refusal } = mortgaged.when(at('2025-06-11T09:30:00+08:00', recorded))
    expect(rule).toBe('correction-barred')
    expect(refusal?.detail).toMatch(/已经办理了抵押权登记，不予更正.*异议登记或者向人民法院起诉/)
  })

  it('has no applicant who could withdraw it', () => {
    expect(acceptedOn.when(act('withdraw', { by: [zhang.name] })).rule).toBe('stage')
  })
})
