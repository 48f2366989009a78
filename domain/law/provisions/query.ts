import type { Provision } from '../provision.ts'

// biome-ignore format: a table, one provision per row
/** Query and archive (law.md section 18). */
export const queryProvisions = {
  'REG-27': { instrument: 'REG', article: '第二十七条', confidence: 'V', says: '权利人、利害关系人可以依法查询、复制不动产登记资料，登记机构应当提供；有关国家机关可以依照法律、行政法规的规定查询、复制与调查处理事项有关的登记资料', also: ['《民法典》第二百一十八条'] },
  'REG-28': { instrument: 'REG', article: '第二十八条', confidence: 'V', says: '查询登记资料的单位、个人应当说明查询目的，不得将查询获得的资料用于其他目的；未经权利人同意，不得泄露' },
  'CC-219': { instrument: 'CC', article: '第二百一十九条', confidence: 'V', says: '利害关系人不得公开、非法使用权利人的不动产登记资料' },
  'REG-26': { instrument: 'REG', article: '第二十六条', confidence: 'V', says: '登记机构、信息共享单位及其工作人员应当对不动产登记信息保密' },
  'QM-4': { instrument: 'QM', article: '第四条', confidence: 'V*', says: '不动产权利人、利害关系人可以依照本办法查询、复制不动产登记资料，可以委托律师或者其他代理人查询' },
  'QM-7': { instrument: 'QM', article: '第七条', confidence: 'V*', says: '查询不动产登记资料，应当在不动产所在地的市、县登记机构进行，但法律法规另有规定的除外' },
  'QM-24': { instrument: 'QM', article: '第二十四条', confidence: 'V*', says: '利害关系人一份申请只能查询一个不动产登记单元的登记信息' },
  'QM-25': { instrument: 'QM', article: '第二十五条', confidence: 'V*', says: '查询人应当保证查询目的真实合法，不得将登记资料用于其他目的或者泄露', also: ['第二十六条'] },
  'QM-T': { instrument: 'DR', article: '第一百条', confidence: 'V*', says: '对符合条件的查询申请，登记机构应当当场提供查询；因情况特殊不能当场提供的，应当在5个工作日内提供', also: ['《不动产登记资料查询暂行办法》'] },
  'QM-Q1': { instrument: 'QM', article: '第十四条', confidence: 'K-h', says: '不动产权利人可以查询本不动产的登记结果和登记原始资料；继承人、受遗赠人、清算人、破产管理人、监护人等参照权利人查询' },
  'QM-Q2': { instrument: 'QM', article: '第十九条', confidence: 'K-h', says: '因买卖、互换、赠与、租赁、抵押或者已经起诉、仲裁的纠纷构成利害关系并提交材料的，可以查询该不动产的登记结果' },
  'QM-Q3': { instrument: 'QM', article: '第二十一条', confidence: 'K-h', says: '有意买卖、租赁、抵押或者拟起诉、仲裁但不能提供利害关系材料的，可以查询自然状况，以及是否共有、抵押、预告、异议、查封或者其他限制处分' },
  'QM-Q4': { instrument: 'QM', article: '第二十二条', confidence: 'K-m', says: '受前条当事人委托的律师，还可以申请验证权利人姓名或者名称、共有形式、要求办理查封的机关名称', also: ['第二十三条'] },
  'QM-Q5': { instrument: 'REG', article: '第二十七条第二款', confidence: 'V', says: '人民法院、人民检察院、国家安全机关、监察机关等可以依法查询与调查和处理事项有关的登记资料，出示公文和工作证件', also: ['实施细则第九十七条'] },
  'DR-99': { instrument: 'DR', article: '第九十九条', confidence: 'V*', says: '查询的不动产不属于本机构管辖范围、材料不符合规定、主体或者事项不符合规定、目的不合法等，登记机构不予查询' },
  'DR-101': { instrument: 'DR', article: '第一百零一条', confidence: 'V*', says: '查询人应当在登记机构设定的场所查询，原件不得带离；可以阅读、抄录、复制' },
  'DR-102': { instrument: 'DR', article: '第一百零二条', confidence: 'V*', says: '查询人要求出具查询结果证明的，应当注明查询目的及日期，并加盖查询专用章' },
  'QM-OPEN': { instrument: 'QM18', article: '修改《不动产登记资料查询暂行办法》的部分', confidence: 'K-l', says: '2025年修改了查询暂行办法，内容尚未核对，查询范围应当可配置' },
  'ARC-1': { instrument: 'REG', article: '第十三条', confidence: 'V', says: '不动产登记簿永久保存；登记原始资料由登记机构保管', also: ['实施细则第九十四条'] },
  'ARC-2': { instrument: 'EGOV', article: '第十二条', confidence: 'V', says: '电子文件应当及时归档，符合规定的电子档案与纸质档案具有同等法律效力' },
} as const satisfies Record<string, Provision>
