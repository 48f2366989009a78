import type { Provision } from '../provision.ts'

// biome-ignore format: a table, one provision per row
/** Examination, processing time and announcement (law.md sections 5 and 6). */
export const examinationProvisions = {
  'CC-212': { instrument: 'CC', article: '第二百一十二条', confidence: 'V', says: '登记机构应当查验权属证明和必要材料、询问申请人、如实及时登记；需要进一步证明的可以要求补充材料，必要时可以实地查看' },
  'CC-213': { instrument: 'CC', article: '第二百一十三条', confidence: 'V', says: '登记机构不得要求对不动产进行评估，不得以年检等名义进行重复登记，不得有超出登记职责范围的其他行为' },
  'REG-18': { instrument: 'REG', article: '第十八条', confidence: 'V', says: '登记机构应当查验界址、空间界限、面积等材料与申请登记的不动产状况是否一致，证明材料、文件与申请登记的内容是否一致，登记申请是否违反法律、行政法规规定' },
  'DR-15': { instrument: 'DR', article: '第十五条', confidence: 'K-h', says: '登记机构还应当查验申请人身份和代理权限、权属来源和登记原因、权籍调查成果、完税或者缴费凭证是否齐全一致' },
  'REG-19-1': { instrument: 'REG', article: '第十九条第一款', confidence: 'V', says: '房屋等建筑物所有权首次登记、在建建筑物抵押权登记、因不动产灭失的注销登记以及登记机构认为需要的其他情形，可以实地查看' },
  'DR-16': { instrument: 'DR', article: '第十六条', confidence: 'K-h', says: '实地查看应当查看房屋坐落和建造完成情况、在建工程坐落和建造情况、不动产灭失情况' },
  'REG-19-2': { instrument: 'REG', article: '第十九条第二款', confidence: 'V', says: '对可能存在权属争议或者可能涉及他人利害关系的登记申请，登记机构可以向申请人、利害关系人或者有关单位进行调查，被调查者应当配合', also: ['第十九条第三款'] },
  'TL-30': { instrument: 'REG', article: '第二十条', confidence: 'V', says: '登记机构应当自受理登记申请之日起30个工作日内办结不动产登记手续，法律另有规定的除外' },
  'TL-EX1': { instrument: 'DR', article: '第十七条第二款', confidence: 'K-h', says: '公告所需时间不计算在登记办理期限内' },
  'TL-EX2': { instrument: 'CQ', article: '第二十五条', confidence: 'L', says: '补正、实地查看、公告所需时间不计入办理期限（地方规定）', also: ['《上海市不动产登记若干规定》第十四条', '浙江省不动产登记工作规则第三十六条'] },
  'TL-EX3': { instrument: 'PRAC', article: '缴税、缴费、测绘期间', confidence: 'K-m', says: '没有发现国家层面规定缴税、缴费、测绘时间停止计算登记办理期限' },
  'TL-EXT': { instrument: 'REG', article: '第二十条', confidence: 'V', says: '除法律另有规定外，登记机构无权自行延长30个工作日的办理期限' },
  'TL-SLA': { instrument: 'S2', article: '一（二）', confidence: 'S', says: '2019年底前一般登记、抵押登记办理时间分别压缩至10个、5个工作日以内，2020年底前全部压缩至5个工作日以内', also: ['国办发〔2019〕8号', '豫不动产登记联办发〔2019〕4号', '汴不动登发〔2019〕85号'] },
  'DR-17-1': { instrument: 'DR', article: '第十七条第一款', confidence: 'V*', says: '政府组织的集体土地所有权登记，宅基地使用权及房屋所有权、集体建设用地使用权、土地承包经营权等首次登记，依职权更正登记，依职权注销登记以及法律、行政法规规定的其他情形，应当在登记事项记载于登记簿前公告' },
  'DR-17-2': { instrument: 'DR', article: '第十七条第二款', confidence: 'V*', says: '公告应当在登记机构门户网站和不动产所在地等指定场所进行，公告期不少于15个工作日；公告期满无异议或者异议不成立的，应当及时记载于登记簿', also: ['第十七条第三款'] },
  'DR-18': { instrument: 'DR', article: '第十八条', confidence: 'K-h', says: '公告内容包括拟予登记的权利人姓名或者名称，不动产坐落、面积、用途、权利类型，提出异议的期限、方式和受理机构等' },
  'ANN-OBJ': { instrument: 'DR', article: '第十七条第三款', confidence: 'K-h', says: '公告期内提出异议的，登记机构应当审查；存在尚未解决的权属争议的不予登记，异议不成立的继续办理', also: ['《不动产登记暂行条例》第二十二条第二项'] },
  'OP-1.8.6': { instrument: 'OP', article: '1.8.6', confidence: 'K-h', says: '未经公证或者生效法律文书确认的继承、受遗赠登记，经查验和询问后应当将拟登记事项在门户网站公示，公示期不少于15个工作日，无异议的予以登记' },
  'DR-23': { instrument: 'DR', article: '第二十三条', confidence: 'V*', says: '注销等登记后无法收回原证书或者证明的，应当在登记簿注明，并在门户网站或者当地公开发行的报刊上公告作废' },
  'NOTE-S': { instrument: 'S0', article: '附件五第5项', confidence: 'S', says: '非公证继承中难以获取的死亡证明、亲属关系证明，可以在当地明确适用范围、核查办法和失信惩戒的条件下以告知承诺代替', also: ['自然资办函〔2019〕753号'] },
} as const satisfies Record<string, Provision>
