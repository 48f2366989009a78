import { Type } from 'typebox'
import { businessTypes, callModes, windowTypes, zoneKinds } from '../../domain/hall/dictionary.ts'
import { priorityClasses, priorityReasonIds } from '../../domain/office/priority.ts'
import { closed, localDate, oneOf, text } from './common.ts'

/** Ids of halls, zones, windows and devices: short, as they are painted on signs and stand in addresses. */
const id = Type.String({
  pattern: '^[a-z0-9][a-z0-9-]{0,39}$',
  maxLength: 40,
  description: '小写字母、数字和连字符，例如 main、3',
})
export const hallParams = Type.Object({ hall: Type.String({ maxLength: 40, description: '大厅编号' }) })
export const ticketParams = Type.Object({
  id: Type.String({ maxLength: 80, description: '大厅-日期-号，例如 main-2025-06-05-12' }),
})
export const windowParams = Type.Object({ id: Type.String({ maxLength: 40, description: '窗口编号' }) })

const many = { maxItems: 200 }
const business = oneOf(businessTypes)
const priority = oneOf(priorityClasses)
const count = Type.Integer({ minimum: 1, maximum: 100_000 })

/** A change of a hall from a day on (today, when it is not said). Each thing is set as a whole. */
export const layoutChange = Type.Object(
  {
    from: Type.Optional(localDate),
    hall: Type.Optional(
      Type.Object(
        { name: text(100), address: text(200), capacity: Type.Optional(count), ticketsPerPerson: Type.Optional(count) },
        closed,
      ),
    ),
    queue: Type.Optional(
      Type.Object(
        {
          classes: Type.Array(
            Type.Object(
              { class: priority, reasons: Type.Array(oneOf(priorityReasonIds), { maxItems: 50, uniqueItems: true }) },
              closed,
            ),
            { minItems: 1, maxItems: priorityClasses.length },
          ),
          callModes: Type.Array(oneOf(callModes), { minItems: 1, maxItems: callModes.length, uniqueItems: true }),
        },
        closed,
      ),
    ),
    zones: Type.Optional(Type.Array(Type.Object({ id, kind: oneOf(zoneKinds), place: text(200) }, closed), many)),
    windows: Type.Optional(
      Type.Array(
        Type.Object(
          {
            id,
            type: oneOf(windowTypes),
            zone: id,
            scope: Type.Optional(Type.Array(business, { minItems: 1, maxItems: businessTypes.length, uniqueItems: true })),
            classes: Type.Optional(Type.Array(priority, { minItems: 1, maxItems: priorityClasses.length, uniqueItems: true })),
            open: Type.Boolean({ description: '是否开放' }),
          },
          { ...closed, description: 'scope 省略为全部登记业务，classes 省略为全部人群' },
        ),
        many,
      ),
    ),
    devices: Type.Optional(Type.Array(Type.Object({ id, name: text(100), place: text(200) }, closed), many)),
    remove: Type.Optional(Type.Array(Type.Object({ kind: oneOf(['zone', 'window', 'device'] as const), id }, closed), many)),
  },
  closed,
)

export const ticketBody = Type.Object(
  {
    business,
    class: Type.Optional(priority),
    reason: Type.Optional(oneOf(priorityReasonIds, '优先事由，非普通号必填')),
    callMode: Type.Optional(oneOf(callModes, 'voice 语音叫号 · silent 无声叫号 · both 两者兼用（省略时）')),
  },
  closed,
)
