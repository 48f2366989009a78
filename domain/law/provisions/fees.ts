import type { Provision } from '../provision.ts'

// biome-ignore format: a table, one provision per row
/** Fees and the tax gate (law.md sections 16 and 17). */
export const feeProvisions = {
  'FEE-1': { instrument: 'CC', article: '第二百二十三条', confidence: 'V', says: '不动产登记费按件收取，不得按照不动产的面积、体积或者价款的比例收取' },
  'FEE-2': { instrument: 'NDRC', article: '住宅类收费标准', confidence: 'V*', says: '住宅类不动产登记收费标准为每件80元，房屋及其建设用地使用权一并登记只收一件费；廉租住房、公共租赁住房、经济适用住房和棚户区改造安置住房不收取' },
  'FEE-3': { instrument: 'NDRC', article: '非住宅类收费标准', confidence: 'V*', says: '非住宅类不动产登记收费标准为每件550元' },
  'FEE-4': { instrument: 'MOF45', article: '不动产登记费减免', confidence: 'V*', says: '自2019年7月1日起，变更登记、更正登记以及森林林木、农用地等登记免征不动产登记费；单独核发证书或者证明的车库、车位、储藏室由每件550元减按80元收取' },
  'FEE-5': { instrument: 'MOF79', article: '免征情形', confidence: 'V*', says: '小微企业（含个体工商户），查封登记、注销登记、预告登记，登记机构错误导致的更正登记，行政区划调整等导致的地址变更，不单独核发证书的车库等，免征不动产登记费', also: ['发改价格规〔2016〕2559号'] },
  'FEE-6': { instrument: 'NDRC', article: '减半收取情形', confidence: 'V*', says: '异议登记按照收费标准减半收取' },
  'FEE-7': { instrument: 'NDRC', article: '只收取工本费情形', confidence: 'V*', says: '宅基地使用权及房屋登记、夫妻间不动产权利人变更、补发换发证书的，只收取证书工本费每本10元' },
  'FEE-8': { instrument: 'NDRC', article: '证书工本费', confidence: 'V*', says: '核发一本不动产权属证书免收工本费，增加的每本收取工本费10元；核发不动产登记证明不收取工本费' },
  'FEE-9': { instrument: 'NDRC', article: '计费单位', confidence: 'V*', says: '一个不动产单元上的一种权利完成一种登记为一件；同一宗地上多个不动产为同一笔贷款设定抵押的按一件收取' },
  'FEE-10': { instrument: 'MOF79', article: '缴费人', confidence: 'V*', says: '不动产登记费由登记申请人缴纳；共同申请的由登记为权利人的一方缴纳，抵押权登记由抵押权人缴纳，共有的由共有人共同缴纳', also: ['发改价格规〔2016〕2559号'] },
  'FEE-11': { instrument: 'MOF79', article: '更换旧证', confidence: 'V*', says: '登记事项没有变化，自愿以旧证换新证的，不收取不动产登记费' },
  'FEE-12': { instrument: 'PRAC', article: '收费和退费时点', confidence: 'K-l', says: '没有发现收费时点以及不予登记、撤回时退费的国家规定' },
  'TAX-1': { instrument: 'DTL', article: '第十一条', confidence: 'V', says: '纳税人办理土地、房屋权属登记，登记机构应当查验契税完税、减免税凭证或者有关信息；未按照规定缴纳契税的，不予办理土地、房屋权属登记', also: ['第十条'] },
  'TAX-2': { instrument: 'LVAT', article: '第十二条', confidence: 'V', says: '纳税人未按照规定缴纳土地增值税的，不得办理权属变更手续' },
  'TAX-3': { instrument: 'BIZ', article: '第四十七条', confidence: 'V', says: '不动产登记、交易和缴税一窗受理、并行办理，压缩办理时间；各地在国家规定的时限内确定并公开具体办理时间' },
} as const satisfies Record<string, Provision>
