import type { Provision } from '../provision.ts'

// biome-ignore format: a table, one provision per row
/** Register and effect; identifiers (law.md sections 2 and 15). */
export const registerProvisions = {
  'CC-209': { instrument: 'CC', article: '第二百零九条', confidence: 'V', says: '不动产物权的设立、变更、转让和消灭，依法登记的，自记载于不动产登记簿时发生效力', also: ['第二百一十四条'] },
  'CC-210': { instrument: 'CC', article: '第二百一十条', confidence: 'V', says: '不动产登记由不动产所在地的登记机构办理，申请人应当提供权属证明和不动产界址、面积等必要材料', also: ['第二百一十一条'] },
  'CC-215': { instrument: 'CC', article: '第二百一十五条', confidence: 'V', says: '设立、变更、转让不动产物权的合同自成立时生效，未办理物权登记的，不影响合同效力' },
  'REG-21': { instrument: 'REG', article: '第二十一条', confidence: 'V', says: '登记事项自记载于不动产登记簿时完成登记，登记机构应当依法核发不动产权属证书或者登记证明' },
  'OP-T': { instrument: 'FORM', article: '登记簿填写说明（登记时间）', confidence: 'V*', says: '电子登记簿的登记时间为登簿人员录入完毕并点击确认的时间' },
  'CC-216': { instrument: 'CC', article: '第二百一十六条', confidence: 'V', says: '不动产登记簿是物权归属和内容的根据；证书与登记簿不一致的，除有证据证明登记簿确有错误外，以登记簿为准', also: ['第二百一十七条'] },
  'CC-229': { instrument: 'CC', article: '第二百二十九条至第二百三十二条', confidence: 'V', says: '因生效法律文书、征收决定、继承、合法建造拆除取得或者消灭物权的，不经登记即生效；处分该物权的，应当先办理登记', also: ['物权编解释（一）第七条'] },
  'CPI-491': { instrument: 'CPI', article: '第四百九十一条', confidence: 'V', says: '拍卖成交裁定或者以物抵债裁定送达买受人或者接受抵债物的债权人时，标的物所有权转移' },
  'REG-8': { instrument: 'REG', article: '第八条', confidence: 'V', says: '不动产以不动产单元为基本单位进行登记，不动产单元具有唯一编码；登记簿记载自然状况、权属状况、权利限制提示和其他相关事项' },
  'DR-6': { instrument: 'DR', article: '第六条', confidence: 'K-h', says: '不动产登记簿以宗地或者宗海为单位编成，一宗地或者一宗海范围内的全部不动产单元编入一个不动产登记簿' },
  'DR-2': { instrument: 'DR', article: '第二条第二款', confidence: 'V*', says: '房屋等建筑物、构筑物和森林、林木等定着物应当与其所依附的土地、海域一并登记，保持权利主体一致' },
  'DR-24': { instrument: 'DR', article: '第二十四条', confidence: 'V*', says: '未办理不动产首次登记的，不得办理不动产其他类型登记，但法律、行政法规另有规定的除外' },
  'REG-9': { instrument: 'REG', article: '第九条', confidence: 'V', says: '不动产登记簿应当采用电子介质，暂不具备条件的可以采用纸质介质；登记机构应当明确唯一、合法的介质形式，并定期进行异地备份' },
  'REG-10': { instrument: 'REG', article: '第十条', confidence: 'V', says: '登记机构应当依法将各类登记事项准确、完整、清晰地记载于登记簿；任何人不得损毁登记簿，除依法更正外不得修改登记事项' },
  'REG-11': { instrument: 'REG', article: '第十一条', confidence: 'V', says: '不动产登记工作人员应当具备与登记工作相适应的专业知识和业务能力，登记机构应当加强管理和培训' },
  'REG-12': { instrument: 'REG', article: '第十二条', confidence: 'V', says: '登记机构应当指定专人负责不动产登记簿的保管，并建立健全相应的安全责任制度' },
  'REG-13': { instrument: 'REG', article: '第十三条', confidence: 'V', says: '不动产登记簿由登记机构永久保存；损毁、灭失的，应当依据原有登记资料予以重建' },
  'REG-33': { instrument: 'REG', article: '第三十三条', confidence: 'V', says: '本条例施行前依法颁发的各类不动产权属证书和制作的登记簿继续有效' },
  'UC-1': { instrument: 'GB', article: '代码结构', confidence: 'V*', says: '不动产单元代码共28位：县级行政区划6位、地籍区3位、地籍子区3位、宗地特征码2位、宗地顺序号5位、定着物特征码1位、定着物单元号8位' },
  'UC-2': { instrument: 'GB', article: '宗地特征码第一位', confidence: 'V*', says: '第13位表示土地所有权类型：G国家、J集体、Z未确定或有争议' },
  'UC-3': { instrument: 'GB', article: '宗地特征码第二位', confidence: 'V*', says: '第14位表示宗地特征，其中A集体土地所有权和C宅基地使用权只与J组合' },
  'UC-4': { instrument: 'GB', article: '宗地顺序号和定着物代码', confidence: 'V*', says: '第15至19位为00001至99999；第20位F房屋、L林木、Q其他、W无定着物；W时第21至28位为8个0' },
  'UC-5': { instrument: 'GB', article: '代码的唯一性和编排', confidence: 'K-h', says: '不动产单元代码不得重复使用，分割、合并、界址变化的重新编码；按6、6、7、9位分四段书写，没有校验位' },
  'UC-6': { instrument: 'GB', article: '代码结构（推导的校验规则）', confidence: 'V*', says: '代码应当符合各位取值及其组合：A、C须为J，W须为8个0，F不得全为0，顺序号不得全为0' },
  'CN-1': { instrument: 'FORM', article: '证书、证明编号', confidence: 'V*', says: '证书编号为“省简称（年）市县全称不动产权第NNNNNNN号”，证明编号为“…不动产证明第NNNNNNN号”，按登记机构和年度顺序编号' },
  'CN-2': { instrument: 'PRAC', article: '编号首位的地方用法', confidence: 'V*', says: '部分地方以编号首位数字区分办理点' },
} as const satisfies Record<string, Provision>
