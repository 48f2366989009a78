import type { Provision } from '../provision.ts'

// biome-ignore format: a table, one provision per row
/** Liability, remedies and the policy documents (law.md sections 19 and 20). */
export const remedyProvisions = {
  'LIA-1': { instrument: 'CC', article: '第二百二十二条', confidence: 'V', says: '当事人提供虚假材料申请登记造成损害的应当赔偿；因登记错误造成损害的，登记机构应当赔偿，赔偿后可以向造成登记错误的人追偿', also: ['《不动产登记暂行条例》第二十九条'] },
  'LIA-2': { instrument: 'REG', article: '第三十条', confidence: 'V', says: '登记机构工作人员进行虚假登记，损毁、伪造登记簿，擅自修改登记事项，或者有其他滥用职权、玩忽职守行为的，依法给予处分、赔偿、追究刑事责任' },
  'LIA-3': { instrument: 'DR', article: '第一百零三条', confidence: 'V*', says: '对符合条件的不予登记或者对不符合条件的予以登记，擅自复制、篡改、毁损、伪造登记簿，泄露登记资料，无正当理由拒绝查询，强制要求权利人更换新证的，依法处分' },
  'LIA-4': { instrument: 'REG', article: '第三十一条', confidence: 'V', says: '伪造、变造证书证明的予以收缴处罚；泄露、非法使用登记信息以及骗取登记的，依法承担责任', also: ['第三十二条', '实施细则第一百零四条'] },
  'LIA-5': { instrument: 'GPL', article: '第三十九条', confidence: 'V', says: '滥用职权、玩忽职守、泄露个人隐私等造成不良后果或者影响的，给予政务处分' },
  'REM-1': { instrument: 'ARL', article: '第二十条', confidence: 'V', says: '可以自知道或者应当知道行政行为之日起六十日内提出行政复议申请；未告知权利和期限的，自知道之日起计算，最长不超过一年；因不动产的最长不超过二十年', also: ['第二十一条', '第二十四条'] },
  'REM-2': { instrument: 'APL', article: '第四十六条', confidence: 'V', says: '应当自知道或者应当知道行政行为之日起六个月内提起诉讼，因不动产的最长不超过二十年；不服复议决定的，自收到决定书之日起十五日内起诉', also: ['第四十五条'] },
  'REM-3': { instrument: 'ARL', article: '第二十三条第一款', confidence: 'V', says: '认为行政行为侵犯其已经依法取得的自然资源的所有权或者使用权，或者认为行政机关未履行法定职责的，应当先申请行政复议', also: ['第十一条'] },
  'REM-4': { instrument: 'API', article: '第六十六条', confidence: 'V', says: '行政机关在法定期限内不履行法定职责的，应当自期限届满之日起六个月内起诉', also: ['《行政诉讼法》第四十七条'] },
  'REM-5': { instrument: 'FANG', article: '第八条', confidence: 'V', says: '当事人以作为登记行为基础的民事行为无效或者应当撤销为由提起行政诉讼的，人民法院应当告知先行解决民事争议' },
  'SEED-1': { instrument: 'S4', article: '三', confidence: 'S', says: '“最多跑一次”登记事项的范围和除外情形：权属争议、材料不齐、违法未处理、税费未缴、需要审批或者补缴价款、法定实地查看调查公告、申请人自愿现场领取' },
  'SEED-2': { instrument: 'S4', article: '四（五）', confidence: 'S', says: '对各环节办理时间由系统自动监控：正常办理绿灯，所剩时间不多黄灯，超期警告红灯，监管机构采取相应处置措施', also: ['《关于进一步加强不动产登记便民利民窗口建设的通知》'] },
  'SEED-3': { instrument: 'S4', article: '四（六）', confidence: 'S', says: '一次性告知材料是否齐全、是否符合形式、是否受理、时限和查询方式、税费和领证、不予受理理由、如何补正、前置程序和机构', also: ['《关于进一步加强不动产登记便民利民窗口建设的通知》'] },
  'SEED-4': { instrument: 'S2', article: '（三）', confidence: 'S', says: '公安、编制、市场监管、银保监、法院、公证、税务、民政、卫生健康、住房城乡建设、国资、自然资源等部门的信息共享清单' },
  'SEED-5': { instrument: 'S1', article: '三', confidence: 'S', says: '广元市登记工作要点：严格执行收费文件，好差评差评三个工作日内整改，不动产单元代码贯穿全过程，登记质量抽查' },
  'SEED-6': { instrument: 'S3', article: '三（二）', confidence: 'S', says: '开封市本级1个工作日内办结，二手房转移、查解封、异议、抵押注销、补换证等1小时内当场办结' },
  'SEED-7': { instrument: 'S0', article: '附件四.10', confidence: 'S', says: '严格实行先培训、再上岗，未经培训或者培训不合格的人员不得上岗', also: ['《2023年不动产登记工作要点》四（二）'] },
  'SEED-8': { instrument: 'S4', article: '四（四）', confidence: 'S', says: '明确各岗位各环节工作职责，每项工作由相同或者相似岗位的两名以上工作人员负责并互为备岗；离岗前汇报并做好交接手续，负责人及时指定人员代行其职责；互为备岗的人员不得同时休假或者离岗' },
  'SEED-9': { instrument: 'S4', article: '四（三）', confidence: 'S', says: '在岗被询问的工作人员为首问责任人，给群众满意的答复；不属于自己职责范围的，引导到相应窗口，使群众找到经办人员', also: ['《自然资源部办公厅关于进一步加强不动产登记便民利民窗口建设的通知》附件'] },
  'SEED-10': { instrument: 'S1', article: '四（四）', confidence: 'S', says: '紧盯关键环节、重要岗位，强化日常监管，坚决杜绝登记造假、弄虚作假、徇私舞弊、以权谋私等问题' },
  'SEED-21': { instrument: 'S1', article: '四（一）', confidence: 'S', says: '完善并严格落实登记质量抽检制度，严格按照民法典、暂行条例及其实施细则、操作规范、本市办事指南等规定，定期开展全市登记质量监测、抽查并建立台账，加强对县区登记工作的指导' },
  'SEED-23': { instrument: 'S2', article: '二（三）3', confidence: 'S', says: '依托不动产登记信息平台，开展新增登簿质量和数据接入、存量数据汇交情况双周评价工作，及时反馈地方改进完善' },
  'SEED-22': { instrument: 'S0', article: '附件四.4', confidence: 'S', says: '通过设置质量监管岗位等，强化对业务办理情况动态监督管理，严格依法依规登记' },
} as const satisfies Record<string, Provision>
