import type { Application, Notice } from '../case/types.ts'
import type { NoticeContext } from '../notices/documents.ts'
import {
  inSequence,
  type SeizureInLetter,
  seizureCarriedOver,
  seizureConverted,
  seizureWithoutObject,
  voidAnnouncement,
} from '../notices/titles.ts'
import { carriedFromLand, convertedFor } from '../register/carrying.ts'
import { holdersAfterTransfer } from '../register/holders.ts'
import { holdersAfterInheritance } from '../register/inheritance.ts'
import { isInForce } from '../register/seizures.ts'
import type { Holder, Seizure, SeizureChange, Unit, UnitDescription } from '../register/types.ts'
import { type CancellationGround, cancellationGrounds } from '../rules/cancellation.ts'
import { type Change, changes, isWhoChanges } from '../rules/change.ts'
import { asHolder, partiesIn, type RuleContext, type UnitFacts } from '../rules/rule.ts'
import { noticesFulfilled } from '../rules/unit.ts'
import type { Writing } from './edition.ts'

/** What recording a title writes (首次、转移、变更、注销登记), shared by the procedures on it. */

/** One joint certificate that lists all holders, or as many as they ask for (实施细则 21). */
const asManyAsAsked = ({ facts }: Application): number => facts.copies ?? 1

export const firstRegistration: Writing = {
  id: 'first-registration',
  says: '记载不动产的自然状况、权利人和权利期限；土地上的查封及于房屋；已有的预告登记、预查封保留，预查封的被执行人取得权利的转为查封',
  documents: asManyAsAsked,
  entry: (context, { unit, land }, numbers) => {
    const { location, areaSqm, use, landUse, landTermEnds } = context.state.application.facts
    const holders = soleHoldsAll(partiesIn(context, 'applicant').map(asHolder))
    const seizures = convertedFor(unit, holders)
    return {
      kind: 'first-registered',
      description: known({ location, areaSqm, use, landUse, landTermEnds }),
      holders,
      certificates: numbers,
      ...carriedFromLand(land, unit, seizures),
    }
  },
  notices: (context, drafts) => inSequence(drafts, conversionLetters(context, 'applicant')),
}

export const transferOwnership: Writing = {
  id: 'transfer-ownership',
  says: '记载受让人为权利人，原权属证书注销，存续的抵押权随不动产转移，受让人的预告登记转为本登记，对受让人的预查封转为查封',
  documents: asManyAsAsked,
  transfers: true,
  entry: (context, { unit: before }, numbers) => {
    if (!before) return null
    const takers = partiesIn(context, 'transferee').map(asHolder)
    const givers = partiesIn(context, 'transferor').map(asHolder)
    return {
      kind: 'ownership-transferred',
      holders: holdersAfterTransfer(before.holders, givers, takers),
      certificates: numbers,
      convertedNotices: noticesFulfilled(context, before),
      ...withSeizures(convertedFor(before, takers)),
    }
  },
  notices: (context, drafts) =>
    inSequence(drafts, [...conversionLetters(context, 'transferee'), ...announcementsOfVoid(context)]),
}

export const inherit: Writing = {
  id: 'inherit',
  says: '记载继承人、受遗赠人为权利人，取得被继承人的份额，原权属证书注销，存续的抵押权、预告登记、异议登记随不动产保留',
  documents: asManyAsAsked,
  entry: (context, { unit: before }, numbers) => {
    if (!before) return null
    const takers = partiesIn(context, 'transferee').map(asHolder)
    const { deceased = '' } = context.state.application.facts
    const holders = holdersAfterInheritance(before.holders, deceased, takers)
    if (!holders) throw new Error('登簿前应已核对继承的份额（not-holder）')
    return {
      kind: 'ownership-transferred',
      holders,
      certificates: numbers,
      convertedNotices: noticesFulfilled(context, before),
      ...withSeizures(convertedFor(before, takers)),
    }
  },
  notices: (context, drafts) =>
    inSequence(drafts, [...conversionLetters(context, 'transferee'), ...announcementsOfVoid(context)]),
}

export const changeRight: Writing = {
  id: 'change-right',
  says: '记载变更后的姓名或者名称、坐落、面积、用途、期限、共有性质，原权属证书注销，其他记载不变',
  documents: asManyAsAsked,
  entry: (context, { unit: before }, numbers) =>
    before && {
      kind: 'right-changed',
      ground: changes[changeOf(context)].title,
      description: newDescription(context),
      holders: newHolders(context, before),
      certificates: numbers,
    },
  notices: (context, drafts) => inSequence(drafts, [...lettersOfChange(context), ...announcementsOfVoid(context)]),
}

