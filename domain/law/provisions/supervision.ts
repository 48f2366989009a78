import type { Provision } from '../provision.ts'

// biome-ignore format: a table, one provision per row
/** What the seeds say of supervision inside the office (监督、廉洁、底线). */
export const supervisionProvisions = {
  'SUP-1': { instrument: 'S0', article: '附件六.1', confidence: 'S', says: '不得出现违反不动产登记“六不准”的问题', also: ['《自然资源部办公厅关于进一步加强不动产登记便民利民窗口建设的通知》一（六）'] },
  'SUP-2': { instrument: 'S0', article: '附件六.2', confidence: 'S', says: '不得出现不动产登记工作人员违规违纪被追责问责，甚至构成犯罪、依法被追责等问题' },
  'SUP-3': { instrument: 'S0', article: '附件六.3', confidence: 'S', says: '不得因登记错误出现巨额赔偿问题' },
  'SUP-4': { instrument: 'S0', article: '附件六.4', confidence: 'S', says: '不得出现因不动产登记工作造成群众群访、群诉等群体性问题' },
  'SUP-5': { instrument: 'S0', article: '附件六.5', confidence: 'S', says: '不得出现因不动产登记工作产生重大舆情，造成不良影响问题' },
  'SUP-6': { instrument: 'S0', article: '附件四.8', confidence: 'S', says: '紧盯关键岗位和节假日前后敏感时段，对苗头性、倾向性问题，通过提醒、函询和诫勉谈话方式，及时进行预警提示和纠正' },
  'SUP-7': { instrument: 'S0', article: '附件四.11', confidence: 'S', says: '在全国不动产登记警示案例库系统及时整理录入相关案例，保持更新' },
  'SUP-8': { instrument: 'S0', article: '附件四.2', confidence: 'S', says: '制定不动产登记全流程廉政风险防范手册，并有效实施；完善日志留痕和审计功能，加强内部监管' },
  'SUP-9': { instrument: 'S0', article: '附件二.3', confidence: 'S', says: '登记机构负责同志、登记中心负责同志经常以办事群众身份体验登记业务流程，经常了解政策法规在登记窗口落实情况，及时发现问题并指导纠偏，每季度至少开展一次' },
  'SUP-10': { instrument: 'S1', article: '四（四）', confidence: 'S', says: '扎实推进巡察反馈问题整改，确保问题在规定时限内销号，举一反三建立健全制度体系' },
  'SUP-11': { instrument: 'S2', article: '三（六）', confidence: 'S', says: '各督察局结合督察工作，对发现地方贯彻《通知》存在的问题，及时报告并督促整改纠正' },
} as const satisfies Record<string, Provision>
