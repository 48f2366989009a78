import { objectionLapsesOn } from '../register/terms.ts'
import * as filing from '../rules/filing.ts'
import * as objection from '../rules/objection.ts'
import { asHolder, partiesIn } from '../rules/rule.ts'
import { formatInstant, startOfDay } from '../time/instant.ts'
import type { ProcedureEdition, Writing } from './edition.ts'
import { common } from './materials.ts'
import { errorProof, interestProof } from './orderMaterials.ts'

const recordObjection: Writing = {
  id: 'record-objection',
  says: '记载异议申请人、异议事项和理由，自登记之日起十五日内不起诉的失效；发给异议登记证明',
  documents: () => 1,
  entry: (context, _before, numbers) => {
    const [applicant] = partiesIn(context, 'interested-party')
    if (!applicant) throw new Error('登簿前应已核对异议申请人（joint-application）')
    const { matter = '', ground = '' } = context.state.application.facts
    return {
      kind: 'objection-recorded',
      objection: {
        applicant: asHolder(applicant),
        matter,
        ground,
        proofNo: numbers[0] ?? null,
        lapsesOn: objectionLapsesOn(context.calendar, formatInstant(startOfDay(context.on))),
      },
    }
  },
}

/** 异议登记：利害关系人单方申请，当即办理，不妨碍处分登记（实施细则 84） */
export const objection20210101: ProcedureEdition = {
  id: 'objection@2021-01-01',
  procedure: 'objection',
  term: '异议登记',
  effectiveFrom: '2021-01-01',
  basis: ['REG-3', 'CC-220-2', 'DR-82', 'DR-83-1', 'DR-83-2'],
  entry: 'application',
  filedBy: ['intake'],
  filedByAnyPartner: false,
  applicants: {
    required: [{ role: 'interested-party', title: '利害关系人' }],
    optional: [],
    unilateral: '异议登记（条例第十四条第二款第六项）',
    disposer: null,
  },
  materials: [...common, interestProof, errorProof],
  requiredFacts: ['matter', 'ground'],
  // An objection is one person's: each of several objects, sues and lapses for himself.
  shape: ({ parties }) => (parties.length > 1 ? ['异议登记由一名利害关系人申请，其他利害关系人请另行申请'] : []),
  tracks: { departments: [], departmentTitles: {}, tax: false },
  lane: 'apart',
  limitClass: 'general',
  rules: [
    filing.unitCodesAreValid,
    filing.withinJurisdiction,
    filing.unitsAreRegistered,
    filing.notFiledTwice,
    objection.notObjectedBefore,
    filing.allRolesApply,
    filing.materialsAreComplete,
  ],
  writes: recordObjection,
  issues: 'proof',
  payer: 'interested-party',
}
