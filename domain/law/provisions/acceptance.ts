import type { Provision } from '../provision.ts'

// biome-ignore format: a table, one provision per row
/** Acceptance (law.md section 4). */
export const acceptanceProvisions = {
  'REG-16': { instrument: 'REG', article: '第十六条', confidence: 'V', says: '申请人应当提交申请书、身份证明和委托书、权属来源和登记原因材料、界址空间界限面积材料、与他人利害关系说明等，并对材料的真实性负责；登记机构应当公开材料目录和示范文本' },
  'OP-1.1.2': { instrument: 'OP', article: '1.1.2', confidence: 'V*', says: '登记机构不得要求提交法律、行政法规和实施细则规定以外的材料，不得设置前置条件', also: ['1.1.4'] },
  'REG-24': { instrument: 'REG', article: '第二十四条第二款', confidence: 'V', says: '登记机构能够通过实时互通共享取得的信息，不得要求申请人重复提交', also: ['《不动产登记操作规范（试行）》1.1.3'] },
  'REG-17-1': { instrument: 'REG', article: '第十七条第一款第一项', confidence: 'V', says: '属于登记职责范围，申请材料齐全、符合法定形式，或者申请人按照要求提交全部补正材料的，应当受理并书面告知申请人' },
  'REG-17-2': { instrument: 'REG', article: '第十七条第一款第二项', confidence: 'V', says: '申请材料存在可以当场更正的错误的，应当告知申请人当场更正，更正后应当受理并书面告知申请人' },
  'REG-17-3': { instrument: 'REG', article: '第十七条第一款第三项', confidence: 'V', says: '申请材料不齐全或者不符合法定形式的，应当当场书面告知申请人不予受理并一次性告知需要补正的全部内容' },
  'REG-17-4': { instrument: 'REG', article: '第十七条第一款第四项', confidence: 'V', says: '申请登记的不动产不属于本机构登记范围的，应当当场书面告知申请人不予受理并告知向有登记权的机构申请' },
  'REG-17-5': { instrument: 'REG', article: '第十七条第二款', confidence: 'V', says: '登记机构未当场书面告知申请人不予受理的，视为受理' },
  'OP-3.5': { instrument: 'OP', article: '3.5', confidence: 'K-h', says: '属于职责范围、形式符合要求、申请人与材料一致、申请的权利与登记原因文件一致、内容与询问记录不冲突的，予以受理；受理凭证上的日期为受理日' },
  'OP-3.4': { instrument: 'OP', article: '3.4', confidence: 'K-h', says: '受理时应当就有关登记事项询问申请人，制作询问记录并由申请人签字' },
  'CC-212-2': { instrument: 'CC', article: '第二百一十二条第一款第二项', confidence: 'V', says: '登记机构应当就有关登记事项询问申请人' },
  'DR-9': { instrument: 'DR', article: '第九条', confidence: 'V*', says: '申请材料应当提供原件；不能提供原件的，可以提供经有关机构确认的复印件', also: ['《不动产登记操作规范（试行）》1.8.2.1'] },
  'E-1': { instrument: 'EGOV', article: '第八条至第十二条', confidence: 'V', says: '可靠的电子签名与手写签名具有同等效力，电子印章与实物印章具有同等效力；电子证照和加盖电子印章的材料可以作为办理依据，电子档案与纸质档案具有同等效力' },
  'NA-LIST': { instrument: 'PRAC', article: '不予受理情形汇总', confidence: 'V*', says: '不予受理限于：不属本机构、未办首次登记、材料不齐或者不合形式、应当共同申请而未到齐、同一事项同一理由重复异议、部分申请人撤回；实体问题应当受理后不予登记', also: ['《不动产登记暂行条例》第十四条、第十七条', '实施细则第二十四条、第八十三条'] },
  'ORD-1': { instrument: 'DR', article: '第六十七条', confidence: 'V*', says: '同一不动产上设立多个抵押权的，按照受理时间的先后顺序依次办理登记；业务严格按申请顺序办理', also: ['《关于进一步加强不动产登记便民利民窗口建设的通知》附件四'] },
  'ORD-2': { instrument: 'PRAC', article: '同日申请的顺序', confidence: 'K-m', says: '同日受理的登记除受理时间外没有其他排序规定' },
} as const satisfies Record<string, Provision>
