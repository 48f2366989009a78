import { seizureLapsed } from '../notices/orders.ts'
import { inSequence, type SeizureInLetter, seizureConverted, voidAnnouncement } from '../notices/titles.ts'
import { orderedTransfer, seizuresAfter } from '../register/courtTransfer.ts'
import type { SeizureChange, Unit } from '../register/types.ts'
import type { RuleContext } from '../rules/rule.ts'
import { transferOrderOf } from '../rules/seizure.ts'
import { noticesFulfilled } from '../rules/unit.ts'
import type { Writing } from './edition.ts'

/** 嘱托过户: the transferee holds; the seizure that led to it is used up, others lapse with their object (法发〔2004〕5号 20). */
export const transferByOrder: Writing = {
  id: 'transfer-by-order',
  says: '按协助执行通知书记载受让人为权利人，原权属证书作废，抵押权随不动产转移；嘱托机关的查封因处分解除，轮候查封失效',
  documents: ({ facts }) => facts.copies ?? 1,
  transfers: true,
  entry: (context, { unit }, numbers) => {
    const transfer = unit && orderedTransfer(unit.holders, transferOrderOf(context))
    if (!transfer) throw new Error('登簿前应已核对被执行人和份额（not-holder）')
    return {
      kind: 'ownership-transferred',
      holders: transfer.holders,
      certificates: numbers,
      convertedNotices: noticesFulfilled(context, unit),
      seizures: changesOf(context, unit),
    }
  },
  notices: (context, drafts) => {
    const units = context.units.flatMap(({ unit }) => (unit ? [unit] : []))
    const letters = (chosen: (change: SeizureChange, unit: Unit) => boolean) =>
      units.flatMap(unit => changesOf(context, unit).flatMap(change => (chosen(change, unit) ? letterOf(unit, change) : [])))
    const lapsed = letters(({ status }) => status === 'lapsed')
    const converted = letters(({ index, status }, unit) => status === 'active' && unit.seizures[index]?.status === 'pre')
    const former = units.flatMap(currentTitles)
    return inSequence(drafts, [
      ...lapsed.map(letter => (draft: typeof drafts) => seizureLapsed(draft, letter)),
      ...converted.map(letter => (draft: typeof drafts) => seizureConverted(draft, letter)),
      // The debtor hands in nothing: his certificate is announced void (实施细则 23).
      ...(former.length > 0 ? [(draft: typeof drafts) => voidAnnouncement(draft, former)] : []),
    ])
  },
}

function changesOf(context: RuleContext, unit: Unit): SeizureChange[] {
  const order = transferOrderOf(context)
  const transfer = orderedTransfer(unit.holders, order)
  return transfer ? seizuresAfter(unit, order, transfer, context.on) : []
}

function letterOf({ unitCode, seizures }: Unit, { index }: SeizureChange): SeizureInLetter[] {
  const seizure = seizures[index]
  return seizure ? [{ unitCode, organ: seizure.organ, documentNo: seizure.documentNo, until: seizure.until }] : []
}

const currentTitles = ({ certificates }: Unit): string[] =>
  certificates.filter(one => one.kind === 'title' && one.status === 'current').map(one => one.number)
