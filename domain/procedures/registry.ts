import type { LocalDate } from '../time/instant.ts'
import { certificateExchange20210101 } from './certificateExchange.2021-01-01.ts'
import { certificateReissue20210101 } from './certificateReissue.2021-01-01.ts'
import { certificateReissue20240603 } from './certificateReissue.2024-06-03.ts'
import { correction20210101 } from './correction.2021-01-01.ts'
import { correctionExOfficio20210101 } from './correctionExOfficio.2021-01-01.ts'
import { easementCancel20210101 } from './easementCancel.2021-01-01.ts'
import { easementFirst20210101 } from './easementFirst.2021-01-01.ts'
import type { EditionId, ProcedureEdition } from './edition.ts'
import { homesteadFirst20210101 } from './homesteadFirst.2021-01-01.ts'
import { houseCancel20210101 } from './houseCancel.2021-01-01.ts'
import { houseChange20210101 } from './houseChange.2021-01-01.ts'
import { houseFirst20210101 } from './houseFirst.2021-01-01.ts'
import type { ProcedureId } from './ids.ts'
import { informationQuery20210101 } from './informationQuery.2021-01-01.ts'
import { landCancel20210101 } from './landCancel.2021-01-01.ts'
import { landChange20210101 } from './landChange.2021-01-01.ts'
import { landFirst20210101 } from './landFirst.2021-01-01.ts'
import { landTransfer20210101 } from './landTransfer.2021-01-01.ts'
import { mortgageCancel20210101 } from './mortgageCancel.2021-01-01.ts'
import { mortgageChange20210101 } from './mortgageChange.2021-01-01.ts'
import { mortgageFirst20210101 } from './mortgageFirst.2021-01-01.ts'
import { mortgageTransfer20210101 } from './mortgageTransfer.2021-01-01.ts'
import { noticeCancel20210101 } from './noticeCancel.2021-01-01.ts'
import { noticePresale20210101 } from './noticePresale.2021-01-01.ts'
import { noticePresaleMortgage20210101 } from './noticePresaleMortgage.2021-01-01.ts'
import { objection20210101 } from './objection.2021-01-01.ts'
import { objectionCancel20210101 } from './objectionCancel.2021-01-01.ts'
import { seizure20210101 } from './seizure.2021-01-01.ts'
import { seizureRelease20210101 } from './seizureRelease.2021-01-01.ts'
import { seizureRenewal20210101 } from './seizureRenewal.2021-01-01.ts'
import { transferByCourt20210101 } from './transferByCourt.2021-01-01.ts'
import { transferByGift20210101 } from './transferByGift.2021-01-01.ts'
import { transferByInheritance20210101 } from './transferByInheritance.2021-01-01.ts'
import { transferBySale20210101 } from './transferBySale.2021-01-01.ts'
import { transferNewHouse20210101 } from './transferNewHouse.2021-01-01.ts'

/** Every published edition. Adding a procedure, or a new law for an old one, is adding a file and its line here. */
export const editions: readonly ProcedureEdition[] = [
  transferBySale20210101,
  landFirst20210101,
  landChange20210101,
  landTransfer20210101,
  landCancel20210101,
  houseFirst20210101,
  houseChange20210101,
  houseCancel20210101,
  transferNewHouse20210101,
  transferByGift20210101,
  transferByInheritance20210101,
  homesteadFirst20210101,
  mortgageFirst20210101,
  mortgageCancel20210101,
  mortgageChange20210101,
  mortgageTransfer20210101,
  noticePresale20210101,
  noticePresaleMortgage20210101,
  noticeCancel20210101,
  easementFirst20210101,
  easementCancel20210101,
  transferByCourt20210101,
  correction20210101,
  correctionExOfficio20210101,
  objection20210101,
  objectionCancel20210101,
  seizure20210101,
  seizureRenewal20210101,
  seizureRelease20210101,
  certificateReissue20210101,
  certificateReissue20240603,
  certificateExchange20210101,
  informationQuery20210101,
]

const byId = new Map<string, ProcedureEdition>(editions.map(edition => [edition.id, edition]))

/** @throws Error for an id that was never published: a stored case can then not be read. */
export function editionOf(id: EditionId): ProcedureEdition {
  const edition = byId.get(id)
  if (!edition) throw new Error(`没有登记程序版本 ${id}`)
  return edition
}

/** The edition in force on a date (受理时有效的规定); null when the procedure had none then. */
export function editionInForce(procedure: ProcedureId, on: LocalDate): ProcedureEdition | null {
  const candidates = editions.filter(edition => edition.procedure === procedure && edition.effectiveFrom <= on)
  return candidates.sort((a, b) => b.effectiveFrom.localeCompare(a.effectiveFrom))[0] ?? null
}
