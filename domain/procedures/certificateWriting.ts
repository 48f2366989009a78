import { certificatesMeant } from '../rules/certificate.ts'
import type { Writing } from './edition.ts'

/** New certificates for old ones, with nothing else changed: a number each of its own (law.md CERT-1). */
const replaceCertificates = (how: 'reissued' | 'exchanged', says: string): Writing => ({
  id: `certificate-${how}`,
  says,
  documents: ({ facts }) => facts.copies ?? 1,
  entry: (context, { unit }, numbers) => ({
    kind: 'certificate-reissued',
    voided: unit ? certificatesMeant(context.state.application.facts.of, unit).map(one => one.number) : [],
    certificates: numbers,
    how,
  }),
})

export const reissueCertificates = replaceCertificates(
  'reissued',
  '记载补发事项，原证书作废，新证书注明“补发”；有查封的，在新证书附记中注明',
)

export const exchangeCertificates = replaceCertificates('exchanged', '收回并注销原证书，换发新证书；有查封的，在新证书附记中注明')
