import { Type } from 'typebox'
import { problems } from './common.ts'

export const qualityTags = ['quality 登记质量']

export const findingParams = Type.Object({
  no: Type.Integer({ minimum: 1, maximum: 1_000_000_000, description: '质量问题编号' }),
})
export const findingAnswers = { 200: Type.Any(), ...problems(403, 404, 409, 422) }
