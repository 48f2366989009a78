import type { Provision } from '../provision.ts'

// biome-ignore format: a table, one provision per row
/** Counting time (law.md section 1). */
export const timeProvisions = {
  'CT-1': { instrument: 'CC', article: '第二百零一条', confidence: 'V', says: '按照年、月、日计算期间的，开始的当日不计入，自下一日开始计算', also: ['《民事诉讼法》第八十五条第二款', '民诉法解释第一百二十五条'] },
  'CT-2': { instrument: 'LIC', article: '第八十二条', confidence: 'V', says: '期限以工作日计算，不含法定节假日；调休上班的周末是工作日', also: ['《行政复议法》第八十八条第二款'] },
  'CT-3': { instrument: 'CC', article: '第二百零二条', confidence: 'V', says: '按照年、月计算期间的，到期月的对应日为期间的最后一日；没有对应日的，月末日为期间的最后一日' },
  'CT-4': { instrument: 'CC', article: '第二百零三条', confidence: 'V', says: '期间的最后一日是法定休假日的，以法定休假日结束的次日为期间的最后一日；最后一日的截止时间为二十四时，有业务时间的，停止业务活动的时间为截止时间', also: ['《民事诉讼法》第八十五条第三款'] },
  'CT-5': { instrument: 'CC', article: '第二百零三条', confidence: 'K-h', says: '异议登记的十五日和预告登记的九十日是民法上的期间，适用起算日不计入和节假日顺延的规定' },
  'CT-6': { instrument: 'PRAC', article: '查封届满日的计算', confidence: 'K-l', says: '查封届满日是否因节假日顺延没有明确规定，以协助执行通知书载明的日期为准' },
  'CT-7': { instrument: 'PRAC', article: '北京时间', confidence: 'K-h', says: '日期和时间以北京时间（东八区，无夏令时）为准' },
} as const satisfies Record<string, Provision>
