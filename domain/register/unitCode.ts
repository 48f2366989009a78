/** One right letter (place 14): its meaning, and whether only collective land (J) can bear it. */
export interface RightLetter {
  readonly title: string
  readonly collectiveOnly?: true
}

/** The letters a centre accepts. GB/T 37346-2019 may hold more rights than our sources show (UC-3), so the set is configuration. */
export interface UnitCodeLetters {
  readonly ownership: Readonly<Record<string, string>>
  readonly right: Readonly<Record<string, RightLetter>>
  readonly fixture: Readonly<Record<string, string>>
}

/** A 28-character 不动产单元代码, taken apart. `parcel` is the first 19 characters (宗地代码), `printed` the four groups 6+6+7+9. */
export interface UnitCode {
  readonly valid: true
  readonly code: string
  readonly county: string
  readonly cadastralArea: string
  readonly cadastralSubarea: string
  readonly ownership: { readonly letter: string; readonly title: string }
  readonly right: { readonly letter: string; readonly title: string }
  readonly parcelSerial: string
  readonly parcel: string
  readonly fixture: { readonly letter: string; readonly title: string }
  readonly fixtureSerial: string
  readonly printed: string
}

/** `reason` is a Chinese sentence that names the standard, the place and the fault. */
export interface BadUnitCode {
  readonly valid: false
  readonly reason: string
}

/** The letters of law.md UC-2, UC-3 and UC-4. */
export const unitCodeLetters: UnitCodeLetters = {
  ownership: { G: '国家土地所有权', J: '集体土地所有权', Z: '土地所有权未确定或有争议' },
  right: {
    A: { title: '集体土地所有权宗地', collectiveOnly: true },
    B: { title: '建设用地使用权宗地（地表）' },
    S: { title: '建设用地使用权宗地（地上）' },
    X: { title: '建设用地使用权宗地（地下）' },
    C: { title: '宅基地使用权宗地', collectiveOnly: true },
    D: { title: '土地承包经营权宗地（耕地）' },
    E: { title: '土地承包经营权宗地（林地）' },
    F: { title: '土地承包经营权宗地（草地）' },
    H: { title: '海域使用权宗海' },
    G: { title: '无居民海岛使用权海岛' },
    W: { title: '使用权未确定或有争议的宗地' },
    Y: { title: '其他使用权宗地' },
  },
  fixture: { F: '房屋等建筑物、构筑物', L: '森林、林木', Q: '其他类型的定着物', W: '无定着物' },
}

const STANDARD = '按照GB/T 37346-2019《不动产单元设定与代码编制规则》'
const CODE_LENGTH = 28
const PARCEL_LENGTH = 19
const NO_FIXTURE = '00000000'

/** Takes a unit code apart and checks it (law.md UC-1 to UC-6). It has no check digit; whether the county is ours is not asked here. */
export function parseUnitCode(code: string, letters: UnitCodeLetters = unitCodeLetters): UnitCode | BadUnitCode {
  const fault = faultOf(code, letters)
  return fault === null ? partsOf(code, letters) : { valid: false, reason: `${STANDARD}，${fault}。` }
}

function partsOf(code: string, letters: UnitCodeLetters): UnitCode {
  const [ownership, right, fixture] = [code.charAt(12), code.charAt(13), code.charAt(19)]
  return {
    valid: true,
    code,
    county: code.slice(0, 6),
    cadastralArea: code.slice(6, 9),
    cadastralSubarea: code.slice(9, 12),
    ownership: { letter: ownership, title: letters.ownership[ownership] ?? '' },
    right: { letter: right, title: letters.right[right]?.title ?? '' },
    parcelSerial: code.slice(14, PARCEL_LENGTH),
    parcel: code.slice(0, PARCEL_LENGTH),
    fixture: { letter: fixture, title: letters.fixture[fixture] ?? '' },
    fixtureSerial: code.slice(20),
    printed: [code.slice(0, 6), code.slice(6, 12), code.slice(12, PARCEL_LENGTH), code.slice(PARCEL_LENGTH)].join(' '),
  }
}

// The first fault from left to right, so that a clerk corrects in the order of reading.
function faultOf(code: string, letters: UnitCodeLetters): string | null {
  if (code.length !== CODE_LENGTH) return `不动产单元代码应为${CODE_LENGTH}位，现为${code.length}位`
  return parcelFault(code, letters) ?? fixtureFault(code, letters)
}

function parcelFault(code: string, letters: UnitCodeLetters): string | null {
  const [ownership, right] = [code.charAt(12), code.charAt(13)]
  if (!/^\d{12}$/.test(code.slice(0, 12)))
    return `第1至12位（县级行政区划、地籍区、地籍子区）应为数字，现为“${code.slice(0, 12)}”`
  if (!Object.hasOwn(letters.ownership, ownership))
    return `第13位（土地所有权类型）应为${Object.keys(letters.ownership).join('、')}之一，现为“${ownership}”`
  const kind = Object.hasOwn(letters.right, right) ? letters.right[right] : undefined
  if (kind === undefined) return `第14位（宗地特征）应为${Object.keys(letters.right).join('、')}之一，现为“${right}”`
  if (kind.collectiveOnly && ownership !== 'J')
    return `第14位为${right}（${kind.title}）时，第13位应为J（集体土地所有权），现为“${ownership}”`
  if (!/^\d{5}$/.test(code.slice(14, 19)) || code.slice(14, 19) === '00000')
    return `第15至19位（宗地顺序号）应为00001至99999，现为“${code.slice(14, 19)}”`
  return null
}

function fixtureFault(code: string, letters: UnitCodeLetters): string | null {
  const [fixture, serial] = [code.charAt(19), code.slice(20)]
  if (!Object.hasOwn(letters.fixture, fixture))
    return `第20位（定着物特征）应为${Object.keys(letters.fixture).join('、')}之一，现为“${fixture}”`
  if (!/^\d{8}$/.test(serial)) return `第21至28位（定着物单元号）应为数字，现为“${serial}”`
  if (fixture === 'W' && serial !== NO_FIXTURE) return `第20位为W（无定着物）时，第21至28位应为${NO_FIXTURE}，现为“${serial}”`
  if (fixture === 'F' && serial === NO_FIXTURE) return `第20位为F（房屋）时，第21至28位（幢号、户号）不应全为0`
  return null
}
