import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseUnitCode, unitCodeLetters } from './unitCode.ts'

const HOUSE = '510802001001GB00001F00010001'
const reasonOf = (code: string) => {
  const parsed = parseUnitCode(code)
  return parsed.valid ? 'valid' : parsed.reason
}

const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`))
const notZero = (length: number) => digits(length).filter(text => Number(text) > 0)
const ownershipAndRight = fc
  .tuple(fc.constantFrom('G', 'J', 'Z'), fc.constantFrom(...Object.keys(unitCodeLetters.right)))
  .filter(([ownership, right]) => ownership === 'J' || !'AC'.includes(right))
const fixture = fc.oneof(
  fc.constant('W00000000'),
  notZero(8).map(serial => `F${serial}`),
  fc.tuple(fc.constantFrom('L', 'Q'), digits(8)).map(parts => parts.join('')),
)
const validCode = fc
  .tuple(digits(12), ownershipAndRight, notZero(5), fixture)
  .map(([place, letters, serial, rest]) => `${place}${letters.join('')}${serial}${rest}`)

describe('the code of an immovable unit', () => {
  it('T24: of a house on state-owned land is taken apart into its eight parts [UC-1] [UC-2] [UC-3] [UC-4]', () => {
    expect(parseUnitCode(HOUSE)).toMatchObject({
      valid: true,
      county: '510802',
      cadastralArea: '001',
      cadastralSubarea: '001',
      ownership: { letter: 'G', title: '国家土地所有权' },
      right: { letter: 'B' },
      parcelSerial: '00001',
      parcel: '510802001001GB00001',
      fixture: { letter: 'F' },
      fixtureSerial: '00010001',
    })
  })

  it('is printed in groups of 6, 6, 7 and 9 [UC-5]', () => {
    expect(parseUnitCode(HOUSE)).toMatchObject({ printed: '510802 001001 GB00001 F00010001' })
  })

  it.each([
    ['T24: a right of collective ownership on state-owned land', '510802001001GA00001W00000000', /第13位应为J/],
    ['a homestead on land in dispute', '510802001001ZC00001W00000000', /第13位应为J/],
    ['T24: a number for a fixture that is not there', '510802001001JC00007W00000001', /第21至28位应为00000000/],
    ['T24: 27 characters', '510802001001GB00001F0001000', /应为28位，现为27位/],
    ['nothing', '', /现为0位/],
    ['a house without a number', '510802001001GB00001F00000000', /第21至28位/],
    ['a parcel without a number', '510802001001GB00000F00010001', /第15至19位.*现为“00000”/],
    ['a letter among the first twelve places', '51080200100OGB00001F00010001', /第1至12位/],
    ['an unknown ownership', '510802001001KB00001F00010001', /第13位.*现为“K”/],
    ['an unknown right', '510802001001GI00001F00010001', /第14位.*现为“I”/],
    ['small letters', '510802001001gb00001F00010001', /第13位.*现为“g”/],
    ['an unknown fixture', '510802001001GB00001T00010001', /第20位.*现为“T”/],
    ['a letter in the number of the fixture', '510802001001GB00001F0001000A', /第21至28位/],
    ['digits of another script', '５10802001001GB00001F00010001', /第1至12位/],
  ])('%s is refused with the place and the standard [UC-3] [UC-4] [UC-6]', (_, code, reason) => {
    expect(reasonOf(code)).toMatch(reason)
    expect(reasonOf(code)).toMatch(/^按照GB\/T 37346-2019.*。$/)
  })

  it('takes a further right letter as configuration [UC-3]', () => {
    const letters = { ...unitCodeLetters, right: { ...unitCodeLetters.right, N: { title: '农用地' } } }
    expect(parseUnitCode('510802001001GN00001W00000000').valid).toBe(false)
    expect(parseUnitCode('510802001001GN00001W00000000', letters)).toMatchObject({ valid: true, right: { title: '农用地' } })
  })

  it('that follows the standard is accepted, and its parts put together again are the code [UC-1] [UC-6]', () => {
    fc.assert(
      fc.property(validCode, code => {
        const parsed = parseUnitCode(code)
        if (!parsed.valid) throw new Error(parsed.reason)
        expect(parsed.printed.replaceAll(' ', '')).toBe(code)
        expect(parsed.parcel + parsed.fixture.letter + parsed.fixtureSerial).toBe(code)
      }),
    )
  })

  it('is never accepted when it does not have the derived pattern [UC-6]', () => {
    const almost = fc
      .tuple(validCode, fc.nat(27), fc.string({ maxLength: 2 }))
      .map(([code, at, put]) => code.slice(0, at) + put + code.slice(at + 1))
    fc.assert(
      fc.property(fc.oneof(almost, fc.string()), code => {
        if (parseUnitCode(code).valid) expect(code).toMatch(/^\d{6}\d{3}\d{3}[GJZ][A-Z]\d{5}[FLQW]\d{8}$/)
      }),
    )
  })
})