export const cancelRight: Writing = {
  id: 'cancel-right',
  says: '注销权利和其上的抵押权、地役权、预告登记、异议登记，权属证书、登记证明作废，查封登记终止并告知查封机关，不颁发新的证书',
  documents: () => 0,
  entry: (context, { unit: before }) =>
    before && {
      kind: 'right-cancelled',
      ground: cancellationGrounds[groundOf(context)],
      seizures: inForce(before).map(({ index }) => ({ index, status: 'lapsed' })),
    },
  notices: (context, drafts) => inSequence(drafts, [...lettersOfCancellation(context), ...announcementsOfVoid(context)]),
}

type Draft = (drafts: NoticeContext) => Notice

const changeOf = ({ state }: RuleContext): Change => state.application.facts.change as Change

const groundOf = ({ state }: RuleContext): CancellationGround => state.application.facts.ground as CancellationGround

/** The members that are known: a description says nothing of the others. */
function known(description: { [Name in keyof UnitDescription]: UnitDescription[Name] | undefined }): UnitDescription {
  return Object.fromEntries(Object.entries(description).filter(([, value]) => value !== undefined))
}

const soleHoldsAll = (holders: readonly Holder[]): Holder[] =>
  holders.map(holder => (holders.length === 1 ? { share: '1/1', ...holder } : holder))

const withSeizures = (seizures: readonly SeizureChange[]) => (seizures.length > 0 ? { seizures } : {})

function newDescription(context: RuleContext): UnitDescription {
  const { location, areaSqm, use, landUse, landTermEnds } = context.state.application.facts
  switch (changeOf(context)) {
    case 'location':
      return known({ location })
    case 'area':
      return known({ areaSqm })
    case 'use':
      return known({ use, landUse })
    case 'term':
      return known({ landTermEnds })
    case 'name':
    case 'ownership':
      return {}
  }
}

/** The same holders under another name, or holding in another way; null where neither changes. */
function newHolders(context: RuleContext, { holders }: Unit): Holder[] | null {
  const applying = partiesIn(context, 'holder')
  const { name } = context.state.application.facts
  const change = changeOf(context)
  if (change === 'ownership') return applying.map(asHolder)
  if (change !== 'name' || !name) return null
  return holders.map(holder => (applying.some(party => isWhoChanges(holder, party, change)) ? { ...holder, name } : holder))
}

/** 预查封转查封告知函, one to each organ whose debtor now takes the unit. */
const conversionLetters = (context: RuleContext, role: 'applicant' | 'transferee'): Draft[] =>
  context.units.flatMap(({ unit }) =>
    convertedFor(unit, partiesIn(context, role).map(asHolder)).flatMap(({ index, status }) => {
      const seizure = unit?.seizures[index]
      return unit && seizure && status === 'active'
        ? [(drafts: NoticeContext) => seizureConverted(drafts, inLetter(unit, seizure))]
        : []
    }),
  )

/** Of a seized unit whose area, use or term changes, each organ is told (law.md B1); a name or a door number concerns none. */
function lettersOfChange(context: RuleContext): Draft[] {
  const change = changeOf(context)
  const concerns = change === 'area' || change === 'use' || change === 'term'
  return concerns
    ? lettersToSeizers(context, (drafts, seizure) => seizureCarriedOver(drafts, seizure, changes[change].title))
    : []
}

const lettersOfCancellation = (context: RuleContext): Draft[] =>
  lettersToSeizers(context, (drafts, seizure) => seizureWithoutObject(drafts, seizure, cancellationGrounds[groundOf(context)]))

const lettersToSeizers = ({ units }: RuleContext, letter: (drafts: NoticeContext, seizure: SeizureInLetter) => Notice): Draft[] =>
  units.flatMap(({ unit }) =>
    unit
      ? inForce(unit).map(
          ({ seizure }) =>
            (drafts: NoticeContext) =>
              letter(drafts, inLetter(unit, seizure)),
        )
      : [],
  )

const inForce = (unit: Unit): { index: number; seizure: Seizure }[] =>
  unit.seizures.flatMap((seizure, index) => (isInForce(seizure) ? [{ index, seizure }] : []))

const inLetter = ({ unitCode }: Unit, { organ, documentNo, until }: Seizure): SeizureInLetter => ({
  unitCode,
  organ,
  documentNo,
  until,
})

/** 作废公告 where the former certificate was not handed in itself (实施细则 23). */
function announcementsOfVoid(context: RuleContext): Draft[] {
  const handedIn = context.state.materials.some(({ code, form }) => code === 'title-certificate' && form === 'original')
  if (handedIn) return []
  const certificates = context.units.flatMap(formerCertificates)
  return certificates.length > 0 ? [drafts => voidAnnouncement(drafts, certificates)] : []
}

/** The current title certificates by number; of a unit entered without one, by the unit. */
function formerCertificates({ unitCode, unit }: UnitFacts): string[] {
  const current = unit?.certificates.filter(one => one.kind === 'title' && one.status === 'current') ?? []
  return current.length > 0 ? current.map(({ number }) => number) : [`不动产单元 ${unitCode} 的不动产权属证书`]
}
