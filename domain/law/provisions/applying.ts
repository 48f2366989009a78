import type { Provision } from '../provision.ts'

// biome-ignore format: a table, one provision per row
/** Who applies (law.md section 3). */
export const applyingProvisions = {
  'REG-14-1': { instrument: 'REG', article: '第十四条第一款', confidence: 'V', says: '因买卖、设定抵押权等申请不动产登记的，应当由当事人双方共同申请' },
  'REG-14-2': { instrument: 'REG', article: '第十四条第二款', confidence: 'V', says: '首次登记、继承和受遗赠、生效法律文书或者政府决定、姓名名称或者自然状况变更、不动产灭失或者放弃权利、更正或者异议等情形，可以由当事人单方申请' },
  'DR-86-2': { instrument: 'DR', article: '第八十六条第二款', confidence: 'V*', says: '预售人未按照约定与预购人申请预告登记的，预购人可以单方申请' },
  'DR-10': { instrument: 'DR', article: '第十条', confidence: 'K-h', says: '处分共有不动产申请登记的，应当经占份额三分之二以上的按份共有人或者全体共同共有人共同申请，但共有人另有约定的除外', also: ['《民法典》第三百零一条'] },
  'CC-308': { instrument: 'CC', article: '第三百零八条', confidence: 'V', says: '共有人没有约定为按份共有或者共同共有，或者约定不明确的，除具有家庭关系等外，视为按份共有' },
  'DR-11': { instrument: 'DR', article: '第十一条', confidence: 'K-h', says: '无民事行为能力人、限制民事行为能力人申请登记的，由其监护人代为申请；处分不动产的，还应当提供为被监护人利益的书面保证', also: ['《民法典》第三十五条'] },
  'DR-12': { instrument: 'DR', article: '第十二条', confidence: 'K-h', says: '委托他人代为申请的应当提交授权委托书；自然人处分不动产委托代理人申请的，应当与代理人共同到场当面签订，但委托书经公证的除外', also: ['《不动产登记操作规范（试行）》3.2.2'] },
  'REG-15-1': { instrument: 'REG', article: '第十五条第一款', confidence: 'V', says: '当事人或者其代理人应当向不动产登记机构申请不动产登记' },
  'REG-15-2': { instrument: 'REG', article: '第十五条第二款', confidence: 'V', says: '登记机构将申请登记事项记载于登记簿前，申请人可以撤回登记申请' },
  'DR-13': { instrument: 'DR', article: '第十三条', confidence: 'K-h', says: '登记申请撤回的，登记机构应当退还申请材料' },
  'OP-1.10.2': { instrument: 'OP', article: '1.10.2', confidence: 'V*', says: '共同申请的，应当由全体申请人共同撤回；仅部分申请人申请撤回的，不予受理' },
  'REG-7': { instrument: 'REG', article: '第七条', confidence: 'V', says: '不动产登记由不动产所在地的县级人民政府不动产登记机构办理；跨县级行政区域的，分别办理、协商办理或者由上级指定办理' },
  'OP-JOINT': { instrument: 'OP', article: '一并申请', confidence: 'K-h', says: '同一不动产上相关联的登记可以一并申请，按照先后逻辑依次办理' },
} as const satisfies Record<string, Provision>
