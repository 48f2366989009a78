import { describe, expect, it } from 'vitest'
import { demoOffice } from '../office/profile.ts'
import { checklistOf } from './checklist.ts'
import { ordinary } from './testing/applications.ts'
import { editionFor } from './testing/filed.ts'
import { as, li, zhang } from './testing/people.ts'

const scheme = {
  document: '广元市非公证继承不动产登记告知承诺制实施办法',
  scope: ['death-proof', 'will-or-agreement'],
  verification: '登簿前向卫生健康、公安部门核查',
  sanctions: '承诺不实的，撤销登记并纳入失信记录',
}

const statusIn = (commitments: typeof scheme | null, code: string) => {
  const apply = ordinary['transfer-by-inheritance']
  if (!apply) throw new Error('transfer-by-inheritance')
  const application = apply({
    parties: [as('transferee', li)],
    facts: { deceased: zhang.name, notarised: false },
    materials: [{ code, form: 'commitment' }],
  })
  const edition = editionFor('transfer-by-inheritance')
  const office = { ...demoOffice, commitments }
  return checklistOf(edition, application, application.materials, office).find(item => item.code === code)?.status
}

describe('告知承诺 for a material [NOTE-S] [S0-145]', () => {
  it('counts where the place has laid down scope, verification and sanctions, and the material is in the scope', () => {
    expect(statusIn(scheme, 'death-proof')).toBe('commitment')
    expect(statusIn(scheme, 'kinship-proof')).toBe('missing')
  })

  it('does not count for what the edition does not let be promised, whatever the place says', () => {
    expect(statusIn(scheme, 'will-or-agreement')).toBe('missing')
  })

  it('does not count where the place has laid down nothing', () => {
    expect(statusIn(null, 'death-proof')).toBe('missing')
  })
})
