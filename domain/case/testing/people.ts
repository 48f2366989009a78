import type { ActionName } from '../commands.ts'
import type { Assignee } from '../facts.ts'
import type { Actor, Party, Role } from '../types.ts'

/** The people and posts of the demo centre, as tests name them. */

type Person = Omit<Party, 'role'>

const person = (name: string, idNo: string): Person => ({ kind: 'person', name, idType: 'resident-id', idNo })
const bank = (name: string, idNo: string): Person => ({ kind: 'organisation', name, idType: 'uscc', idNo })

export const zhang = person('张建国', '510802196201101013')
export const li = person('李秀兰', '510802196502111039')
export const wang = person('王志强', '510802196803121054')
export const liu = person('刘晓梅', '510802197104131071')
export const bankA = bank('广元甲银行', '91510802MA0BANKA3T')
export const bankB = bank('广元乙银行', '91510802MA0BANKB1M')

/** 申请人 in a role, with a share or an agent where one is meant. */
export const as = (role: Role, who: Person, more: Pick<Party, 'share' | 'agent'> = {}): Party => ({ role, ...who, ...more })

const staff = (sub: string, ...posts: Actor['posts']): Actor => ({ sub, posts })

export const intake1 = staff('intake-1', 'intake')
export const intake2 = staff('intake-2', 'intake')
export const examiner1 = staff('examiner-1', 'examiner')
export const examiner2 = staff('examiner-2', 'examiner')
export const registrar1 = staff('registrar-1', 'registrar')
export const certifier1 = staff('certifier-1', 'certifier')
export const archivist1 = staff('archivist-1', 'archivist')
export const supervisor1 = staff('supervisor-1', 'supervisor')
export const quality1 = staff('quality-1', 'quality')
export const housing = staff('housing', 'department:housing')
export const tax = staff('tax', 'department:tax')
export const partnerBank = staff('bank-a', 'department:bank-a')
/** Holds the posts that four eyes keep apart. */
export const multi1 = staff('multi-1', 'intake', 'examiner', 'registrar')

/** Those to whom a task may be handed: all trained for their posts, related to nobody. */
export const colleagues: readonly Assignee[] = [intake1, intake2, examiner1, examiner2, registrar1, certifier1, multi1].map(
  person => ({ ...person, name: null, idNo: null, trained: person.posts, relatives: [] }),
)

/** Who does each act on an ordinary day. */
export const usually: Readonly<Record<ActionName, Actor>> = {
  accept: intake1,
  'request-supplement': intake1,
  supplement: intake1,
  'not-accept': intake1,
  leave: intake1,
  withdraw: intake1,
  examine: examiner1,
  refuse: examiner1,
  'department-result': housing,
  'tax-cleared': tax,
  consent: intake1,
  undertake: intake1,
  'open-site-visit': examiner1,
  'site-visit': examiner1,
  'publish-announcement': examiner1,
  'announcement-objection': intake1,
  'settle-objection': examiner1,
  interview: examiner1,
  'reply-to-court': registrar1,
  'suit-proof': intake1,
  'confirm-registrable': examiner1,
  record: registrar1,
  issue: certifier1,
  deliver: certifier1,
  archive: archivist1,
  suspend: examiner1,
  resume: examiner1,
  urge: supervisor1,
  reassign: supervisor1,
  explain: supervisor1,
  stop: quality1,
  'lift-stop': quality1,
}
